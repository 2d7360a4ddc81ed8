package org.hasnas.workbench.cluster;

import java.util.HashMap;
import java.util.Map;
import org.hasnas.error.HasnasException;
import org.hasnas.simulation.kernel.Kernels;
import org.hasnas.workbench.jobs.JobKernels;

/** What the tasks done by one process share. Safe for any thread. */
public final class ClusterWorker {
    private final JobKernels kernels = new JobKernels(Kernels::ofProgram);
    private final Map<Key, Object> kept = new HashMap<>();

    private record Key(Class<?> type, Object of) {}

    /** Makes what is kept. */
    @FunctionalInterface
    public interface Making<T> {
        T make() throws HasnasException;
    }

    public Kernels kernels() {
        return kernels.use();
    }

    /**
     * What the first task that asked for it made; others wait until it is there.
     *
     * @param of tells it from others of its type
     */
    public <T> T keep(Class<T> type, Object of, Making<T> making) throws HasnasException {
        synchronized (kept) {
            Key key = new Key(type, of);
            Object known = kept.get(key);
            if (known == null) {
                known = making.make();
                kept.put(key, known);
            }
            return type.cast(known);
        }
    }
}
