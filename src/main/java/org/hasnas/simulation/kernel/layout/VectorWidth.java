package org.hasnas.simulation.kernel.layout;

import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Width of the vectors of all kernels: that of the machine, or {@code -Dhasnas.vector.bits=128|256|512}. The just-in-time compiler needs it
 * as a constant.
 */
public final class VectorWidth {
    public static final int BITS = Math.clamp(Integer.getInteger("hasnas.vector.bits", VectorShape.preferredShape().vectorBitSize()), 128, 512);
    public static final VectorSpecies<Float> FLOATS = VectorSpecies.of(float.class, VectorShape.forBitSize(BITS));

    private VectorWidth() {}
}
