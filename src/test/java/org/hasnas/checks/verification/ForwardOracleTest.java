package org.hasnas.checks.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.hasnas.checks.model.VerificationResult;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.testdata.SharedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ForwardOracleTest {
    private final ForwardOracle oracle = new ForwardOracle();

    @Test
    void everySpikeOfThePublicCodeIsReproduced() throws HasnasException {
        List<VerificationResult> cases = oracle.verify(SharedData.require("oracle/forward"), JobContext.NONE);
        // per network: layers; spikes and scores of two modes; kernel and log-determinant
        assertEquals(0, cases.size() % 7);
        assertFalse(cases.isEmpty());
        for (VerificationResult result : cases) {
            assertTrue(result.passes(), result::toString);
        }
    }

    @Test
    void aCaseWithOtherSizesIsReadFromItsManifest(@TempDir Path folder) throws Exception {
        new SyntheticForwardCase().write(folder);
        for (VerificationResult result : oracle.verify(folder, JobContext.NONE)) {
            assertTrue(result.passes(), result::toString);
        }
        // another epsilon is not what the spikes were made with
        Path manifest = folder.resolve("manifest.json");
        Files.writeString(manifest, Files.readString(manifest).replace("\"bn_eps\":0.001", "\"bn_eps\":1.0"));
        assertFalse(oracle.verify(folder, JobContext.NONE).stream().allMatch(VerificationResult::passes));
    }

    @Test
    void oneFlippedSpikeIsFoundAndNamed(@TempDir Path folder) throws Exception {
        copyCase("oracle/forward/bw_mixed", folder);
        Path data = folder.resolve("data.bin");
        byte[] bytes = Files.readAllBytes(data);
        // last tensor of the file: eval/spikes/classifier.2
        bytes[bytes.length - 1] ^= 1;
        Files.write(data, bytes);
        List<VerificationResult> failed = oracle.verify(folder, JobContext.NONE).stream().filter(result -> !result.passes()).toList();
        assertEquals(1, failed.size());
        assertEquals("spikes", failed.getFirst().quantity());
        assertTrue(failed.getFirst().detail().contains("hidden"), failed.getFirst().detail());
    }

    @Test
    void truncatedDataNamesFileAndTensor(@TempDir Path folder) throws Exception {
        copyCase("oracle/forward/fw_0", folder);
        Path data = folder.resolve("data.bin");
        Files.write(data, Arrays.copyOf(Files.readAllBytes(data), 1000));
        HasnasException error = assertThrows(HasnasException.class, () -> oracle.verify(folder, JobContext.NONE));
        assertEquals(ErrorCode.BAD_DATA, error.code());
        assertTrue(error.getMessage().contains("data.bin is too short: tensor 'input'"), error.getMessage());
    }

    @Test
    void wrongElementTypeIsNamed(@TempDir Path folder) throws Exception {
        copyCase("oracle/forward/fw_0", folder);
        Path manifest = folder.resolve("manifest.json");
        String text = Files.readString(manifest);
        Files.writeString(manifest, text.replaceFirst("\"f4\"", "\"i4\""));
        HasnasException error = assertThrows(HasnasException.class, () -> oracle.verify(manifest, JobContext.NONE));
        assertEquals(ErrorCode.BAD_DATA, error.code());
        assertTrue(error.getMessage().contains("f4, f8 or u1"), error.getMessage());
    }

    @Test
    void folderWithoutCasesAndBrokenJsonAreClearErrors(@TempDir Path folder) throws IOException {
        assertEquals(ErrorCode.NOT_FOUND, assertThrows(HasnasException.class, () -> oracle.verify(folder, JobContext.NONE)).code());
        assertEquals(ErrorCode.NOT_FOUND, assertThrows(HasnasException.class, () -> oracle.verify(folder.resolve("no"), JobContext.NONE)).code());
        Path manifest = Files.writeString(folder.resolve("manifest.json"), "{ \"name\": ");
        HasnasException error = assertThrows(HasnasException.class, () -> oracle.verify(manifest, JobContext.NONE));
        assertTrue(error.getMessage().contains("line 1"), error.getMessage());
        Files.writeString(manifest, "{ \"name\": \"x\" }");
        Files.write(folder.resolve("data.bin"), new byte[4]);
        HasnasException other = assertThrows(HasnasException.class, () -> oracle.verify(manifest, JobContext.NONE));
        assertTrue(other.getMessage().contains("key 'tensors' is missing"), other.getMessage());
    }

    private static void copyCase(String relative, Path folder) throws IOException {
        Path source = SharedData.require(relative);
        for (String name : List.of("manifest.json", "data.bin")) {
            Files.copy(source.resolve(name), folder.resolve(name));
        }
    }
}
