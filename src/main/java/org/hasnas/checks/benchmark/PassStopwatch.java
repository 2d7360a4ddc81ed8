package org.hasnas.checks.benchmark;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.hasnas.checks.model.PassTimes;

/** Collects wall and CPU time of passes. For one thread. */
public final class PassStopwatch {
    private final List<Double> seconds = new ArrayList<>();
    private final List<Double> cpuSeconds = new ArrayList<>();

    void time(Runnable pass) {
        double cpu = processCpuSeconds();
        long start = System.nanoTime();
        pass.run();
        seconds.add((System.nanoTime() - start) * 1e-9);
        cpuSeconds.add(processCpuSeconds() - cpu);
    }

    PassTimes times(int threads, double preparationSeconds, long multiplyAccumulatesPerPass, double meanFiringRate) {
        return new PassTimes(threads, preparationSeconds, seconds, cpuSeconds, multiplyAccumulatesPerPass, meanFiringRate);
    }

    /** Of all threads; a system that does not say makes all differences 0. */
    public static double processCpuSeconds() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getProcessCpuTime() * 1e-9 : 0;
    }
}
