package org.hasnas.cli.chip;

import java.io.PrintStream;
import org.hasnas.chip.model.CrossbarArray;
import org.hasnas.chip.model.CrossbarArrayRequest;
import org.hasnas.cli.report.Figures;
import org.hasnas.cli.report.JsonDocument;
import org.hasnas.cli.report.Naming;
import org.hasnas.cli.report.Report;
import org.hasnas.cli.report.TextTable;
import org.hasnas.network.Network;

/** One crossbar of a layer with the currents of its columns. */
record CrossbarArrayReport(Network network, CrossbarArrayRequest request, CrossbarArray found) implements Report {
    private static final double MICRO = 1e6;

    @Override
    public void text(PrintStream out) {
        out.println(Naming.text(network));
        out.println("crossbar " + request.array() + " of 0 to " + (found.arrays() - 1) + " of layer " + request.layer().layer() + ": "
                + found.outcome().rows() + " rows and " + found.outcome().columns() + " columns in use, spikes on "
                + Figures.percent(0, request.activeFraction()) + " of the rows, converters of " + request.adcBits() + " bits");
        out.println();
        TextTable table = new TextTable("column", "ideal uA", "with wires and devices uA", "behind the converter uA");
        for (int column = 0; column < found.idealAmperes().size(); column++) {
            table.row(column, Figures.significant(MICRO * found.idealAmperes().get(column)),
                    Figures.significant(MICRO * found.realAmperes().get(column)), Figures.significant(MICRO * found.readAmperes().get(column)));
        }
        table.print(out);
        out.println();
        out.println("currents are off by " + Figures.percent(2, found.errorRatio(found.realAmperes())) + ", behind the converters by "
                + Figures.percent(2, found.errorRatio(found.readAmperes())) + " (root mean square)");
    }

    @Override
    public JsonDocument json() {
        return JsonDocument.of("hasnas-crossbar-array", 1).putAll(Naming.json(network)).put("layer", request.layer().layer())
                .put("array", request.array()).put("arrays", found.arrays()).put("rows", found.outcome().rows())
                .put("columns", found.outcome().columns()).put("active_fraction", request.activeFraction()).put("adc_bits", request.adcBits())
                .put("mean_loss_fraction", found.outcome().meanLossRatio()).put("worst_loss_fraction", found.outcome().worstLossRatio())
                .put("ideal_amperes", found.idealAmperes()).put("real_amperes", found.realAmperes()).put("read_amperes", found.readAmperes())
                .put("relative_error_rms", found.errorRatio(found.realAmperes()))
                .put("relative_error_rms_read", found.errorRatio(found.readAmperes())).put("ideal_siemens", found.idealSiemens())
                .put("cell_siemens", found.cellSiemens()).put("effective_siemens", found.effectiveSiemens());
    }
}
