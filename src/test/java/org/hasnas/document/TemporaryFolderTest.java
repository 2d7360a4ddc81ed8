package org.hasnas.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.hasnas.error.HasnasException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

final class TemporaryFolderTest {
    @TempDir
    private Path parent;

    @Test
    void isGoneWhenItIsClosedWithAllThatIsInIt() throws IOException {
        Path made;
        try (TemporaryFolder folder = TemporaryFolder.in(parent, "work-")) {
            made = folder.path();
            assertTrue(made.startsWith(parent.resolve(made.getFileName())) && made.getFileName().toString().startsWith("work-"));
            Files.writeString(Files.createDirectory(made.resolve("deep")).resolve("file"), "x");
        }
        assertFalse(Files.exists(made));
    }

    @Test
    void whatAKilledProcessLeftIsRemovedAndWhatIsInUseIsNot() throws IOException {
        Path left = Files.createDirectories(parent.resolve("work-123/complete"));
        Files.writeString(left.resolve("file"), "x");
        Files.createFile(left.resolveSibling("in-use"));
        Path foreign = Files.createDirectory(parent.resolve("data"));
        try (TemporaryFolder first = TemporaryFolder.in(parent, "work-")) {
            assertFalse(Files.exists(left));
            try (TemporaryFolder second = TemporaryFolder.in(parent, "work-")) {
                assertTrue(Files.isDirectory(first.path()) && Files.isDirectory(second.path()));
            }
            assertTrue(Files.isDirectory(first.path()));
        }
        assertTrue(Files.isDirectory(foreign));
    }

    @DisabledOnOs(OS.WINDOWS) // making a link needs rights there
    @Test
    void linksAreNotFollowed() throws IOException {
        Path precious = Files.writeString(Files.createDirectory(parent.resolve("data")).resolve("file"), "x");
        Files.createSymbolicLink(parent.resolve("work-link"), precious.getParent());
        Path left = Files.createDirectory(parent.resolve("work-dead"));
        Files.createSymbolicLink(left.resolve("link"), precious.getParent());
        TemporaryFolder.in(parent, "work-").close();
        assertTrue(Files.exists(precious));
        assertFalse(Files.exists(left));
    }

    @Test
    void whatAKilledProcessHalfWroteIsRemovedByTheNextThatWritesTheFile() throws Exception {
        Path file = parent.resolve("weights.hnw");
        Path left = Files.writeString(parent.resolve(".weights.hnw.999999999.tmp"), "half");
        Path foreign = Files.writeString(parent.resolve(".weights.hnw.mine.tmp"), "of the user");
        AtomicFile.write(file, "one");
        assertTrue(Files.exists(left), "perhaps of a process that is not seen");
        Files.setLastModifiedTime(left, FileTime.fromMillis(0));
        AtomicFile.write(file, "two");
        assertFalse(Files.exists(left));
        assertTrue(Files.exists(foreign));
        assertEquals("two", Files.readString(file));
    }

    @EnabledOnOs(OS.LINUX)
    @Test
    void aDeviceOrPipeIsWrittenToAndStays() throws Exception {
        Path full = Files.createSymbolicLink(parent.resolve("full"), Path.of("/dev/full"));
        HasnasException told = assertThrows(HasnasException.class, () -> AtomicFile.write(full, "one"));
        assertTrue(told.getMessage().contains("can't be written"), told.getMessage());
        assertTrue(Files.isSymbolicLink(full));

        Path pipe = parent.resolve("pipe");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
        Process reader = new ProcessBuilder("cat", pipe.toString()).start();
        AtomicFile.write(pipe, "one");
        assertEquals("one", new String(reader.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        assertTrue(Files.exists(pipe) && !Files.isRegularFile(pipe));
    }
}
