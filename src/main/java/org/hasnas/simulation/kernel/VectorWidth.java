package org.hasnas.simulation.kernel;

import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Width of the vectors of all kernels: that of the machine, or {@code -Dhasnas.vector.bits=128|256|512}. The just-in-time compiler needs it
 * as a constant.
 */
final class VectorWidth {
    static final int BITS = Math.clamp(Integer.getInteger("hasnas.vector.bits", VectorShape.preferredShape().vectorBitSize()), 128, 512);
    static final VectorSpecies<Float> FLOATS = VectorSpecies.of(float.class, VectorShape.forBitSize(BITS));

    private VectorWidth() {}
}
