package org.hasnas.ui.plot.canvas;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class DotRasterTest {
    private static final int WIDTH = 100;
    private static final int HEIGHT = 80;
    private static final PlotGeometry GEOMETRY = new PlotGeometry(new AxisScale(false, 0, 100), new AxisScale(false, 0, 80), 0, 0, WIDTH,
            HEIGHT, true);
    private static final DotRaster RASTER = new DotRaster(0, 0, 1, PlotPalette.LIGHT);

    @Test
    void statesDifferInColourAndInShape() {
        int[] feasible = paint(PlotPoints.FEASIBLE);
        int[] infeasible = paint(PlotPoints.INFEASIBLE);
        int middle = 40 * WIDTH + 50;
        assertTrue(alpha(feasible[middle]) > 200 && alpha(infeasible[middle]) > 150, "both have a centre");
        assertTrue((feasible[middle] & 0xFF) > (feasible[middle] >> 16 & 0xFF), "blue");
        assertTrue((infeasible[middle] & 0xFF) < (infeasible[middle] >> 16 & 0xFF), "orange");
        assertTrue(alpha(feasible[middle - 3]) > 2 * alpha(infeasible[middle - 3]), "a disc is filled beside its centre, a cross is not");
    }

    @Test
    void whatIsPredictedTrainedInPartAndTrainedToTheEndDiffers() {
        int middle = 40 * WIDTH + 50;
        int[] predicted = paint(TrainedPart.NONE, true);
        int[] inPart = paint(TrainedPart.BELOW_THIRD, true);
        int[] trained = paint(TrainedPart.WHOLE, true);
        assertEquals(0, alpha(predicted[middle]), "hollow");
        assertTrue(alpha(predicted[middle + 3]) > 0, "with an outline");
        assertTrue(alpha(inPart[middle]) > 200, "with a core");
        assertTrue(IntStream.range(1, 5).anyMatch(i -> alpha(inPart[middle + i]) < 100), "and a gap around it");
        assertTrue(IntStream.range(-4, 5).allMatch(i -> alpha(trained[middle + i]) > 200), "full");
        assertTrue(TrainedPart.IN_PART.stream().mapToInt(part -> painted(paint(part, true))).boxed().toList()
                .equals(TrainedPart.IN_PART.stream().mapToInt(part -> painted(paint(part, true))).sorted().distinct().boxed().toList()),
                "the more epochs, the larger");
        int corner = middle + 5 + 5 * WIDTH;
        assertTrue(alpha(paint(TrainedPart.WHOLE, false)[corner]) > 200, "infeasible: a square");
        assertTrue(alpha(trained[corner]) < 50, "feasible: round");
    }

    @Test
    void theFeasibleLieOnTopWhateverTheOrder() {
        double[] x = {50, 50};
        double[] y = {40, 40};
        int[] first = paint(new PlotPoints(2, x, y, new byte[] {1, 0}));
        int[] second = paint(new PlotPoints(2, x, y, new byte[] {0, 1}));
        assertArrayEquals(first, second);
        assertTrue((first[40 * WIDTH + 50] & 0xFF) > (first[40 * WIDTH + 50] >> 16 & 0xFF), "blue covers orange");
    }

    @Test
    void marksAtTheCornersAreCutOffAndNothingIsWrittenBeside() {
        int[] pixels = paint(new PlotPoints(4, new double[] {0, 100, 0, 100}, new double[] {0, 0, 80, 80}, new byte[] {1, 1, 0, 0}));
        assertNotEquals(0, pixels[0]);
        assertNotEquals(0, pixels[WIDTH * HEIGHT - 1]);
        assertEquals(0, pixels[40 * WIDTH + 50]);
    }

    @Test
    void theNextPictureStartsEmpty() {
        int[] pixels = new int[WIDTH * HEIGHT];
        Arrays.fill(pixels, 0x12345678);
        RASTER.paint(new PixelImage(WIDTH, HEIGHT, pixels), new PlacedPoints(PlotPoints.empty(), GEOMETRY));
        assertTrue(Arrays.stream(pixels).allMatch(pixel -> pixel == 0));
    }

    @Test
    void blendingIsPremultipliedOver() {
        int[] pixels = {0};
        DotStamp half = DotStamp.disc(1, 0.5);
        int coverage = half.coverage()[0];
        half.paint(new PixelImage(1, 1, pixels), 0.5, 0.5, 0x80FF40);
        assertEquals(coverage, alpha(pixels[0]));
        assertEquals(Math.round(0x80 * coverage / 255.0), pixels[0] >> 16 & 0xFF);
        assertEquals(Math.round(0xFF * coverage / 255.0), pixels[0] >> 8 & 0xFF);
        assertEquals(Math.round(0x40 * coverage / 255.0), pixels[0] & 0xFF);
        for (int i = 0; i < 50; i++) {
            half.paint(new PixelImage(1, 1, pixels), 0.5, 0.5, 0x80FF40);
        }
        assertEquals(0x80, pixels[0] >> 16 & 0xFF, 1, "many layers reach the full colour and never beyond");
        assertEquals(0xFF, alpha(pixels[0]), 1);
    }

    @Test
    void aShadeColoursAPointAndItsShapeStillTellsTheState() {
        int last = ColourScale.SHADES - 1;
        int[] pixels = paint(new PlotPoints(3, new double[] {20.5, 50.5, 80.5}, new double[] {39.5, 39.5, 39.5}, new byte[] {1, 0, 1}, new byte[0],
                new double[0], new double[0], new byte[] {(byte) last, 5, -1}));
        int row = 40 * WIDTH;
        assertEquals(PlotPalette.LIGHT.shades()[last] >> 8 & 0xFF, (pixels[row + 20] >> 8 & 0xFF) * 255.0 / alpha(pixels[row + 20]), 3);
        assertEquals(PlotPalette.LIGHT.muted() >> 8 & 0xFF, (pixels[row + 80] >> 8 & 0xFF) * 255.0 / alpha(pixels[row + 80]), 3);
        assertTrue(alpha(pixels[row + 22]) > 150 && alpha(pixels[row + 52]) < 50, "a disc and a cross");
    }

    private static int alpha(int pixel) {
        return pixel >>> 24;
    }

    private static int painted(int[] pixels) {
        return (int) Arrays.stream(pixels).filter(pixel -> alpha(pixel) > 0).count();
    }

    private static int[] paint(TrainedPart part, boolean feasible) {
        return paint(new PlotPoints(1, new double[] {50.5}, new double[] {39.5}, new byte[] {feasible ? PlotPoints.FEASIBLE : PlotPoints.INFEASIBLE},
                new byte[] {PlotPoints.mark(part)}, new double[] {30}, new double[] {50}));
    }

    private static int[] paint(byte state) {
        return paint(new PlotPoints(1, new double[] {50.5}, new double[] {39.5}, new byte[] {state}));
    }

    private static int[] paint(PlotPoints points) {
        PixelImage image = new PixelImage(WIDTH, HEIGHT);
        RASTER.paint(image, new PlacedPoints(points, GEOMETRY));
        return image.pixels();
    }
}
