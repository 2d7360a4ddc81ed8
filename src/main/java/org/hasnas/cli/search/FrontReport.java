package org.hasnas.cli.search;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.FrontCost;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.chip.model.PhysicalSettings;
import org.hasnas.chip.model.SpikeSimSettings;
import org.hasnas.cli.report.Figures;
import org.hasnas.cli.report.JsonDocument;
import org.hasnas.cli.report.Naming;
import org.hasnas.cli.report.TextTable;
import org.hasnas.network.Dimension;
import org.hasnas.network.MacroChoice;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.search.model.Candidate;
import org.hasnas.search.model.CandidateAccuracies;
import org.hasnas.search.model.DesignOutlook;
import org.hasnas.search.model.Hypervolume;
import org.hasnas.search.model.LadderProgress;
import org.hasnas.search.model.LimitPrice;
import org.hasnas.search.model.PredictionRecord;
import org.hasnas.search.model.Prospects;
import org.hasnas.search.model.RunSummary;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.hasnas.training.model.Accuracy;
import org.hasnas.training.model.AccuracyKind;
import org.hasnas.workbench.candidate.KnownCandidates;

/**
 * The front of expected accuracy against a cost that a search by trainings has found, the cheapest design first.
 *
 * @param testImages that trained accuracies are measured on; empty if the data set can't be read any more
 * @param against the cost of the front
 * @param trained what the designs of the front that were trained to the end are worth together on test images
 */
