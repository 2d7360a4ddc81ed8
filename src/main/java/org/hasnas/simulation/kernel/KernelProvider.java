package org.hasnas.simulation.kernel;

import org.hasnas.simulation.kernel.column.ColumnKernels;
import org.hasnas.simulation.kernel.column.ScalarColumnKernels;
import org.hasnas.simulation.kernel.column.VectorColumnKernels;
import org.hasnas.simulation.kernel.integer.IntegerKernels;
import org.hasnas.simulation.kernel.integer.ScalarIntegerKernels;
import org.hasnas.simulation.kernel.integer.VectorIntegerKernels;
import org.hasnas.simulation.kernel.training.ScalarTrainingKernels;
import org.hasnas.simulation.kernel.training.TrainingKernels;
import org.hasnas.simulation.kernel.training.VectorTrainingKernels;

/** Chooses the kernels of this machine, once per program. */
public final class KernelProvider {
    /** The JVM flag without which there is no Vector API. */
    public static final String FLAG = "--add-modules=jdk.incubator.vector";

    private KernelProvider() {}

    /** Whether the program was started with {@link #FLAG}. */
    public static boolean hasVectors() {
        return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    }

    /** Vectors where the program has them, else plain Java; both give the same bits. */
    public static IntegerKernels integerKernels() {
        return hasVectors() ? new VectorIntegerKernels() : new ScalarIntegerKernels();
    }

    /** The kernels of training: vectors where the program has them, else plain Java; both give the same bits. */
    public static TrainingKernels trainingKernels() {
        return hasVectors() ? new VectorTrainingKernels() : new ScalarTrainingKernels();
    }

    /** The same for crossbars that are read. */
    public static ColumnKernels columnKernels() {
        return hasVectors() ? new VectorColumnKernels() : new ScalarColumnKernels();
    }
}
