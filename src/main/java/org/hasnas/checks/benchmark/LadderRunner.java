package org.hasnas.checks.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.hasnas.checks.model.LadderBenchmark;
import org.hasnas.checks.model.LadderMeasurement;
import org.hasnas.checks.model.LadderMeasurement.AlgorithmResult;
import org.hasnas.checks.model.LadderMeasurement.Ceiling;
import org.hasnas.checks.model.LadderMeasurement.Prediction;
import org.hasnas.checks.model.LadderMeasurement.Spent;
import org.hasnas.checks.model.RunFigures;
import org.hasnas.chip.cost.ChipCost;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.chip.model.SpikeSimSettings;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.job.ParallelTasks;
import org.hasnas.network.Architecture;
import org.hasnas.network.CanonicalForm;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplates.Preset;
import org.hasnas.score.fitness.HasnasScore;
import org.hasnas.score.model.FitnessSettings;
import org.hasnas.score.prediction.AccuracyPredictor;
import org.hasnas.score.prediction.KnownNetwork;
import org.hasnas.score.spikenas.ArchitectureId;
import org.hasnas.score.spikenas.BenchmarkRow;
import org.hasnas.score.spikenas.BenchmarkTable;
import org.hasnas.score.spikenas.LearningCurve;
import org.hasnas.score.spikenas.RowSplit;
import org.hasnas.search.algorithm.RandomStreams;
import org.hasnas.search.evaluation.CandidateCosts;
import org.hasnas.search.evaluation.SearchProblem;
import org.hasnas.search.ladder.InOrder;
import org.hasnas.search.ladder.LadderProblem;
import org.hasnas.search.ladder.LadderProblem.Design;
import org.hasnas.search.ladder.LadderProblem.Goal;
import org.hasnas.search.ladder.LadderSearch;
import org.hasnas.search.ladder.PredictedGain;
import org.hasnas.search.ladder.SuccessiveHalving;
import org.hasnas.search.ladder.Training;
import org.hasnas.search.ladder.WholeTrainings;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.LadderAlgorithmId;
import org.hasnas.search.model.SearchAlgorithmId;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.training.model.Accuracy;
import org.hasnas.training.model.AccuracyKind;
import org.jspecify.annotations.Nullable;

/**
 * Searches that pay for trainings, among the networks of a table of SpikeNAS-Bench whose learning curves are known: nothing is trained, a piece of a
 * training costs its share of the seconds that the benchmark's authors took. Rows that are the same network are trainings of it; a run sees one of
 * them, drawn by its seed. Searches see validation accuracies, picks are judged by test accuracies.
 */
public final class LadderRunner {
    private static final double POINTS = 100;
    private static final double CONFIDENCE = 0.95;
    /** From so many rows of a network on, their mean depends little on single trainings. */
    private static final int ROWS_FOR_MEAN = 3;
    /** So many networks of so many rows, and the best of them stands for the best of all. */
    private static final int NETWORKS_FOR_BEST = 10;
    /** Fewer feasible networks than this are no search. */
    private static final int FEWEST = 10;

    private final LadderBenchmark benchmark;
    private final BenchmarkTable table;
    private final JobContext job;
    private final Preset preset;
    private final CandidateCosts costs;
    private final List<TableNetwork> networks;
    private final List<Integer> epochs;
    private final List<HardwareCost> rowCosts = new ArrayList<>();

    /**
     * A network of the table.
     *
     * @param network in canonical form
     * @param rows its trainings, with their curves
     * @param secondsPerEpoch of networks of its size
     * @param expectation from another data set; empty without one
     * @param smoothFraction accuracy by a predictor that knows all rows
     */
    private record TableNetwork(Network network, HardwareCost cost, List<BenchmarkRow> rows, double secondsPerEpoch, OptionalDouble expectation,
            double smoothFraction) {
        double meanFraction() {
            return mean(rows);
        }
    }

    /** Networks within limits, and what their searches are measured by. */
    private record Task(List<TableNetwork> networks, double fullTraining, double bestFraction, double bestSmoothFraction, ConstraintSet limits) {}