record FrontReport(List<Row> rows, FrontCost against, LadderProgress progress, OptionalInt testImages, Hypervolume trained,
        Prospects prospects) {
    private static final double PERCENT = 100;

    /**
     * A design of the front.
     *
     * @param trained on test images, if the training came to its end
     * @param onChip of the same on the simulated chip, if it was measured
     */
    record Row(Candidate candidate, DesignOutlook outlook, HardwareCost cost, Optional<Accuracy> trained, Optional<Accuracy> onChip) {}

    static FrontReport of(RunSummary run, List<Trial> designs, LadderProgress progress, CandidateAccuracies known, OptionalInt testImages,
            Prospects prospects) {
        Map<Integer, Trial> trials = new HashMap<>();
        designs.forEach(trial -> trials.put(trial.index(), trial));
        Map<Integer, DesignOutlook> outlooks = new HashMap<>();
        progress.outlooks().forEach(outlook -> outlooks.put(outlook.trial(), outlook));
        List<Row> rows = new ArrayList<>();
        for (int index : progress.front()) {
            Trial trial = trials.get(index);
            DesignOutlook outlook = outlooks.get(index);
            if (trial == null || outlook == null) {
                throw new IllegalStateException("the front names design " + index + ", which the run does not have");
            }
            Optional<Accuracy> trained = outlook.isTrained() ? known.accuracy(trial.architecture(), AccuracyKind.TRAINED)
                    .or(() -> known.accuracy(trial.architecture(), AccuracyKind.QUANTIZED)) : Optional.empty();
            rows.add(new Row(new Candidate(run.request(), trial), outlook, trial.cost().orElseThrow(), trained,
                    trained.flatMap(_ -> known.accuracy(trial.architecture(), AccuracyKind.ON_CHIP))));
        }
        FrontCost against = run.request().ladder().orElseThrow().front();
        return new FrontReport(List.copyOf(rows), against, progress, testImages, trained(run, designs, against, rows), prospects);
    }

    /** Up to the limit of the cost, or the dearest design of the run if there is none. */
    private static Hypervolume trained(RunSummary run, List<Trial> designs, FrontCost against, List<Row> rows) {
        SearchRequest request = run.request();
        double limit = against.of(request.limits()::limit);
        double reference = Double.isFinite(limit) ? limit : designs.stream().flatMap(trial -> trial.cost().stream())
                .mapToDouble(against::of).max().orElseThrow();
        List<Hypervolume.Point> points = rows.stream().filter(row -> row.trained().isPresent())
                .map(row -> new Hypervolume.Point(against.of(row.cost()), row.trained().orElseThrow().fraction())).toList();
        return Hypervolume.of(points, 1.0 / request.template().classes(), reference);
    }

    /** The design of the highest expected accuracy among those trained to the end, or among all if there are none; empty without a front. */
    Optional<Row> best() {
        return rows.stream().min(Comparator.comparing(Row::outlook, DesignOutlook.BEST_FIRST));
    }

    void text(PrintStream out) {
        long finished = progress.outlooks().stream().filter(DesignOutlook::isTrained).count();
        long begun = progress.outlooks().stream().filter(outlook -> outlook.epochs() > 0).count();
        out.println("Front of expected accuracy against " + against.title() + ": " + rows.size() + " of " + progress.outlooks().size()
                + " designs within the limits; "
                + begun + " were trained, " + finished + " of them to the end.");
        out.println("expected = on validation images after a whole training, with its 95 % interval; trained = on test images, which nothing was"
                + " chosen on");
        out.println();
        TextTable table = new TextTable("<design", "expected %", "95 % interval", "trained %", "epochs", "parameters", "area mm2", "latency ms",
                "energy uJ", "EDAP uJ ms mm2", "<cells and choices");
        for (Row row : rows) {
            Accuracy expected = row.outlook().expected();
            table.row("#" + row.outlook().trial(), Figures.format("%.1f", PERCENT * expected.fraction()),
                    Figures.format("%.1f to %.1f", PERCENT * expected.lowFraction(), PERCENT * expected.highFraction()),
                    row.trained().map(trained -> Figures.format("%.2f", PERCENT * trained.fraction())).orElse("-"),
                    row.outlook().epochs() + "/" + row.outlook().wholeEpochs(), Long.toString(row.cost().parameters()),
                    Figures.format("%.4g", row.cost().area().squareMillimetres()), Figures.format("%.4g", row.cost().latency().milliseconds()),
                    Figures.format("%.4g", row.cost().energy().microjoules()),
                    Figures.format("%.3g", row.cost().energyDelayArea()), row.candidate().trial().architecture().text());
        }
        table.print(out);
        onChip(out);
        out.println();
        out.println(Figures.format(
                "Hypervolume of the trained ones (test accuracy above guessing, %.0f %%, times decades of %s below %.4g %s): %.4f.",
                PERCENT * trained.referenceFraction(), against.title(), trained.referenceCost() * against.unit().factor(), against.unit().symbol(),
                trained.value()));
        out.println(predictions());
        prospects.ceilingFraction().ifPresent(most -> out.println((most < 1
                ? Figures.format("No design of this space meets the limits with more than %.1f %% validation accuracy, %.0f %%: said", PERCENT * most,
                        PERCENT * Prospects.CONFIDENCE)
                : "What designs of this space within the limits may reach at most, the trainings don't tell yet: asked")
                + " of " + prospects.designs() + " networks drawn within them."));
        prices(out);
    }

    private void prices(PrintStream out) {
        List<LimitPrice> prices = prospects.prices();
        if (prices.isEmpty()) {
            return;
        }
        out.println();
        out.println(Figures.format(
                "What relaxing one limit by %.0f %% promises: the best expected of designs drawn beyond it, against %.1f %% within all.",
                PERCENT * LimitPrice.RELAXED, PERCENT * prices.getFirst().within().fraction()));
        TextTable table = new TextTable("limit", "is", "relaxed", "designs", "expected %", "95 % interval", "gain in points", "<cells and choices");
        for (LimitPrice price : prices) {
            List<Object> cells = new ArrayList<>(List.of(price.kind().label(), price.kind().quantity().format(price.limit()),
                    price.kind().quantity().format(price.relaxedLimit()), price.designs()));
            cells.addAll(price.beyond().map(best -> List.<Object>of(Figures.format("%.1f", PERCENT * best.expected().fraction()),
                    Figures.format("%.1f to %.1f", PERCENT * best.expected().lowFraction(), PERCENT * best.expected().highFraction()),
                    Figures.format("%+.1f", PERCENT * price.gainFraction().orElseThrow()), best.design().text()))
                    .orElse(List.of("-", "-", "-", "none was found there")));
            table.row(cells.toArray());
        }
        table.print(out);
    }

    private void onChip(PrintStream out) {
        List<Row> measured = rows.stream().filter(row -> row.onChip().isPresent()).toList();
        if (!measured.isEmpty()) {
            out.println();
            out.println("On the simulated chip (not the same as trained: converters, devices and wires are not perfect):");
            for (Row row : measured) {
                Accuracy chip = row.onChip().orElseThrow();
                out.println(Figures.format("  #%d  %.2f %% (%.2f to %.2f; %s), trained %.2f %%", row.outlook().trial(), PERCENT * chip.fraction(),
                        PERCENT * chip.lowFraction(), PERCENT * chip.highFraction(), chip.source(),
                        PERCENT * row.trained().orElseThrow().fraction()));
            }
        }
    }

    private String predictions() {
        PredictionRecord record = progress.predictions();
        if (record.coverageFraction().isEmpty()) {
            return Figures.count(record.compared(), "design") + " trained to the end by this run: too few to say how well it predicted.";
        }
        return Figures.format(
                "Of the %d designs that this run trained to the end, %.0f %% ended inside the 95 %% interval stated before their last piece;"
                        + " mean error %.2f points of validation accuracy.",
                record.compared(), PERCENT * record.coverageFraction().getAsDouble(),
                PERCENT * record.meanErrorFraction().orElseThrow());
    }

    private static JsonDocument json(LimitPrice price) {
        CostKind.Unit unit = price.kind().unit();
        Optional<Accuracy> expected = price.beyond().map(LimitPrice.Beyond::expected);
        double within = price.within().fraction();
        return new JsonDocument().put("limit", price.kind().label()).put("unit", unit.symbol()).put("is", price.limit() * unit.factor())
                .put("relaxed_to", price.relaxedLimit() * unit.factor()).put("designs", price.designs())
                .put("matrix", price.beyond().map(best -> best.design().text())).put("expected_accuracy", expected.map(Accuracy::fraction))
                .put("expected_low_95", expected.map(Accuracy::lowFraction)).put("expected_high_95", expected.map(Accuracy::highFraction))
                .put("best_within", within).put("gain_points", price.gainFraction().map(gain -> PERCENT * gain))
                .put("gain_points_low_95", expected.map(accuracy -> PERCENT * (accuracy.lowFraction() - within)))
                .put("gain_points_high_95", expected.map(accuracy -> PERCENT * (accuracy.highFraction() - within)));
    }

    /** Adds what is known of all designs together. */
    void addTo(JsonDocument document) {
        PredictionRecord record = progress.predictions();
        document.put("front_cost", against.label()).put("ceiling", prospects.ceilingFraction().isEmpty() ? null : new JsonDocument()
                .put("validation_accuracy", prospects.ceilingFraction().getAsDouble()).put("confidence", Prospects.CONFIDENCE)
                .put("networks", prospects.designs())).put("relaxing", prospects.prices().stream().map(FrontReport::json).toList())
                .put("front", rows.stream().map(this::json).toList())
                .put("predictor", new JsonDocument().put("coverage", record.coverageFraction())
                        .put("mean_absolute_error", record.meanErrorFraction()).put("known", record.known()).put("compared", record.compared()))
                .put("hypervolume", new JsonDocument().put("value", trained.value())
                        .put("reference_accuracy", trained.referenceFraction())
                        .put("reference_" + against.key(), trained.referenceCost() * against.unit().factor())
                        .put("designs", rows.stream().filter(row -> row.trained().isPresent()).count()));
    }

    private static Optional<Integer> bitsOnChip(Row row) {
        return switch (row.candidate().request().hardware()) {
            case PhysicalSettings chip -> Optional.of(chip.profile().chosenBy(row.candidate().trial().architecture().macro()).array().weightBits());
            case SpikeSimSettings _ -> Optional.empty();
        };
    }

    JsonDocument json(Row row) {
        Network network = row.candidate().network();
        Accuracy expected = row.outlook().expected();
        JsonDocument document = new JsonDocument().put("design", row.outlook().trial()).put("trial", row.outlook().trial())
                .put("matrix", row.candidate().trial().architecture().text()).put("candidate", KnownCandidates.hash(row.candidate()))
                .put("expected_accuracy", expected.fraction()).put("expected_low_95", expected.lowFraction())
                .put("expected_high_95", expected.highFraction()).put("expected_source", expected.source())
                .put("trained_accuracy", row.trained().map(Accuracy::fraction)).put("trained_source", row.trained().map(Accuracy::source))
                .put("on_chip_accuracy", row.onChip().map(Accuracy::fraction)).put("on_chip_source", row.onChip().map(Accuracy::source))
                .put("on_chip_weight_bits", row.onChip().flatMap(_ -> bitsOnChip(row)))
                .put("test_images", row.trained().isPresent() ? testImages : OptionalInt.empty())
                .put("epochs", row.outlook().epochs()).put("whole_epochs", row.outlook().wholeEpochs());
        NetworkTemplate template = network.template();
        MacroChoice macro = row.candidate().trial().architecture().macro();
        for (Dimension dimension : row.candidate().request().space().choices().options().keySet()) {
            if (dimension.of() == Dimension.Of.CHIP) {
                List<Integer> chosen = macro.chosen().get(dimension);
                document.put(dimension.key().replace('-', '_'), chosen == null ? null : Naming.json(dimension, chosen));
            }
        }
        return document.put("parameters", row.cost().parameters()).put("area_mm2", row.cost().area().squareMillimetres())
                .put("latency_ms", row.cost().latency().milliseconds()).put("energy_uJ", row.cost().energy().microjoules())
                .put(FrontCost.EDAP.key(), row.cost().energyDelayArea())
                .put("weight_bits", template.weightBits()).put("time_steps", template.timeSteps())
                .put("width", template.stages().getFirst().width())
                .put("stage_widths", template.stages().stream().map(NetworkTemplate.Stage::width).toList())
                .put("stage_cells", template.stages().stream().map(NetworkTemplate.Stage::cells).toList()).put("feasible", true);
    }
}
