package org.hasnas.search.ladder;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.network.Architecture;
import org.hasnas.score.model.FitnessScore;
import org.hasnas.search.algorithm.SearchAlgorithm;
import org.hasnas.search.algorithm.SearchAlgorithms;
import org.hasnas.search.evaluation.Proposal;
import org.hasnas.search.evaluation.SearchProblem;
import org.hasnas.search.model.Trial;
import org.hasnas.search.model.TrialOutcome;

/** A search algorithm of candidates, such as evolution, whose fitness is the accuracy after a whole training. It learns from its own proposals only. */
public final class WholeTrainings implements LadderSearch {
    private final SearchProblem problem;
    private final SearchAlgorithm algorithm;
    private final int wholeEpochs;
    private final Map<Architecture, Integer> designs = new HashMap<>();
    private final Outstanding outstanding;
    private final Deque<Proposal> waiting = new ArrayDeque<>();
    /** By their places in what was asked. */
    private final SortedMap<Integer, Trial> told = new TreeMap<>();
    private List<Proposal> asked = List.of();
    /** Of the generations before. */
    private int trials;
    private int first = -1;
    private int best = -1;
    private double bestFraction = Double.NEGATIVE_INFINITY;

    /**
     * @param ladder its designs are written in their canonical form
     * @param problem the same designs as candidates: admissible are those of the ladder alone
     */
    public WholeTrainings(LadderProblem ladder, SearchProblem problem) {
        this.problem = problem;
        this.algorithm = SearchAlgorithms.of(problem);
        this.wholeEpochs = ladder.wholeEpochs();
        this.outstanding = new Outstanding(ladder.designs().size());
        for (int design = 0; design < ladder.designs().size(); design++) {
            designs.put(ladder.designs().get(design).network().architecture(), design);
        }
    }

    /** Empty while a generation is under way: algorithms are told whole generations. */
    @Override
    public Optional<Training> ask() {
        if (waiting.isEmpty() && outstanding.isEmpty()) {
            asked = algorithm.ask(designs.size());
            waiting.addAll(asked);
        }
        Proposal proposal = waiting.pollFirst();
        if (proposal == null) {
            return Optional.empty();
        }
        Integer design = designs.get(proposal.architecture());
        if (design == null) {
            throw new IllegalStateException("the algorithm asks for " + proposal.architecture() + ", which is not admissible");
        }
        first = first < 0 ? design : first;
        return Optional.of(outstanding.ask(design, wholeEpochs));
    }

    @Override
    public void tell(Training training, double fraction) {
        outstanding.tell(training);
        int place = IntStream.range(0, asked.size()).filter(other -> !told.containsKey(other))
                .filter(other -> Integer.valueOf(training.design()).equals(designs.get(asked.get(other).architecture()))).findFirst().orElseThrow();
        Architecture architecture = asked.get(place).architecture();
        HardwareCost cost = problem.costs().cost(architecture);
        told.put(place, new Trial(trials + place, architecture, new TrialOutcome.Evaluated(cost, FitnessScore.notSimulated(fraction)), 0));
        if (fraction > bestFraction) {
            bestFraction = fraction;
            best = training.design();
        }
        if (told.size() == asked.size()) {
            algorithm.tell(List.copyOf(told.values()));
            trials += told.size();
            told.clear();
        }
    }

    @Override
    public int best() {
        return best >= 0 ? best : Math.max(0, first);
    }
}
