package org.hasnas.ui.parallel;

import javafx.scene.paint.Color;

/**
 * Colours of the parallel coordinates in a theme.
 *
 * @param back what is behind words, so that lines don't cross them
 * @param outside of designs outside the ranges, as 0xRRGGBB
 */
record ParallelColours(Color text, Color muted, Color back, Color accent, Color selected, int outside) {
    static final ParallelColours LIGHT = new ParallelColours(Color.web("#1f2328"), Color.web("#59636e"), Color.WHITE, Color.web("#0969da"),
            Color.web("#b3261e"), 0xAFB8C1);
    static final ParallelColours DARK = new ParallelColours(Color.web("#e6edf3"), Color.web("#9198a1"), Color.web("#0d1117"), Color.web("#4493f8"),
            Color.web("#ff7b72"), 0x6E7681);
}
