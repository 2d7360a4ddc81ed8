package org.hasnas.workbench.cluster;

import java.util.concurrent.TimeUnit;
import org.hasnas.job.JobContext;

/**
 * Takes time and no processor, to measure what the way to a cluster and back takes.
 *
 * @param nanos that it sleeps
 * @param payload that comes back as it is
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record SleepTask(long nanos, byte[] payload) implements ClusterTask<byte[]> {
    @Override
    public byte[] run(ClusterWorker worker, JobContext job) {
        try {
            TimeUnit.NANOSECONDS.sleep(nanos);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return payload;
    }
}
