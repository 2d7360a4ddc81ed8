package org.hasnas.checks.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hasnas.checks.model.PassMeasurement.MemoryPeaks;

/** Reads the memory the virtual machine and the operating system say this process takes. */
final class MemoryGauge {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String PEAK_RESIDENT = "VmHWM:";
    private static final int BYTES_PER_KB = 1024;

    private MemoryGauge() {}

    /** Forgets earlier peaks of the heap. */
    static void reset() {
        System.gc();
        heapPools().forEach(MemoryPoolMXBean::resetPeakUsage);
    }

    /** Peaks since {@link #reset}, and what is in use now. Collects garbage. */
    static MemoryPeaks read() {
        long peakHeap = heapPools().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
        long peakProcess = peakResidentBytes();
        System.gc();
        return new MemoryPeaks(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(), peakHeap, peakProcess);
    }

    private static List<MemoryPoolMXBean> heapPools() {
        return ManagementFactory.getMemoryPoolMXBeans().stream().filter(pool -> pool.getType() == MemoryType.HEAP).toList();
    }

    /** Linux only; elsewhere 0. */
    private static long peakResidentBytes() {
        if (!Files.isReadable(STATUS)) {
            return 0;
        }
        try {
            return Files.readAllLines(STATUS).stream().filter(line -> line.startsWith(PEAK_RESIDENT))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * BYTES_PER_KB).findFirst().orElse(0);
        } catch (IOException unreadable) {
            return 0; // the figure is documented as missing where the system does not say
        }
    }
}
