package org.hasnas.checks.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hasnas.checks.model.VerificationResult;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.testdata.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FitnessOracleTest {
    private final FitnessOracle oracle = new FitnessOracle();

    @Test
    void everyKernelAndLogDeterminantIsReproduced() throws HasnasException {
        List<VerificationResult> cases = oracle.verify(SharedData.require("oracle/fitness"), JobContext.NONE);
        assertTrue(cases.stream().anyMatch(result -> result.quantity().equals("log-determinant")));
        for (VerificationResult result : cases) {
            assertTrue(result.passes(), result::toString);
        }
    }

    @Test
    void aGeneratorWithOtherNumbersIsDerivedFromItsText(@TempDir Path folder) throws Exception {
        String text = Files.readString(SharedData.require("oracle/fitness/cases.json"));
        // other seeds give other spikes, so the stated number of ones no longer holds and the case must not pass
        Path changed = Files.writeString(folder.resolve("cases.json"), text.replace("U(1000+k", "U(1001+k"));
        List<VerificationResult> failed = oracle.verify(changed, JobContext.NONE).stream().filter(result -> !result.passes()).toList();
        assertEquals(1, failed.size());
        assertTrue(failed.getFirst().detail().startsWith("not checkable: the generator gives"), failed.getFirst().detail());
    }

    @Test
    void anUnknownGeneratorIsNotCheckableInsteadOfPassed(@TempDir Path folder) throws Exception {
        String text = Files.readString(SharedData.require("oracle/fitness/cases.json"));
        Path changed = Files.writeString(folder.resolve("cases.json"), text.replace("z^=z>>>31", "z^=z>>>30"));
        List<VerificationResult> failed = oracle.verify(folder, JobContext.NONE).stream().filter(result -> !result.passes()).toList();
        assertTrue(Files.exists(changed));
        assertEquals(1, failed.size());
        assertFalse(Double.isFinite(failed.getFirst().worstRelativeDifference()));
    }

    @Test
    void aWrongReferenceFails(@TempDir Path folder) throws IOException, HasnasException {
        // one neuron, two images that differ: rates 1 and 0, K = 1 - 0.5 / 1.001 off the diagonal
        double off = 1 - 0.5 / 1.001;
        assertTrue(oracle.verify(twoImages(folder, off), JobContext.NONE).stream().allMatch(VerificationResult::passes));
        assertFalse(oracle.verify(twoImages(folder, off * (1 + 1e-8)), JobContext.NONE).getFirst().passes());
    }

    private static Path twoImages(Path folder, double off) throws IOException {
        return Files.writeString(folder.resolve("cases.json"), """
                {"cases": [{"name": "two", "B": 2, "num_actfun": 1, "calls": [{"neurons": 1, "ones": 1, "spikes_hex_rows": ["80", "00"]}],
                 "float64": {"K": [[1, %s], [%s, 1]], "logabsdet": %s, "isinf": false}}]}
                """.formatted(off, off, Math.log(1 - off * off)));
    }

    @Test
    void unknownStructureNamesFileAndField(@TempDir Path folder) throws IOException {
        assertEquals(ErrorCode.NOT_FOUND, assertThrows(HasnasException.class, () -> oracle.verify(folder, JobContext.NONE)).code());
        Path file = Files.writeString(folder.resolve("cases.json"), "{\"tests\": []}");
        HasnasException error = assertThrows(HasnasException.class, () -> oracle.verify(file, JobContext.NONE));
        assertEquals(ErrorCode.BAD_DATA, error.code());
        assertTrue(error.getMessage().contains("key 'cases' is missing in 'file of cases'"), error.getMessage());
        Files.writeString(file, "{\"cases\": [{\"name\": \"a\", \"B\": 1, \"num_actfun\": 1, \"calls\": [{\"neurons\": 9,"
                + "\"spikes_hex_rows\": [\"FFFF\"]}], \"float64\": {\"K\": [[9]]}}]}");
        assertTrue(assertThrows(HasnasException.class, () -> oracle.verify(file, JobContext.NONE)).getMessage().contains("padded with zeros"));
    }
}
