package org.hasnas.checks.benchmark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.hasnas.checks.model.TableSearch;
import org.hasnas.checks.model.TableSearchResult;
import org.hasnas.checks.model.TableSearchResult.Knowledge;
import org.hasnas.chip.cost.ChipCost;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.chip.model.SpikeSimSettings;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.network.Architecture;
import org.hasnas.network.CanonicalForm;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.SearchSpace;
import org.hasnas.score.fitness.TrainingFreeScore;
import org.hasnas.score.fitness.TrainingFreeScore.Structural;
import org.hasnas.score.model.FitnessScore;
import org.hasnas.score.model.FitnessSettings;
import org.hasnas.score.spikenas.BenchmarkRow;
import org.hasnas.score.spikenas.BenchmarkTable;
import org.hasnas.search.SearchLoop;
import org.hasnas.search.evaluation.CandidateCosts;
import org.hasnas.search.evaluation.LocalEvaluator;
import org.hasnas.search.evaluation.SearchProblem;
import org.hasnas.search.model.BestTrial;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.SearchAlgorithmId;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;

/**
 * Searches among the networks of a table of SpikeNAS-Bench, under every level of limits that its costs allow. Rows that differ in dead edges
 * only are one network; its accuracy, once seen, is that of the first row. Costs are those of the network without dead edges.
 */
public final class TableSearchRunner {
    private static final double POINTS = 100;
    /** From so many rows of a network on, their mean depends little on single trainings. */
    private static final int ROWS_FOR_MEAN = 3;

    private final BenchmarkTable table;
    private final NetworkTemplate template;
    private final SearchSpace space;

    /** A row, the network it is, and its costs. */
    private record PricedRow(BenchmarkRow row, Architecture form, HardwareCost cost, HardwareCost asWritten) {}

    /** What picks are measured against: the highest accuracy of a feasible row, the highest mean of a feasible network of several rows. */
    private record Best(double rowFraction, OptionalDouble meanFraction) {}

    /** The picks of all runs, against the best. */
    private static final class Picks {
        private final Best best;
        private final List<Double> regretPoints = new ArrayList<>();
        private final List<Double> expectedRegretPoints = new ArrayList<>();

        Picks(Best best) {
            this.best = best;
        }

        /** @param rows of a network that was picked unseen; none if a run found nothing, which counts as an accuracy of 0 */
        void addUnseen(Optional<List<BenchmarkRow>> rows) {
            double mean = rows.map(TableSearchRunner::mean).orElse(0.0);
            regretPoints.add(POINTS * (best.rowFraction - mean));
            best.meanFraction.ifPresent(bestMean -> expectedRegretPoints.add(POINTS * (bestMean - mean)));
        }

        /** @param rows of a network that was picked for the accuracy that its training showed */
        void addSeen(Optional<List<BenchmarkRow>> rows) {
            regretPoints.add(POINTS * (best.rowFraction - rows.map(TableSearchRunner::seen).orElse(0.0)));
        }

        TableSearchResult.Outcome outcome(SearchAlgorithmId algorithm, Knowledge knowledge, int trained, double evaluations) {
            return new TableSearchResult.Outcome(algorithm, knowledge, trained, evaluations, regretPoints, expectedRegretPoints);
        }
    }

    public TableSearchRunner(BenchmarkTable table) {
        this.table = table;
        this.template = table.preset().template();
        this.space = table.preset().space();
    }

    /** @throws IllegalArgumentException if the score has to be simulated */
    public TableSearchResult run(TableSearch search, JobContext job) throws HasnasException {
        if (!(TrainingFreeScore.of(search.score()) instanceof Structural score)) {
            throw new IllegalArgumentException("score '" + search.score().label()
                    + "' is simulated; searches in a table take a score that reads the architecture alone");
        }
        CandidateCosts costs = new CandidateCosts(ChipCost.of(SpikeSimSettings.DEFAULT), template, space);
        Map<Architecture, HardwareCost> prices = new HashMap<>();
        List<PricedRow> rows = new ArrayList<>();
        Map<Architecture, List<BenchmarkRow>> networks = new LinkedHashMap<>();
        for (BenchmarkRow row : table.rows()) {
            Architecture form = CanonicalForm.of(template, space, row.architecture());
            rows.add(new PricedRow(row, form, prices.computeIfAbsent(form, costs::cost), costs.cost(row.architecture())));
            if (form.matrices().stream().noneMatch(cell -> cell.edges().isEmpty())) {
                networks.computeIfAbsent(form, _ -> new ArrayList<>()).add(row);
            }
        }
        List<ConstraintSet> levels = levels(rows.stream().map(PricedRow::cost).toList(), search.feasibleFraction());
        List<TableSearchResult.Level> results = new ArrayList<>();
        for (int level = 0; level < levels.size(); level++) {
            job.progress(level, levels.size());
            results.add(level(search, score, levels.get(level), rows, networks, costs, job));
        }
        return new TableSearchResult(rows.size(), luck(networks), results);
    }

