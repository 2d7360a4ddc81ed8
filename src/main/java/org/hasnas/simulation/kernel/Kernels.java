package org.hasnas.simulation.kernel;

import org.hasnas.simulation.kernel.column.ColumnKernels;
import org.hasnas.simulation.kernel.column.ScalarColumnKernels;
import org.hasnas.simulation.kernel.column.VectorColumnKernels;
import org.hasnas.simulation.kernel.integer.IntegerKernels;
import org.hasnas.simulation.kernel.integer.ScalarIntegerKernels;
import org.hasnas.simulation.kernel.integer.VectorIntegerKernels;
import org.hasnas.simulation.kernel.layout.VectorWidth;
import org.hasnas.simulation.kernel.training.ScalarTrainingKernels;
import org.hasnas.simulation.kernel.training.TrainingKernels;
import org.hasnas.simulation.kernel.training.VectorTrainingKernels;

/**
 * The kernels that a program computes with, all in plain Java or all with the Vector API; both give the same bits.
 *
 * @param vectorBits width of the vectors; 0 for plain Java
 * @param integer simulate with int8 weights
 * @param training compute gradients
 * @param column read crossbars
 */
public record Kernels(int vectorBits, IntegerKernels integer, TrainingKernels training, ColumnKernels column) {
    /** The module of the Vector API. */
    public static final String MODULE = "jdk.incubator.vector";
    /** The flag with which any JVM has the Vector API. */
    public static final String FLAG = "--add-modules=" + MODULE;

    /** Vectors if the program was started with the flags of {@code packaging/jvm.args} or with {@link #FLAG}, else plain Java. */
    public static Kernels ofProgram() {
        return ModuleLayer.boot().findModule(MODULE).isPresent() || addedNow() ? vectors() : plain();
    }

    /**
     * Adds the module to the running JVM, by the JDK's own way for the modules of agents, which {@code packaging/jvm.args} opens. Where an incubator
     * module is there from the start, the JVM warns of it and takes neither modules nor lambdas from its class cache: the window would open twice as
     * late.
     */
    private static boolean addedNow() {
        try {
            Class.forName("jdk.internal.module.Modules").getMethod("loadModule", String.class).invoke(null, MODULE);
            return true;
        } catch (ReflectiveOperationException notThisJvm) {
            return false;
        }
    }

    private static Kernels vectors() {
        return new Kernels(VectorWidth.BITS, new VectorIntegerKernels(), new VectorTrainingKernels(), new VectorColumnKernels());
    }

    /** The readable reference, on any JVM. */
    public static Kernels plain() {
        return new Kernels(0, new ScalarIntegerKernels(), new ScalarTrainingKernels(), new ScalarColumnKernels());
    }
}
