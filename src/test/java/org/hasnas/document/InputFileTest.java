package org.hasnas.document;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.hasnas.document.InputFile.Kind;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class InputFileTest {
    @TempDir
    private Path folder;

    private static HasnasException refused(Path file, Kind kind) {
        return assertTimeoutPreemptively(Duration.ofSeconds(5),
                () -> assertThrows(HasnasException.class, () -> InputFile.bytes(file, kind, "There is none.")));
    }

    @ParameterizedTest
    @EnumSource
    void aFileOfMoreThanItsKindCanHaveIsRefusedBeforeItIsRead(Kind kind) throws IOException {
        Path file = folder.resolve("sparse");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(3L << 30);
        }
        HasnasException refused = refused(file, kind);
        assertTrue(refused.getMessage().contains("too large"), refused.getMessage());
        assertEquals(kind == Kind.PROJECT ? ErrorCode.BAD_INPUT : ErrorCode.BAD_DATA, refused.code());
    }

    @EnabledOnOs(OS.LINUX)
    @Test
    void whatHasNoEndOrNeverBeginsIsRefused() throws Exception {
        assertTrue(refused(Path.of("/dev/zero"), Kind.DOCUMENT).getMessage().contains("device"));
        Path pipe = folder.resolve("pipe");
        assertTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor(10, TimeUnit.SECONDS));
        assertTrue(refused(pipe, Kind.TABLE).getMessage().contains("pipe"));
        assertThrows(HasnasException.class, () -> InputFile.open(pipe, Kind.TABLE));
        assertTrue(refused(folder, Kind.IMAGE).getMessage().contains("is a folder"));
        assertEquals("There is none.", refused(folder.resolve("absent"), Kind.IMAGE).getMessage());
    }

    @EnabledOnOs(OS.LINUX)
    @Test
    void aPlaceThatCannotBeLookedIntoIsNotToldToBeAbsent() throws Exception {
        Path ring = Files.createSymbolicLink(folder.resolve("ring"), Path.of("ring")); // as a folder without rights, which root has everywhere
        String told = refused(ring, Kind.DOCUMENT).getMessage();
        assertTrue(told.startsWith(ring + " can't be read ("), told);
        assertEquals(ErrorCode.IO, assertThrows(HasnasException.class, () -> InputFile.isThere(ring)).code());
        assertFalse(InputFile.isThere(folder.resolve("absent")));
        assertTrue(InputFile.isThere(folder));
    }

    @Test
    void whatIsInAFolderIsSortedDownToADepth() throws Exception {
        Path deep = Files.writeString(Files.createDirectories(folder.resolve("b/c")).resolve("d"), "");
        Path first = Files.writeString(folder.resolve("a"), "");
        assertEquals(List.of(first, folder.resolve("b")), InputFile.inside(folder, 1));
        assertEquals(List.of(first, folder.resolve("b"), folder.resolve("b/c"), deep), InputFile.inside(folder, Integer.MAX_VALUE));
        assertEquals(List.of(first), InputFile.inside(first, 1));
    }

    @EnabledOnOs({OS.LINUX, OS.MAC})
    @Test
    void aLinkStandsForTheFolderItPointsTo() throws Exception {
        Path there = Files.createDirectories(folder.resolve("there/b"));
        Files.writeString(there.resolve("a"), "");
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("there"));
        assertEquals(List.of(link.resolve("b"), link.resolve("b/a")), InputFile.inside(link, 2));
        Path back = Files.createSymbolicLink(folder.resolve("there/back"), folder); // which would have no end
        assertEquals(List.of(there, there.resolve("a"), back), InputFile.inside(folder.resolve("there"), Integer.MAX_VALUE));
    }

    @Test
    void whyTheSystemRefusedIsSaidWithoutWordsOfJava() {
        for (IOException refused : List.of(new AccessDeniedException("f"), new NoSuchFileException("f"), new NotDirectoryException("f"),
                new FileAlreadyExistsException("f"), new DirectoryNotEmptyException("f"), new FileSystemLoopException("f"), new EOFException(),
                new IOException(), new FileSystemException("f"), new FileSystemException("f", null, "Is a directory"))) {
            String message = InputFile.unreadable(Path.of("g"), refused).getMessage();
            assertFalse(message.contains("Exception") || message.contains("null"), message);
        }
        assertTrue(InputFile.unreadable(folder, new AccessDeniedException("within")).getMessage().startsWith("within "));
    }

    @Test
    void allOfASmallFileIsRead() throws Exception {
        Path file = Files.writeString(folder.resolve("small"), "\uFEFFPr\u00fcf");
        assertEquals("Pr\u00fcf", InputFile.text(file, Kind.PROJECT, ""));
        assertArrayEquals(new byte[] {(byte) 0xEF, (byte) 0xBB}, InputFile.beginning(file, Kind.PROJECT, 2, ""));
        Files.write(file, new byte[] {(byte) 0xFC});
        assertThrows(HasnasException.class, () -> InputFile.text(file, Kind.PROJECT, ""));
    }

    @Test
    void whatUnpacksToMoreThanItsKindCanHaveIsAnErrorOfReading() throws IOException {
        byte[] chunk = new byte[1 << 20];
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 0;
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                System.arraycopy(chunk, 0, target, offset, Math.min(length, chunk.length));
                return Math.min(length, chunk.length);
            }
        };
        InputStream limited = InputFile.limited(endless, Kind.PROJECT);
        assertThrows(IOException.class, () -> {
            while (limited.read(chunk, 0, chunk.length) >= 0) {
                assertEquals(0, chunk[0]);
            }
        });
        assertEquals(3, InputFile.limited(new ByteArrayInputStream(new byte[3]), Kind.PROJECT).readAllBytes().length);
    }
}
