package org.hasnas.workbench.jobs;

import java.util.concurrent.atomic.AtomicBoolean;
import org.hasnas.simulation.kernel.Kernels;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The kernels that the jobs of a workbench simulate and train with. Logs which they are when the first of these jobs begins. */
public final class JobKernels {
    private final Kernels kernels;
    private final AtomicBoolean logged = new AtomicBoolean();

    public JobKernels(Kernels kernels) {
        this.kernels = kernels;
    }

    /** For what is made before a job begins. */
    public Kernels chosen() {
        return kernels;
    }

    /** For a job that simulates or trains now. */
    public Kernels use() {
        if (!logged.getAndSet(true)) {
            Logger log = LoggerFactory.getLogger(JobKernels.class);
            if (kernels.vectorBits() > 0) {
                log.info("Simulations and trainings compute with vectors of {} bits", kernels.vectorBits());
            } else {
                log.warn("Simulations and trainings compute without vector instructions: equal results, several times slower. The JVM flag {} is"
                        + " missing; give it to java, or to hasnas as HASNAS_OPTS={}", Kernels.FLAG, Kernels.FLAG);
            }
        }
        return kernels;
    }
}
