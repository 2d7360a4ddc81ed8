package org.hasnas.cli.search;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hasnas.chip.inference.model.ChipAccuracyReport;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.CostReport;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.chip.model.HardwareProfile;
import org.hasnas.cli.report.CostSheet;
import org.hasnas.cli.report.Figures;
import org.hasnas.cli.report.JsonDocument;
import org.hasnas.cli.report.Naming;
import org.hasnas.cli.report.Report;
import org.hasnas.cli.report.TextTable;
import org.hasnas.data.model.RecordingFacts;
import org.hasnas.score.model.FitnessScore;
import org.hasnas.search.model.Candidate;
import org.hasnas.search.model.RunSummary;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.hasnas.training.model.Accuracy;
import org.hasnas.training.model.TrainingSummary;
import org.hasnas.workbench.candidate.KnownCandidates;

/**
 * What an exploration has found.
 *
 * @param project as the user wrote it
 * @param searched the run the candidates come from
 * @param explored at least one candidate
 * @param seeds sets of devices each was run on
 * @param recordings of the data set; empty for images
 * @param seconds all of it took
 */
record ExploreReport(String project, RunSummary searched, List<Explored> explored, int seeds, Optional<RecordingFacts> recordings,
        double seconds) implements Report {
    /**
     * A candidate with what was measured of it.
     *
     * @param cost of the design on the chip of the search
     * @param chip of the design: the profile's, with what the design chooses of it
     * @param measured empty if the accuracy on the chip was stored already
     */
    record Explored(Trial trial, CostReport cost, TrainingSummary training, Accuracy trained, HardwareProfile chip, Accuracy onChip,
            Optional<ChipAccuracyReport> measured) {}

    @Override
    public void text(PrintStream out) {
        SearchRequest request = searched.request();
        out.println("run " + searched.id() + " of " + project + ": " + request.template().name() + " (search space "
                + request.space().name() + ") on " + Naming.text(request.dataset()) + "; " + Naming.text(request.hardware()));
        out.println();
        TextTable table =
                new TextTable("trial", "<matrix", "fitness", "memory", "area", "latency", "energy", "weights", "trained %", "95 %",
                        "weights on chip", "on chip %", "95 %");
        for (Explored each : explored) {
            HardwareCost cost = each.trial.cost().orElseThrow();
            List<Object> cells = new ArrayList<>(List.of(each.trial.index(), each.trial.architecture().text(),
                    each.trial.fitness().map(score -> Naming.text(score, request.fitness().score(), 3)).orElse("-")));
            Stream.of(CostKind.values()).forEach(kind -> cells.add(kind.quantity().format(kind.costOf(cost, request.limits().memoryScope()))
                    .strip()));
            cells.add(each.training.request().settings().weights());
            addAccuracy(each.trained, cells);
            cells.add(each.chip.array().weightBits() + "-bit");
            addAccuracy(each.onChip, cells);
            table.row(cells.toArray());
        }
        table.print(out);
        out.println();
        Explored first = explored.getFirst();
        out.println("fitness: score '" + request.fitness().score().label() + "' of the untrained network, " + Naming.SCORE_MEANING);
        out.println("trained: " + first.trained.source());
        out.println("on chip: " + first.onChip.source());
        if (recordings.isPresent()) {
            explored.forEach(each -> {
                out.print("trial " + each.trial.index() + ": ");
                CostSheet.printStream(each.cost, recordings, out);
            });
        }
        out.println(Figures.format("%n%s searched, trained and run on the chip in %.0f s.",
                Figures.count(explored.size(), "candidate"), seconds));
    }

    @Override
    public JsonDocument json() {
        SearchRequest request = searched.request();
        return JsonDocument.of("hasnas-explore", 1).put("run", searched.id()).put("preset", request.template().name())
                .put("search_space", request.space().name())
                .put("dataset", Naming.text(request.dataset())).putAll(Naming.json(request.hardware()))
                .put("memory_scope", request.limits().memoryScope().label()).put("limits", Naming.json(request.limits()))
                .put("chip", explored.getFirst().chip.id())
                .put("images_on_chip", explored.getFirst().measured.map(ChipAccuracyReport::images))
                .put("seeds", seeds).put("candidates", explored.stream().map(each -> json(each, request)).toList()).put("seconds", seconds);
    }

    private JsonDocument json(Explored each, SearchRequest request) {
        Optional<FitnessScore> fitness = each.trial.fitness();
        JsonDocument row = new JsonDocument().put("trial", each.trial.index()).put("matrix", each.trial.architecture().text())
                .put("candidate", KnownCandidates.hash(new Candidate(request, each.trial)));
        fitness.ifPresent(score -> row.putAll(Naming.json(score, request.fitness().score())));
        each.trial.cost().ifPresent(cost -> row.putAll(new CostSheet(cost, request.limits()).json()));
        row.putAll(CostSheet.stream(each.cost, recordings));
        return row.put("training", each.training.id()).put("trained_accuracy_kind", each.trained.kind().label())
                .put("trained_accuracy", each.trained.fraction())
                .put("trained_accuracy_low_95", each.trained.lowFraction()).put("trained_accuracy_high_95", each.trained.highFraction())
                .put("trained_accuracy_source", each.trained.source())
                .put("quantized_accuracy", each.measured.map(chip -> chip.references().quantizedFraction()))
                .put("on_chip_weight_bits", each.chip.array().weightBits()).put("on_chip_accuracy", each.onChip.fraction())
                .put("on_chip_accuracy_low_95", each.onChip.lowFraction())
                .put("on_chip_accuracy_high_95", each.onChip.highFraction()).put("on_chip_accuracy_source", each.onChip.source())
                .put("on_chip_by_seed", each.measured.map(chip -> chip.points().getFirst().bySeed()))
                .put("on_chip_physical_energy_uJ", each.measured.map(chip -> chip.cost().total().energy().microjoules()));
    }

    private static void addAccuracy(Accuracy accuracy, List<Object> cells) {
        cells.add(percent(accuracy.fraction()));
        cells.add(percent(accuracy.lowFraction()) + "-" + percent(accuracy.highFraction()));
    }

    private static String percent(double fraction) {
        return Figures.decimals(1, 100 * fraction);
    }
}
