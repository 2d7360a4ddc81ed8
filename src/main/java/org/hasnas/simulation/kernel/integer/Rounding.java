package org.hasnas.simulation.kernel.integer;

/** Rounding of float32 to integers in the same few operations for scalars and vectors. */
final class Rounding {
    /** 1.5 * 2^23: added to a number of magnitude below 2^22, it leaves the number rounded to the nearest integer in the last bits. */
    static final float MAGIC = 12582912f;
    static final int MAGIC_BITS = 0x4B400000;

    private Rounding() {}

    /** Nearest integer, ties to even, within [least, most], whose magnitudes are below 2^22. */
    static int nearest(float value, float least, float most) {
        float bounded = Math.min(Math.max(value, least), most);
        return Float.floatToRawIntBits(bounded + MAGIC) - MAGIC_BITS;
    }
}
