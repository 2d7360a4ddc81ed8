package org.hasnas.cli.chip;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hasnas.chip.inference.model.ChipAccuracyReport;
import org.hasnas.chip.inference.model.ChipAccuracyRequest;
import org.hasnas.chip.inference.model.ChipConditions;
import org.hasnas.chip.inference.model.ChipConditions.Converters;
import org.hasnas.chip.inference.model.ChipPoint;
import org.hasnas.chip.inference.model.ChipSubject;
import org.hasnas.chip.inference.model.ChipTimes;
import org.hasnas.chip.model.HardwareProfile;
import org.hasnas.chip.model.HardwareProfile.Array;
import org.hasnas.chip.model.Imperfections;
import org.hasnas.cli.report.Figures;
import org.hasnas.cli.report.JsonDocument;
import org.hasnas.cli.report.Naming;
import org.hasnas.cli.report.TableReport;
import org.hasnas.cli.report.TextTable;
import org.hasnas.units.EnumNames;
import org.hasnas.workbench.chip.Crossbars;

/**
 * An accuracy on the chip, or a sweep of them.
 *
 * @param request what was asked for
 */
record OnChipReport(Crossbars crossbars, ChipAccuracyReport found, ChipAccuracyRequest request) implements TableReport {
    private static final int SHOWN_FAULTS = 5;

    @Override
    public JsonDocument json() {
        HardwareProfile profile = found.cost().profile();
        Array array = profile.array();
        ChipTimes times = found.times();
        return JsonDocument.of("hasnas-chip-accuracy", 1).putAll(switch (found.subject()) {
            case ChipSubject.Design design -> Naming.json(design.network());
            case ChipSubject.Imported imported -> new JsonDocument().put("imported", imported.name()).put("remarks", imported.remarks());
        }).put("candidate", found.subject().hash())
                .put("dataset", Naming.text(found.dataset())).put("hardware", profile.id())
                .put("crossbar_size", array.size()).put("weight_bits", array.weightBits()).put("cell_bits", array.cellBits())
                .put("weight_coding", array.coding()).put("kernel_tiles", profile.layout().kernelTiles()).put("crossbars", found.arrays())
                .put("images", found.images()).put("images_are", found.part())
                .put("calibration_images", found.calibrationImages()).put("seeds", request.seeds()).put("first_seed", request.firstSeed())
                .put("float32_accuracy", found.references().floatFraction()).put("quantized_accuracy", found.references().quantizedFraction())
                .put("sweep", parameter()).put("points", IntStream.range(0, found.points().size()).mapToObj(this::point).toList())
                .put("measured_crossbars", found.faults().stream().map(fault -> new JsonDocument().put("layer", fault.layer())
                        .put("row_block", fault.rowBlock()).put("column_block", fault.columnBlock()).put("measured_cells", fault.measuredCells())
                        .put("wrong_cells", fault.wrongCells()).put("deviation_steps", fault.deviationSteps())).toList())
                .put("spike_rates", found.points().getFirst().rates().byLayer())
                .put("physical_energy_uJ", found.cost().total().energy().microjoules())
                .put("calibration_seconds", times.calibrationSeconds()).put("reference_seconds", times.referenceSeconds())
                .put("programming_seconds", times.programmingSeconds()).put("inference_seconds", times.inferenceSeconds())
                .put("wall_seconds", times.wallSeconds()).put("threads", times.threads()).put("images_per_second", found.imagesPerSecond());
    }

    private JsonDocument point(int index) {
        ChipPoint point = found.points().get(index);
        return new JsonDocument().put("value", value(index)).put("on_chip_accuracy", point.accuracy().fraction())
                .put("on_chip_accuracy_low", point.accuracy().lowFraction()).put("on_chip_accuracy_high", point.accuracy().highFraction())
                .put("by_seed", point.bySeed()).put("conditions", json(point.conditions()))
                .put("mean_spike_rate", point.rates().commonRate());
    }

    private static JsonDocument json(ChipConditions c) {
        Converters adc = c.converters();
        Imperfections cells = c.cells();
        return new JsonDocument().put("adc_bits", adc.bits()).put("adc_range", adc.range()).put("adc_offset", adc.offsetCodes())
                .put("adc_gain", adc.gainRatio()).put("adc_noise", adc.noiseCodes())
                .put("devices", Optional.of(cells.published().id()).filter(id -> !id.isEmpty())).put("sigma", cells.lognormalRatio())
                .put("read_noise", cells.readNoiseRatio()).put("stuck_on", cells.stuckOnProbability())
                .put("stuck_off", cells.stuckOffProbability()).put("drift_rate", cells.driftRate()).put("drift_spread", cells.driftSpreadRatio())
                .put("age_s", c.ageSeconds()).put("wire_ohm", c.wireOhms()).put("compensation", c.compensation());
    }

    /** What is swept. */
    private Optional<String> parameter() {
        return found.sweep().map(sweep -> sweep.parameter().label());
    }

