package org.hasnas.search.study;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.job.ParallelTasks;
import org.hasnas.network.Architecture;
import org.hasnas.network.CanonicalForm;
import org.hasnas.network.ConnectionMatrix;
import org.hasnas.network.Edge;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.SearchSpace;
import org.hasnas.search.algorithm.RandomStreams;
import org.hasnas.search.algorithm.SnasnetGenerator;
import org.hasnas.search.evaluation.CandidateEvaluator;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.Margin;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.study.model.Interval;
import org.hasnas.search.study.model.TemplateResult;
import org.hasnas.search.study.model.TemplateResult.Verdict;
import org.hasnas.search.study.model.TemplateStudy;
import org.hasnas.search.study.model.TemplateStudyRequest;
import org.hasnas.search.study.model.TemplateVariant;
import org.hasnas.search.study.model.TrainedEffect;
import org.hipparchus.stat.correlation.KendallsCorrelation;
import org.hipparchus.stat.descriptive.DescriptiveStatistics;

/** Step 2: what each part of a template is worth, over random candidates that all templates share. */
public final class TemplateStudies {
    /** Changes of a score below this are rounding, and what is left of the network's size. */
    private static final double MIN_CHANGE = 0.01;

    private final TemplateStudyRequest request;
    private final SearchSpace space;
    private final ConstraintSet limits;
    private final NetworkTrainer trainer;

    /** Trains networks for a study. */
    @FunctionalInterface
    public interface NetworkTrainer {
        /**
         * @param job told of each epoch that is done
         * @return accuracy on held-out training images, as a fraction; empty if the network did not learn
         * @throws HasnasException if the network can't be trained, like IllegalArgumentException
         * @throws java.util.concurrent.CancellationException if the job is cancelled
         */
        OptionalDouble accuracy(Network network, int epochs, JobContext job) throws HasnasException;
    }

    private TemplateStudies(TemplateStudyRequest request, NetworkTrainer trainer) {
        this.request = request;
        this.trainer = trainer;
        this.space = request.search().space();
        this.limits = request.search().limits();
    }

    /**
     * Evaluates the shared candidates in every template of {@link TemplateVariants}.
     *
     * @param evaluators makes the evaluator of a request
     * @param trainer for the trainings that are asked for
     * @param trainers runs the trainings, each on one thread
     * @param partial told what is known before the trainings, and after each of them
     * @param job told how many candidates are scored and epochs trained
     * @throws java.util.concurrent.CancellationException if the job is cancelled
     */
    public static TemplateStudy run(TemplateStudyRequest request, Function<SearchRequest, CandidateEvaluator> evaluators, NetworkTrainer trainer,
            Executor trainers, Consumer<TemplateStudy> partial, JobContext job) {
        return new TemplateStudies(request, trainer).run(evaluators, trainers, partial, job);
    }

    private TemplateStudy run(Function<SearchRequest, CandidateEvaluator> evaluators, Executor trainers, Consumer<TemplateStudy> partial,
            JobContext job) {
        List<TemplateVariant> variants = TemplateVariants.around(request.search().template());
        List<Drawn> all = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        long scored = (long) variants.size() * request.candidates();
        long epochs = (long) request.trainings().networks() * request.trainings().epochs();
        long steps = scored + variants.size() * epochs;
        for (TemplateVariant variant : variants) {
            List<Architecture> candidates = candidates(variant.template());
            EvaluatedCandidates evaluated = EvaluatedCandidates.of(candidates, evaluators.apply(request.search().withTemplate(variant.template())),
                    (long) all.size() * request.candidates(), steps, job);
            evaluated.failures().forEach(failure -> failures.add(variant.name() + ", " + failure));
            all.add(new Drawn(variant, candidates.stream().map(candidate -> outcome(variant.template(), candidate, evaluated)).toList()));
            job.progress((long) all.size() * request.candidates(), steps);
        }
        if (request.trainings().isAsked()) {
            partial.accept(study(all, failures));
            train(all, failures, trainers, partial, new EpochCount(scored, steps, job));
        }
        return study(all, failures);
    }

