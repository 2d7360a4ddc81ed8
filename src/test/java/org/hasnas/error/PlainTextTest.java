package org.hasnas.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class PlainTextTest {
    @Test
    void spellsOutWhatATerminalObeysAndLeavesTheRest() {
        assertEquals("\\u001b[2J\\u0007\\u009b\\u007f", PlainText.escaped("\u001b[2J\u0007\u009b\u007f"));
        assertEquals("\\u202egnp.exe", PlainText.escaped("\u202egnp.exe"));
        assertEquals("a\\u000db\r\nc", PlainText.escaped("a\rb\r\nc"));
        assertEquals("Prüf µm² 中文 \t\n", PlainText.escaped("Prüf µm² 中文 \t\n"));
    }

    @Test
    void longMessagesKeepTheirBeginningAndWhatToDo() {
        String message = PlainText.message("unknown key '" + "x\u001b".repeat(100_000) + "'; write it shorter.");
        assertTrue(message.startsWith("unknown key 'x") && message.endsWith("; write it shorter."), message);
        assertTrue(message.length() < 1500 && !message.contains("\u001b"), message);
        assertEquals("short", PlainText.message("short"));
    }

    @Test
    void everyFailureIsFitForATerminal() {
        assertEquals("'\\u001b'", new HasnasException(ErrorCode.BAD_DATA, "'\u001b'").getMessage());
        assertTrue(new HasnasException(ErrorCode.BAD_DATA, "x".repeat(10_000)).getMessage().length() < 1500);
    }
}
