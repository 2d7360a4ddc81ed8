package org.hasnas.benchmark;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.hasnas.crossbar.cost.ChipCostModel;
import org.hasnas.domain.architecture.Architecture;
import org.hasnas.domain.architecture.CanonicalForm;
import org.hasnas.domain.architecture.Network;
import org.hasnas.domain.architecture.NetworkTemplate;
import org.hasnas.domain.architecture.NetworkTemplates;
import org.hasnas.domain.architecture.SearchSpace;
import org.hasnas.domain.architecture.SearchSpaces;
import org.hasnas.domain.constraint.ConstraintKind;
import org.hasnas.domain.constraint.ConstraintSet;
import org.hasnas.domain.error.HasnasException;
import org.hasnas.domain.hardware.HardwareCost;
import org.hasnas.domain.hardware.SpikeSimSettings;
import org.hasnas.domain.measurement.TableSearch;
import org.hasnas.domain.measurement.TableSearchResult;
import org.hasnas.domain.measurement.TableSearchResult.Knowledge;
import org.hasnas.domain.run.BestTrial;
import org.hasnas.domain.run.DatasetReference;
import org.hasnas.domain.run.FitnessScore;
import org.hasnas.domain.run.FitnessSettings;
import org.hasnas.domain.run.SearchAlgorithmId;
import org.hasnas.domain.run.SearchRequest;
import org.hasnas.domain.run.Trial;
import org.hasnas.evaluation.LocalEvaluator;
import org.hasnas.evaluation.ChipCosts;
import org.hasnas.fitness.StructuralScore;
import org.hasnas.fitness.TrainingFreeScores;
import org.hasnas.job.JobContext;
import org.hasnas.search.SearchLoop;
import org.hasnas.search.SearchProblem;
import org.hasnas.spikenas.BenchmarkRow;
import org.hasnas.spikenas.BenchmarkTable;

/**
 * Searches among the networks of a table of SpikeNAS-Bench. Rows that differ in dead edges only are one network; its accuracy is that of the
 * first row. Costs are those of the network without dead edges on the template {@code spikenas-bench-cifar10}.
 */
public final class TableSearchRunner {
    private static final double POINTS = 100;

    private final NetworkTemplate template = NetworkTemplates.SPIKENAS_BENCH_CIFAR10.template();
    private final SearchSpace space = SearchSpaces.SPIKENAS_BENCH;

    /** @throws IllegalArgumentException if the score has to be simulated */
    public TableSearchResult run(TableSearch search, BenchmarkTable table, JobContext job) throws HasnasException {
        StructuralScore score = TrainingFreeScores.structural(search.score()).orElseThrow(() -> new IllegalArgumentException(
                "score '" + search.score().label() + "' is simulated; searches in a table take a score that reads the architecture alone"));
        ChipCosts costs = new ChipCosts(ChipCostModel.of(SpikeSimSettings.DEFAULT), template, space);
        Map<Architecture, BenchmarkRow> networks = new LinkedHashMap<>();
        Map<Architecture, HardwareCost> prices = new LinkedHashMap<>();
        List<Architecture> forms = new ArrayList<>();
        for (BenchmarkRow row : table.rows()) {
            Architecture form = CanonicalForm.of(template, space, row.architecture());
            boolean connected = form.matrices().stream().noneMatch(cell -> cell.edges().isEmpty());
            forms.add(form);
            prices.computeIfAbsent(form, costs::cost);
            if (connected) {
                networks.putIfAbsent(form, row);
            }
        }
        ConstraintSet limits = limits(forms.stream().map(form -> price(prices, form)).toList(), search.feasibleFraction());
        BenchmarkRow best = null;
        int feasibleRows = 0;
        for (int i = 0; i < forms.size(); i++) {
            if (limits.isMetBy(price(prices, forms.get(i)))) {
                feasibleRows++;
                BenchmarkRow row = table.rows().get(i);
                best = best == null || row.testAccuracyFraction() > best.testAccuracyFraction() ? row : best;
            }
        }
        if (best == null) {
            throw new IllegalStateException("limits are costs of rows, so some meet them");
        }
        int feasibleNetworks = (int) networks.keySet().stream().filter(form -> limits.isMetBy(price(prices, form))).count();
        List<TableSearchResult.Outcome> outcomes = new ArrayList<>();
        for (SearchAlgorithmId algorithm : search.algorithms()) {
            for (Knowledge knowledge : Knowledge.values()) {
                ToDoubleFunction<Network> fitness = switch (knowledge) {
                    case SCORE -> score::of;
                    case ACCURACY -> network -> accuracy(networks, network.architecture());
                };
                outcomes.add(outcome(search, algorithm, knowledge, fitness, limits, networks, best, costs, job));
            }
        }
        return new TableSearchResult(limits, table.rows().size(), feasibleRows, feasibleNetworks, table.accuracy(best), outcomes);
    }

