package org.hasnas.workbench.cluster;

import java.util.concurrent.TimeUnit;
import org.hasnas.job.JobContext;

/**
 * Takes time and no processor, to measure what the way to a cluster and back takes.
 *
 * @param nanos that it sleeps
 */
public record SleepTask(long nanos) implements ClusterTask<String, Long> {
    @Override
    public Long run(String shared, ClusterWorker worker, JobContext job) {
        long begin = System.nanoTime();
        try {
            TimeUnit.NANOSECONDS.sleep(nanos);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return System.nanoTime() - begin;
    }
}
