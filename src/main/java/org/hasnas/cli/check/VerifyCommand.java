package org.hasnas.cli.check;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.hasnas.checks.model.VerificationKind;
import org.hasnas.checks.model.VerificationResult;
import org.hasnas.cli.console.ExitCodes;
import org.hasnas.cli.console.ReportCommand;
import org.hasnas.cli.console.Session;
import org.hasnas.cli.report.Figures;
import org.hasnas.cli.report.JsonDocument;
import org.hasnas.cli.report.Report;
import org.hasnas.cli.report.TextTable;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.units.EnumNames;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code hasnas verify}: recomputes reference cases of other tools. */
@Command(name = "verify", description = "Check this program against other tools: recompute a file or folder of reference cases."
        + " Ends with exit code 1 if a case differs by more than its tolerance.",
        footer = {
            "  hasnas verify spikesim oracle/spikesim/cases.json",
            "  hasnas verify forward oracle/forward --json"})
public final class VerifyCommand extends ReportCommand {
    @Parameters(index = "0", paramLabel = "KIND",
            description = "spikesim (chip cost), fitness (SAHD scores), forward (every spike of whole networks), crossbar (currents of"
                    + " crossbar circuits), neurosim and neurosim14 (physical chip model beside the chip runs and sub-array probes of"
                    + " NeuroSim V1.3 and V1.4), nir (graphs of the interchange format NIR, spike for spike, and files to be refused) or events"
                    + " (files of event cameras, event for event, their frames, and files to be refused).")
    private VerificationKind kind = VerificationKind.SPIKESIM;

    @Parameters(index = "1", paramLabel = "PATH", description = "File or folder of reference cases.")
    private Path path = Path.of("");

    public VerifyCommand(Session session) {
        super(session);
    }

    @Override
    protected Report report() throws HasnasException {
        Path resolved = session().resolve(path);
        List<VerificationResult> results = session().result(session().workbench().measurements().verify(kind, resolved));
        if (results.isEmpty()) {
            throw new HasnasException(ErrorCode.BAD_DATA, resolved + " holds no " + EnumNames.of(kind) + " case");
        }
        return new Verified(kind, resolved, results);
    }

    @Override
    protected int exitCode(Report report) {
        return report instanceof Verified verified && verified.failed() == 0 ? ExitCodes.OK : ExitCodes.VERIFICATION_FAILED;
    }

    /** Tolerances from which on medians say something. */
    private static final double COARSE = 0.01;

    /** How far off one quantity is over all cases. */
    private record Quantity(String name, int compared, int left, double median, double worst, int within) {
        static Quantity of(String name, List<VerificationResult> results) {
            List<VerificationResult> judged = results.stream().filter(VerificationResult::compared).toList();
            double[] sorted = judged.stream().mapToDouble(VerificationResult::worstRelativeDifference).sorted().toArray();
            return new Quantity(name, sorted.length, results.size() - sorted.length, sorted.length == 0 ? 0 : sorted[sorted.length / 2],
                    sorted.length == 0 ? 0 : sorted[sorted.length - 1], (int) judged.stream().filter(VerificationResult::passes).count());
        }
    }

    /** How far the program's results are from those of the reference cases. */
    private record Verified(VerificationKind kind, Path path, List<VerificationResult> results) implements Report {
        int failed() {
            return (int) results.stream().filter(result -> !result.passes()).count();
        }

        int compared() {
            return (int) results.stream().filter(VerificationResult::compared).count();
        }

        /** How far off each quantity is where differences are expected, in the order of the cases. */
        private Stream<Quantity> quantities() {
            return results.stream().filter(result -> result.tolerance() >= COARSE).map(VerificationResult::quantity).distinct()
                    .map(quantity -> Quantity.of(quantity, results.stream().filter(result -> result.quantity().equals(quantity)).toList()));
        }

        private static JsonDocument json(Quantity quantity) {
            return new JsonDocument().put("quantity", quantity.name()).put("compared", quantity.compared()).put("not_compared", quantity.left())
                    .put("median_relative_difference", quantity.median()).put("worst_relative_difference", quantity.worst())
                    .put("within_tolerance", quantity.within());
        }

        @Override
        public JsonDocument json() {
            return JsonDocument.of("hasnas-verification", 1).put("kind", kind).put("path", path.toString()).put("passes", failed() == 0)
                    .put("comparisons", compared()).put("not_compared", results.size() - compared()).put("failed", failed())
                    .put("quantities", quantities().map(Verified::json).toList())
                    .put("worst_relative_difference", results.stream().mapToDouble(VerificationResult::worstRelativeDifference).max().orElse(0))
                    .put("cases", results.stream().map(Verified::json).toList());
        }

        private static JsonDocument json(VerificationResult result) {
            JsonDocument document = new JsonDocument().put("case", result.name()).put("quantity", result.quantity())
                    .put("worst_relative_difference", result.worstRelativeDifference()).put("tolerance", result.tolerance())
                    .put("compared", result.compared()).put("passes", result.passes()).put("detail", result.detail());
            return result.parts().isEmpty() ? document : document.put("parts", result.parts().stream().map(Verified::json).toList());
        }

        private static JsonDocument json(VerificationResult.Part part) {
            return new JsonDocument().put("part", part.name()).put("unit", part.unit()).put("ours", part.ours())
                    .put("reference", part.reference())
                    .put("relative_difference", part.reference() == 0 ? null : part.relativeDifference());
        }

        @Override
        public void text(PrintStream out) {
            TextTable table = new TextTable("case", "<quantity", "worst rel. diff.", "tolerance", "<verdict", "<detail");
            for (VerificationResult result : results) {
                table.row(result.name(), result.quantity(), scientific(result.worstRelativeDifference()), scientific(result.tolerance()),
                        result.compared() ? result.passes() ? "pass" : "FAIL" : "-", result.detail());
            }
            table.print(out);
            out.println();
            quantities().forEach(quantity -> out.println(Figures.format(
                    "%s: %d compared, median difference %.1f %%, worst %.1f %%, %d within tolerance;"
                            + " %d not compared",
                    quantity.name(), quantity.compared(), 100 * quantity.median(), 100 * quantity.worst(), quantity.within(),
                    quantity.left())));
            out.println(failed() == 0 ? "All " + compared() + " comparisons pass."
                    : failed() + " of " + compared() + " comparisons differ beyond tolerance.");
        }

        private static String scientific(double value) {
            return value == 0 ? "0" : Figures.format("%.1e", value);
        }
    }
}
