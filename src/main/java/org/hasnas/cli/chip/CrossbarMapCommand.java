package org.hasnas.cli.chip;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import org.hasnas.chip.model.ArrayOutcome;
import org.hasnas.chip.model.CrossbarArrayRequest;
import org.hasnas.chip.model.CrossbarMapReport;
import org.hasnas.chip.model.CrossbarMapRequest;
import org.hasnas.chip.model.CrossbarMapRequest.Chip;
import org.hasnas.chip.model.HardwareProfile.SignCoding;
import org.hasnas.chip.model.Imperfections;
import org.hasnas.chip.model.SpikeRateSource;
import org.hasnas.chip.model.SpikeRates;
import org.hasnas.cli.console.ReportCommand;
import org.hasnas.cli.console.Session;
import org.hasnas.cli.option.NetworkChoice;
import org.hasnas.cli.option.OnlyWith;
import org.hasnas.cli.option.PhysicalOptions;
import org.hasnas.cli.report.Figures;
import org.hasnas.cli.report.JsonDocument;
import org.hasnas.cli.report.Naming;
import org.hasnas.cli.report.Report;
import org.hasnas.cli.report.TextTable;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.network.Dimension;
import org.hasnas.network.Network;
import org.hasnas.units.EnumNames;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hasnas crossbar map}: what the crossbars of a layer compute. */
@OnlyWith(options = "--weights", with = "--json")
@OnlyWith(options = {"--adc-bits", "--active"}, with = "--array")
@OnlyWith(options = "--weights", without = "--array")
@Command(name = "map", description = "What the crossbars of a layer compute with real wires and devices: use of the cells, loss of current,"
        + " effective weights. Weights are those of the untrained network, rounded to integers.",
        footer = {
            "  hasnas crossbar map --preset digits --matrix '0302 0030 3003 0000' --layer stem --wire-ohm 1",
            "  hasnas crossbar map --preset digits --matrix '0302 0030 3003 0000' --layer stem --spread 0.1",
            "  hasnas crossbar map --preset digits --matrix '0302 0030 3003 0000' --layer stem --array 0 --adc-bits 4"})
public final class CrossbarMapCommand extends ReportCommand {
    @Mixin
    private NetworkChoice choice = new NetworkChoice();

    @Option(names = "--layer", required = true, paramLabel = "NAME", description = "A layer, named as in the output of 'hasnas cost'.")
    private String layer = "";

    @Option(names = "--hardware", paramLabel = "PROFILE", description = "Take crossbar size, cell bits, weight bits, coding and resistances of the"
            + " cells from a profile of the physical model (name or file), such as neurosim-22nm-rram.")
    private @Nullable String hardware;

    @Option(names = "--crossbar", paramLabel = "X", description = "Rows and columns of a crossbar; default: 64.")
    private @Nullable Integer crossbar;

    @Option(names = "--cell-bits", paramLabel = "B", description = "Bits of a cell; default: 1.")
    private @Nullable Integer cellBits;

    @Option(names = "--weight-bits", paramLabel = "B", description = "Bits of a weight, 2 to 16; default: 8.")
    private @Nullable Integer weightBits;

    @Option(names = "--coding", paramLabel = "C",
            description = "Sign of a weight: differential (pairs of cells) or offset; default: differential.")
    private @Nullable SignCoding coding;

    @Option(names = "--on-ohm", paramLabel = "R", description = "Resistance of a cell at its highest level; default: 20000.")
    private @Nullable Double onOhms;

    @Option(names = "--off-ohm", paramLabel = "R", description = "Resistance of a cell at its lowest level; default: 200000.")
    private @Nullable Double offOhms;

    @Option(names = "--wire-ohm", paramLabel = "R", description = "Resistance of a wire from cell to cell; default: 1.")
    private double wireOhms = 1;

    @Option(names = "--access-ohm", paramLabel = "R", description = "Resistance of a cell's access transistor; default: 0, no transistor.")
    private double accessOhms;

    @Option(names = "--spread", paramLabel = "S", description = "Deviation of the logarithm of a programmed conductance; default: 0.")
    private double spread;

    @Option(names = "--off-spread", paramLabel = "S", description = "More of this deviation at the lowest level, falling to none at the highest;"
            + " default: 0.")
    private double offSpread;

    @Option(names = "--read-noise", paramLabel = "S", description = "Deviation of a read, relative to the conductance; default: 0.")
    private double readNoise;

