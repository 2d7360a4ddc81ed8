package org.hasnas.search.algorithm;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.hasnas.network.Architecture;
import org.hasnas.network.SearchSpace;
import org.hasnas.score.model.FitnessScore;
import org.hasnas.search.evaluation.Proposal;
import org.hasnas.search.evaluation.SearchProblem;
import org.hasnas.search.feasibility.Enumeration;
import org.hasnas.search.feasibility.FeasibilityCheck;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.hasnas.search.model.TrialOutcome;

/**
 * HASNAS (after arXiv 2407.00641): limits before fitness; cell by cell, edge by edge; cheap estimates before expensive ones.
 *
 * <p>Costs are free, so no candidate beyond the limits is ever asked; if none meets them, nothing is. A <i>climb</i> starts from a random
 * candidate within the limits (drawn edge by edge, partial ones cut by their lower bounds) or from a changed good one, visits cells and node
 * pairs in order, looks at all operations and directions of a pair, and moves to the best estimate until a whole round improves nothing.
 * Estimates come from a screen (few images, narrow network), or, without one, from a {@link FitnessModel} of the fitness values known so far. After
 * some climbs the best that were met are asked for their fitness, and so on: the best so far is known at any moment. The budget counts
 * fitness evaluations alone; climbing with a screen takes about half as long as they do.
 *
 * <p>Small spaces are gone through whole instead of by climbs. No canonical form is asked twice; ask returns nothing when the space holds no
 * new one. A longer budget continues the trials of a shorter one.
 */
final class HasnasSearch implements SearchAlgorithm {
    /** Candidates per ask: enough for a few threads; it changes what is known when the next are chosen. */
    private static final int CHUNK = 4;
    /** Spaces with up to so many matrices are gone through. */
    private static final int SMALL_SPACE = 20_000;
    /** Evaluations before a model is trusted. */
    private static final int BEFORE_MODEL = 8;
    /** Evaluations that a model learns from: the best and the latest. */
    private static final int MODEL_SIZE = 120;
    /** Of the candidates met before, so many are estimated anew by a new model. */
    private static final int MAX_KEPT = 150;
    /** Estimates per asked candidate: at least so many with a screen, and with a model, whose estimates take microseconds. */
    private static final int MIN_ESTIMATES = 4;
    private static final int MAX_ESTIMATES = 80;
    private static final int MODEL_ESTIMATES = 24;
    /** Candidates that a climb's start is chosen from. */
    private static final int START_DRAWS = 4;
    /** Fruitless climbs in a row after which the space is gone through one by one. */
    private static final int MAX_FRUITLESS = 6;

    private final SearchProblem problem;
    private final SearchRequest request;
    private final Candidates candidates;
    private final Optional<List<Architecture>> small;
    private final Enumeration unvisited;
    private final int estimatesPerTrial;
    private final boolean hopeless;

    private final Set<Architecture> asked = new HashSet<>();
    private final Map<Architecture, Trial> known = new LinkedHashMap<>();
    /** Feasible candidates met and not asked, with their estimates. */
    private final Map<Architecture, Double> met = new LinkedHashMap<>();
    private final Map<Architecture, Double> estimates = new HashMap<>();
    private Optional<FitnessModel> model = Optional.empty();
    private long estimatesMade;
    private long climbs;

    HasnasSearch(SearchProblem problem) {
        this.problem = problem;
        this.request = problem.request();
        this.candidates = new Candidates(problem);
        SearchSpace space = request.space();
        double choices = 1 + (space.operations().size() - 1) * (space.backwardEdges() ? 2.0 : 1.0);
        this.hopeless = FeasibilityCheck.isHopeless(problem);
        this.small = hopeless || Math.pow(choices, candidates.places()) > SMALL_SPACE ? Optional.empty() : Optional.of(allFeasible());
        this.unvisited = new Enumeration(space, request.template().matrixCount());
        this.estimatesPerTrial = problem.screen()
                .map(screen -> (int) Math.clamp(screen.estimatesPerFitness() / 2, MIN_ESTIMATES, MAX_ESTIMATES)).orElse(MODEL_ESTIMATES);
    }

    private List<Architecture> allFeasible() {
        Set<Architecture> all = new LinkedHashSet<>();
        new Enumeration(request.space(), request.template().matrixCount())
                .forEachRemaining(architecture -> all.add(candidates.canonical(architecture)));
        return all.stream().filter(candidates::isFeasible).toList();
    }

    @Override
    public List<Proposal> ask(int most) {
        if (hopeless) {
            return List.of();
        }
        learn();
        if (small.isPresent()) {
            meetAll(small.get());
        } else {
            climbOn();
        }
        // the sort is stable: of equals the one met first
        List<Architecture> chosen = met.entrySet().stream().sorted(Map.Entry.<Architecture, Double>comparingByValue().reversed())
                .limit(Math.min(most, CHUNK)).map(Map.Entry::getKey).toList();
        chosen.forEach(met::remove);
        asked.addAll(chosen);
        return chosen.stream().map(candidate -> new Proposal(candidate, true)).toList();
    }

    @Override
    public void tell(List<Trial> trials) {
        for (Trial trial : trials) {
            known.put(trial.architecture(), trial);
        }
    }

