package org.hasnas.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class FoundCommandTest {
    private static final List<FoundCommand> ALL = Stream.of("File \u203a Save", "File \u203a Save report\u2026", "View \u203a Parallel coordinates",
            "View \u203a Compare", "Search \u203a Copy as command", "Limits \u203a Undo change of limits")
            .map(name -> new FoundCommand(name, "", true, () -> {}))
            .toList();

    private static List<String> found(String text) {
        return FoundCommand.matching(ALL, text).stream().map(FoundCommand::name).map(name -> name.substring(name.indexOf('\u203a') + 2)).toList();
    }

    @Test
    void withoutLettersAllAreThereInTheirOrder() {
        assertEquals(ALL, FoundCommand.matching(ALL, ""));
        assertEquals(ALL, FoundCommand.matching(ALL, "  "));
    }

    @Test
    void aFewLettersInTheirOrderAreEnough() {
        assertEquals("Parallel coordinates", found("par co").getFirst());
        assertEquals("Parallel coordinates", found("vpc").getFirst());
        assertEquals("Undo change of limits", found("undo").getFirst());
        assertEquals("Copy as command", found("cac").getFirst());
    }

    @Test
    void wholeWordsGoBeforeScatteredLetters() {
        assertEquals("Save", found("save").getFirst());
        assertEquals("Save report\u2026", found("REPORT").getFirst());
        assertEquals("Compare", found("comp").getFirst());
    }

    @Test
    void lettersInAnotherOrderFindNothing() {
        assertEquals(List.of(), found("zzz"));
        assertEquals(List.of(), found("evas q"));
    }
}
