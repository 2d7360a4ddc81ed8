package org.hasnas.ui.plot.canvas;

import java.nio.IntBuffer;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

/** The marks of all candidates as an image that lies exactly over the data area, at the resolution of the screen. */
final class DotLayer {
    private final ImageView view = new ImageView();
    private PixelImage image = new PixelImage(1, 1);
    private PixelBuffer<IntBuffer> buffer = bufferOf(image);
    private int redraws;

    DotLayer() {
        view.setManaged(false);
        view.setMouseTransparent(true);
        view.setSmooth(false);
    }

    Node node() {
        return view;
    }

    /** How often the marks were painted. */
    int redraws() {
        return redraws;
    }

    /** @param scale device pixels per pixel */
    void draw(PlacedPoints placed, PlotPalette palette, double scale) {
        PlotGeometry geometry = placed.geometry();
        // Whole device pixels, or the image would be resampled and blurred.
        double left = Math.floor(geometry.left() * scale) / scale;
        double top = Math.floor(geometry.top() * scale) / scale;
        int width = Math.max(1, (int) Math.ceil((geometry.right() - left) * scale));
        int height = Math.max(1, (int) Math.ceil((geometry.bottom() - top) * scale));
        if (width != image.width() || height != image.height()) {
            image = new PixelImage(width, height);
            buffer = bufferOf(image);
            view.setImage(new WritableImage(buffer));
        }
        view.setX(left);
        view.setY(top);
        view.setFitWidth(width / scale);
        view.setFitHeight(height / scale);
        new DotRaster(left, top, scale, palette).paint(image, placed);
        Rectangle2D everything = new Rectangle2D(0, 0, width, height);
        buffer.updateBuffer(changed -> everything);
        redraws++;
    }

    private static PixelBuffer<IntBuffer> bufferOf(PixelImage image) {
        return new PixelBuffer<>(image.width(), image.height(), IntBuffer.wrap(image.pixels()), PixelFormat.getIntArgbPreInstance());
    }
}
