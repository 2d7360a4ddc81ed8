package org.hasnas.data;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.zip.Checksum;
import org.hasnas.network.NetworkTemplate.ImageShape;
import org.hasnas.network.NetworkTemplate.InputKind;

/**
 * Labelled images in memory, one byte per pixel and channel; or recordings of events, one bit per pixel, channel and time bin. Immutable by
 * contract: the arrays handed over belong to it.
 */
public final class ImageSet implements Serializable {
    private static final long serialVersionUID = 1;

    private final ImageShape shape;
    private final int classes;
    private final int bins;
    private final double seconds;
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
        this(shape, classes, 1, 0, pixels, labels, normalization);
    }

    /**
     * Recordings of events.
     *
     * @param shape of a frame
     * @param bins time bins of a recording
     * @param seconds from the first to the last event of a recording, the mean of all
     * @param bits [recording][bin / 8][channel][row][column], bit {@code bin % 8} of a byte: whether there was an event
     * @param labels class of each recording, 0 to {@code classes - 1}
     */
    public static ImageSet ofEvents(ImageShape shape, int classes, int bins, double seconds, byte[] bits, short[] labels) {
        float[] zeros = new float[shape.channels()];
        float[] ones = new float[shape.channels()];
        Arrays.fill(ones, 1);
        return new ImageSet(shape, classes, bins, seconds, bits, labels, new Normalization(1, zeros, ones)); // spikes enter as they are
    }

    private ImageSet(ImageShape shape, int classes, int bins, double seconds, byte[] pixels, short[] labels, Normalization normalization) {
        if ((long) labels.length * bytesPerImage(shape, bins) != pixels.length) {
            throw new IllegalArgumentException(labels.length + " labels need " + (long) labels.length * bytesPerImage(shape, bins)
                    + " bytes of pixels, not " + pixels.length);
        }
        this.shape = shape;
        this.classes = classes;
        this.bins = bins;
        this.seconds = seconds;
        this.pixels = pixels;
        this.labels = labels;
        this.normalization = normalization;
    }

    /** Bytes of an image, or of a recording in so many time bins. */
    public static int bytesPerImage(ImageShape shape, int bins) {
        return Math.multiplyExact(Math.ceilDiv(bins, Byte.SIZE), shape.size());
    }

    private int bytesPerImage() {
        return bytesPerImage(shape, bins);
    }

    /** Time bins of a recording of events; 1 for images. */
    public int bins() {
        return bins;
    }

    /** From the first to the last event of a recording, the mean of the set that was read; 0 for images. */
    public double seconds() {
        return seconds;
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
        return new ImageSet(shape, classes, bins, seconds, Arrays.copyOfRange(pixels, first * bytesPerImage(), (first + count) * bytesPerImage()),
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
        byte[] others = Arrays.copyOf(pixels, pixels.length - count * bytesPerImage());
        System.arraycopy(pixels, end * bytesPerImage(), others, first * bytesPerImage(), pixels.length - end * bytesPerImage());
        short[] otherLabels = Arrays.copyOf(labels, labels.length - count);
        System.arraycopy(labels, end, otherLabels, first, labels.length - end);
        return new ImageSet(shape, classes, bins, seconds, others, otherLabels, normalization);
    }

    /**
     * A copy of some images, every choice of so many equally likely, in the order they have here.
     *
     * @param count how many, at most {@link #size}
     */
    public ImageSet subset(int count, RandomGenerator random) {
        byte[] chosenPixels = new byte[count * bytesPerImage()];
        short[] chosenLabels = new short[count];
        int chosen = 0;
        for (int image = 0; chosen < count; image++) {
            if (random.nextInt(size() - image) < count - chosen) { // Knuth, The Art of Computer Programming 2, algorithm 3.4.2 S
                System.arraycopy(pixels, image * bytesPerImage(), chosenPixels, chosen * bytesPerImage(), bytesPerImage());
                chosenLabels[chosen++] = labels[image];
            }
        }
        return new ImageSet(shape, classes, bins, seconds, chosenPixels, chosenLabels, normalization);
    }

    /** Writes the bytes of all images as they were handed over. */
    void writeBytes(OutputStream target) throws IOException {
        target.write(pixels);
    }

    /** Adds what is stored of all images. */
    void addTo(Checksum sum) {
        sum.update(pixels);
        for (short label : labels) {
            sum.update(label);
        }
    }

    /** How the bytes become inputs of a network. */
    public Normalization normalization() {
        return normalization;
    }

    /**
     * The unsigned byte of an image's pixel, 0 to 255; of events, whether there was one in a frame's share of the time bins, 0 or 1.
     *
     * @param frame from 0
     * @param frames as the network has them
     */
    public int pixel(int image, int frame, int frames, int channel, int row, int column) {
        return value(image, frame, frames, 0, (channel * shape.height() + row) * shape.width() + column);
    }

    private int value(int image, int frame, int frames, int later, int index) {
        int at = image * bytesPerImage() + index;
        return switch (shape.kind()) {
            case IMAGE -> pixels[at] & 0xFF;
            case EVENTS -> {
                int share = bins / frames;
                int events = 0;
                int end = Math.min(bins, (frame + 1) * share - later);
                for (int bin = Math.max(0, frame * share - later); bin < end; bin++) {
                    events |= pixels[at + bin / Byte.SIZE * shape.size()] >> bin % Byte.SIZE;
                }
                yield events & 1;
            }
        };
    }

    /**
     * Writes the bytes of an image, layout [channel][row][column], to {@code target} from {@code offset}; of events [bin / 8][channel][row][column], bit
     * {@code bin % 8} of each.
     */
    public void copyPixels(int image, byte[] target, int offset) {
        System.arraycopy(pixels, image * bytesPerImage(), target, offset, bytesPerImage());
    }

    /**
     * What enters a network: the frames of an image or a recording, normalised.
     *
     * @param frames as the network has them, see {@link ImageShape#frames}
     * @return [frame][row][column][channel]
     * @throws IllegalArgumentException with a sentence for the user if time bins can't be shared among so many frames
     */
    public float[] input(int image, int frames) {
        return input(image, frames, 0);
    }

    /**
     * The same of a recording moved in time; what leaves its time bins is lost.
     *
     * @param later time bins
     */
    public float[] input(int image, int frames, int later) {
        if (shape.kind() == InputKind.EVENTS && bins % frames != 0) {
            throw new IllegalArgumentException(bins + " time bins can't be shared evenly among " + frames
                    + " time steps; set the data set's bins to a multiple of all time-steps");
        }
        int channels = shape.channels();
        int plane = shape.height() * shape.width();
        float[] input = new float[Math.multiplyExact(frames, shape.size())];
        for (int frame = 0; frame < frames; frame++) {
            for (int channel = 0; channel < channels; channel++) {
                float mean = normalization.mean()[channel];
                float deviation = normalization.deviation()[channel];
                for (int position = 0; position < plane; position++) {
                    int value = value(image, frame, frames, later, channel * plane + position);
                    input[(frame * plane + position) * channels + channel] = (value / normalization.scale() - mean) / deviation;
                }
            }
        }
        return input;
    }
}
