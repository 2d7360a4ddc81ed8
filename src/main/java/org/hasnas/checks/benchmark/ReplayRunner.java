package org.hasnas.checks.benchmark;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import java.util.stream.LongStream;
import org.hasnas.checks.model.ReplayBenchmark;
import org.hasnas.checks.model.ReplayMeasurement;
import org.hasnas.checks.model.ReplayMeasurement.AlgorithmResult;
import org.hasnas.checks.model.ReplayMeasurement.Spent;
import org.hasnas.checks.model.RunFigures;
import org.hasnas.chip.cost.ChipCost;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.job.ParallelTasks;
import org.hasnas.network.Architecture;
import org.hasnas.network.Network;
import org.hasnas.score.model.FitnessScore;
import org.hasnas.search.algorithm.RandomStreams;
import org.hasnas.search.ladder.DesignCurve;
import org.hasnas.search.ladder.DesignOutlooks;
import org.hasnas.search.ladder.LadderPlan;
import org.hasnas.search.model.DesignOutlook;
import org.hasnas.search.model.Hypervolume;
import org.hasnas.search.model.LadderProgress;
import org.hasnas.search.model.LadderSettings;
import org.hasnas.search.model.LadderStep;
import org.hasnas.search.model.SearchAlgorithmId;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.hasnas.search.model.TrialOutcome;
import org.hasnas.training.model.EpochResult;
import org.jspecify.annotations.Nullable;

/**
 * Searches by trainings among designs whose learning curves are known, with the plan that decides in a real search. One piece is under way at a time;
 * one that does not fit into what is left ends a run. An epoch of a design takes what its work is of the seconds of all epochs, since seconds that were
 * measured beside other programs' work say little of a design.
 */
public final class ReplayRunner {
    private static final double POINTS = 100;
    private static final double SECONDS_PER_MINUTE = 60;
    /** Of the designs that each run may search, so that runs differ in them, too. */
    private static final double SEARCHED = 0.75;
    /** Fewer designs than this are no search. */
    private static final int FEWEST = 12;

    private final ReplayBenchmark benchmark;
    private final SearchRequest request;
    private final JobContext job;
    private final List<Design> designs = new ArrayList<>();
    private final double secondsPerWork;
    private final double referenceJoules;

    /**
     * A training that has ended or was given up.
     *
     * @param testFraction right answers on test images; empty if it was given up
     */
    public record Recorded(Architecture architecture, DesignCurve curve, OptionalDouble testFraction) {}

    private record Design(Trial trial, Recorded recorded, double workPerEpoch) {
        double joules() {
            return trial.cost().orElseThrow().energy().joules();
        }
    }

    /**
     * Prices the designs.
     *
     * @param request of the project, which says limits and how designs are trained
     * @throws IllegalArgumentException with a sentence for the user if there are too few designs
     */
    public ReplayRunner(ReplayBenchmark benchmark, SearchRequest request, List<Recorded> trainings, JobContext job) throws HasnasException {
        this.benchmark = benchmark;
        this.request = request;
        this.job = job;
        ChipCost chip = ChipCost.of(request.hardware());
        double seconds = 0;
        double work = 0;
        for (Recorded training : trainings) {
            Network network = Network.of(request.template(), request.space(), training.architecture());
            HardwareCost cost = chip.total(network);
            if (request.limits().isMetBy(cost)) {
                Trial trial = new Trial(designs.size(), training.architecture(), new TrialOutcome.Evaluated(cost, FitnessScore.notSimulated(0)), 0);
                Design design = new Design(trial, training, DesignOutlooks.work(network));
                designs.add(design);
                seconds += training.curve().epochs().stream().mapToDouble(EpochResult::seconds).sum();
                work += design.workPerEpoch() * training.curve().epochs().size();
            }
        }
        if (designs.size() < FEWEST) {
            throw new IllegalArgumentException(
                    "it has " + designs.size() + " designs within the limits whose training, with the project's settings, has"
                            + " ended; at least " + FEWEST + " are needed. Train more, such as by a search with --algorithm random --minutes 30");
        }
        this.secondsPerWork = seconds / work;
        double limit = request.limits().limit(CostKind.ENERGY);
        this.referenceJoules = Double.isFinite(limit) ? limit : designs.stream().mapToDouble(Design::joules).max().orElseThrow();
    }

    private int wholeEpochs() {
        return request.ladder().orElseThrow().training().epochs();
    }

    private double fullTrainingSeconds() {
        return secondsPerWork * wholeEpochs() * designs.stream().mapToDouble(Design::workPerEpoch).average().orElseThrow();
    }

    private double guessing() {
        return 1.0 / request.template().classes();
    }

    /** What a run has found. */
    private record Found(int finished, double hypervolume, double regretPoints, int compared, OptionalDouble coverage) {}

