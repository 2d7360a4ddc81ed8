package org.hasnas.workbench.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class WorkClockTest {
    @Test
    void pausesDoNotCountAndWhatWasBeforeDoes() {
        WorkClock clock = new WorkClock(3);
        clock.pause();
        clock.pause();
        double paused = clock.minutes();
        assertTrue(paused >= 3);
        assertEquals(paused, clock.minutes());
        clock.resume();
        clock.resume();
        while (clock.minutes() == paused) {
            Thread.onSpinWait();
        }
        assertTrue(clock.minutes() > paused);
    }
}