    /** Its value at a point. */
    private Optional<Double> value(int index) {
        return found.sweep().map(sweep -> sweep.values().get(index));
    }

    @Override
    public void text(PrintStream out) {
        HardwareProfile profile = found.cost().profile();
        Array array = profile.array();
        ChipPoint first = found.points().getFirst();
        out.println(switch (found.subject()) {
            case ChipSubject.Design design -> Naming.text(design.network());
            case ChipSubject.Imported imported -> imported.name();
        } + " on " + Naming.text(found.dataset()) + ": " + found.images() + " "
                + found.part().text());
        out.println("chip " + profile.id() + ": " + found.arrays() + " crossbars of " + array.size() + "x" + array.size()
                + ", " + array.weightBits() + "-bit weights on " + array.cellBits() + "-bit cells (" + EnumNames.of(array.coding()) + ")");
        out.println("conditions" + (found.sweep().isPresent() ? " of the first row" : "") + ": " + sentence(first.conditions()));
        if (found.subject() instanceof ChipSubject.Imported imported) {
            imported.remarks().forEach(out::println);
        }
        out.println();
        out.println((found.subject() instanceof ChipSubject.Imported ? "as it was imported:                          "
                : "trained, float32 weights:                    ") + percent(found.references().floatFraction()) + " %");
        out.println("the same with " + array.weightBits() + "-bit weights and exact sums: "
                + percent(found.references().quantizedFraction()) + " %");
        out.println();
        printPoints(out);
        out.println();
        if (!found.faults().isEmpty()) {
            printFaults(out);
            out.println();
        }
        out.println("energy with the spike rates of " + (found.sweep().isPresent() ? "the first row" : "this run") + " (mean "
                + percent(first.rates().commonRate()) + " %), physical model: "
                + Figures.significant(found.cost().total().energy().microjoules()) + " uJ per image");
        printTimes(out);
    }

    private void printFaults(PrintStream out) {
        out.println("measured crossbars: " + found.faults().size() + " of " + found.arrays() + "; the farthest off:");
        TextTable table = new TextTable("crossbar", "cells measured", "nearer to another level", "deviation in level steps");
        found.faults().stream().limit(SHOWN_FAULTS)
                .forEach(fault -> table.row(fault.layer() + "[" + fault.rowBlock() + "][" + fault.columnBlock() + "]",
                        fault.measuredCells(), fault.wrongCells(), Figures.significant(fault.deviationSteps())));
        table.print(out);
    }

    private void printPoints(PrintStream out) {
        TextTable table = new TextTable(parameter().orElse(request.repairs() ? "repair" : "conditions"), "on chip %", "95 % interval",
                "<by set of devices");
        for (int index = 0; index < found.points().size(); index++) {
            ChipPoint point = found.points().get(index);
            table.row(value(index).map(Figures::significant)
                    .orElse(request.repairs() ? EnumNames.of(point.conditions().compensation()) : "as above"), percent(point.accuracy().fraction()),
                    percent(point.accuracy().lowFraction()) + " to " + percent(point.accuracy().highFraction()),
                    point.bySeed().stream().map(OnChipReport::percent).collect(Collectors.joining(" ")));
        }
        table.print(out);
    }

    private void printTimes(PrintStream out) {
        ChipTimes times = found.times();
        out.println(Figures.format("%.1f s of wall time on %s: converters' calibration %.1f s, float32 and exact sums %.1f s, devices"
                + " and circuits %.1f s, images on the chip %.1f s, that is %.0f images per second", times.wallSeconds(),
                Figures.count(times.threads(), "thread"), times.calibrationSeconds(), times.referenceSeconds(), times.programmingSeconds(),
                times.inferenceSeconds(), found.imagesPerSecond()));
    }

    private static String sentence(ChipConditions c) {
        Converters adc = c.converters();
        Imperfections cells = c.cells();
        String errors = adc.isExact() ? "" : ", their offset " + Figures.significant(adc.offsetCodes()) + " codes, gain error "
                + Figures.significant(adc.gainRatio()) + ", noise " + Figures.significant(adc.noiseCodes()) + " codes";
        String published = cells.published().isPerfect() ? ", drift " + Figures.significant(cells.driftRate()) + " over "
                : ", cells of " + cells.published().id() + " after ";
        return adc.bits() + "-bit ADCs (" + EnumNames.of(adc.range()) + ")" + errors + ", sigma " + Figures.significant(cells.lognormalRatio())
                + ", read noise " + Figures.significant(cells.readNoiseRatio()) + ", stuck on " + Figures.significant(cells.stuckOnProbability())
                + " and off " + Figures.significant(cells.stuckOffProbability()) + published + Figures.significant(c.ageSeconds()) + " s, wires "
                + Figures.significant(c.wireOhms()) + " ohm, compensation: " + EnumNames.of(c.compensation());
    }

    private static String percent(double fraction) {
        return Figures.decimals(2, 100 * fraction);
    }

    @Override
    public void csv(Appendable out) throws IOException {
        crossbars.export(found, out);
    }
}