    private TemplateStudy study(List<Drawn> all, List<String> failures) {
        List<TemplateResult> results = all.stream().map(drawn -> result(drawn, all.getFirst())).toList();
        return new TemplateStudy(request, results, agreement(results), failures);
    }

    /** The first shared candidates with a convolution on the way from input to output: others learn nothing, whatever the template. */
    private List<Integer> candidatesThatLearn() {
        List<Architecture> candidates = candidates(request.search().template());
        return IntStream.range(0, candidates.size()).filter(index -> hasLiveConvolution(candidates.get(index).matrices().getFirst()))
                .limit(request.trainings().networks()).boxed().toList();
    }

    private boolean hasLiveConvolution(ConnectionMatrix matrix) {
        ConnectionMatrix live = CanonicalForm.withoutDeadEdges(matrix);
        return live.edges().stream().anyMatch(edge -> !space.operation(live, edge).kernels().isEmpty());
    }

    /** A candidate in a template. */
    private record Pair(int variant, int candidate) {}

    /** What a training came to: an accuracy, or why there is none. */
    private record Ending(Pair pair, OptionalDouble accuracy, Optional<String> failure) {}

    /** Trains side by side; the end does not depend on which training ends first. */
    private void train(List<Drawn> all, List<String> failures, Executor trainers, Consumer<TemplateStudy> partial, EpochCount count) {
        List<Pair> pairs = new ArrayList<>();
        for (int variant = 0; variant < all.size(); variant++) {
            for (int candidate : candidatesThatLearn()) {
                pairs.add(new Pair(variant, candidate));
            }
        }
        Map<Pair, String> reasons = new HashMap<>();
        ParallelTasks.forEach(pairs, pair -> train(all.get(pair.variant).variant(), pair, count), trainers, ending -> {
            Pair pair = ending.pair;
            ending.failure.ifPresent(reason -> reasons.put(pair, reason));
            if (ending.failure.isEmpty()) {
                Drawn drawn = all.get(pair.variant);
                List<Outcome> outcomes = new ArrayList<>(drawn.outcomes());
                outcomes.set(pair.candidate, outcomes.get(pair.candidate).withAccuracy(ending.accuracy));
                all.set(pair.variant, new Drawn(drawn.variant(), List.copyOf(outcomes)));
            }
            partial.accept(study(all, failures));
        });
        pairs.stream().map(reasons::get).filter(Objects::nonNull).forEach(failures::add);
    }

    private Ending train(TemplateVariant variant, Pair pair, EpochCount count) {
        Architecture candidate = candidates(variant.template()).get(pair.candidate);
        int epochs = request.trainings().epochs();
        count.checkpoint();
        EpochCount.Part part = count.part();
        try {
            OptionalDouble accuracy = trainer.accuracy(Network.of(variant.template(), space, candidate), epochs, part);
            part.progress(epochs, epochs);
            return new Ending(pair, accuracy, Optional.empty());
        } catch (HasnasException | IllegalArgumentException untrainable) {
            part.progress(epochs, epochs);
            return new Ending(pair, OptionalDouble.empty(), Optional.of(variant.name() + ": " + untrainable.getMessage()));
        }
    }

    /** Epochs of trainings side by side, behind what was done before them. */
    private static final class EpochCount {
        private final long before;
        private final long all;
        private final JobContext job;
        private long epochs;

        EpochCount(long before, long all, JobContext job) {
            this.before = before;
            this.all = all;
            this.job = job;
        }

        void checkpoint() {
            job.checkpoint();
        }

        synchronized void add(long done) {
            epochs += done;
            job.progress(before + epochs, all);
        }

        Part part() {
            return new Part();
        }

        /** One training's. */
        private final class Part implements JobContext {
            private long known;

            @Override
            public void checkpoint() {
                job.checkpoint();
            }

            @Override
            public void progress(long done, long total) {
                add(done - known);
                known = done;
            }
        }
    }

