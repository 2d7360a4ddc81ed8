package org.hasnas.workbench.cluster;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.hasnas.simulation.kernel.Kernels;
import org.hasnas.workbench.jobs.JobKernels;

/** What the tasks done by one process share. Safe for any thread. */
public final class ClusterWorker {
    private final JobKernels kernels = new JobKernels(Kernels::ofProgram);
    private final Map<Class<?>, Object> kept = new ConcurrentHashMap<>();

    public Kernels kernels() {
        return kernels.use();
    }

    /** What the first task that asked for it made. */
    public <T> T keep(Class<T> type, Function<Kernels, T> make) {
        return type.cast(kept.computeIfAbsent(type, _ -> make.apply(kernels())));
    }
}