    private TableSearchResult.Level level(TableSearch search, Structural score, ConstraintSet limits, List<PricedRow> rows,
            Map<Architecture, List<BenchmarkRow>> networks, CandidateCosts costs, JobContext job) throws HasnasException {
        BenchmarkRow best = null;
        int feasibleRows = 0;
        Map<Architecture, List<BenchmarkRow>> feasible = new LinkedHashMap<>();
        for (PricedRow priced : rows) {
            if (limits.isMetBy(priced.cost())) {
                feasibleRows++;
                best = best == null || priced.row().testAccuracyFraction() > best.testAccuracyFraction() ? priced.row() : best;
                List<BenchmarkRow> same = networks.get(priced.form());
                if (same != null) {
                    feasible.put(priced.form(), same);
                }
            }
        }
        if (best == null) {
            throw new IllegalStateException("limits are costs of rows, so some meet them");
        }
        OptionalDouble bestMean = feasible.values().stream().filter(same -> same.size() >= ROWS_FOR_MEAN).mapToDouble(TableSearchRunner::mean).max();
        List<TableSearchResult.Outcome> outcomes = new ArrayList<>();
        for (SearchAlgorithmId algorithm : search.algorithms()) {
            outcomes.addAll(outcomes(search, algorithm, score, limits, networks, new Best(best.testAccuracyFraction(), bestMean), costs, job));
        }
        int asWritten = (int) rows.stream().filter(priced -> limits.isMetBy(priced.asWritten())).count();
        return new TableSearchResult.Level(limits, feasibleRows, asWritten, feasible.size(), table.accuracy(best), bestMean, outcomes);
    }

    private List<TableSearchResult.Outcome> outcomes(TableSearch search, SearchAlgorithmId algorithm, Structural score, ConstraintSet limits,
            Map<Architecture, List<BenchmarkRow>> networks, Best best, CandidateCosts costs, JobContext job) throws HasnasException {
        Picks byScore = new Picks(best);
        Map<Integer, Picks> byShortlist = new TreeMap<>();
        Picks byAccuracy = new Picks(best);
        Map<Knowledge, Integer> evaluations = new EnumMap<>(Knowledge.class);
        for (int seed = 1; seed <= search.seeds(); seed++) {
            List<Trial> scored = trials(search, algorithm, score::of, limits, networks, seed, costs, job);
            evaluations.merge(Knowledge.SCORE, scored.size(), Integer::sum);
            byScore.addUnseen(BestTrial.of(scored, limits).map(trial -> rows(networks, trial.architecture())));
            for (int size : search.shortlists()) {
                byShortlist.computeIfAbsent(size, _ -> new Picks(best)).addSeen(BestTrial.of(scored, limits, Trial::architecture, size).stream()
                        .map(trial -> rows(networks, trial.architecture())).max(Comparator.comparingDouble(TableSearchRunner::seen)));
            }
            List<Trial> trained = trials(search, algorithm, network -> seen(rows(networks, network.architecture())), limits, networks, seed,
                    costs, job);
            evaluations.merge(Knowledge.ACCURACY, trained.size(), Integer::sum);
            byAccuracy.addSeen(BestTrial.of(trained, limits).map(trial -> rows(networks, trial.architecture())));
        }
        double scored = (double) evaluations.getOrDefault(Knowledge.SCORE, 0) / search.seeds();
        List<TableSearchResult.Outcome> outcomes = new ArrayList<>();
        outcomes.add(byScore.outcome(algorithm, Knowledge.SCORE, 0, scored));
        byShortlist.forEach((size, picks) -> outcomes.add(picks.outcome(algorithm, Knowledge.SHORTLIST, size, scored)));
        outcomes.add(byAccuracy.outcome(algorithm, Knowledge.ACCURACY, search.budget(),
                (double) evaluations.getOrDefault(Knowledge.ACCURACY, 0) / search.seeds()));
        return outcomes;
    }