    /** A shared candidate in one template. */
    private record Outcome(Optional<HardwareCost> cost, OptionalDouble fitness, OptionalDouble comparable, OptionalDouble accuracy) {
        Outcome withAccuracy(OptionalDouble trained) {
            return new Outcome(cost, fitness, comparable, trained);
        }
    }

    /** All of them, in the order of the candidates. */
    private record Drawn(TemplateVariant variant, List<Outcome> outcomes) {}

    /** Candidate i has the same first cell in every template, and the same second one where cells have matrices of their own. */
    private List<Architecture> candidates(NetworkTemplate template) {
        SnasnetGenerator generator = new SnasnetGenerator(space);
        List<Architecture> candidates = new ArrayList<>();
        for (int index = 0; index < request.candidates(); index++) {
            candidates.add(generator.draw(RandomStreams.of(request.search().seed(), index), template.matrixCount()));
        }
        return candidates;
    }

    private Outcome outcome(NetworkTemplate template, Architecture candidate, EvaluatedCandidates evaluated) {
        OptionalDouble fitness = evaluated.fitness(candidate);
        OptionalDouble comparable = OptionalDouble.empty();
        if (fitness.isPresent()) {
            // the fitness is that of the canonical form
            Network network = Network.of(template, space, CanonicalForm.of(template, space, candidate));
            comparable = SizeFreeScore.of(network, request.search().fitness(), fitness.getAsDouble());
        }
        return new Outcome(evaluated.cost(candidate), fitness, comparable, OptionalDouble.empty());
    }

    private TemplateResult result(Drawn drawn, Drawn base) {
        List<HardwareCost> costs = drawn.outcomes().stream().flatMap(outcome -> outcome.cost().stream()).toList();
        int feasible = (int) costs.stream().filter(limits::isMetBy).count();
        Map<CostKind, Double> means = new EnumMap<>(CostKind.class);
        Map<CostKind, Double> left = new EnumMap<>(CostKind.class);
        Map<CostKind, Interval> changes = new EnumMap<>(CostKind.class);
        Map<CostKind, Interval> ratios = new EnumMap<>(CostKind.class);
        List<Double> fitnessChanges = changes(drawn, base);
        for (CostKind kind : CostKind.values()) {
            means.put(kind, statistics(costs.stream().map(cost -> kind.costOf(cost, limits.memoryScope())).toList()).getMean());
            left.put(kind, statistics(costs.stream().map(cost -> new Margin(kind, kind.costOf(cost, limits.memoryScope()),
                    limits.limit(kind)).leftFraction())
                    .toList()).getPercentile(50));
            Interval change = Intervals.ofMean(costChanges(drawn, base, kind, false));
            changes.put(kind, change);
            if (!drawn.variant().isUnchanged() && (change.isNegative() || change.isPositive()) && !fitnessChanges.isEmpty()) {
                ratios.put(kind, Intervals.ofRatio(fitnessChanges, costChanges(drawn, base, kind, true)));
            }
        }
        List<Double> comparable = values(drawn.outcomes().stream().map(Outcome::comparable).toList());
        double best = drawn.outcomes().stream().filter(outcome -> outcome.cost().filter(limits::isMetBy).isPresent())
                .mapToDouble(outcome -> outcome.comparable().orElse(Double.NEGATIVE_INFINITY)).max().orElse(Double.NEGATIVE_INFINITY);
        Interval fitness = Intervals.ofMean(values(drawn.outcomes().stream().map(Outcome::fitness).toList()));
        Interval change = Intervals.ofMean(fitnessChanges);
        return new TemplateResult(drawn.variant(), feasible, costs.size(), means, left, largestParameters(drawn.variant().template()),
                fitness, Intervals.ofMean(comparable), change, changes, ratios, best, statistics(comparable).getPercentile(50),
                trained(drawn, base), verdict(drawn.variant(), feasible, change, changes));
    }

