package org.hasnas.simulation.dense;

import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * How many threads ND4J computes with. Three pools must be told: OpenMP's (oneDNN's convolutions and batch norms), ND4J's own loops and
 * OpenBLAS. OpenMP keeps its number per calling thread, so this is called by the thread that computes, before it computes.
 */
public final class DenseThreads {
    private DenseThreads() {}

    /**
     * Lets the calling thread compute with so many threads; loads ND4J.
     *
     * @throws IllegalArgumentException if {@code threads} is below 1
     */
    public static void use(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be >= 1, was " + threads);
        }
        Nd4j.getEnvironment().setMaxThreads(threads);
        Nd4j.getEnvironment().setMaxMasterThreads(threads);
        NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(threads);
        Nd4j.factory().blas().setMaxThreads(threads);
    }
}
