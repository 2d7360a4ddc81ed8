package org.hasnas.data;

import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.hasnas.data.event.EventFrames;
import org.hasnas.data.event.Events;
import org.hasnas.data.event.Recording;
import org.hasnas.data.model.DatasetReference.Format;
import org.hasnas.data.model.DatasetShape;
import org.hasnas.data.model.EventSettings;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;

/**
 * An event camera that looks at images as N-MNIST was made: it moves along a triangle in three saccades of 100 ms, and a pixel sends an event whenever the
 * logarithm of its intensity has changed by a threshold since its last one. Thresholds differ from pixel to pixel, and pixels send events for nothing.
 * Every recording is a function of its image and its number.
 */
final class SimulatedCamera {
    private static final int SIDE = 16;
    /** Sensor pixels of an image pixel, and of the border around the image. */
    private static final double SCALE = 1.5;
    private static final double BORDER = 2;
    private static final int SACCADES = 3;
    private static final int STEPS_OF_SACCADE = 20;
    private static final long MICROS_OF_STEP = 5000;
    /** Corners of the triangle in sensor pixels; the last is the first. */
    private static final double[][] CORNERS = {{0, 0}, {1.5, 2.5}, {3, 0}, {0, 0}};
    private static final double MIDDLE = 1.5;
    private static final double THRESHOLD = 0.25;
    private static final double MISMATCH = 0.1;
    private static final double DARK = 0.1;
    /** Events for nothing, for each pixel and step: about 15 in a recording. */
    private static final double NOISE = 0.001;

    private final ImageSet images;
    private final double[] last = new double[SIDE * SIDE];
    private final double[] threshold = new double[SIDE * SIDE];

    private SimulatedCamera(ImageSet images) {
        this.images = images;
    }

    /** Recordings of all images of a data set of small grey ones. */
    static LabelledDataset film(LabelledDataset digits, EventSettings settings, JobContext job) throws HasnasException {
        DatasetShape shape = Format.EVENT_DIGITS.shape(settings).orElseThrow();
        return new LabelledDataset("Handwritten digits before a simulated event camera", film(digits.training(), 0, shape, settings, job),
                film(digits.test(), digits.training().size(), shape, settings, job));
    }

    private static ImageSet film(ImageSet images, int first, DatasetShape shape, EventSettings settings, JobContext job) throws HasnasException {
        int bytes = ImageSet.bytesPerImage(shape.image(), settings.bins());
        byte[] bits = new byte[Math.multiplyExact(images.size(), bytes)];
        short[] labels = new short[images.size()];
        SimulatedCamera camera = new SimulatedCamera(images);
        double seconds = 0;
        for (int image = 0; image < labels.length; image++) {
            job.checkpoint();
            Recording recording = camera.record(image, new SplittableRandom(first + image));
            seconds += recording.events().seconds() / labels.length;
            System.arraycopy(EventFrames.bits(recording, settings, shape.image()), 0, bits, image * bytes, bytes);
            labels[image] = (short) images.label(image);
        }
        return ImageSet.ofEvents(shape.image(), shape.classes(), settings.bins(), seconds, bits, labels);
    }

    private Recording record(int image, SplittableRandom random) throws HasnasException {
        Events.Builder events = new Events.Builder(Path.of("simulated recording"));
        for (int pixel = 0; pixel < threshold.length; pixel++) {
            threshold[pixel] = THRESHOLD * random.nextDouble(1 - MISMATCH, 1 + MISMATCH);
            last[pixel] = Math.log(intensity(image, pixel, 0));
        }
        for (int step = 1; step <= SACCADES * STEPS_OF_SACCADE; step++) {
            for (int pixel = 0; pixel < threshold.length; pixel++) {
                double now = Math.log(intensity(image, pixel, step));
                for (; now - last[pixel] >= threshold[pixel]; last[pixel] += threshold[pixel]) {
                    events.add(step * MICROS_OF_STEP, pixel % SIDE, pixel / SIDE, 1);
                }
                for (; last[pixel] - now >= threshold[pixel]; last[pixel] -= threshold[pixel]) {
                    events.add(step * MICROS_OF_STEP, pixel % SIDE, pixel / SIDE, 0);
                }
                if (random.nextDouble() < NOISE) {
                    events.add(step * MICROS_OF_STEP, pixel % SIDE, pixel / SIDE, random.nextInt(2));
                }
            }
        }
        return new Recording(2, SIDE, SIDE, events.build(), List.of());
    }

    private double intensity(int image, int pixel, int step) {
        int saccade = Math.min(SACCADES - 1, step / STEPS_OF_SACCADE);
        double way = (double) (step - saccade * STEPS_OF_SACCADE) / STEPS_OF_SACCADE;
        double x = CORNERS[saccade][0] * (1 - way) + CORNERS[saccade + 1][0] * way - MIDDLE;
        double y = CORNERS[saccade][1] * (1 - way) + CORNERS[saccade + 1][1] * way - MIDDLE;
        int row = pixel / SIDE;
        int column = pixel % SIDE;
        return DARK + between(image, (row + 0.5 - BORDER - y) / SCALE - 0.5, (column + 0.5 - BORDER - x) / SCALE - 0.5);
    }

    /** Intensity between the pixels of an image, 0 to 1; 0 outside. */
    private double between(int image, double row, double column) {
        int top = (int) Math.floor(row);
        int left = (int) Math.floor(column);
        double down = row - top;
        double across = column - left;
        return (at(image, top, left) * (1 - across) + at(image, top, left + 1) * across) * (1 - down)
                + (at(image, top + 1, left) * (1 - across) + at(image, top + 1, left + 1) * across) * down;
    }

    private double at(int image, int row, int column) {
        boolean inside = row >= 0 && row < images.shape().height() && column >= 0 && column < images.shape().width();
        return inside ? images.pixel(image, 0, 1, 0, row, column) / images.normalization().scale() : 0;
    }
}
