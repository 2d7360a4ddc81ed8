package org.hasnas.testdata;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;

/** What this process holds when all that is garbage is gone. */
public record Held(double heapMegabytes, long files, int threads) {
    public static Held now() throws InterruptedException {
        for (int collection = 0; collection < 3; collection++) {
            System.gc();
            Thread.sleep(50);
        }
        long files = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix ? unix.getOpenFileDescriptorCount() : 0;
        return new Held(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() * 1e-6, files,
                ManagementFactory.getThreadMXBean().getThreadCount());
    }

    /**
     * Fails if the last of several rounds left more behind than the first.
     *
     * @param moreMegabytes of live heap that caches may take
     */
    public static void requireFlat(List<Held> rounds, double moreMegabytes) {
        Held first = rounds.getFirst();
        Held last = rounds.getLast();
        assertTrue(last.heapMegabytes < first.heapMegabytes + moreMegabytes, rounds::toString);
        assertTrue(last.files <= first.files + 2, rounds::toString);
        assertTrue(last.threads <= first.threads + 2, rounds::toString);
    }
}
