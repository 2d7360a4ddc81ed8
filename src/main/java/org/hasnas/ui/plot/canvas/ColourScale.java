package org.hasnas.ui.plot.canvas;

/**
 * Colours from few to much, told apart by every common kind of colour blindness (viridis, S. van der Walt and N. Smith 2015). The end that the
 * background would swallow is left out.
 */
public final class ColourScale {
    /** How many colours there are. */
    public static final int SHADES = 64;
    private static final int[] VIRIDIS = {0x440154, 0x472D7B, 0x3B528B, 0x2C728E, 0x21918C, 0x28AE80, 0x5EC962, 0xADDC30, 0xFDE725};
    private static final double LIGHT_END = 0.9;
    private static final double DARK_BEGIN = 0.15;

    private ColourScale() {}

    /** The colours as 0xRRGGBB for a light or dark background. */
    public static int[] of(boolean dark) {
        return dark ? between(VIRIDIS, DARK_BEGIN, 1) : between(VIRIDIS, 0, LIGHT_END);
    }

    /** As many shades as there are between two colours. */
    public static int[] between(int first, int last) {
        return between(new int[] {first, last}, 0, 1);
    }

    private static int[] between(int[] scale, double begin, double end) {
        int[] shades = new int[SHADES];
        for (int i = 0; i < SHADES; i++) {
            double place = (begin + (end - begin) * i / (SHADES - 1)) * (scale.length - 1);
            int from = Math.min((int) place, scale.length - 2);
            shades[i] = mix(scale[from], scale[from + 1], place - from);
        }
        return shades;
    }

    private static int mix(int from, int to, double part) {
        int mixed = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            mixed |= (int) Math.round((from >> shift & 255) * (1 - part) + (to >> shift & 255) * part) << shift;
        }
        return mixed;
    }
}
