package org.hasnas.search.algorithm;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.hasnas.network.Architecture;
import org.hasnas.search.evaluation.Proposal;
import org.hasnas.search.evaluation.SearchProblem;
import org.hasnas.search.feasibility.FeasibilityCheck;
import org.hasnas.search.model.Trial;

/**
 * Regularised evolution (Real et al., AAAI 2019): the best of a random sample of the population has a mutated child, and the oldest dies.
 *
 * <p>Ours: a mutation changes one node pair (operation and direction) and keeps the cell connected; children beyond the limits are not made,
 * since costs are free; no canonical form is asked twice; children are born in groups, so that several threads have work. Population 20, sample 5
 * (published: 100 and 25, for 20 000 evaluations).
 */
final class RegularizedEvolution implements SearchAlgorithm {
    private static final int POPULATION = 20;
    private static final int SAMPLE = 5;
    private static final int CHUNK = 4;
    private static final int MAX_TRIES = 60;

    private final SearchProblem problem;
    private final Candidates candidates;
    private final TrialRanking ranking;
    private final boolean hopeless;
    private final Set<Architecture> asked = new HashSet<>();
    private final Map<Architecture, Trial> known = new HashMap<>();
    private final Deque<Trial> population = new ArrayDeque<>();
    private long born;

    RegularizedEvolution(SearchProblem problem) {
        this.problem = problem;
        this.candidates = new Candidates(problem);
        this.ranking = new TrialRanking(problem.request().limits());
        this.hopeless = FeasibilityCheck.isHopeless(problem);
    }

    @Override
    public List<Proposal> ask(int most) {
        List<Proposal> proposals = new ArrayList<>();
        while (!hopeless && proposals.size() < Math.min(most, CHUNK)) {
            Optional<Architecture> child = child(RandomStreams.of(problem.request().seed(), born++));
            if (child.isEmpty()) {
                break;
            }
            asked.add(child.get());
            proposals.add(new Proposal(child.get(), true));
        }
        return List.copyOf(proposals);
    }

    @Override
    public void tell(List<Trial> trials) {
        for (Trial trial : trials) {
            known.put(trial.architecture(), trial);
            population.addLast(trial);
            if (population.size() > POPULATION) {
                population.removeFirst();
            }
        }
    }

    /** Not asked before and within the limits; empty if many tries found none. */
    private Optional<Architecture> child(SplittableRandom random) {
        boolean first = asked.size() < POPULATION || population.isEmpty();
        for (int tries = 0; tries < MAX_TRIES; tries++) {
            problem.job().checkpoint();
            Architecture child = first ? candidates.random(random) : candidates.mutated(parent(random), random);
            if (!asked.contains(child) && candidates.isFeasible(child)) {
                return Optional.of(child);
            }
        }
        for (int tries = 0; tries < MAX_TRIES; tries++) {
            problem.job().checkpoint();
            Architecture drawn = candidates.random(random);
            if (!asked.contains(drawn) && candidates.isFeasible(drawn)) {
                return Optional.of(drawn);
            }
        }
        return Optional.empty();
    }

    private Architecture parent(SplittableRandom random) {
        List<Trial> alive = List.copyOf(population);
        Trial best = alive.get(random.nextInt(alive.size()));
        for (int other = 1; other < SAMPLE; other++) {
            Trial drawn = alive.get(random.nextInt(alive.size()));
            best = ranking.compare(drawn, best) > 0 ? drawn : best;
        }
        return best.architecture();
    }
}
