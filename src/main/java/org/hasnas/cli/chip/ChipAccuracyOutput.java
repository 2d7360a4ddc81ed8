package org.hasnas.cli.chip;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hasnas.chip.model.ChipAccuracyReport;
import org.hasnas.chip.model.ChipAccuracyRequest;
import org.hasnas.chip.model.ChipConditions;
import org.hasnas.chip.model.ChipPoint;
import org.hasnas.chip.model.ChipTimes;
import org.hasnas.chip.model.HardwareProfile;
import org.hasnas.cli.console.JsonDocument;
import org.hasnas.cli.console.Session;
import org.hasnas.cli.console.TextTable;
import org.hasnas.cli.report.CostDocument;
import org.hasnas.cli.report.CostText;
import org.hasnas.cli.report.RunReport;
import org.hasnas.units.EnumNames;
import org.jspecify.annotations.Nullable;

/** An accuracy on the chip, or a sweep of them, as text and JSON. */
record ChipAccuracyOutput(ChipAccuracyReport report) {

    JsonDocument document(Session session, ChipAccuracyRequest request) {
        HardwareProfile profile = report.cost().profile();
        ChipTimes times = report.times();
        return session.document("hasnas-chip-accuracy", 1).putAll(CostDocument.network(report.network())).put("candidate", report.candidateHash())
                .put("dataset", RunReport.dataset(report.dataset())).put("hardware", profile.id())
                .put("crossbar_size", profile.crossbarSize()).put("weight_bits", profile.weightBits()).put("cell_bits", profile.cellBits())
                .put("weight_coding", EnumNames.of(profile.coding())).put("kernel_tiles", profile.kernelTiles()).put("crossbars", report.arrays())
                .put("images", report.images()).put("images_are", EnumNames.of(report.part()))
                .put("calibration_images", report.calibrationImages()).put("seeds", request.seeds()).put("first_seed", request.firstSeed())
                .put("float32_accuracy", report.references().floatFraction()).put("quantized_accuracy", report.references().quantizedFraction())
                .put("sweep", parameter().orElse(null)).put("points", points())
                .put("spike_rates", report.points().getFirst().rates().byLayer())
                .put("physical_energy_uJ", report.cost().total().energy().microjoules())
                .put("calibration_seconds", times.calibrationSeconds()).put("reference_seconds", times.referenceSeconds())
                .put("programming_seconds", times.programmingSeconds()).put("inference_seconds", times.inferenceSeconds())
                .put("wall_seconds", times.wallSeconds()).put("threads", times.threads()).put("images_per_second", report.imagesPerSecond());
    }

    private List<Map<String, @Nullable Object>> points() {
        List<Map<String, @Nullable Object>> points = new ArrayList<>();
        for (int index = 0; index < report.points().size(); index++) {
            ChipPoint point = report.points().get(index);
            points.add(new JsonDocument().put("value", value(index).orElse(null)).put("on_chip_accuracy", point.accuracy().fraction())
                    .put("on_chip_accuracy_low", point.accuracy().lowFraction()).put("on_chip_accuracy_high", point.accuracy().highFraction())
                    .put("by_seed", point.bySeed()).put("conditions", conditions(point.conditions()))
                    .put("mean_spike_rate", point.rates().commonRate()).map());
        }
        return points;
    }

    private static JsonDocument conditions(ChipConditions c) {
        return new JsonDocument().put("adc_bits", c.adcBits()).put("adc_range", EnumNames.of(c.adcRange())).put("sigma", c.programmingRatio())
                .put("read_noise", c.readNoiseRatio()).put("stuck_on", c.stuckOnProbability()).put("stuck_off", c.stuckOffProbability())
                .put("drift_rate", c.driftRate()).put("drift_spread", c.driftSpreadRatio()).put("age_s", c.ageSeconds()).put("wire_ohm", c.wireOhms())
                .put("compensation", EnumNames.of(c.compensation()));
    }

    /** What is swept. */
    private Optional<String> parameter() {
        return report.sweep().map(sweep -> sweep.parameter().label());
    }

    /** Its value at a point. */
    private Optional<Double> value(int index) {
        return report.sweep().map(sweep -> sweep.values().get(index));
    }

    void print(PrintStream out) {
        HardwareProfile profile = report.cost().profile();
        ChipPoint first = report.points().getFirst();
        out.println(CostCommand.title(report.network()) + " on " + RunReport.dataset(report.dataset()) + ": " + report.images() + " "
                + report.part().text());
        out.println("chip " + profile.id() + ": " + report.arrays() + " crossbars of " + profile.crossbarSize() + "x" + profile.crossbarSize()
                + ", " + profile.weightBits() + "-bit weights on " + profile.cellBits() + "-bit cells (" + EnumNames.of(profile.coding()) + ")");
        out.println("conditions" + (report.sweep().isPresent() ? " of the first row" : "") + ": " + sentence(first.conditions()));
        out.println();
        out.println("trained, float32 weights:                    " + percent(report.references().floatFraction()) + " %");
        out.println("the same with " + profile.weightBits() + "-bit weights and exact sums: "
                + percent(report.references().quantizedFraction()) + " %");
        out.println();
        printPoints(out);
        out.println();
        out.println("energy with the spike rates of " + (report.sweep().isPresent() ? "the first row" : "this run") + " (mean "
                + percent(first.rates().commonRate()) + " %), physical model: "
                + CostText.number(report.cost().total().energy().microjoules()) + " uJ per image");
        printTimes(out);
    }

    private void printPoints(PrintStream out) {
        TextTable table = new TextTable(parameter().orElse("conditions"), "on chip %", "95 % interval", "<by set of devices");
        for (int index = 0; index < report.points().size(); index++) {
            ChipPoint point = report.points().get(index);
            table.row(value(index).map(CostText::number).orElse("as above"), percent(point.accuracy().fraction()),
                    percent(point.accuracy().lowFraction()) + " to " + percent(point.accuracy().highFraction()),
                    point.bySeed().stream().map(ChipAccuracyOutput::percent).collect(Collectors.joining(" ")));
        }
        table.print(out);
    }

    private void printTimes(PrintStream out) {
        ChipTimes times = report.times();
        String threads = times.threads() == 1 ? "1 thread" : times.threads() + " threads";
        out.println(String.format(Locale.ROOT, "%.1f s of wall time on %s: converters' calibration %.1f s, float32 and exact sums %.1f s, devices"
                + " and circuits %.1f s, images on the chip %.1f s, that is %.0f images per second", times.wallSeconds(), threads,
                times.calibrationSeconds(), times.referenceSeconds(), times.programmingSeconds(), times.inferenceSeconds(),
                report.imagesPerSecond()));
    }

    private static String sentence(ChipConditions c) {
        return c.adcBits() + "-bit ADCs (" + EnumNames.of(c.adcRange()) + "), sigma " + CostText.number(c.programmingRatio())
                + ", read noise " + CostText.number(c.readNoiseRatio()) + ", stuck on " + CostText.number(c.stuckOnProbability())
                + " and off " + CostText.number(c.stuckOffProbability()) + ", drift " + CostText.number(c.driftRate())
                + " over " + CostText.number(c.ageSeconds()) + " s, wires " + CostText.number(c.wireOhms())
                + " ohm, compensation: " + EnumNames.of(c.compensation());
    }

    private static String percent(double fraction) {
        return String.format(Locale.ROOT, "%.2f", 100 * fraction);
    }
}
