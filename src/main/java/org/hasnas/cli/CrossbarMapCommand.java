package org.hasnas.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.hasnas.domain.architecture.Network;
import org.hasnas.domain.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.workbench.CrossbarMapReport;
import org.hasnas.workbench.CrossbarMapRequest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hasnas crossbar map}: what the crossbars of a layer compute. */
@Command(name = "map", description = "What the crossbars of a layer compute with real wires and devices: use of the cells, loss of current,"
        + " effective weights. Weights are those of the untrained network, as int8.",
        descriptionHeading = "%n", optionListHeading = "%nOptions:%n", footerHeading = "%nExample:%n", sortOptions = false,
        footer = "  hasnas crossbar map --preset digits --matrix '0302 0030 3003 0000' --layer stem --wire-ohm 1")
final class CrossbarMapCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private NetworkChoice choice = new NetworkChoice();

    @Option(names = "--layer", required = true, paramLabel = "NAME", description = "A layer, named as in the output of 'hasnas cost'.")
    private String layer = "";

    @Option(names = "--crossbar", paramLabel = "X", description = "Rows and columns of a crossbar; default: 64.")
    private int crossbar = 64;

    @Option(names = "--cell-bits", paramLabel = "B", description = "Bits of a cell; default: 1.")
    private int cellBits = 1;

    @Option(names = "--wire-ohm", paramLabel = "R", description = "Resistance of a wire from cell to cell; default: 1.")
    private double wireOhms = 1;

    @Option(names = "--on-ohm", paramLabel = "R", description = "Resistance of a cell at its highest level; default: 20000.")
    private double onOhms = 20e3;

    @Option(names = "--off-ohm", paramLabel = "R", description = "Resistance of a cell at its lowest level; default: 200000.")
    private double offOhms = 200e3;

    @Option(names = "--spread", paramLabel = "S", description = "Deviation of the logarithm of a programmed conductance; default: 0.")
    private double spread;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of weights and devices; default: 0.")
    private long seed;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Option(names = "--weights", description = "With --json, also print intended and effective weights.")
    private boolean weights;

    CrossbarMapCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws HasnasException {
        Network network = choice.network();
        CrossbarMapRequest request = new CrossbarMapRequest(layer, crossbar, cellBits, wireOhms, onOhms, offOhms, spread, seed);
        CrossbarMapReport report = session.workbench().mapOnCrossbars(network, request, JobContext.NONE);
        if (json) {
            document(network, report).print(session.out());
        } else {
            print(network, report);
        }
        return ExitCodes.OK;
    }

    private JsonDocument document(Network network, CrossbarMapReport report) {
        List<Map<String, @Nullable Object>> arrays = new ArrayList<>();
        for (CrossbarMapReport.Array array : report.arrays()) {
            arrays.add(new JsonDocument().put("row_block", array.rowBlock()).put("column_block", array.columnBlock()).put("rows", array.rows())
                    .put("columns", array.columns()).put("used_fraction", array.usedFraction()).put("mean_loss_fraction", array.meanLoss())
                    .put("worst_loss_fraction", array.worstLoss()).map());
        }
        JsonDocument document = new JsonDocument().put("document", "hasnas-crossbar-map").put("version", 1)
                .put("program_version", session.environment().version()).putAll(CostDocument.network(network)).put("layer", layer)
                .put("seed", seed).put("crossbar_size", crossbar).put("cell_bits", cellBits).put("weight_bits", 8)
                .put("coding", "differential").put("wire_ohm", wireOhms).put("on_ohm", onOhms).put("off_ohm", offOhms)
                .put("programming_spread", spread).put("inputs", report.inputs()).put("outputs", report.outputs())
                .put("columns_per_output", report.columnsPerOutput()).put("arrays_used", report.arrays().size())
                .put("used_fraction", report.usedFraction()).put("mean_loss_fraction", report.meanLoss())
                .put("worst_loss_fraction", report.worstLoss()).put("relative_weight_error_rms", report.weightError()).put("arrays", arrays);
        return weights ? document.put("int8_weights", report.weights()).put("effective_weights", report.effectiveWeights()) : document;
    }

    private void print(Network network, CrossbarMapReport report) {
        session.out().println(CostCommand.title(network));
        session.out().println("layer " + layer + ": " + report.inputs() + " inputs, " + report.outputs() + " outputs on "
                + report.arrays().size() + " crossbars of " + crossbar + "x" + crossbar + " (8-bit weights, " + report.columnsPerOutput()
                + " cells of " + cellBits + " bit each, " + wireOhms + " ohm of wire from cell to cell)");
        session.out().println();
        TextTable table = new TextTable("inputs", "outputs", "rows", "columns", "cells used %", "mean loss %", "worst loss %");
        for (CrossbarMapReport.Array array : report.arrays()) {
            table.row("block " + (array.rowBlock() + 1), "block " + (array.columnBlock() + 1), Integer.toString(array.rows()),
                    Integer.toString(array.columns()), CostText.number(100 * array.usedFraction()), CostText.number(100 * array.meanLoss()),
                    CostText.number(100 * array.worstLoss()));
        }
        table.print(session.out());
        session.out().println();
        session.out().println("all crossbars: " + CostText.number(100 * report.usedFraction()) + " % of the cells used, mean loss of current "
                + CostText.number(100 * report.meanLoss()) + " %, worst column " + CostText.number(100 * report.worstLoss()) + " %");
        session.out().println("effective weights differ from the intended ones by " + CostText.number(100 * report.weightError())
                + " % (root mean square)");
    }
}
