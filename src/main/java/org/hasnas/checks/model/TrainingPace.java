package org.hasnas.checks.model;

import java.util.List;
import org.hasnas.checks.model.PassMeasurement.WorkTime;

/**
 * How fast a network is trained, and how far that is from what the machine can do.
 *
 * @param times of the steps after those that warm up
 * @param work where the time of further steps went, on one thread, largest first; kinds sum up to the whole
 * @param multiplyAddsPerSecond that one thread does at most: the best of a loop of fused multiply-adds in registers, in the same process
 * @param firstStep when the first step was done
 * @param loss of the last step
 */
public record TrainingPace(PassTimes times, List<WorkTime> work, double multiplyAddsPerSecond, FirstStep firstStep, double loss) {
    /**
     * When the first step of a training was done. Of the first training of a process the start of the program and the compilation of its code are in
     * this.
     *
     * @param seconds since the process started
     * @param cpuSeconds of all its threads
     */
    public record FirstStep(double seconds, double cpuSeconds) {}

    public TrainingPace {
        work = List.copyOf(work);
    }

    /** Multiply-accumulates of a dense training per second of CPU time, whether carried out or not. */
    public double multiplyAccumulatesPerCpuSecond() {
        return times.multiplyAccumulatesPerPass() / times.meanCpuSecondsPerPass();
    }

    /**
     * {@link #multiplyAccumulatesPerCpuSecond} as a share of {@link #multiplyAddsPerSecond}. Spikes save most of them, so
     * 1 is no bound; what it measures is the distance to a dense training that is limited by arithmetic alone.
     */
    public double shareOfLimit() {
        return multiplyAccumulatesPerCpuSecond() / multiplyAddsPerSecond;
    }
}
