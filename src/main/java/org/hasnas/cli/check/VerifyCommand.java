package org.hasnas.cli.check;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.hasnas.checks.model.VerificationKind;
import org.hasnas.checks.model.VerificationResult;
import org.hasnas.cli.console.ExitCodes;
import org.hasnas.cli.console.JsonDocument;
import org.hasnas.cli.console.Session;
import org.hasnas.cli.console.TextTable;
import org.hasnas.cli.option.Converters;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.units.EnumNames;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hasnas verify}: recomputes reference cases of other tools. */
@Command(name = "verify", description = "Check this program against other tools: recompute a file or folder of reference cases."
        + " Ends with exit code 1 if a case differs by more than its tolerance.",
        descriptionHeading = "%n", optionListHeading = "%nOptions:%n", parameterListHeading = "%n", footerHeading = "%nExamples:%n",
        footer = {
            "  hasnas verify spikesim oracle/spikesim/cases.json",
            "  hasnas verify forward oracle/forward --json"})
public final class VerifyCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(index = "0", paramLabel = "KIND", converter = Converters.OfKind.class,
            description = "spikesim (chip cost), fitness (SAHD scores), forward (every spike of whole networks), crossbar (currents of"
                    + " crossbar circuits) or neurosim (physical chip model beside NeuroSim's chip runs and"
                    + " sub-array probes).")
    private VerificationKind kind = VerificationKind.SPIKESIM;

    @Parameters(index = "1", paramLabel = "PATH", description = "File or folder of reference cases.")
    private Path path = Path.of("");

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    public VerifyCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws HasnasException {
        Path resolved = session.resolve(path);
        List<VerificationResult> results = session.workbench().measurements().verify(kind, resolved);
        if (results.isEmpty()) {
            throw new HasnasException(ErrorCode.BAD_DATA, resolved + " holds no " + EnumNames.of(kind) + " case");
        }
        long passed = results.stream().filter(VerificationResult::passes).count();
        boolean all = passed == results.size();
        if (json) {
            document(resolved, results, all).print(session.out());
        } else {
            print(results);
            session.out().println();
            session.out().println(all ? "All " + passed + " comparisons pass." : (results.size() - passed) + " of " + results.size()
                    + " comparisons differ beyond tolerance.");
        }
        return all ? ExitCodes.OK : ExitCodes.VERIFICATION_FAILED;
    }

    private JsonDocument document(Path resolved, List<VerificationResult> results, boolean all) {
        List<Map<String, @Nullable Object>> cases = new ArrayList<>();
        for (VerificationResult result : results) {
            JsonDocument one = new JsonDocument().put("case", result.name()).put("quantity", result.quantity())
                    .put("worst_relative_difference", result.worstRelativeDifference()).put("tolerance", result.tolerance())
                    .put("passes", result.passes()).put("detail", result.detail());
            cases.add((result.parts().isEmpty() ? one : one.put("parts", parts(result))).map());
        }
        return session.document("hasnas-verification", 1).put("kind", EnumNames.of(kind)).put("path", resolved.toString()).put("passes", all)
                .put("comparisons", results.size())
                .put("failed", (int) results.stream().filter(result -> !result.passes()).count())
                .put("worst_relative_difference", results.stream().mapToDouble(VerificationResult::worstRelativeDifference).max().orElse(0))
                .put("cases", cases);
    }

    private static List<Map<String, @Nullable Object>> parts(VerificationResult result) {
        List<Map<String, @Nullable Object>> parts = new ArrayList<>();
        for (VerificationResult.Part part : result.parts()) {
            parts.add(new JsonDocument().put("part", part.name()).put("unit", part.unit()).put("ours", part.ours())
                    .put("reference", part.reference())
                    .put("relative_difference", part.reference() == 0 ? null : part.relativeDifference()).map());
        }
        return parts;
    }

    private void print(List<VerificationResult> results) {
        TextTable table = new TextTable("case", "<quantity", "worst rel. diff.", "tolerance", "<verdict", "<detail");
        for (VerificationResult result : results) {
            table.row(result.name(), result.quantity(), scientific(result.worstRelativeDifference()), scientific(result.tolerance()),
                    result.passes() ? "pass" : "FAIL", result.detail());
        }
        table.print(session.out());
    }

    private static String scientific(double value) {
        return value == 0 ? "0" : String.format(Locale.ROOT, "%.1e", value);
    }
}