    private List<Trial> trials(TableSearch search, SearchAlgorithmId algorithm, ToDoubleFunction<Network> fitness, ConstraintSet limits,
            Map<Architecture, List<BenchmarkRow>> networks, long seed, CandidateCosts costs, JobContext job) throws HasnasException {
        SearchRequest request = new SearchRequest(new DatasetReference(DatasetReference.Format.CIFAR10, "unused"), template, space,
                SpikeSimSettings.DEFAULT, limits, algorithm, search.budget(), new FitnessSettings(2, 1).withScore(search.score()), seed);
        SearchProblem problem = new SearchProblem(request, costs, Optional.empty(), networks::containsKey, job.silent());
        List<Trial> trials = new ArrayList<>();
        SearchLoop.run(problem, List.of(), new LocalEvaluator(request, costs.chip(),
                (network, _) -> FitnessScore.notSimulated(fitness.applyAsDouble(network)), List.of(), Runnable::run), trials::add);
        return trials;
    }

    /** Only networks of the table are asked for. */
    private static List<BenchmarkRow> rows(Map<Architecture, List<BenchmarkRow>> networks, Architecture form) {
        return Objects.requireNonNull(networks.get(form));
    }

    /** Accuracy of a network once it is trained. */
    private static double seen(List<BenchmarkRow> rows) {
        return rows.getFirst().testAccuracyFraction();
    }

    private static double mean(List<BenchmarkRow> rows) {
        return rows.stream().mapToDouble(BenchmarkRow::testAccuracyFraction).average().orElseThrow();
    }

    /** Pooled standard deviation between rows of one network, in points. */
    private static double luck(Map<Architecture, List<BenchmarkRow>> networks) {
        double squares = 0;
        int degrees = 0;
        for (List<BenchmarkRow> same : networks.values()) {
            double mean = mean(same);
            squares += same.stream().mapToDouble(row -> Math.pow(row.testAccuracyFraction() - mean, 2)).sum();
            degrees += same.size() - 1;
        }
        return POINTS * Math.sqrt(squares / degrees);
    }

    /**
     * Limits that are, for every cost, the same quantile of the rows; each set lets more rows through than the one before it. The last one lets
     * all through.
     *
     * @param fraction only the first set that at least this share of the rows meets
     */
    static List<ConstraintSet> levels(List<HardwareCost> prices, OptionalDouble fraction) {
        Map<CostKind, double[]> sorted = new EnumMap<>(CostKind.class);
        for (CostKind kind : CostKind.values()) {
            double[] values = prices.stream().mapToDouble(cost -> kind.costOf(cost, ConstraintSet.UNLIMITED.memoryScope())).toArray();
            Arrays.sort(values);
            sorted.put(kind, values);
        }
        double[] energies = Objects.requireNonNull(sorted.get(CostKind.ENERGY));
        List<ConstraintSet> levels = new ArrayList<>();
        long passed = 0;
        for (int rank = 0; rank < prices.size(); rank++) {
            // ranks of equal energy give equal limits or nearly so
            if (rank + 1 < prices.size() && energies[rank + 1] == energies[rank]) {
                continue;
            }
            ConstraintSet limits = ConstraintSet.UNLIMITED;
            for (Map.Entry<CostKind, double[]> quantile : sorted.entrySet()) {
                limits = limits.withLimit(quantile.getKey(), quantile.getValue()[rank]);
            }
            ConstraintSet tried = limits;
            long passes = prices.stream().filter(tried::isMetBy).count();
            if (passes > passed && passes >= fraction.orElse(0) * prices.size()) {
                passed = passes;
                levels.add(limits);
                if (fraction.isPresent()) {
                    break;
                }
            }
        }
        return levels;
    }
}