    /**
     * Prepares the table.
     *
     * @param prior of another data set, to start from what it tells of similar networks
     * @throws IllegalArgumentException with a sentence for the user if the table has too few networks with learning curves
     */
    public LadderRunner(LadderBenchmark benchmark, BenchmarkTable table, Optional<BenchmarkTable> prior, JobContext job)
            throws HasnasException {
        this.benchmark = benchmark;
        this.table = table;
        this.job = job;
        this.preset = table.preset();
        this.costs = new CandidateCosts(ChipCost.of(SpikeSimSettings.DEFAULT), preset.template(), preset.space());
        Map<Architecture, List<BenchmarkRow>> forms = new LinkedHashMap<>();
        Map<Long, List<Double>> seconds = new LinkedHashMap<>();
        for (BenchmarkRow row : table.rows()) {
            Architecture form = CanonicalForm.of(preset.template(), preset.space(), row.architecture());
            rowCosts.add(costs.cost(form));
            if (row.curve().isPresent() && form.matrices().stream().noneMatch(cell -> cell.edges().isEmpty())) {
                forms.computeIfAbsent(form, _ -> new ArrayList<>()).add(row);
                seconds.computeIfAbsent(row.parameters(), _ -> new ArrayList<>()).add(work(row) / curve(row).epochs());
            }
        }
        Optional<AccuracyPredictor> expected = prior.map(known -> predictor(known));
        AccuracyPredictor smooth = predictor(table);
        List<TableNetwork> found = new ArrayList<>();
        forms.forEach((form, rows) -> {
            job.checkpoint();
            if (split().contains(ArchitectureId.encode(form).orElseThrow())) {
                double perEpoch = seconds.getOrDefault(rows.getFirst().parameters(), List.of()).stream().mapToDouble(Double::doubleValue).average()
                        .orElseThrow();
                found.add(new TableNetwork(Network.of(preset.template(), preset.space(), form), costs.cost(form), List.copyOf(rows), perEpoch,
                        expected.stream().mapToDouble(predictor -> predictor.predict(form).fraction()).findFirst(),
                        smooth.predict(form).fraction()));
            }
        });
        if (found.size() < FEWEST) {
            throw new IllegalArgumentException("it has " + found.size() + " networks that learn and whose learning curve is known; at least " + FEWEST
                    + " are needed. Give the curves with --curves, or a table with the columns epochs, final_val_accuracy and such as val_acc_epoch10");
        }
        this.networks = List.copyOf(found);
        this.epochs = epochs(networks);
    }

    private AccuracyPredictor predictor(BenchmarkTable known) {
        Preset its = known.preset();
        Map<Architecture, List<BenchmarkRow>> same = new LinkedHashMap<>();
        for (BenchmarkRow row : known.rows()) {
            same.computeIfAbsent(CanonicalForm.of(its.template(), its.space(), row.architecture()), _ -> new ArrayList<>()).add(row);
        }
        List<KnownNetwork> means = new ArrayList<>();
        same.forEach((form, rows) -> means.add(new KnownNetwork(form, Accuracy.of(AccuracyKind.BENCHMARK, mean(rows), "mean of its rows"))));
        return AccuracyPredictor.untrained(its.template(), its.space()).learn(means, job);
    }

    private static double mean(List<BenchmarkRow> rows) {
        return rows.stream().mapToDouble(BenchmarkRow::testAccuracyFraction).average().orElseThrow();
    }

    private RowSplit split() {
        return switch (benchmark.half()) {
            case ALL -> RowSplit.ALL;
            case TUNING -> RowSplit.TUNING;
            case HELD_OUT -> RowSplit.HELD_OUT;
        };
    }

    private static LearningCurve curve(BenchmarkRow row) {
        return row.curve().orElseThrow();
    }

    /** Seconds of the whole training; 1 where they are not known, so that all trainings take the same. */
    private static double work(BenchmarkRow row) {
        return curve(row).seconds().orElse(1);
    }

