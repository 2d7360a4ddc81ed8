package org.hasnas.data;

import java.io.Serializable;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.hasnas.network.NetworkTemplate.ImageShape;

/**
 * Labelled images in memory, one byte per pixel and channel. Immutable by contract: the arrays handed to the constructor belong to it.
 */
public final class ImageSet implements Serializable {
    private static final long serialVersionUID = 1;

    private final ImageShape shape;
    private final int classes;
    private final byte[] pixels;
    private final short[] labels;
    private final Normalization normalization;

    /**
     * Turns a byte into a network input: {@code (byte / scale - mean[channel]) / deviation[channel]}.
     *
     * @param scale largest byte value, 255 for photographs
     */
    @SuppressWarnings("ArrayRecordComponent") // small constant tables, never compared
    public record Normalization(float scale, float[] mean, float[] deviation) implements Serializable {}

    /**
     * @param pixels [image][channel][row][column], unsigned
     * @param labels class of each image, 0 to {@code classes - 1}
     */
    public ImageSet(ImageShape shape, int classes, byte[] pixels, short[] labels, Normalization normalization) {
        if ((long) labels.length * shape.size() != pixels.length) {
            throw new IllegalArgumentException(labels.length + " labels need " + (long) labels.length * shape.size() + " bytes of pixels, not "
                    + pixels.length);
        }
        this.shape = shape;
        this.classes = classes;
        this.pixels = pixels;
        this.labels = labels;
        this.normalization = normalization;
    }

    public ImageShape shape() {
        return shape;
    }

    public int classes() {
        return classes;
    }

    public int size() {
        return labels.length;
    }

    /** Memory of the pixels. */
    public long bytes() {
        return pixels.length;
    }

    public int label(int image) {
        return labels[image];
    }

    /**
     * A copy of some images.
     *
     * @param first of them
     * @param count how many
     */
    public ImageSet part(int first, int count) {
        return new ImageSet(shape, classes, Arrays.copyOfRange(pixels, first * shape.size(), (first + count) * shape.size()),
                Arrays.copyOfRange(labels, first, first + count), normalization);
    }

    /**
     * A copy of all images but some.
     *
     * @param first of those left out
     * @param count how many
     */
    public ImageSet without(int first, int count) {
        int end = first + count;
        byte[] others = Arrays.copyOf(pixels, pixels.length - count * shape.size());
        System.arraycopy(pixels, end * shape.size(), others, first * shape.size(), pixels.length - end * shape.size());
        short[] otherLabels = Arrays.copyOf(labels, labels.length - count);
        System.arraycopy(labels, end, otherLabels, first, labels.length - end);
        return new ImageSet(shape, classes, others, otherLabels, normalization);
    }

    /**
     * A copy of some images, every choice of so many equally likely, in the order they have here.
     *
     * @param count how many, at most {@link #size}
     */
    public ImageSet subset(int count, RandomGenerator random) {
        byte[] chosenPixels = new byte[count * shape.size()];
        short[] chosenLabels = new short[count];
        int chosen = 0;
        for (int image = 0; chosen < count; image++) {
            if (random.nextInt(size() - image) < count - chosen) { // Knuth, The Art of Computer Programming 2, algorithm 3.4.2 S
                System.arraycopy(pixels, image * shape.size(), chosenPixels, chosen * shape.size(), shape.size());
                chosenLabels[chosen++] = labels[image];
            }
        }
        return new ImageSet(shape, classes, chosenPixels, chosenLabels, normalization);
    }

    /** How the bytes become inputs of a network. */
    public Normalization normalization() {
        return normalization;
    }

    /** The unsigned byte of a pixel, 0 to 255. */
    public int pixel(int image, int channel, int row, int column) {
        return pixels[image * shape.size() + (channel * shape.height() + row) * shape.width() + column] & 0xFF;
    }

    /** Writes the bytes of an image, layout [channel][row][column], to {@code target} from {@code offset}. */
    public void copyPixels(int image, byte[] target, int offset) {
        System.arraycopy(pixels, image * shape.size(), target, offset, shape.size());
    }

    /**
     * Writes the normalised image, layout [row][column][channel], to {@code target} from {@code offset}.
     */
    public void copyNormalized(int image, float[] target, int offset) {
        int channels = shape.channels();
        int plane = shape.height() * shape.width();
        int base = image * shape.size();
        for (int channel = 0; channel < channels; channel++) {
            float mean = normalization.mean()[channel];
            float deviation = normalization.deviation()[channel];
            for (int position = 0; position < plane; position++) {
                int value = pixels[base + channel * plane + position] & 0xFF;
                target[offset + position * channels + channel] = (value / normalization.scale() - mean) / deviation;
            }
        }
    }
}
