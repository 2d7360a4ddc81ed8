package org.hasnas.checks.benchmark;

import java.util.ArrayList;
import java.util.Arrays;
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
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.hasnas.checks.model.ReplayBenchmark;
import org.hasnas.checks.model.ReplayMeasurement;
import org.hasnas.checks.model.ReplayMeasurement.AlgorithmResult;
import org.hasnas.checks.model.ReplayMeasurement.Reached;
import org.hasnas.checks.model.ReplayMeasurement.Spent;
import org.hasnas.checks.model.RunFigures;
import org.hasnas.chip.cost.ChipCost;
import org.hasnas.chip.model.FrontCost;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.job.ParallelTasks;
import org.hasnas.network.Architecture;
import org.hasnas.network.MacroChoice;
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
import org.hipparchus.stat.StatUtils;
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
    /** Points below the best test accuracy for which least costs are compared. */
    private static final double[] BELOW_BEST = {1, 3, 10};
    /** Fewer designs than this are no search. */
    private static final int FEWEST = 12;

    private final ReplayBenchmark benchmark;
    private final SearchRequest request;
    private final JobContext job;
    private final List<Design> designs = new ArrayList<>();
    private final double secondsPerWork;
    private final double referenceCost;
    private final FrontCost front;
    private final List<MacroChoice> chips;
    private int trials;

    /**
     * A training that has ended or was given up.
     *
     * @param testFraction right answers on test images; empty if it was given up
     */
    public record Recorded(Architecture architecture, DesignCurve curve, OptionalDouble testFraction) {}

    /**
     * A network and the chips that it may be on.
     *
     * @param chips all that have room, the cheapest first; the only one where nothing is chosen of the chip
     * @param fixed on the profile's own chip, if that has room
     */
    private record Design(Recorded recorded, List<Trial> chips, Optional<Trial> fixed, double workPerEpoch) {
        int index() {
            return chips.getFirst().index();
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
        this.front = request.ladder().orElseThrow().front();
        this.chips = request.space().choices().ofChip().all();
        ChipCost chip = ChipCost.of(request.hardware());
        double seconds = 0;
        double work = 0;
        for (Recorded training : trainings) {
            List<Trial> all = chips.stream().flatMap(chosen -> trial(chip, training, chosen).stream())
                    .sorted(Comparator.comparingDouble(this::cost)).toList();
            Optional<Trial> fixed = chips.size() == 1 ? all.stream().findFirst() : trial(chip, training, MacroChoice.OF_TEMPLATE);
            if (!all.isEmpty()) {
                Design design = new Design(training, all, fixed,
                        DesignOutlooks.work(Network.of(request.template(), request.space(), training.architecture())));
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
        long onFixed = designs.stream().filter(design -> design.fixed().isPresent()).count();
        if (onFixed < FEWEST) {
            throw new IllegalArgumentException(
                    "only " + onFixed + " of its trained designs meet the limits on the chip of the profile alone; at least "
                            + FEWEST + " are needed to say what choosing the chip gains. Raise the limits");
        }
        this.secondsPerWork = seconds / work;
        double limit = front.of(request.limits()::limit);
        this.referenceCost = Double.isFinite(limit) ? limit
                : designs.stream().mapToDouble(design -> cost(design.chips().getLast())).max().orElseThrow();
    }

    /** Of a network on a chip; empty if it has no room there. */
    private Optional<Trial> trial(ChipCost chip, Recorded training, MacroChoice chosen) {
        Architecture design = training.architecture().with(training.architecture().macro().with(chosen));
        HardwareCost cost = chip.total(Network.of(request.template(), request.space(), design));
        return request.limits().isMetBy(cost)
                ? Optional.of(new Trial(trials++, design, new TrialOutcome.Evaluated(cost, FitnessScore.notSimulated(0)), 0))
                : Optional.empty();
    }

    private double cost(Trial trial) {
        return front.of(trial.cost().orElseThrow());
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
    private record Found(int finished, double hypervolume, double regretPoints, int compared, OptionalDouble coverage,
            List<OptionalDouble> factors) {}

    /** An algorithm, free to choose the chip or not. */
    private record Way(SearchAlgorithmId algorithm, boolean choosesChip) {}

    /** Runs all searches. */
    public ReplayMeasurement run(Executor pool) {
        List<AlgorithmResult> results = new ArrayList<>();
        List<Way> ways = benchmark.algorithms().stream()
                .flatMap(algorithm -> (chips.size() == 1 ? Stream.of(false) : Stream.of(true, false)).map(chooses -> new Way(algorithm, chooses)))
                .toList();
        int all = ways.size() * benchmark.budgets().size() * benchmark.seeds();
        for (Way way : ways) {
            List<Spent> spent = new ArrayList<>();
            for (double budget : benchmark.budgets()) {
                int before = (results.size() * benchmark.budgets().size() + spent.size()) * benchmark.seeds();
                spent.add(spent(budget, ParallelTasks.results(seeds(), seed -> run(way, budget, seed), pool,
                        done -> job.progress((long) before + done, all))));
            }
            results.add(new AlgorithmResult(way.algorithm(), way.choosesChip(), spent));
        }
        List<Recorded> ended = designs.stream().map(Design::recorded).filter(training -> training.testFraction().isPresent()).toList();
        double tau = RankCorrelation.kendall(
                ended.stream().mapToDouble(training -> training.curve().epochs().getLast().validationAccuracy()).toArray(),
                ended.stream().mapToDouble(training -> training.testFraction().orElseThrow()).toArray());
        return new ReplayMeasurement(front, chips.size(), designs.size(), designs.size() - ended.size(), searched(1).size(), fullTrainingSeconds(),
                tau, guessing(),
                referenceCost, new RunFigures(seeds().stream().map(seed -> hypervolume(searched(seed).stream()
                        .map(design -> point(design, design.chips().getFirst())).toList())).toList()),
                results);
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
        return order.subList(0, (int) Math.ceil(SEARCHED * order.size())).stream().sorted(Comparator.comparingInt(Design::index)).toList();
    }

    private Hypervolume.Point point(Design design, Trial trial) {
        return new Hypervolume.Point(cost(trial), testFraction(design));
    }

    private double hypervolume(List<Hypervolume.Point> points) {
        return Hypervolume.of(points, guessing(), referenceCost).value();
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
                compared == 0 ? OptionalDouble.empty() : OptionalDouble.of(inside / compared),
                IntStream.range(0, BELOW_BEST.length).mapToObj(place -> reached(place, runs)).toList());
    }

    private static Reached reached(int place, List<Found> runs) {
        double[] factors = runs.stream().flatMapToDouble(run -> run.factors().get(place).stream()).toArray();
        return new Reached(BELOW_BEST[place], factors.length, StatUtils.geometricMean(factors));
    }

    private Found run(Way way, double budget, long seed) {
        job.checkpoint();
        List<Design> known = searched(seed);
        List<Trial> asked = known.stream().flatMap(design -> way.choosesChip() ? design.chips().stream() : design.fixed().stream()).toList();
        Map<Architecture, Design> byNetwork = new LinkedHashMap<>();
        known.forEach(design -> byNetwork.put(design.recorded().architecture().ofNetwork(), design));
        double minutes = budget * fullTrainingSeconds() / SECONDS_PER_MINUTE;
        SearchRequest search = request.withAlgorithm(way.algorithm()).withSeed(seed)
                .withLadder(new LadderSettings(minutes, 1, request.ladder().orElseThrow().training()).withFront(front));
        LadderPlan plan = new LadderPlan(new DesignOutlooks(search, asked), minutes);
        double used = 0;
        while (true) {
            Optional<LadderStep> next = plan.next(used);
            if (next.isEmpty()) {
                break;
            }
            Design design = byNetwork.get(plan.dueDesign());
            if (design == null) {
                throw new IllegalStateException("a step for a design that may not be searched: " + next.get());
            }
            used += minutes(design, next.get());
            if (used > minutes) {
                break;
            }
            plan.tell(design.recorded().curve());
        }
        return found(plan.progress(Math.min(used, minutes)), known, way.algorithm() == SearchAlgorithmId.LADDER);
    }

    /** A training that ended early or was given up takes no time after that. */
    private double minutes(Design design, LadderStep step) {
        int last = design.recorded().curve().epochs().size();
        int epochs = Math.max(0, Math.min(step.untilEpoch(), last) - step.fromEpoch());
        return epochs * design.workPerEpoch() * secondsPerWork / SECONDS_PER_MINUTE;
    }

    private Found found(LadderProgress end, List<Design> known, boolean predicting) {
        Map<Integer, Design> byTrial = new HashMap<>();
        known.forEach(design -> Stream.concat(design.chips().stream(), design.fixed().stream()).forEach(trial -> byTrial.put(trial.index(), design)));
        List<DesignOutlook> found = end.outlooks().stream().filter(outlook -> end.front().contains(outlook.trial())).toList();
        List<Hypervolume.Point> trained = found.stream().filter(DesignOutlook::isTrained).map(outlook -> point(byTrial, outlook.trial())).toList();
        double pick = found.stream().max(DesignOutlook.BEST_FIRST.reversed()).map(outlook -> testFraction(byTrial.get(outlook.trial())))
                .orElse(guessing());
        List<Hypervolume.Point> possible = known.stream().map(design -> point(design, design.chips().getFirst())).toList();
        double best = possible.stream().mapToDouble(Hypervolume.Point::fraction).max().orElseThrow();
        int finished = (int) end.outlooks().stream().filter(DesignOutlook::isTrained).map(outlook -> byTrial.get(outlook.trial())).distinct().count();
        return new Found(finished, hypervolume(trained), POINTS * (best - pick), end.predictions().compared(),
                predicting ? end.predictions().coverageFraction() : OptionalDouble.empty(),
                Arrays.stream(BELOW_BEST).mapToObj(points -> factor(trained, possible, best - points / POINTS)).toList());
    }

    private Hypervolume.Point point(Map<Integer, Design> byTrial, int trial) {
        Design design = Objects.requireNonNull(byTrial.get(trial));
        return point(design, Stream.concat(design.chips().stream(), design.fixed().stream()).filter(one -> one.index() == trial).findFirst()
                .orElseThrow());
    }

    /** Least cost of what was found over the least possible, for an accuracy; empty if nothing found has it. */
    private static OptionalDouble factor(List<Hypervolume.Point> found, List<Hypervolume.Point> possible, double fraction) {
        OptionalDouble least = least(found, fraction);
        return least.isEmpty() ? least : OptionalDouble.of(least.getAsDouble() / least(possible, fraction).orElseThrow());
    }

    private static OptionalDouble least(List<Hypervolume.Point> points, double fraction) {
        return points.stream().filter(point -> point.fraction() >= fraction).mapToDouble(Hypervolume.Point::cost).min();
    }

    private double testFraction(@Nullable Design design) {
        return Objects.requireNonNull(design).recorded().testFraction().orElse(guessing());
    }
}