    private static OptionalDouble agreement(List<TemplateResult> results) {
        List<TemplateResult> both = results.stream().filter(result -> !result.variant().isUnchanged() && result.trained().change().samples() > 0
                && result.comparableChange().samples() > 0).toList();
        if (both.size() < 3) {
            return OptionalDouble.empty();
        }
        double tau = new KendallsCorrelation().correlation(both.stream().mapToDouble(result -> result.comparableChange().mean()).toArray(),
                both.stream().mapToDouble(result -> result.trained().change().mean()).toArray());
        return Double.isNaN(tau) ? OptionalDouble.empty() : OptionalDouble.of(tau);
    }

    private static TrainedEffect trained(Drawn drawn, Drawn base) {
        List<Double> changes = new ArrayList<>();
        for (int index = 0; index < base.outcomes().size(); index++) {
            OptionalDouble now = drawn.outcomes().get(index).accuracy();
            OptionalDouble before = base.outcomes().get(index).accuracy();
            if (now.isPresent() && before.isPresent()) {
                changes.add(now.getAsDouble() - before.getAsDouble());
            }
        }
        return new TrainedEffect(Intervals.ofMean(values(drawn.outcomes().stream().map(Outcome::accuracy).toList())), Intervals.ofMean(changes));
    }

    private static List<Double> values(List<OptionalDouble> values) {
        return values.stream().filter(OptionalDouble::isPresent).map(OptionalDouble::getAsDouble).toList();
    }

    private static DescriptiveStatistics statistics(List<Double> values) {
        return new DescriptiveStatistics(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static boolean bothScored(Outcome one, Outcome other) {
        return one.comparable().isPresent() && other.comparable().isPresent() && one.cost().isPresent() && other.cost().isPresent();
    }

    private static List<Double> changes(Drawn drawn, Drawn base) {
        List<Double> changes = new ArrayList<>();
        for (int index = 0; index < base.outcomes().size(); index++) {
            Outcome now = drawn.outcomes().get(index);
            Outcome before = base.outcomes().get(index);
            if (bothScored(now, before)) {
                changes.add(now.comparable().getAsDouble() - before.comparable().getAsDouble());
            }
        }
        return changes;
    }

    private List<Double> costChanges(Drawn drawn, Drawn base, CostKind kind, boolean scoredOnly) {
        List<Double> changes = new ArrayList<>();
        for (int index = 0; index < base.outcomes().size(); index++) {
            Outcome now = drawn.outcomes().get(index);
            Outcome before = base.outcomes().get(index);
            if (now.cost().isPresent() && before.cost().isPresent() && (!scoredOnly || bothScored(now, before))) {
                changes.add(kind.costOf(now.cost().get(), limits.memoryScope()) - kind.costOf(before.cost().get(), limits.memoryScope()));
            }
        }
        return changes;
    }

    private static Verdict verdict(TemplateVariant variant, int feasible, Interval fitness, Map<CostKind, Interval> costs) {
        boolean dearer = costs.values().stream().anyMatch(Interval::isPositive);
        boolean cheaper = costs.values().stream().anyMatch(Interval::isNegative) && !dearer;
        if (variant.isUnchanged()) {
            return Verdict.UNCHANGED;
        }
        if (feasible == 0) {
            return Verdict.INFEASIBLE;
        }
        if (fitness.samples() == 0 || (fitness.low() > -MIN_CHANGE && fitness.high() < MIN_CHANGE)) {
            return Verdict.BLIND;
        }
        if (fitness.isPositive()) {
            return dearer ? Verdict.FITTER : Verdict.BETTER;
        }
        if (fitness.isNegative()) {
            return cheaper ? Verdict.LEANER : Verdict.WORSE;
        }
        return cheaper ? Verdict.CHEAPER : dearer ? Verdict.DEARER : Verdict.UNDECIDED;
    }

    /** Parameters if every pair of nodes had the operation with most weights. */
    private long largestParameters(NetworkTemplate template) {
        long most = 0;
        for (int digit = 1; digit < space.operations().size(); digit++) {
            ConnectionMatrix full = ConnectionMatrix.empty(space.nodes());
            for (Edge pair : space.pairs()) {
                full = full.with(pair, digit);
            }
            most = Math.max(most, Network.of(template, space, Architecture.shared(full)).parameters());
        }
        return most;
    }
}