    /** Runs all searches. */
    public ReplayMeasurement run(Executor pool) {
        List<AlgorithmResult> results = new ArrayList<>();
        int all = benchmark.algorithms().size() * benchmark.budgets().size() * benchmark.seeds();
        for (SearchAlgorithmId algorithm : benchmark.algorithms()) {
            List<Spent> spent = new ArrayList<>();
            for (double budget : benchmark.budgets()) {
                int before = (results.size() * benchmark.budgets().size() + spent.size()) * benchmark.seeds();
                spent.add(spent(budget, ParallelTasks.results(seeds(), seed -> run(algorithm, budget, seed), pool,
                        done -> job.progress((long) before + done, all))));
            }
            results.add(new AlgorithmResult(algorithm, spent));
        }
        List<Recorded> ended = designs.stream().map(Design::recorded).filter(training -> training.testFraction().isPresent()).toList();
        double tau = RankCorrelation.kendall(
                ended.stream().mapToDouble(training -> training.curve().epochs().getLast().validationAccuracy()).toArray(),
                ended.stream().mapToDouble(training -> training.testFraction().orElseThrow()).toArray());
        return new ReplayMeasurement(designs.size(), designs.size() - ended.size(), searched(1).size(), fullTrainingSeconds(), tau, guessing(),
                referenceJoules, new RunFigures(seeds().stream().map(seed -> hypervolume(searched(seed))).toList()), results);
    }

    private List<Long> seeds() {
        return LongStream.rangeClosed(1, benchmark.seeds()).boxed().toList();
    }

    /** The designs that a run may search. */
    private List<Design> searched(long seed) {
        List<Design> order = new ArrayList<>(designs);
        SplittableRandom random = RandomStreams.of(seed, 3);
        for (int i = order.size() - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            order.set(other, order.set(i, order.get(other)));
        }
        return order.subList(0, (int) Math.ceil(SEARCHED * order.size())).stream().sorted(Comparator.comparingInt(design -> design.trial().index()))
                .toList();
    }

    private double hypervolume(List<Design> known) {
        return Hypervolume.of(known.stream().filter(design -> design.recorded().testFraction().isPresent())
                .map(design -> new Hypervolume.Point(design.joules(), design.recorded().testFraction().orElseThrow())).toList(), guessing(),
                referenceJoules).value();
    }

    private static Spent spent(double budget, List<Found> runs) {
        double compared = 0;
        double inside = 0;
        for (Found found : runs) {
            if (found.coverage().isPresent()) {
                compared += found.compared();
                inside += found.compared() * found.coverage().getAsDouble();
            }
        }
        return new Spent(budget, runs.stream().mapToInt(Found::finished).average().orElse(0),
                new RunFigures(runs.stream().map(Found::hypervolume).toList()), new RunFigures(runs.stream().map(Found::regretPoints).toList()),
                compared == 0 ? OptionalDouble.empty() : OptionalDouble.of(inside / compared));
    }

    private Found run(SearchAlgorithmId algorithm, double budget, long seed) {
        job.checkpoint();
        List<Design> known = searched(seed);
        Map<Architecture, Design> byArchitecture = new LinkedHashMap<>();
        known.forEach(design -> byArchitecture.put(design.trial().architecture(), design));
        double minutes = budget * fullTrainingSeconds() / SECONDS_PER_MINUTE;
        SearchRequest asked = request.withAlgorithm(algorithm).withSeed(seed)
                .withLadder(new LadderSettings(minutes, 1, request.ladder().orElseThrow().training()));
        LadderPlan plan = new LadderPlan(new DesignOutlooks(asked, known.stream().map(Design::trial).toList()), minutes);
        double used = 0;
        while (true) {
            Optional<LadderStep> next = plan.next(used);
            if (next.isEmpty()) {
                break;
            }
            Design design = byArchitecture.get(plan.oldest());
            if (design == null) {
                throw new IllegalStateException("a step for a design that may not be searched: " + next.get());
            }
            used += minutes(design, next.get());
            if (used > minutes) {
                break;
            }
            plan.tell(design.recorded().curve());
        }
        return found(plan.progress(Math.min(used, minutes)), known, algorithm == SearchAlgorithmId.LADDER);
    }

    /** A training that ended early or was given up takes no time after that. */
    private double minutes(Design design, LadderStep step) {
        int last = design.recorded().curve().epochs().size();
        int epochs = Math.max(0, Math.min(step.untilEpoch(), last) - step.fromEpoch());
        return epochs * design.workPerEpoch() * secondsPerWork / SECONDS_PER_MINUTE;
    }

    private Found found(LadderProgress end, List<Design> known, boolean predicting) {
        Map<Integer, Design> byTrial = new HashMap<>();
        known.forEach(design -> byTrial.put(design.trial().index(), design));
        List<DesignOutlook> front = end.outlooks().stream().filter(outlook -> end.front().contains(outlook.trial())).toList();
        List<Design> trained = front.stream().filter(DesignOutlook::isTrained).map(outlook -> Objects.requireNonNull(byTrial.get(outlook.trial())))
                .toList();
        double pick = front.stream().max(DesignOutlook.BEST_FIRST.reversed()).map(outlook -> testFraction(byTrial.get(outlook.trial())))
                .orElse(guessing());
        double best = known.stream().mapToDouble(this::testFraction).max().orElseThrow();
        return new Found((int) end.outlooks().stream().filter(DesignOutlook::isTrained).count(), hypervolume(trained), POINTS * (best - pick),
                end.predictions().compared(), predicting ? end.predictions().coverageFraction() : OptionalDouble.empty());
    }

    private double testFraction(@Nullable Design design) {
        return Objects.requireNonNull(design).recorded().testFraction().orElse(guessing());
    }
}
