package org.hasnas.checks.benchmark;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import org.hasnas.checks.model.ScoreBenchmark;
import org.hasnas.checks.model.ScoreMeasurement;
import org.hasnas.checks.model.ScoreMeasurement.PredictorRank;
import org.hasnas.checks.model.ScoreMeasurement.ScoreRank;
import org.hasnas.data.ImageSet;
import org.hasnas.job.JobContext;
import org.hasnas.job.ParallelTasks;
import org.hasnas.network.CanonicalForm;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.SearchSpaces;
import org.hasnas.score.fitness.CellStructure;
import org.hasnas.score.fitness.SahdScore;
import org.hasnas.score.fitness.TrainingFreeScore;
import org.hasnas.score.fitness.TrainingFreeScore.Structural;
import org.hasnas.score.fitness.TrainingFreeScores;
import org.hasnas.score.model.FitnessResult;
import org.hasnas.score.model.FitnessSettings;
import org.hasnas.score.model.ScoreId;
import org.hasnas.score.prediction.AccuracyPredictor;
import org.hasnas.score.prediction.KnownNetwork;
import org.hasnas.score.spikenas.BenchmarkRow;
import org.hasnas.score.spikenas.BenchmarkTable;
import org.hasnas.score.spikenas.RowSplit;
import org.hasnas.simulation.engine.Workers;
import org.hasnas.simulation.weights.RandomByIdentity;
import org.hasnas.training.model.Accuracy;

/** Ranks the trained networks of SpikeNAS-Bench by scores and by the predictor, and compares with the ranks of their accuracy. */
public final class ScoreRunner {
    private final TrainingFreeScores scores;

    public ScoreRunner(TrainingFreeScores scores) {
        this.scores = scores;
    }

    /**
     * Measures.
     *
     * @param images for scores that are simulated; may be empty if there is none of them
     * @param workers simulates networks
     * @throws CancellationException if the job is cancelled
     * @throws IllegalArgumentException if the table has too few networks
     */
    public ScoreMeasurement run(ScoreBenchmark benchmark, BenchmarkTable table, Optional<ImageSet> images, ExecutorService workers, JobContext job) {
        List<BenchmarkRow> rows = table.rows().stream().filter(split(benchmark.rows())::contains).toList();
        NetworkTemplate template = table.preset().template();
        int recognised = 0;
        int falseAlarms = 0;
        List<BenchmarkRow> alive = new ArrayList<>();
        for (BenchmarkRow row : rows) {
            boolean calledDead = CellStructure.isAnyDead(network(template, row));
            if (row.isDead()) {
                recognised += calledDead ? 1 : 0;
            } else {
                falseAlarms += calledDead ? 1 : 0;
                alive.add(row);
            }
        }
        if (alive.size() < 2 || alive.size() < benchmark.known() + 2) {
            String needed = benchmark.known() == 0 ? "at least 2 are needed"
                    : benchmark.known() + " known ones and at least 2 more are needed. Let the predictor know fewer (--known)";
            throw new IllegalArgumentException("the table has " + alive.size() + " networks that learn; " + needed);
        }
        Collections.shuffle(alive, Random.from(RandomByIdentity.of(benchmark.seed(), "architectures")));
        List<BenchmarkRow> drawn = alive.subList(0, Math.min(benchmark.architectures(), alive.size()));
        List<ScoreRank> ranks = new ArrayList<>();
        List<BenchmarkRow> few = drawn.subList(0, Math.min(benchmark.simulatedArchitectures(), drawn.size()));
        List<ScoreId> simulated = benchmark.scores().stream().filter(ScoreId::isSimulated).toList();
        Map<ScoreId, List<Simulated>> values = simulated.isEmpty() ? Map.of() : simulated(benchmark, simulated, few, images, workers, job);
        for (ScoreId id : benchmark.scores()) {
            ranks.add(TrainingFreeScore.of(id) instanceof Structural score ? structuralRank(id, score, template, drawn, job)
                    : simulatedRank(id, few, values.getOrDefault(id, List.of())));
        }
        return new ScoreMeasurement(rows.size(), rows.size() - alive.size(), recognised, falseAlarms, ranks,
                benchmark.known() == 0 ? Optional.empty() : Optional.of(predictor(benchmark, table, alive, job)));
    }

    private static RowSplit split(ScoreBenchmark.Half half) {
        return switch (half) {
            case ALL -> RowSplit.ALL;
            case TUNING -> RowSplit.TUNING;
            case HELD_OUT -> RowSplit.HELD_OUT;
        };
    }

    private static Network network(NetworkTemplate template, BenchmarkRow row) {
        return Network.of(template, SearchSpaces.SPIKENAS_BENCH, row.architecture());
    }

    /** A score of a network. */
    private record Simulated(double value, double seconds) {}

