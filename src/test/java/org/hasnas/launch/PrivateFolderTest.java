package org.hasnas.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS) // which has no POSIX rights
final class PrivateFolderTest {
    @TempDir
    private Path temporaryFiles;

    @Test
    void isOneForAllProcessesOfTheUserAndClosedToOthers() throws IOException {
        Path folder = PrivateFolder.among(temporaryFiles);
        assertEquals(folder, PrivateFolder.among(temporaryFiles));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
    }

    @Test
    void whatSomebodyElsePutInItsPlaceIsNotUsed() throws IOException {
        Path folder = PrivateFolder.among(temporaryFiles);
        Files.delete(folder);
        Path target = Files.createDirectory(temporaryFiles.resolve("target"));
        Files.createSymbolicLink(folder, target);
        Path other = PrivateFolder.among(temporaryFiles);
        assertNotEquals(folder, other);
        assertFalse(other.toRealPath().startsWith(target.toRealPath()));
        Files.delete(folder);
        Files.createDirectory(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertNotEquals(folder, PrivateFolder.among(temporaryFiles));
    }

    @Test
    void theLogOfAUserWithoutAFolderFollowsNoLink() throws IOException {
        Path victim = Files.writeString(temporaryFiles.resolve("victim"), "precious");
        Files.createSymbolicLink(temporaryFiles.resolve("hasnas.log"), victim);
        String before = System.getProperty("java.io.tmpdir");
        System.setProperty("java.io.tmpdir", temporaryFiles.toString());
        try {
            Path log = new LogFile(temporaryFiles.resolve("victim/state")).prepare(false);
            assertTrue(log.startsWith(PrivateFolder.among(temporaryFiles)), log.toString());
        } finally {
            System.setProperty("java.io.tmpdir", before);
        }
    }
}
