package org.hasnas.ui.fx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.ui.ManualExecutor;
import org.junit.jupiter.api.Test;

final class BackgroundTest {
    private final ManualExecutor workers = new ManualExecutor();
    private final ManualExecutor window = new ManualExecutor();
    private final Background background = new Background(workers, window);
    private final List<String> seen = new ArrayList<>();

    @Test
    void theResultArrivesOnTheWindowsThreadOnly() {
        background.run(() -> "result", seen::add, seen::add);
        assertEquals(List.of(), seen);
        workers.drain();
        assertEquals(List.of(), seen);
        window.drain();
        assertEquals(List.of("result"), seen);
    }

    @Test
    void anExpectedFailureArrivesAsItsSentence() {
        Background.Work<String> work = () -> {
            throw new HasnasException(ErrorCode.NOT_FOUND, "There is no such folder.");
        };
        background.run(work, seen::add, sentence -> seen.add("problem: " + sentence));
        workers.drain();
        window.drain();
        assertEquals(List.of("problem: There is no such folder."), seen);
    }

    @Test
    void aWrappedFailureKeepsItsSentence() {
        HasnasException cause = new HasnasException(ErrorCode.IO, "The disk is full.");
        assertEquals("The disk is full.", Background.sentenceOf(new CompletionException(cause)));
    }
}
