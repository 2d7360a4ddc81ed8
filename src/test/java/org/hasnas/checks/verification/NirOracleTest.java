package org.hasnas.checks.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hasnas.checks.model.VerificationResult;
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
}