    private TableSearchResult.Outcome outcome(TableSearch search, SearchAlgorithmId algorithm, Knowledge knowledge, ToDoubleFunction<Network> fitness,
            ConstraintSet limits, Map<Architecture, BenchmarkRow> networks, BenchmarkRow best, ChipCosts costs, JobContext job)
            throws HasnasException {
        List<Double> regrets = new ArrayList<>();
        int evaluations = 0;
        for (int seed = 1; seed <= search.seeds(); seed++) {
            job.progress(seed - 1L, search.seeds());
            SearchRequest request = new SearchRequest(new DatasetReference(DatasetReference.Format.CIFAR10, "unused"), template, space,
                    SpikeSimSettings.DEFAULT, limits, algorithm, search.budget(), new FitnessSettings(2, 1).withScore(search.score()), seed);
            SearchProblem problem = new SearchProblem(request, costs, Optional.empty(), networks::containsKey, ComparisonRunner.quiet(job));
            List<Trial> trials = new ArrayList<>();
            SearchLoop.run(problem, List.of(), new LocalEvaluator(request, costs.model()::total,
                    (network, ignored) -> FitnessScore.notSimulated(fitness.applyAsDouble(network)), List.of(), Runnable::run), trials::add);
            evaluations += trials.size();
            Optional<Trial> pick = BestTrial.of(trials, limits);
            double reached = pick.map(trial -> accuracy(networks, trial.architecture())).orElse(0.0);
            regrets.add(POINTS * (best.testAccuracyFraction() - reached));
        }
        return new TableSearchResult.Outcome(algorithm, knowledge, (double) evaluations / search.seeds(), regrets);
    }

    private static HardwareCost price(Map<Architecture, HardwareCost> prices, Architecture form) {
        return Objects.requireNonNull(prices.get(form));
    }

    /** Only networks of the table are asked for. */
    private static double accuracy(Map<Architecture, BenchmarkRow> networks, Architecture form) {
        return Objects.requireNonNull(networks.get(form)).testAccuracyFraction();
    }

    /** For every cost the same quantile of the rows: the smallest at which at least a share of the rows meets all four. */
    private static ConstraintSet limits(List<HardwareCost> prices, double fraction) {
        List<HardwareCost> byEnergy = prices.stream().sorted(Comparator.comparingDouble(cost -> cost.energy().joules())).toList();
        for (int rank = 0; rank < byEnergy.size(); rank++) {
            ConstraintSet limits = ConstraintSet.UNLIMITED;
            for (ConstraintKind kind : ConstraintKind.values()) {
                double[] sorted = prices.stream().mapToDouble(cost -> kind.costOf(cost, ConstraintSet.UNLIMITED.memoryScope())).sorted().toArray();
                limits = limits.withLimit(kind, sorted[rank]);
            }
            ConstraintSet tried = limits;
            if (prices.stream().filter(tried::isMetBy).count() >= fraction * prices.size()) {
                return tried;
            }
            // ranks of equal energy give equal limits or nearly so
            while (rank + 1 < byEnergy.size() && byEnergy.get(rank + 1).energy().equals(byEnergy.get(rank).energy())) {
                rank++;
            }
        }
        return ConstraintSet.UNLIMITED;
    }
}
