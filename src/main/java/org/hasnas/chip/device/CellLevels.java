package org.hasnas.chip.device;

/**
 * The conductances a cell can be programmed to, evenly spaced.
 *
 * @param onSiemens conductance of the highest level
 * @param offSiemens conductance of level 0
 * @param bits of a cell; it has 2^bits levels
 */
public record CellLevels(double onSiemens, double offSiemens, int bits) {
    private static final int MAX_BITS = 8;

    public CellLevels {
        if (!(offSiemens >= 0 && onSiemens > offSiemens && onSiemens < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("cells of " + onSiemens + " S when on and " + offSiemens
                    + " S when off; on must be finite and above off, off at least 0");
        }
        if (bits < 1 || bits > MAX_BITS) {
            throw new IllegalArgumentException("cells of " + bits + " bits; they must have 1 to " + MAX_BITS);
        }
    }

    /** Cells given by their resistances. */
    public static CellLevels ofOhms(double onOhms, double offOhms, int bits) {
        return new CellLevels(1 / onOhms, 1 / offOhms, bits);
    }

    public int count() {
        return 1 << bits;
    }

    /** Conductance between neighbouring levels. */
    public double stepSiemens() {
        return (onSiemens - offSiemens) / (count() - 1);
    }

    public double siemens(int level) {
        if (level < 0 || level >= count()) {
            throw new IllegalArgumentException("level " + level + " of a cell with " + count() + " levels");
        }
        return level == count() - 1 ? onSiemens : offSiemens + level * stepSiemens();
    }
}