    @Option(names = "--stuck-on", paramLabel = "P", description = "Probability of a cell that is always at its highest level; default: 0.")
    private double stuckOn;

    @Option(names = "--stuck-off", paramLabel = "P", description = "Probability of a cell that is always at its lowest level; default: 0.")
    private double stuckOff;

    @Option(names = "--drift", paramLabel = "NU", description = "Drift: conductances fall as age^-NU; default: 0. Needs --age.")
    private double drift;

    @Option(names = "--drift-spread", paramLabel = "S", description = "Deviation of NU from cell to cell, relative to NU; default: 0. Needs --drift.")
    private double driftSpread;

    @Option(names = "--age", paramLabel = "A", description = "Time since programming over the time of the first read, at least 1; default: 1. Needs"
            + " --drift.")
    private double age = 1;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of weights and devices; default: 0.")
    private long seed;

    @Option(names = "--array", paramLabel = "I", description = "Look at one crossbar, by its number from 0 in the order of the list: the currents of"
            + " its columns, ideal, with wires and devices, and behind the converters; with --json the conductances of its cells, too.")
    private @Nullable Integer array;

    @Option(names = "--adc-bits", paramLabel = "B", description = "Bits of the converters; default: 6.")
    private int adcBits = 6;

    @Option(names = "--active", paramLabel = "F", description = "Share of the rows with a spike, 0 to 1, drawn by the seed; default: 0.5.")
    private double active = 0.5;

    @Option(names = "--weights", order = LAST, description = "With --json, also print intended and effective weights.")
    private boolean weights;

    public CrossbarMapCommand(Session session) {
        super(session);
    }

    @Override
    protected Report report() throws HasnasException {
        Network network = choice.network();
        CrossbarMapRequest request = new CrossbarMapRequest(layer, chip(network), wireOhms, accessOhms, devices(), age, seed);
        Integer number = array;
        if (number != null) {
            CrossbarArrayRequest one = new CrossbarArrayRequest(request, number, active, adcBits);
            return new CrossbarArrayReport(network, one, session().result(session().workbench().crossbars().array(network, one)));
        }
        return new Mapped(network, request, Optional.ofNullable(hardware), weights,
                session().result(session().workbench().crossbars().map(network, request)));
    }

    private Chip chip(Network network) throws HasnasException {
        String profile = hardware;
        if (profile != null) {
            if (crossbar != null || cellBits != null || weightBits != null || coding != null || onOhms != null || offOhms != null) {
                throw new HasnasException(ErrorCode.BAD_INPUT, "--crossbar, --cell-bits, --weight-bits, --coding, --on-ohm and --off-ohm are in the"
                        + " hardware profile; leave them out or leave out --hardware");
            }
            SpikeRateSource none = new SpikeRateSource.Given(SpikeRates.of(0));
            return Chip.of(session().workbench().costs().physical(PhysicalOptions.place(profile, session()), "", session().resolve(Path.of("")), none)
                    .profile().chosenBy(network.architecture().macro()));
        }
        Chip usual = Chip.DEFAULT;
        return new Chip(crossbar == null ? usual.crossbarSize() : crossbar, cellBits == null ? usual.cellBits() : cellBits,
                weightBits == null ? network.architecture().macro().orElse(Dimension.WEIGHT_BITS, usual.weightBits()) : weightBits,
                coding == null ? usual.coding() : coding,
                onOhms == null ? usual.onOhms() : onOhms, offOhms == null ? usual.offOhms() : offOhms, usual.kernelTiles());
    }

