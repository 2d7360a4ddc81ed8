package org.hasnas.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.TreeSet;
import org.hasnas.domain.measurement.PassMeasurement.WorkTime;
import org.hasnas.engine.WorkKind;
import org.junit.jupiter.api.Test;

final class WorkClockTest {
    @Test
    void timeCountsForTheKindThatWasTurnedTo() {
        WorkClock clock = new WorkClock();
        long start = System.nanoTime();
        clock.start();
        clock.turnTo(WorkKind.CELL_CONVOLUTION);
        spin(2_000_000);
        String interrupted = clock.turnTo("hamming kernel");
        spin(1_000_000);
        clock.turnTo(interrupted);
        spin(2_000_000);
        clock.stop();
        double all = (System.nanoTime() - start) * 1e-9;
        List<WorkTime> totals = clock.totals();
        assertEquals("cell convolution", interrupted);
        TreeSet<String> kinds = new TreeSet<>(totals.stream().map(WorkTime::kind).toList());
        assertTrue(kinds.contains("cell convolution") && kinds.contains("hamming kernel"), kinds::toString);
        assertTrue(seconds(totals, "cell convolution") >= 4e-3 && seconds(totals, "hamming kernel") >= 1e-3, totals::toString);
        assertTrue(totals.stream().mapToDouble(WorkTime::seconds).sum() <= all);
    }

    private static double seconds(List<WorkTime> totals, String kind) {
        return totals.stream().filter(time -> time.kind().equals(kind)).mapToDouble(WorkTime::seconds).sum();
    }

    private static void spin(long nanos) {
        long end = System.nanoTime() + nanos;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }
}
