package org.hasnas.search.ladder;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.hasnas.search.ladder.LadderProblem.Goal;

/**
 * ASHA, asynchronous successive halving (Li et al., MLSys 2020): random designs start at the lowest rung; whenever the best third of a rung holds
 * one that has not gone on, it goes on to the next rung. Rungs are a third of each other, down to a tenth of a whole training or the least that can
 * be read. Of a front the best are those on the front of what was read at a rung, then those on the front of the others, and so on (multi-objective
 * ASHA: Schmucker et al., arXiv 2106.12639).
 */
public final class SuccessiveHalving implements LadderSearch.Guided {
    private static final int REDUCTION = 3;
    private static final double LEAST_SHARE = 0.1;

    private final LadderProblem problem;
    private final List<Integer> rungs;
    private final List<Integer> order;
    private final Outstanding outstanding;
    /** What was read at each rung, by design. */
    private final List<Map<Integer, Double>> readings = new ArrayList<>();
    private int next;

    public SuccessiveHalving(LadderProblem problem) {
        this.problem = problem;
        this.rungs = rungs(problem);
        this.order = InOrder.shuffled(problem);
        this.outstanding = new Outstanding(problem.designs().size());
        for (int rung = 0; rung < rungs.size(); rung++) {
            readings.add(new HashMap<>());
        }
    }

    private static List<Integer> rungs(LadderProblem problem) {
        List<Integer> rungs = new ArrayList<>(List.of(problem.wholeEpochs()));
        while (true) {
            double most = (double) rungs.getFirst() / REDUCTION;
            Optional<Integer> lower = problem.epochs().stream().filter(epoch -> epoch <= most && epoch >= LEAST_SHARE * problem.wholeEpochs())
                    .max(Comparator.naturalOrder());
            if (lower.isEmpty()) {
                return List.copyOf(rungs);
            }
            rungs.addFirst(lower.get());
        }
    }

    @Override
    public Optional<Training> ask(Predicate<Training> allowed) {
        for (int rung = rungs.size() - 2; rung >= 0; rung--) {
            Map<Integer, Double> read = readings.get(rung);
            int epochs = rungs.get(rung);
            int until = rungs.get(rung + 1);
            Optional<Integer> promising = ranked(read).subList(0, read.size() / REDUCTION).stream()
                    .filter(design -> outstanding.epochs(design) == epochs && allowed.test(outstanding.piece(design, until))).findFirst();
            if (promising.isPresent()) {
                return Optional.of(choose(promising.get(), until));
            }
        }
        while (next < order.size() && outstanding.epochs(order.get(next)) > 0) {
            next++;
        }
        return order.subList(next, order.size()).stream().filter(design -> outstanding.epochs(design) == 0)
                .filter(design -> allowed.test(outstanding.piece(design, rungs.getFirst()))).findFirst()
                .map(design -> choose(design, rungs.getFirst()));
    }

    @Override
    public Training choose(int design, int untilEpoch) {
        return outstanding.ask(design, untilEpoch);
    }

    /** Those first that go on first. */
    private List<Integer> ranked(Map<Integer, Double> read) {
        return switch (problem.goal()) {
            case Goal.Best _ -> sorted(read);
            case Goal.Front(List<Double> costs) -> byFronts(sorted(read), read, costs);
        };
    }

    private static List<Integer> byFronts(List<Integer> sorted, Map<Integer, Double> read, List<Double> costs) {
        List<Integer> ranked = new ArrayList<>();
        List<Integer> left = new ArrayList<>(sorted);
        while (!left.isEmpty()) {
            List<Integer> front = left.stream().filter(design -> left.stream().noneMatch(other -> dominates(other, design, read, costs))).toList();
            ranked.addAll(front);
            left.removeAll(front);
        }
        return ranked;
    }

    private static boolean dominates(int one, int other, Map<Integer, Double> read, List<Double> costs) {
        int accuracy = Double.compare(read.getOrDefault(one, 0.0), read.getOrDefault(other, 0.0));
        int cost = costs.get(one).compareTo(costs.get(other));
        return accuracy >= 0 && cost <= 0 && (accuracy > 0 || cost < 0);
    }

    /** The most accurate first; of equal ones the first in the list of designs. */
    private static List<Integer> sorted(Map<Integer, Double> read) {
        return read.entrySet().stream().sorted(Map.Entry.<Integer, Double>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey).toList();
    }

    @Override
    public void tell(Training training, double fraction) {
        outstanding.tell(training);
        int rung = rungs.indexOf(training.untilEpoch());
        if (rung >= 0) { // what was chosen by somebody else may end between rungs
            readings.get(rung).put(training.design(), fraction);
        }
    }

    /** The most accurate of the highest rung that was reached. */
    @Override
    public int best() {
        return readings.reversed().stream().filter(read -> !read.isEmpty()).map(read -> sorted(read).getFirst()).findFirst().orElse(order.getFirst());
    }
}
