package org.hasnas.ui.parallel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class LineRasterTest {
    private static final int WIDTH = 101;
    private static final int HEIGHT = 51;
    private static final int[] PALETTE = {0xFF0000, 0x0000FF};

    private static int[] paint(float[][] fractions, Optional<BitSet> shown, byte[] colours) {
        int[] pixels = new int[WIDTH * HEIGHT];
        int[] x = new int[fractions.length];
        Arrays.setAll(x, i -> i * (WIDTH - 1) / (x.length - 1));
        new LineRaster(WIDTH, HEIGHT).paint(pixels, x, LineRaster.Places.of(fractions), shown, colours, PALETTE, 1);
        return pixels;
    }

    private static int alpha(int[] pixels, int column, int row) {
        return pixels[row * WIDTH + column] >>> 24;
    }

    @Test
    void aLineLeadsFromAxisToAxis() {
        int[] pixels = paint(new float[][] {{1}, {0.5f}, {0.5f}}, Optional.empty(), new byte[] {1});
        assertTrue(alpha(pixels, 0, 0) > 0, "the top of the first axis");
        assertTrue(alpha(pixels, 25, 12) + alpha(pixels, 25, 13) > 0, "half way");
        assertTrue(alpha(pixels, 75, 25) > 0, "level between the last two");
        assertEquals(0, alpha(pixels, 75, 10));
        assertEquals(0, pixels[25 * WIDTH + 75] >> 16 & 255, "no red in a blue line");
        assertTrue((pixels[25 * WIDTH + 75] & 255) > 0);
    }

    @Test
    void aLineIsBrokenWhereAValueLacks() {
        int[] pixels = paint(new float[][] {{0}, {Float.NaN}, {0}}, Optional.empty(), new byte[] {0});
        assertTrue(Arrays.stream(pixels).allMatch(pixel -> pixel == 0));
    }

    @Test
    void onlyShownDesignsArePainted() {
        BitSet shown = new BitSet();
        shown.set(1);
        int[] pixels = paint(new float[][] {{0, 1}, {0, 1}}, Optional.of(shown), new byte[] {0, 1});
        assertTrue(alpha(pixels, 50, 0) > 0);
        assertEquals(0, alpha(pixels, 50, HEIGHT - 1));
    }

    @Test
    void manyLinesAreCountedByBinsAndLieWhereSingleOnesDo() {
        int count = LineRaster.EXACT + 1;
        float[] left = new float[count];
        float[] right = new float[count];
        Arrays.fill(right, 1);
        int[] pixels = paint(new float[][] {left, right}, Optional.empty(), new byte[count]);
        assertTrue(alpha(pixels, 0, HEIGHT - 1) > 200, "dense");
        assertTrue(alpha(pixels, 50, 25) > 200);
        assertEquals(0, alpha(pixels, 90, 45));
    }
}
