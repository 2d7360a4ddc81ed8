package org.hasnas.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ProgressDisplayTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private long nanos = 1_000;

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void withoutATerminalItPrintsAPlainLineEveryFewSeconds() {
        ProgressDisplay display = new ProgressDisplay(err, false, () -> nanos);
        for (int second = 0; second < 20; second++) {
            nanos += 1_000_000_000L;
            display.show(second, 20, second + "/20");
        }
        display.clear();
        assertEquals(4, printed().lines().count(), printed());
        assertEquals("4/20", printed().lines().findFirst().orElseThrow());
        assertFalse(printed().contains("\r") || printed().contains("["), printed());
    }

    @Test
    void onATerminalItRedrawsOneLineAndRemovesIt() {
        ProgressDisplay display = new ProgressDisplay(err, true, () -> nanos);
        display.show(10, 20, "10/20 a long text");
        nanos += 1_000_000_000L;
        display.show(20, 20, "20/20");
        assertFalse(printed().contains("\n"), printed());
        assertTrue(printed().contains("\r[########........] 10/20 a long text"), printed());
        String last = printed().substring(printed().lastIndexOf('\r') + 1);
        assertEquals("[########........] 20/20".length() + " a long text".length(), last.length());
        display.clear();
        assertTrue(printed().endsWith("\r"), printed());
    }

    @Test
    void onATerminalItSkipsWhatComesTooFast() {
        ProgressDisplay display = new ProgressDisplay(err, true, () -> nanos);
        display.show(1, 20, "first");
        nanos += 1_000_000L;
        display.show(2, 20, "second");
        assertTrue(printed().contains("first") && !printed().contains("second"), printed());
    }

    @Test
    void measuresTimeByItsClock() {
        ProgressDisplay display = new ProgressDisplay(err, true, () -> nanos);
        nanos += 2_500_000_000L;
        assertEquals(2.5, display.elapsedSeconds(), 1e-9);
    }

    @Test
    void severalLinesAreRedrawnInPlaceAndRemoved() {
        ProgressDisplay display = new ProgressDisplay(err, true, () -> nanos);
        display.show(List.of(new ProgressDisplay.Line(0.5, "one"), new ProgressDisplay.Line(0, "two")));
        assertEquals(List.of("", "[########........] one", "[................] two"), printed().lines().toList());
        bytes.reset();
        nanos += 1_000_000_000L;
        display.show(List.of(new ProgressDisplay.Line(1, "two")));
        assertEquals("\r\u001b[1A[################] two" + System.lineSeparator() + " ".repeat("[................] two".length()), printed());
        bytes.reset();
        display.clear();
        assertTrue(printed().startsWith("\r\u001b[1A ") && printed().endsWith("\r\u001b[1A"), printed());
        bytes.reset();
        display.clear();
        assertEquals("", printed());
    }

    @Test
    void plainLinesBecomeRarer() {
        ProgressDisplay display = new ProgressDisplay(err, false, () -> nanos);
        for (int second = 0; second < 3600; second++) {
            nanos += 1_000_000_000L;
            display.show(second, 3600, second + " s");
        }
        long lines = printed().lines().count();
        assertTrue(lines > 60 && lines < 110, lines + " lines in an hour");
    }
}
