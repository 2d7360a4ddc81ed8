package org.hasnas.document;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
