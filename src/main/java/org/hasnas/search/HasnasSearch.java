package org.hasnas.search;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.hasnas.domain.architecture.Architecture;
import org.hasnas.domain.architecture.CanonicalForm;
import org.hasnas.domain.architecture.ConnectionMatrix;
import org.hasnas.domain.architecture.Edge;
import org.hasnas.domain.architecture.SearchSpace;
import org.hasnas.domain.run.SearchRequest;
import org.hasnas.domain.run.Trial;

/**
 * A first HASNAS (after arXiv 2407.00641): limits before fitness; cell by cell, edge by edge.
 *
 * <p>It starts from the cells with a single edge. Then it visits cells and node pairs in order, and at each pair looks at all
 * operations and directions; the best candidate becomes the incumbent, which wins ties. When a whole round improves nothing it starts
 * again from a few random draws, of which those whose most similar known candidate is feasible come first. Candidates over the limits rank
 * below all feasible ones, the least exceeding first, so that under tight limits the search walks towards feasibility.
 *
 * <p>Every asked candidate, also one over the limits, costs one trial of the budget. No canonical form is asked twice; ask returns
 * nothing when the space holds no new one. A longer budget continues the trials of a shorter one.
 */
final class HasnasSearch implements SearchAlgorithm {
    /** Candidates a restart chooses its starting points from, and how many it takes. */
    private static final int RESTART_DRAWS = 16;
    private static final int RESTART_STARTS = 4;

    private final SearchRequest request;
    private final SearchSpace space;
    private final List<Edge> pairs;
    private final SnasnetGenerator generator;
    private final CellMoves moves;
    private final Enumeration unvisited;
    private final Comparator<Trial> ranking;

    private final Set<Architecture> asked = new HashSet<>();
    private final Map<Architecture, Trial> known = new LinkedHashMap<>();
    private final Deque<Architecture> waiting = new ArrayDeque<>();

    /** Candidates of the step that is under way; one of them or the incumbent is the next incumbent. */
    private List<Architecture> step = List.of();
    private Optional<Trial> incumbent = Optional.empty();
    /** Next pair to visit, counted through all cells; and visited pairs since the incumbent changed. */
    private int position;
    private int sinceImprovement;
    private long restarts;

    HasnasSearch(SearchRequest request) {
        this.request = request;
        space = request.space();
        pairs = space.pairs();
        generator = new SnasnetGenerator(space);
        moves = new CellMoves(space);
        unvisited = new Enumeration(space, request.template().matrixCount());
        ranking = new TrialRanking(request.limits());
        begin(singleEdges());
    }

    @Override
    public List<Proposal> ask(int most) {
        while (waiting.isEmpty()) {
            if (!advance()) {
                return List.of();
            }
        }
        List<Proposal> proposals = new ArrayList<>();
        while (proposals.size() < most && !waiting.isEmpty()) {
            proposals.add(new Proposal(waiting.remove(), true));
        }
        return List.copyOf(proposals);
    }

    @Override
    public void tell(List<Trial> trials) {
        for (Trial trial : trials) {
            known.put(trial.architecture(), trial);
        }
    }

    /** Ends the step under way, whose outcomes are all known, and begins the next; false if no candidate is left. */
    private boolean advance() {
        settle();
        if (sinceImprovement < pairs.size() * request.template().matrixCount()) {
            Trial centre = incumbent.orElseThrow();
            int cell = position / pairs.size();
            Edge pair = pairs.get(position % pairs.size());
            position = (position + 1) % (pairs.size() * request.template().matrixCount());
            begin(neighbours(centre.architecture(), cell, pair));
            return true;
        }
        List<Architecture> starts = restart();
        incumbent = Optional.empty();
        position = 0;
        begin(starts);
        return !starts.isEmpty();
    }

    private void settle() {
        Optional<Trial> best = best();
        if (best.isPresent() && (incumbent.isEmpty() || ranking.compare(best.get(), incumbent.get()) > 0)) {
            incumbent = best;
            sinceImprovement = 0;
        } else {
            sinceImprovement++;
        }
    }

    /** The best of the step, the first of equals. */
    private Optional<Trial> best() {
        Optional<Trial> best = Optional.empty();
        for (Architecture candidate : step) {
            Trial trial = known.get(candidate);
            if (trial == null) {
                throw new IllegalStateException("ask before the outcome of '" + candidate + "' was told");
            }
            if (best.isEmpty() || ranking.compare(trial, best.get()) > 0) {
                best = Optional.of(trial);
            }
        }
        return best;
    }

    private void begin(List<Architecture> candidates) {
        step = candidates.stream().distinct().toList();
        step.stream().filter(asked::add).forEach(waiting::add);
    }

    private Architecture canonical(Architecture architecture) {
        return CanonicalForm.of(request.template(), space, architecture);
    }

    private List<Architecture> singleEdges() {
        Edge direct = new Edge(0, space.nodes() - 1);
        return IntStream.range(1, space.operations().size())
                .mapToObj(digit -> canonical(Architecture.shared(ConnectionMatrix.empty(space.nodes()).with(direct, digit)))).toList();
    }

    /** All candidates that differ from the centre in one pair of one cell and what the new edge needs to be live. */
    private List<Architecture> neighbours(Architecture centre, int cell, Edge pair) {
        List<ConnectionMatrix> cells = IntStream.range(0, request.template().matrixCount()).mapToObj(centre::cell).toList();
        List<Architecture> neighbours = new ArrayList<>();
        for (ConnectionMatrix alternative : moves.alternatives(cells.get(cell), pair)) {
            List<ConnectionMatrix> changed = new ArrayList<>(cells);
            changed.set(cell, alternative);
            neighbours.add(canonical(new Architecture(changed)));
        }
        return neighbours;
    }

    /** Starting points not asked before; none if the space holds no more. */
    private List<Architecture> restart() {
        SplittableRandom random = RandomStreams.of(request.seed(), restarts++);
        Set<Architecture> fresh = new LinkedHashSet<>();
        for (int draw = 0; draw < RESTART_DRAWS; draw++) {
            Architecture drawn = canonical(generator.draw(random, request.template().matrixCount()));
            if (!asked.contains(drawn)) {
                fresh.add(drawn);
            }
        }
        while (fresh.isEmpty() && unvisited.hasNext()) {
            Architecture next = canonical(unvisited.next());
            if (!asked.contains(next)) {
                fresh.add(next);
            }
        }
        // the sort is stable, so draws of the same kind keep their order
        return fresh.stream().sorted(Comparator.comparing((Architecture candidate) -> !looksFeasible(candidate))).limit(RESTART_STARTS).toList();
    }

    /** Whether the most similar of the known candidates, the earliest of equals, meets the limits. */
    private boolean looksFeasible(Architecture candidate) {
        int least = Integer.MAX_VALUE;
        boolean feasible = false;
        for (Trial trial : known.values()) {
            int distance = distance(candidate, trial.architecture());
            if (distance < least) {
                least = distance;
                feasible = trial.cost().filter(request.limits()::isMetBy).isPresent();
            }
        }
        return feasible;
    }

    /** Number of different matrix entries over all cells. */
    private int distance(Architecture one, Architecture other) {
        int different = 0;
        for (int cell = 0; cell < request.template().matrixCount(); cell++) {
            String text = one.cell(cell).text();
            String otherText = other.cell(cell).text();
            for (int i = 0; i < text.length(); i++) {
                different += text.charAt(i) == otherText.charAt(i) ? 0 : 1;
            }
        }
        return different;
    }
}
