package org.hasnas.ui.parallel;

import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

/** The lines of all designs as a picture: those inside the ranges in their colours, all others behind them in grey. */
final class LineLayer {
    private static final double OUTSIDE_OPACITY = 0.35;

    private final ImageView view = new ImageView();
    private LineRaster raster = new LineRaster(1, 1);
    private int[] pixels = new int[1];
    /** All lines in grey; they stay while ranges move. */
    private int[] behind = new int[1];
    private boolean behindChanged = true;
    private PixelBuffer<IntBuffer> buffer = bufferOf(pixels, 1, 1);
    private int redraws;

    LineLayer() {
        view.setManaged(false);
        view.setSmooth(false);
        view.setMouseTransparent(true);
    }

    Node node() {
        return view;
    }

    /** How often lines were painted. */
    int redraws() {
        return redraws;
    }

    /** Other designs, axes or colours of the window; where only ranges have moved the lines behind stay. */
    void changeAll() {
        behindChanged = true;
    }

    /**
     * @param inside designs inside all ranges; empty if there is no range
     * @param colours index into the palette of each design
     * @param palette colours as 0xRRGGBB
     * @param outside colour of the designs outside, likewise
     */
    void draw(ParallelGeometry geometry, LineRaster.Places places, Optional<BitSet> inside, byte[] colours, int[] palette, int outside) {
        int width = (int) Math.max(2, geometry.span());
        int height = (int) Math.max(2, geometry.bottom() - geometry.top());
        if (raster.width() != width || raster.height() != height) {
            resize(width, height);
            view.setX(ParallelGeometry.SIDE);
            view.setY(geometry.top());
        }
        int[] x = new int[geometry.axes()];
        Arrays.setAll(x, axis -> (int) Math.round((double) axis * (width - 1) / Math.max(1, x.length - 1)));
        if (inside.isPresent() && behindChanged) {
            Arrays.fill(behind, 0);
            raster.paint(behind, x, places, Optional.empty(), new byte[colours.length], new int[] {outside}, OUTSIDE_OPACITY);
            behindChanged = false;
        }
        if (inside.isPresent()) {
            System.arraycopy(behind, 0, pixels, 0, pixels.length);
        } else {
            Arrays.fill(pixels, 0);
        }
        raster.paint(pixels, x, places, inside, colours, palette, 1);
        Rectangle2D everything = new Rectangle2D(0, 0, width, height);
        buffer.updateBuffer(changed -> everything);
        redraws++;
    }

    private void resize(int width, int height) {
        raster = new LineRaster(width, height);
        pixels = new int[width * height];
        behind = new int[width * height];
        behindChanged = true;
        buffer = bufferOf(pixels, width, height);
        view.setImage(new WritableImage(buffer));
    }

    private static PixelBuffer<IntBuffer> bufferOf(int[] pixels, int width, int height) {
        return new PixelBuffer<>(width, height, IntBuffer.wrap(pixels), PixelFormat.getIntArgbPreInstance());
    }
}
