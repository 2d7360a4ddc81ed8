package org.hasnas.ui.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class ShellWordTest {
    @Test
    void plainWordsStayAndOthersAreQuoted() {
        assertEquals("/home/a/b-1_c.d", ShellWord.quote("/home/a/b-1_c.d"));
        assertEquals("'/my projects/a'", ShellWord.quote("/my projects/a"));
        assertEquals("'it'\\''s'", ShellWord.quote("it's"));
        assertEquals("''", ShellWord.quote(""));
    }
}
