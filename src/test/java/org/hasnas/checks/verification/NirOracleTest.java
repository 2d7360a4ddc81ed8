package org.hasnas.checks.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
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

final class NirOracleTest {
    @TempDir
    private Path folder;

    @Test
    void everyCaseIsComputedSpikeForSpikeOrRefused() throws HasnasException {
        List<VerificationResult> results = new NirOracle().verify(SharedData.require("oracle/nir"), JobContext.NONE);
        assertEquals(97 + 45 + 17 + 5, results.size());
        results.forEach(result -> assertTrue(result.passes(), result.toString()));
    }

    @Test
    void otherSpikesAndOtherWordsDoNotPass() throws HasnasException, IOException {
        Path cases = SharedData.require("oracle/nir/cases/exact_threshold/exact_lif.json");
        Files.copy(cases.resolveSibling("exact_lif.nir"), folder.resolve("exact_lif.nir"));
        String json = Files.readString(cases);
        Files.writeString(folder.resolve("exact_lif.json"), json.replaceFirst("\"total\":\\d+", "\"total\":99999"));
        VerificationResult wrong = new NirOracle().verify(folder, JobContext.NONE).getFirst();
        assertFalse(wrong.passes());
        assertTrue(wrong.detail().contains("99999"), wrong.detail());
        Files.writeString(folder.resolve("exact_lif.json"),
                "{\"file\": \"exact_lif.nir\", \"expect\": \"error\", \"must_name\": [\"lif\"]}");
        VerificationResult notRefused = new NirOracle().verify(folder, JobContext.NONE).getFirst();
        assertFalse(notRefused.passes());
        assertTrue(notRefused.detail().contains("not refused"), notRefused.detail());
    }

    @Test
    void aCaseThatLacksWhatItsStepsNeedIsRefusedInASentence() throws HasnasException, IOException {
        Path cases = SharedData.require("oracle/nir/cases/exact_threshold/exact_lif.json");
        Files.copy(cases.resolveSibling("exact_lif.nir"), folder.resolve("exact_lif.nir"));
        String json = Files.readString(cases);
        for (String[] change : new String[][] {{"\"steps\":\\d+", "\"steps\":9999"}, {"\"dt\":[0-9.e-]+", "\"dt\":-1"},
            {"\"file\":\"exact_lif", "\"file\":\"\\\\u0000"}}) {
            String changed = json.replaceFirst(change[0], change[1]);
            assertNotEquals(json, changed);
            Files.writeString(folder.resolve("exact_lif.json"), changed);
            assertEquals(ErrorCode.BAD_DATA, assertThrows(HasnasException.class, () -> new NirOracle().verify(folder, JobContext.NONE)).code());
        }
    }
}
