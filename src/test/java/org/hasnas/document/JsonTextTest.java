package org.hasnas.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.hasnas.error.HasnasException;
import org.junit.jupiter.api.Test;

final class JsonTextTest {
    private static final Source SOURCE = new Source("any.json", Source.Kind.FOREIGN_JSON);

    @Test
    void bytesThatAreNoTextAreNoJson() {
        byte[] bytes = {'{', 0, 0, 0, (byte) 0xEF, (byte) 0xBF, (byte) 0xBC, 0x03}; // begins as UTF-32 does
        HasnasException told = assertThrows(HasnasException.class, () -> JsonText.parse(SOURCE, "text", bytes));
        assertEquals("any.json, line 1, column 1: this is no JSON: its bytes are no text; save it as UTF-8", told.getMessage());
    }

    @Test
    void whatFollowsTheTextIsTold() {
        HasnasException told = assertThrows(HasnasException.class, () -> JsonText.parse(SOURCE, "text", "{} {}"));
        assertTrue(told.getMessage().contains("line 1, column 4: there is something after the end"), told.getMessage());
    }

    @Test
    void aTextWithANulWhichNoNameOfAFileMayHaveIsRefused() throws Exception {
        Value text = JsonText.parse(SOURCE, "text", "{\"catalog\": \"a\\u0000b.json\"}").find("catalog").orElseThrow();
        HasnasException told = assertThrows(HasnasException.class, text::text);
        assertEquals("any.json, line 1, column 13: 'catalog' has a character U+0000, which no text may have", told.getMessage());
    }
}
