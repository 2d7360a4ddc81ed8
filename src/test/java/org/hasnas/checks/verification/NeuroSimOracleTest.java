package org.hasnas.checks.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.hasnas.checks.model.VerificationResult;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.testdata.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One set of constants per node against all chip runs. The bounds are what was reached, each below its goal. */
final class NeuroSimOracleTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void aCancelEndsTheCheckBeforeItsNextCase() throws Exception {
        Path cases = SharedData.require("oracle/neurosim");
        assertThrows(CancellationException.class, () -> new NeuroSimOracle(NeuroSimVersion.V1_3).verify(cases, () -> {
            throw new CancellationException("stopped");
        }));
    }

    @Test
    void everyChipRunMeetsItsGoalsWithRoom() throws Exception {
        List<VerificationResult> cases = new NeuroSimOracle(NeuroSimVersion.V1_3).verify(SharedData.require("oracle/neurosim"), JobContext.NONE);
        assertEquals(List.of(), cases.stream().filter(result -> !result.passes()).toList());
        List<VerificationResult> runs = cases.stream().filter(result -> !result.name().startsWith("probe")).toList();
        assertTrue(runs.size() > 60 && cases.size() > runs.size() + 300, runs.size() + " of " + cases.size() + " comparisons");
        assertEquals(List.of(), runs.stream().filter(result -> result.worstRelativeDifference() > 0.07).toList());
    }

    /** Goals: medians of 3, 7 and 8 %, 10, 20 and 25 % on each. */
    @Test
    void nodesAndCellsOfVersion14() throws Exception {
        List<VerificationResult> cases = new NeuroSimOracle(NeuroSimVersion.V1_4).verify(SharedData.require("oracle/neurosim14"), JobContext.NONE);
        assertWithin(cases, "area", 670, 0.004, 1);
        assertWithin(cases, "energy", 625, 0.018, 1);
        assertWithin(cases, "latency", 260, 0.022, 1);
        assertWithin(cases, "clock", 180, 0.015, 1);
        List<VerificationResult> left = cases.stream().filter(result -> !result.compared()).toList();
        assertTrue(left.stream().allMatch(result -> result.detail().startsWith("not compared: ") && result.passes()));
        assertEquals(Set.of("n487", "n518"), left.stream().filter(result -> result.detail().contains("SAR converters below SRAM"))
                .map(result -> result.name().substring(0, 4)).collect(Collectors.toSet()), "SRAM with SAR and groups of rows");
        assertTrue(left.stream().filter(result -> "latency".equals(result.quantity())).noneMatch(result -> result.name().contains("_7nm_")
                && result.name().contains("_mux8_")), "sized multiplexers are compared");
    }

    private static void assertWithin(List<VerificationResult> cases, String quantity, int least, double median, double share) {
        List<VerificationResult> judged = cases.stream().filter(result -> result.compared() && result.quantity().equals(quantity)).toList();
        assertTrue(judged.size() >= least, quantity + " of " + judged.size());
        double[] sorted = judged.stream().mapToDouble(VerificationResult::worstRelativeDifference).sorted().toArray();
        assertTrue(sorted[sorted.length / 2] <= median, quantity + ": median " + sorted[sorted.length / 2]);
        long within = judged.stream().filter(VerificationResult::passes).count();
        assertTrue(within >= share * judged.size(), quantity + ": " + within + " of " + judged.size());
    }

    @Test
    void everyPartStandsBesideNeuroSims() throws Exception {
        List<VerificationResult> cases =
                new NeuroSimOracle(NeuroSimVersion.V1_3).verify(SharedData.require("oracle/neurosim").resolve("oracle.json"), JobContext.NONE);
        VerificationResult energy = cases.stream().filter(result -> "energy".equals(result.quantity())).findFirst().orElseThrow();
        assertEquals(List.of("energy", "ADC and array", "accumulation", "buffer", "interconnect", "other"),
                energy.parts().stream().map(VerificationResult.Part::name).toList());
        assertEquals(energy.parts().getFirst().ours(), energy.parts().subList(1, 6).stream().mapToDouble(VerificationResult.Part::ours).sum(),
                1e-9 * energy.parts().getFirst().ours());
        assertEquals("pJ", energy.parts().getFirst().unit());
    }

    @Test
    void whatIsNoRunSaysWhatIsMissing() throws Exception {
        Path file = Files.writeString(folder.resolve("runs.json"), "{\"other\": []}");
        assertTrue(problem(file).contains("no list 'runs' and no list 'cases'"), problem(file));
        Files.writeString(file, "{\"cases\": [{\"technode\": 22}]}");
        assertTrue(problem(file).contains("cases[0]: key 'size' is missing"), problem(file));
        Files.writeString(file, "{\"runs\": [{\"name\": \"a\", \"result\": {\"chip\": {}}, \"config\": {\"technode\": 22}}]}");
        assertTrue(problem(file).contains("run 1 'a'"), problem(file));
    }

    private static String problem(Path file) {
        return String.valueOf(
                assertThrows(HasnasException.class, () -> new NeuroSimOracle(NeuroSimVersion.V1_3).verify(file, JobContext.NONE)).getMessage());
    }
}
