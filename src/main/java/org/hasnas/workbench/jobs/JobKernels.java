package org.hasnas.workbench.jobs;

import java.util.function.Supplier;
import org.hasnas.simulation.kernel.Kernels;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The kernels that the jobs of a workbench simulate and train with. They are made, and which they are is logged, when the first of these jobs begins. */
public final class JobKernels {
    private final Supplier<Kernels> source;
    private @Nullable Kernels kernels;

    public JobKernels(Supplier<Kernels> source) {
        this.source = source;
    }

    /** For a job that simulates or trains now. */
    public synchronized Kernels use() {
        Kernels made = kernels;
        if (made == null) {
            made = source.get();
            kernels = made;
            Logger log = LoggerFactory.getLogger(JobKernels.class);
            if (made.vectorBits() > 0) {
                log.info("Simulations and trainings compute with vectors of {} bits", made.vectorBits());
            } else {
                log.warn("Simulations and trainings compute without vector instructions: equal results, several times slower. The JVM flag {} is"
                        + " missing; give it to java, or to hasnas as HASNAS_OPTS={}", Kernels.FLAG, Kernels.FLAG);
            }
        }
        return made;
    }
}
