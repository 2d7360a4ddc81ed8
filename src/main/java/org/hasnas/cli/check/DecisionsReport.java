package org.hasnas.cli.check;

import java.io.PrintStream;
import java.nio.file.Path;
import org.hasnas.checks.model.DecisionMeasurement;
import org.hasnas.cli.report.Figures;
import org.hasnas.cli.report.JsonDocument;
import org.hasnas.cli.report.Naming;
import org.hasnas.cli.report.Report;

/**
 * How long the decisions of a search by trainings take.
 *
 * @param project its folder, as the user wrote it
 */
record DecisionsReport(Path project, DecisionMeasurement measured) implements Report {
    private static final double MILLI = 1e3;
    private static final double MOST = 0.95;

    @Override
    public JsonDocument json() {
        return JsonDocument.of("hasnas-benchmark-decisions", 1).putAll(Naming.machine()).put("project", project.toString())
                .put("designs", measured.designs()).put("networks", measured.networks()).put("drawing_cpu_seconds", measured.drawingSeconds())
                .put("decisions", measured.seconds().size()).put("mean_cpu_seconds", measured.meanSeconds())
                .put("median_cpu_seconds", measured.quantileSeconds(0.5)).put("cpu_seconds_95_percent", measured.quantileSeconds(MOST))
                .put("longest_cpu_seconds", measured.quantileSeconds(1)).put("cpu_seconds", measured.seconds());
    }

    @Override
    public void text(PrintStream out) {
        out.println(Figures.format("%d designs of %s, %d networks, drawn and priced in %.1f CPU seconds", measured.designs(), project,
                measured.networks(), measured.drawingSeconds()));
        out.println(Figures.format("%d decisions: %.0f ms of processor time on average, median %.0f, 95 %% up to %.0f, longest %.0f ms",
                measured.seconds().size(), MILLI * measured.meanSeconds(), MILLI * measured.quantileSeconds(0.5),
                MILLI * measured.quantileSeconds(MOST), MILLI * measured.quantileSeconds(1)));
        out.println("A decision takes the last result, predicts all networks anew and chooses the next piece. Learning curves are made up.");
    }
}