    /** Epochs after which every training can be read; the last one is the whole training, of as many epochs as most have. */
    private static List<Integer> epochs(List<TableNetwork> networks) {
        List<LearningCurve> curves = networks.stream().flatMap(network -> network.rows().stream()).map(LadderRunner::curve).toList();
        int whole = curves.stream().collect(Collectors.groupingBy(LearningCurve::epochs, Collectors.counting())).entrySet().stream()
                .max(Map.Entry.<Integer, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey())).orElseThrow().getKey();
        TreeSet<Integer> common = new TreeSet<>(curves.getFirst().validationFractions().keySet());
        curves.forEach(curve -> common.retainAll(curve.validationFractions().keySet()));
        List<Integer> epochs = new ArrayList<>(common.headSet(whole));
        epochs.add(whole);
        return List.copyOf(epochs);
    }

    /** Runs all searches. */
    public LadderMeasurement run(Executor pool) {
        ConstraintSet limits = benchmark.feasibleFraction().isEmpty() ? ConstraintSet.UNLIMITED
                : TableSearchRunner.levels(rowCosts, benchmark.feasibleFraction()).getFirst();
        Task task = task(limits);
        if (task.networks().size() < FEWEST) {
            throw new IllegalArgumentException("only " + task.networks().size() + " networks meet these limits; at least " + FEWEST
                    + " are needed. Let more be feasible (--feasible)");
        }
        List<AlgorithmResult> results = new ArrayList<>();
        for (LadderAlgorithmId algorithm : benchmark.algorithms()) {
            List<Run> runs = ParallelTasks.results(LongStream.rangeClosed(1, benchmark.seeds()).boxed().toList(),
                    seed -> run(task, search(task, algorithm, seed), trainings(task, seed), benchmark.budgets()), pool,
                    done -> job.progress((long) results.size() * benchmark.seeds() + done, (long) benchmark.algorithms().size() * benchmark.seeds()));
            results.add(result(task, algorithm, runs));
        }
        OptionalDouble seconds = networks.stream().flatMap(network -> network.rows().stream()).allMatch(row -> curve(row).seconds().isPresent())
                ? OptionalDouble.of(task.fullTraining())
                : OptionalDouble.empty();
        return new LadderMeasurement(table.datasetName(), limits, task.networks().size(), epochs, seconds, task.bestFraction(), results,
                ceiling(pool));
    }

    private Task task(ConstraintSet limits) {
        List<TableNetwork> feasible = networks.stream().filter(network -> limits.isMetBy(network.cost())).toList();
        double full = feasible.stream().flatMap(network -> network.rows().stream()).mapToDouble(LadderRunner::work).average().orElse(1);
        boolean several = feasible.stream().filter(network -> network.rows().size() >= ROWS_FOR_MEAN).count() >= NETWORKS_FOR_BEST;
        double best = feasible.stream().filter(network -> !several || network.rows().size() >= ROWS_FOR_MEAN).mapToDouble(TableNetwork::meanFraction)
                .max().orElse(0);
        return new Task(feasible, full, best, feasible.stream().mapToDouble(TableNetwork::smoothFraction).max().orElse(0), limits);
    }

    /** What one run had found when a budget was spent. */
    private record Snapshot(int pick, int started, int finished, @Nullable Hits hits) {}

    /** Predictions of networks that are not trained to the end: how many, inside their interval, sums of errors and half widths. */
    private record Hits(int count, int inside, double errors, double halfWidths) {}

    /** One run. */
    private record Run(List<Snapshot> snapshots, double searchSeconds, int decisions) {}

    private AlgorithmResult result(Task task, LadderAlgorithmId algorithm, List<Run> runs) {
        List<Spent> spent = new ArrayList<>();
        for (int budget = 0; budget < benchmark.budgets().size(); budget++) {
            int index = budget;
            List<Snapshot> snapshots = runs.stream().map(run -> run.snapshots().get(index)).toList();
            List<TableNetwork> picks = snapshots.stream().map(snapshot -> task.networks().get(snapshot.pick())).toList();
            spent.add(new Spent(benchmark.budgets().get(budget), snapshots.stream().mapToInt(Snapshot::started).average().orElse(0),
                    snapshots.stream().mapToInt(Snapshot::finished).average().orElse(0),
                    points(picks, pick -> task.bestFraction() - pick.meanFraction()),
                    points(picks, pick -> task.bestSmoothFraction() - pick.smoothFraction()),
                    prediction(snapshots)));
        }
        double decisions = Math.max(1, runs.stream().mapToInt(Run::decisions).sum());
        return new AlgorithmResult(algorithm, spent, runs.stream().mapToDouble(Run::searchSeconds).sum() / decisions);
    }

    private static RunFigures points(List<TableNetwork> picks, ToDoubleFunction<TableNetwork> regret) {
        return new RunFigures(picks.stream().map(pick -> POINTS * regret.applyAsDouble(pick)).toList());
    }

    private static Optional<Prediction> prediction(List<Snapshot> snapshots) {
        double count = 0;
        double inside = 0;
        double errors = 0;
        double halfWidths = 0;
        for (Snapshot snapshot : snapshots) {
            Hits hits = snapshot.hits();
            if (hits != null) {
                count += hits.count();
                inside += hits.inside();
                errors += hits.errors();
                halfWidths += hits.halfWidths();
            }
        }
        return count == 0 ? Optional.empty() : Optional.of(new Prediction(inside / count, POINTS * errors / count, POINTS * halfWidths / count));
    }

    private LadderSearch search(Task task, LadderAlgorithmId algorithm, long seed) {
        LadderProblem problem = problem(task, seed);
        return switch (algorithm) {
            case LADDER -> new PredictedGain(problem);
            case RANDOM -> InOrder.random(problem);
            case ASHA -> new SuccessiveHalving(problem);
            case EVOLUTION -> new WholeTrainings(problem, candidates(task, SearchAlgorithmId.EVOLUTION, seed));
            case NSGA2 -> new WholeTrainings(problem, candidates(task, SearchAlgorithmId.NSGA2, seed));
            case HASNAS -> InOrder.byScore(problem, new HasnasScore());
        };
    }

    private LadderProblem problem(Task task, long seed) {
        List<Design> designs = task.networks().stream().map(network -> new Design(network.network(), network.secondsPerEpoch())).toList();
        Optional<List<Double>> expectations = task.networks().stream().allMatch(network -> network.expectation().isPresent())
                ? Optional.of(task.networks().stream().map(network -> network.expectation().orElseThrow()).toList())
                : Optional.empty();
        return new LadderProblem(designs, epochs, new Goal.Best(), expectations, seed);
    }

    private SearchProblem candidates(Task task, SearchAlgorithmId algorithm, long seed) {
        SearchRequest request = new SearchRequest(DatasetReference.EMBEDDED_DIGITS, preset.template(), preset.space(), SpikeSimSettings.DEFAULT,
                task.limits(), algorithm, task.networks().size(), new FitnessSettings(2, 1), seed);
        Map<Architecture, Boolean> admissible = new LinkedHashMap<>();
        task.networks().forEach(network -> admissible.put(network.network().architecture(), true));
        return new SearchProblem(request, costs, Optional.empty(), admissible::containsKey, job.silent());
    }

    /** @param trainings what trains when a network is trained */
    private Run run(Task task, LadderSearch search, List<BenchmarkRow> trainings, List<Double> budgets) {
        long start = System.nanoTime();
        int decisions = 0;
        double spent = 0;
        List<Snapshot> snapshots = new ArrayList<>();
        int[] trained = new int[task.networks().size()];
        while (snapshots.size() < budgets.size()) {
            job.checkpoint();
            Optional<Training> asked = search.ask();
            double cost = asked.map(piece -> cost(trainings.get(piece.design()), piece)).orElse(Double.POSITIVE_INFINITY);
            while (snapshots.size() < budgets.size() && spent + cost > budgets.get(snapshots.size()) * task.fullTraining()) {
                snapshots.add(snapshot(search, trained, trainings));
            }
            if (snapshots.size() < budgets.size()) {
                Training piece = asked.orElseThrow();
                spent += cost;
                decisions++;
                trained[piece.design()] = piece.untilEpoch();
                search.tell(piece, fraction(trainings.get(piece.design()), piece.untilEpoch()));
            }
        }
        return new Run(snapshots, (System.nanoTime() - start) * 1e-9, decisions);
    }

    /** The row that is each network's training in a run. */
    private static List<BenchmarkRow> trainings(Task task, long seed) {
        SplittableRandom random = RandomStreams.of(seed, 1);
        return task.networks().stream().map(network -> network.rows().get(random.nextInt(network.rows().size()))).toList();
    }

    private double cost(BenchmarkRow row, Training piece) {
        return work(row, piece.untilEpoch()) - work(row, piece.fromEpoch());
    }

    /** Work of the first epochs of a training; the last epoch that can be asked for is the end of every training. */
    private double work(BenchmarkRow row, int epoch) {
        return epoch == epochs.getLast() ? work(row) : work(row) * epoch / curve(row).epochs();
    }

    private double fraction(BenchmarkRow row, int epoch) {
        return epoch == epochs.getLast() ? curve(row).endFraction() : curve(row).fractionAfter(epoch);
    }

    private Snapshot snapshot(LadderSearch search, int[] trained, List<BenchmarkRow> trainings) {
        int whole = epochs.getLast();
        int[] unfinished = IntStream.range(0, trained.length).filter(design -> trained[design] < whole).toArray();
        return new Snapshot(search.best(), (int) IntStream.of(trained).filter(epoch -> epoch > 0).count(), trained.length - unfinished.length,
                search instanceof PredictedGain predicting ? hits(predicting, unfinished, trainings) : null);
    }

    private Hits hits(PredictedGain search, int[] unfinished, List<BenchmarkRow> trainings) {
        int inside = 0;
        double errors = 0;
        double halfWidths = 0;
        List<Accuracy> predicted = search.predict(unfinished);
        for (int i = 0; i < unfinished.length; i++) {
            double truth = curve(trainings.get(unfinished[i])).endFraction();
            Accuracy accuracy = predicted.get(i);
            inside += accuracy.lowFraction() <= truth && truth <= accuracy.highFraction() ? 1 : 0;
            errors += Math.abs(accuracy.fraction() - truth);
            halfWidths += (accuracy.highFraction() - accuracy.lowFraction()) / 2;
        }
        return new Hits(unfinished.length, inside, errors, halfWidths);
    }

    /** Searches under random limits, and whether what they say of the best that is possible is true. */
    private Optional<Ceiling> ceiling(Executor pool) {
        if (benchmark.limitSets() == 0) {
            return Optional.empty();
        }
        List<Double> slack = ParallelTasks.results(LongStream.rangeClosed(1, benchmark.limitSets()).boxed().toList(), this::slack, pool,
                done -> job.progress(done, benchmark.limitSets()));
        return Optional.of(new Ceiling(benchmark.limitSets(), benchmark.budgets().getFirst(),
                (double) slack.stream().filter(points -> points >= 0).count() / slack.size(),
                slack.stream().mapToDouble(Double::doubleValue).average().orElseThrow()));
    }

    /** By how many points the ceiling that a search states is above the best network within random limits. */
    private double slack(long seed) {
        SplittableRandom random = RandomStreams.of(seed, 2);
        Task task = task(randomLimits(random));
        while (task.networks().size() < FEWEST) {
            task = task(randomLimits(random));
        }
        List<BenchmarkRow> trainings = trainings(task, seed);
        PredictedGain search = new PredictedGain(problem(task, seed));
        run(task, search, trainings, benchmark.budgets().subList(0, 1));
        double truth = trainings.stream().mapToDouble(row -> curve(row).endFraction()).max().orElseThrow();
        return POINTS * (search.ceiling(CONFIDENCE) - truth);
    }

    /** Each cost of a network drawn by itself. */
    private ConstraintSet randomLimits(SplittableRandom random) {
        ConstraintSet limits = ConstraintSet.UNLIMITED;
        for (CostKind kind : CostKind.values()) {
            TableNetwork drawn = networks.get(random.nextInt(networks.size()));
            limits = limits.withLimit(kind, kind.costOf(drawn.cost(), limits.memoryScope()));
        }
        return limits;
    }
}
