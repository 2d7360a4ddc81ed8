package org.hasnas.data.model;

/** How readers of CIFAR10-DVS in AEDAT 2.0 understand its addresses. The file counts columns from the right and rows from below; bit 0 set is OFF. */
public enum Orientation {
    /** Rows and columns exchanged and turned, as SpikingJelly does: what most published results were computed on. */
    SPIKINGJELLY,
    /** As the program jAER: rows from below. */
    JAER,
    /** As the picture is seen. */
    UPRIGHT,
    /** The bits of the file, polarity too. */
    RAW;

    private static final int LAST = 127;

    /** Column of the address of a file. */
    public int x(int rawX, int rawY) {
        return switch (this) {
            case SPIKINGJELLY -> LAST - rawY;
            case JAER, UPRIGHT -> LAST - rawX;
            case RAW -> rawX;
        };
    }

    /** Row of the address of a file. */
    public int y(int rawX, int rawY) {
        return switch (this) {
            case SPIKINGJELLY -> LAST - rawX;
            case UPRIGHT -> LAST - rawY;
            case JAER, RAW -> rawY;
        };
    }

    /** Polarity of the bit of a file. */
    public int polarity(int bit) {
        return switch (this) {
            case SPIKINGJELLY, JAER, UPRIGHT -> 1 - bit;
            case RAW -> bit;
        };
    }
}
