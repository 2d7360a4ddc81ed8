package org.hasnas.chip.inference;

import org.hasnas.simulation.kernel.Kernels;
import org.hasnas.simulation.kernel.column.ColumnKernels;

/** The kernels of what is not read from crossbars: neurons, norms, exact sums. */
final class ProgramKernels {
    static final ColumnKernels COLUMN = Kernels.ofProgram().column();

    private ProgramKernels() {}
}
