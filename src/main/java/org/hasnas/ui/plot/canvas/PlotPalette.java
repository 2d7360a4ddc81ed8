package org.hasnas.ui.plot.canvas;

import java.util.Locale;
import javafx.scene.paint.Color;

/**
 * The colours of a theme as 0xRRGGBB. Blue and orange stay apart for every common kind of colour blindness (Okabe and Ito, "Color
 * Universal Design", 2008); the shapes differ as well.
 *
 * @param background what lies behind the plot, for halos around texts; the plot itself is transparent
 * @param text titles, labels, rings
 * @param muted tick labels, hints
 * @param grid grid lines
 * @param frame outline of the data area
 * @param feasible discs
 * @param infeasible crosses
 * @param best the star
 * @param limit limit line and forbidden region
 * @param shades of a quantity, from few to much
 */
@SuppressWarnings("ArrayRecordComponent") // two of them, never compared
record PlotPalette(int background, int text, int muted, int grid, int frame, int feasible, int infeasible, int best, int limit,
        int[] shades) {
    static final PlotPalette LIGHT = new PlotPalette(0xFFFFFF, 0x1F2328, 0x59636E, 0xE4E8EC, 0xB5BDC5,
            0x0072B2, 0xD55E00, 0xE6B800, 0xB3261E, ColourScale.of(false));
    static final PlotPalette DARK = new PlotPalette(0x0D1117, 0xE6EDF3, 0x9198A1, 0x252B33, 0x4A525C,
            0x56B4E9, 0xE69F00, 0xF0E442, 0xFF7B72, ColourScale.of(true));

    static Color fx(int rgb, double opacity) {
        return Color.rgb(rgb >> 16 & 0xFF, rgb >> 8 & 0xFF, rgb & 0xFF, opacity);
    }

    static Color fx(int rgb) {
        return fx(rgb, 1);
    }

    /** The notation of style sheets. */
    static String css(int rgb) {
        return String.format(Locale.ROOT, "#%06x", rgb);
    }
}
