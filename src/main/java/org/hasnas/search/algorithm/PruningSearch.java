package org.hasnas.search.algorithm;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.hasnas.network.Architecture;
import org.hasnas.network.CanonicalForm;
import org.hasnas.network.ConnectionMatrix;
import org.hasnas.network.Edge;
import org.hasnas.network.SearchSpace;
import org.hasnas.score.model.FitnessScore;
import org.hasnas.search.evaluation.Proposal;
import org.hasnas.search.evaluation.SearchProblem;
import org.hasnas.search.feasibility.FeasibilityCheck;
import org.hasnas.search.model.Trial;

/**
 * Pruning after LightSNN (arXiv 2503.21846): every node pair starts with all operations (and directions, and none); in each round every
 * pair loses the one whose loss hurts the fitness least; in the end one is left for each.
 *
 * <p>Ours: the engine simulates one operation per edge, no supernet. So the fitness of a supernet is estimated by the mean over random
 * members of it, and an operation's worth by the mean over the members that have it. Members beyond the limits are not evaluated, and an
 * operation that no member within the limits has is pruned first. When one architecture is left the pruning starts again with other draws.
 */
final class PruningSearch implements SearchAlgorithm {
    /** Members evaluated per round. */
    private static final int MEMBERS = 12;
    private static final int MAX_TRIES = 400;

    private final SearchProblem problem;
    private final SearchSpace space;
    private final Candidates candidates;
    private final List<Edge> pairs;
    private final boolean hopeless;
    private final Map<Architecture, Trial> known = new HashMap<>();
    /** Choices left at each place: digits, negative for backward edges. */
    private List<List<Integer>> left = List.of();
    /** Members of the round, with their choices at each place. */
    private final List<Member> members = new ArrayList<>();
    private final WaitingArchitectures waiting = new WaitingArchitectures();
    private long rounds;
    private int fruitless;

    private record Member(List<Integer> choices, Architecture form) {}

    PruningSearch(SearchProblem problem) {
        this.problem = problem;
        this.space = problem.request().space();
        this.candidates = new Candidates(problem);
        this.pairs = space.pairs();
        this.hopeless = FeasibilityCheck.isHopeless(problem);
    }

    @Override
    public List<Proposal> ask(int most) {
        while (!hopeless && waiting.isEmpty() && fruitless < 40) {
            problem.job().checkpoint();
            prune();
            draw(RandomStreams.of(problem.request().seed(), rounds++));
            fruitless = waiting.isEmpty() ? fruitless + 1 : 0;
        }
        return waiting.propose(most);
    }

    @Override
    public void tell(List<Trial> trials) {
        trials.forEach(trial -> known.put(trial.architecture(), trial));
    }

    /** Takes one choice from every pair that has several; begins anew where none has. */
    private void prune() {
        if (left.stream().allMatch(choices -> choices.size() <= 1)) {
            int digits = space.operations().size();
            List<Integer> all = IntStream.range(space.backwardEdges() ? 1 - digits : 0, digits).boxed().toList();
            left = IntStream.range(0, candidates.places()).mapToObj(place -> all).toList();
        } else {
            List<List<Integer>> fewer = new ArrayList<>();
            for (int place = 0; place < left.size(); place++) {
                int at = place;
                List<Integer> choices = new ArrayList<>(left.get(place));
                if (choices.size() > 1) {
                    Optional<Integer> worst = choices.stream().min(Comparator.comparingDouble(choice -> worth(at, choice)));
                    worst.ifPresent(choices::remove);
                }
                fewer.add(List.copyOf(choices));
            }
            left = List.copyOf(fewer);
        }
        members.clear();
    }

    /** Mean fitness of the members that have a choice; negative infinity if none has. */
    private double worth(int place, int choice) {
        return members.stream().filter(member -> member.choices().get(place) == choice).map(member -> known.get(member.form()))
                .filter(trial -> trial != null && trial.fitness().isPresent())
                .mapToDouble(trial -> trial.fitness().map(FitnessScore::value).map(value -> Math.max(value, -1e9)).orElseThrow())
                .average().orElse(Double.NEGATIVE_INFINITY);
    }

    private void draw(SplittableRandom random) {
        Set<Architecture> fresh = new HashSet<>();
        for (int tries = 0; tries < MAX_TRIES && members.size() < MEMBERS; tries++) {
            List<Integer> choices = left.stream().map(of -> of.get(random.nextInt(of.size()))).toList();
            Optional<Architecture> architecture = architecture(choices);
            if (architecture.isPresent() && candidates.isFeasible(architecture.get())) {
                members.add(new Member(choices, architecture.get()));
                if (!known.containsKey(architecture.get()) && fresh.add(architecture.get())) {
                    waiting.add(architecture.get());
                }
            }
        }
    }

    private Optional<Architecture> architecture(List<Integer> choices) {
        List<ConnectionMatrix> cells = new ArrayList<>();
        for (int from = 0; from < choices.size(); from += pairs.size()) {
            ConnectionMatrix matrix = ConnectionMatrix.empty(space.nodes());
            for (int pair = 0; pair < pairs.size(); pair++) {
                int choice = choices.get(from + pair);
                matrix = choice == 0 ? matrix : matrix.with(choice > 0 ? pairs.get(pair) : pairs.get(pair).reversed(), Math.abs(choice));
            }
            if (!CanonicalForm.reaches(matrix, 0, space.nodes() - 1)) {
                return Optional.empty();
            }
            cells.add(matrix);
        }
        return Optional.of(candidates.canonical(new Architecture(cells)));
    }
}