    private Imperfections devices() throws HasnasException {
        if (drift == 0 && driftSpread != 0) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "--drift-spread is relative to --drift, which is 0; add --drift or leave it out");
        }
        if (drift == 0 && age != 1) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "--age changes nothing without drift; add --drift or leave it out");
        }
        if (drift != 0 && age == 1) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "--drift changes nothing at age 1; add --age, such as --age 1000, or leave it out");
        }
        try {
            return new Imperfections(spread, offSpread, readNoise, stuckOn, stuckOff, drift, driftSpread);
        } catch (IllegalArgumentException e) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "the crossbar options don't fit: " + e.getMessage(), e);
        }
    }

    /**
     * What the crossbars of a layer compute.
     *
     * @param profile name of the hardware profile, if the chip is taken from one
     * @param withWeights whether the JSON holds the weights
     */
    private record Mapped(Network network, CrossbarMapRequest request, Optional<String> profile, boolean withWeights, CrossbarMapReport found)
            implements Report {
        @Override
        public JsonDocument json() {
            Chip chip = request.chip();
            Imperfections devices = request.devices();
            CrossbarMapReport.WeightError error = found.weightError();
            JsonDocument document = JsonDocument.of("hasnas-crossbar-map", 1).putAll(Naming.json(network)).put("layer", request.layer())
                    .put("seed", request.seed()).put("hardware", profile).put("crossbar_size", chip.crossbarSize()).put("cell_bits", chip.cellBits())
                    .put("weight_bits", chip.weightBits()).put("coding", chip.coding()).put("wire_ohm", request.wireOhms())
                    .put("access_ohm", request.accessOhms()).put("on_ohm", chip.onOhms()).put("off_ohm", chip.offOhms())
                    .put("programming_spread", devices.lognormalRatio()).put("off_state_spread", devices.offStateRatio())
                    .put("read_noise", devices.readNoiseRatio()).put("stuck_on_probability", devices.stuckOnProbability())
                    .put("stuck_off_probability", devices.stuckOffProbability()).put("drift", devices.driftRate())
                    .put("drift_spread", devices.driftSpreadRatio()).put("age", request.ageRatio()).put("inputs", found.inputs())
                    .put("outputs", found.outputs()).put("columns_per_output", found.columnsPerOutput()).put("arrays_used", found.arrays().size())
                    .put("used_fraction", found.usedFraction()).put("mean_loss_fraction", found.meanLossRatio())
                    .put("worst_loss_fraction", found.worstLossRatio()).put("weight_error_mean", error.meanSteps())
                    .put("weight_error_rms", error.rootMeanSquareSteps()).put("weight_error_largest", error.largestSteps())
                    .put("relative_weight_error_rms", error.rootMeanSquareRatio()).put("spike_rate", CrossbarMapReport.SPIKE_RATE)
                    .put("relative_output_error_rms", found.outputErrorRatio()).put("arrays", found.arrays().stream().map(Mapped::json).toList());
            return withWeights ? document.put("integer_weights", found.weights()).put("effective_weights", found.effectiveWeights()) : document;
        }

        private static JsonDocument json(ArrayOutcome array) {
            return new JsonDocument().put("row_block", array.rowBlock()).put("column_block", array.columnBlock()).put("rows", array.rows())
                    .put("columns", array.columns()).put("used_fraction", array.usedFraction()).put("mean_loss_fraction", array.meanLossRatio())
                    .put("worst_loss_fraction", array.worstLossRatio());
        }

        @Override
        public void text(PrintStream out) {
            Chip chip = request.chip();
            out.println(Naming.text(network));
            out.println("layer " + request.layer() + ": " + found.inputs() + " inputs, " + found.outputs() + " outputs on "
                    + found.arrays().size() + " crossbars of " + chip.crossbarSize() + "x" + chip.crossbarSize() + " (" + chip.weightBits()
                    + "-bit weights, " + EnumNames.of(chip.coding()) + ", " + found.columnsPerOutput() + " cells of " + chip.cellBits()
                    + " bit each, " + request.wireOhms() + " ohm of wire from cell to cell)");
            out.println();
            TextTable table = new TextTable("inputs", "outputs", "rows", "columns", "cells used %", "mean loss %", "worst loss %");
            for (ArrayOutcome array : found.arrays()) {
                table.row("block " + (array.rowBlock() + 1), "block " + (array.columnBlock() + 1), array.rows(), array.columns(),
                        percent(array.usedFraction()), percent(array.meanLossRatio()), percent(array.worstLossRatio()));
            }
            table.print(out);
            out.println();
            out.println("all crossbars: " + percent(found.usedFraction()) + " % of the cells used, mean loss of current "
                    + percent(found.meanLossRatio()) + " %, worst column " + percent(found.worstLossRatio()) + " %");
            CrossbarMapReport.WeightError error = found.weightError();
            out.println("effective weights differ from the intended ones by " + percent(error.rootMeanSquareRatio())
                    + " % (root mean square; in units of the integer weights " + Figures.significant(error.rootMeanSquareSteps()) + ", mean "
                    + Figures.significant(error.meanSteps()) + ", largest " + Figures.significant(error.largestSteps()) + ")");
            out.println("outputs for random spikes (" + percent(CrossbarMapReport.SPIKE_RATE) + " % ones) differ from the ideal ones by "
                    + percent(found.outputErrorRatio()) + " % (root mean square)");
        }

        private static String percent(double fraction) {
            return Figures.significant(100 * fraction);
        }
    }
}