    /** Without a screen, learns anew from what was told; all estimates are made anew then. */
    private void learn() {
        if (problem.screen().isPresent()) {
            return;
        }
        estimates.clear();
        List<Trial> scored = known.values().stream().filter(trial -> trial.outcome() instanceof TrialOutcome.Evaluated).toList();
        if (scored.size() < BEFORE_MODEL) {
            return;
        }
        Set<Trial> taken = new LinkedHashSet<>(scored.stream().sorted(Comparator.comparingDouble(HasnasSearch::fitness).reversed())
                .limit(MODEL_SIZE / 2).toList());
        taken.addAll(scored.subList(Math.max(0, scored.size() - MODEL_SIZE / 2), scored.size()));
        List<Trial> samples = List.copyOf(taken);
        model = Optional.of(new FitnessModel(request.space(), request.template().matrixCount(),
                samples.stream().map(Trial::architecture).toList(), samples.stream().mapToDouble(HasnasSearch::fitness).toArray()));
        List<Architecture> kept = met.entrySet().stream().sorted(Map.Entry.<Architecture, Double>comparingByValue().reversed()).limit(MAX_KEPT)
                .map(Map.Entry::getKey).toList();
        met.clear();
        meetAll(kept);
    }

    private static double fitness(Trial trial) {
        return trial.fitness().map(FitnessScore::value).orElse(Double.NEGATIVE_INFINITY);
    }

    /** Estimates of canonical forms, made where they are missing. */
    private void estimate(List<Architecture> forms) {
        List<Architecture> missing = forms.stream().distinct().filter(form -> !estimates.containsKey(form)).toList();
        if (missing.isEmpty()) {
            return;
        }
        problem.job().checkpoint();
        if (problem.screen().isPresent()) {
            List<Double> made = problem.screen().get().estimates(missing);
            for (int i = 0; i < missing.size(); i++) {
                estimates.put(missing.get(i), made.get(i));
            }
        } else {
            for (Architecture form : missing) {
                estimates.put(form, model.map(learnt -> learnt.optimistic(form)).orElseGet(() -> chance(form)));
            }
        }
        estimatesMade += missing.size();
    }

    /** Before there is a model, any order does. */
    private double chance(Architecture form) {
        return RandomStreams.of(request.seed(), form.text().hashCode()).nextDouble();
    }

    private void meetAll(List<Architecture> forms) {
        List<Architecture> fresh = forms.stream().filter(form -> !asked.contains(form)).toList();
        estimate(fresh);
        fresh.forEach(form -> met.put(form, estimates.getOrDefault(form, 0.0)));
    }

    /** Climbs until enough candidates were estimated, or climbs find nothing new. */
    private void climbOn() {
        long wanted = (long) estimatesPerTrial * (known.size() + CHUNK);
        int fruitless = 0;
        while ((estimatesMade < wanted || met.isEmpty()) && fruitless < MAX_FRUITLESS) {
            int before = met.size();
            climb(start());
            fruitless = met.size() > before ? 0 : fruitless + 1;
            if (problem.screen().isEmpty() && met.size() > before && model.isEmpty()) {
                break;
            }
        }
        while (met.isEmpty() && unvisited.hasNext()) {
            problem.job().checkpoint();
            Architecture next = candidates.canonical(unvisited.next());
            if (!asked.contains(next) && candidates.isFeasible(next)) {
                meetAll(List.of(next));
            }
        }
    }

    /** By turns the best of a few random candidates, and the best known one changed at two places. */
    private Architecture start() {
        SplittableRandom random = RandomStreams.of(request.seed(), climbs++);
        Optional<Architecture> best = bestKnown();
        if (best.isPresent() && climbs % 2 == 0) {
            return candidates.mutated(candidates.mutated(best.get(), random), random);
        }
        List<Architecture> draws = new ArrayList<>();
        if (climbs == 1) {
            draws.addAll(candidates.singleEdges());
        }
        for (int draw = 0; draw < START_DRAWS; draw++) {
            draws.add(candidates.random(random));
        }
        take(draws);
        return draws.stream().max(order()).orElseThrow();
    }

    private Optional<Architecture> bestKnown() {
        return known.values().stream().filter(trial -> trial.outcome() instanceof TrialOutcome.Evaluated).max(new TrialRanking(request.limits()))
                .map(Trial::architecture);
    }

    /** Estimates the feasible ones and keeps those not asked yet. */
    private void take(List<Architecture> forms) {
        List<Architecture> feasible = forms.stream().filter(candidates::isFeasible).toList();
        estimate(feasible);
        meetAll(feasible);
    }

    /** Feasible ones by estimate, then those beyond the limits by how little. */
    private Comparator<Architecture> order() {
        return Comparator.<Architecture>comparingDouble(form -> -candidates.excess(form))
                .thenComparingDouble(form -> estimates.getOrDefault(form, Double.NEGATIVE_INFINITY));
    }

    private void climb(Architecture start) {
        take(List.of(start));
        Comparator<Architecture> order = order();
        Architecture centre = start;
        int place = 0;
        int sinceImprovement = 0;
        while (sinceImprovement < candidates.places()) {
            List<Architecture> neighbours = candidates.neighbours(centre, place);
            take(neighbours);
            Optional<Architecture> best = neighbours.stream().max(order);
            if (best.isPresent() && order.compare(best.get(), centre) > 0) {
                centre = best.get();
                sinceImprovement = 0;
            } else {
                sinceImprovement++;
            }
            place = (place + 1) % candidates.places();
        }
    }
}
