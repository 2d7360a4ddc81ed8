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

final class EventsOracleTest {
    @TempDir
    private Path folder;

    @Test
    void everyFileIsReadEventForEventOrRefused() throws HasnasException {
        List<VerificationResult> results = new EventsOracle().verify(SharedData.require("oracle/events"), JobContext.NONE);
        assertEquals(198, results.size());
        results.forEach(result -> assertTrue(result.passes(), result.toString()));
    }

    @Test
    void otherEventsAndFilesThatAreNotRefusedDoNotPass() throws HasnasException, IOException {
        Path json = SharedData.require("oracle/events/nmnist/cases/overflow.bin.json");
        Files.copy(json.resolveSibling("overflow.bin"), folder.resolve("overflow.bin"));
        String known = Files.readString(json);
        assertTrue(verified(known).passes());
        VerificationResult otherFrames = verified(known.replaceFirst("(\"rule\": \"time\"[^}]*\"crc32\": \")\\w+", "$100000000"));
        assertFalse(otherFrames.passes());
        assertTrue(otherFrames.detail().contains("rule time, T 4"), otherFrames.detail());
        VerificationResult notRefused = verified(known.replace("\"kind\": \"valid\"", "\"kind\": \"bad\", \"expect\": \"reject\""));
        assertFalse(notRefused.passes());
        assertTrue(notRefused.detail().contains("not refused"), notRefused.detail());
        Files.write(folder.resolve("overflow.bin"), new byte[] {1, 2, 3});
        assertFalse(verified(known).passes());
    }

    private VerificationResult verified(String json) throws HasnasException, IOException {
        Files.writeString(folder.resolve("overflow.bin.json"), json);
        return new EventsOracle().verify(folder, JobContext.NONE).getFirst();
    }
}