    private static ScoreRank structuralRank(ScoreId id, Structural score, NetworkTemplate template, List<BenchmarkRow> scored, JobContext job) {
        double[] values = new double[scored.size()];
        long start = System.nanoTime();
        for (int i = 0; i < values.length; i++) {
            job.checkpoint();
            values[i] = score.of(network(template, scored.get(i)));
        }
        double seconds = (System.nanoTime() - start) * 1e-9;
        return rank(id, values, accuracies(scored), seconds / values.length);
    }

    private static ScoreRank simulatedRank(ScoreId id, List<BenchmarkRow> rows, List<Simulated> scored) {
        double[] values = scored.stream().mapToDouble(Simulated::value).toArray();
        double seconds = scored.stream().mapToDouble(Simulated::seconds).average().orElse(0);
        return rank(id, values, accuracies(rows), seconds);
    }

    private static ScoreRank rank(ScoreId id, double[] values, double[] accuracies, double seconds) {
        return new ScoreRank(id, values.length, RankCorrelation.kendall(values, accuracies), RankCorrelation.spearman(values, accuracies), seconds);
    }

    /** The scores of each row. */
    private Map<ScoreId, List<Simulated>> simulated(ScoreBenchmark benchmark, List<ScoreId> ids, List<BenchmarkRow> rows, Optional<ImageSet> images,
            ExecutorService workers, JobContext job) {
        Map<ScoreId, List<Simulated>> done = new EnumMap<>(ScoreId.class);
        ParallelTasks.results(rows, row -> simulated(benchmark, ids, row, images, job), workers, count -> job.progress(count, rows.size()))
                .forEach(scored -> scored.forEach((id, score) -> done.computeIfAbsent(id, _ -> new ArrayList<>()).add(score)));
        return done;
    }

    private Map<ScoreId, Simulated> simulated(ScoreBenchmark benchmark, List<ScoreId> ids, BenchmarkRow row, Optional<ImageSet> images,
            JobContext job) {
        Network network = Network.of(benchmark.template(), SearchSpaces.SPIKENAS_BENCH,
                CanonicalForm.of(benchmark.template(), SearchSpaces.SPIKENAS_BENCH, row.architecture()));
        Map<ScoreId, Simulated> scored = new EnumMap<>(ScoreId.class);
        for (ScoreId id : ids) {
            job.checkpoint();
            long start = System.nanoTime();
            if (id == ScoreId.SAHD || id == ScoreId.SAHD_SUM) {
                if (!scored.containsKey(id)) { // one simulation gives both
                    FitnessSettings settings = benchmark.fitness().withScore(ScoreId.SAHD);
                    FitnessResult result = scores.score(network, images, settings, benchmark.seed(), Workers.CALLER, job);
                    double seconds = (System.nanoTime() - start) * 1e-9;
                    scored.put(ScoreId.SAHD, new Simulated(result.score().value(), seconds));
                    scored.put(ScoreId.SAHD_SUM, new Simulated(SahdScore.sumOf(result, settings), seconds));
                }
            } else {
                FitnessResult result = scores.score(network, images, benchmark.fitness().withScore(id), benchmark.seed(), Workers.CALLER, job);
                scored.put(id, new Simulated(result.score().value(), (System.nanoTime() - start) * 1e-9));
            }
        }
        return scored;
    }

    private static PredictorRank predictor(ScoreBenchmark benchmark, BenchmarkTable table, List<BenchmarkRow> shuffled, JobContext job) {
        List<BenchmarkRow> rows = new ArrayList<>(shuffled);
        Collections.shuffle(rows, Random.from(RandomByIdentity.of(benchmark.seed(), "known")));
        List<KnownNetwork> known = rows.subList(0, benchmark.known()).stream()
                .map(row -> new KnownNetwork(row.architecture(), table.accuracy(row))).toList();
        List<BenchmarkRow> rest = rows.subList(benchmark.known(), rows.size());
        long start = System.nanoTime();
        AccuracyPredictor predictor = AccuracyPredictor.untrained(table.preset().template(), SearchSpaces.SPIKENAS_BENCH).learn(known, job);
        double seconds = (System.nanoTime() - start) * 1e-9;
        double[] predicted = new double[rest.size()];
        double inside = 0;
        double error = 0;
        double halfWidth = 0;
        for (int i = 0; i < predicted.length; i++) {
            job.checkpoint();
            Accuracy accuracy = predictor.predict(rest.get(i).architecture());
            double truth = rest.get(i).testAccuracyFraction();
            predicted[i] = accuracy.fraction();
            inside += accuracy.lowFraction() <= truth && truth <= accuracy.highFraction() ? 1 : 0;
            error += Math.abs(accuracy.fraction() - truth);
            halfWidth += (accuracy.highFraction() - accuracy.lowFraction()) / 2;
        }
        double[] accuracies = accuracies(rest);
        int count = predicted.length;
        return new PredictorRank(predictor.known(), count, RankCorrelation.kendall(predicted, accuracies),
                RankCorrelation.spearman(predicted, accuracies), inside / count, error / count, halfWidth / count, seconds);
    }

    private static double[] accuracies(List<BenchmarkRow> rows) {
        return rows.stream().mapToDouble(BenchmarkRow::testAccuracyFraction).toArray();
    }
}
