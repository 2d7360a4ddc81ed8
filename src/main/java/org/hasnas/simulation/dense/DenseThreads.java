package org.hasnas.simulation.dense;

import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * How many threads ND4J computes with. Three pools must be told: OpenMP's (oneDNN's convolutions and batch norms), ND4J's own loops and
 * OpenBLAS. OpenMP keeps its number per calling thread, so this is called by the thread that computes, before it computes.
 */
public final class DenseThreads {
    private DenseThreads() {}

    /** @throws HasnasException NOT_FOUND if ND4J is not part of this installation: packages leave it out */
    public static void requireLibrary() throws HasnasException {
        if (DenseThreads.class.getResource("/org/nd4j/linalg/factory/Nd4j.class") == null) {
            throw new HasnasException(ErrorCode.NOT_FOUND,
                    "This benchmark compares with ND4J, which the installed package leaves out since it is larger"
                            + " than all the rest. Build the program from its source (mvn package) to have it.");
        }
    }

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
