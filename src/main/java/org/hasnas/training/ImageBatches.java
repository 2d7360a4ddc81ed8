package org.hasnas.training;

import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.hasnas.data.ImageSet;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.simulation.weights.RandomByIdentity;
import org.hasnas.training.layer.Loss;
import org.hasnas.training.model.TrainingSettings;
import org.hasnas.training.model.ValidationSplit;

/** Which images of a set are trained on and which are held out, their order in an epoch, and their pixels. */
final class ImageBatches {
    /** An image may move by its side over this: 4 pixels of CIFAR's 32, 1 of the digits' 8. */
    private static final int SIDE_PER_SHIFT = 8;
    /** Grey images are turned by up to this angle either way, scaled by up to this share and moved by up to this share of their side. */
    private static final double MAX_TURN = Math.toRadians(15);
    private static final double MAX_SCALING = 0.15;
    private static final double MAX_SHIFT = 0.1;

    private final ImageSet images;
    private final int classes;
    private final int frames;
    private final TrainingSettings settings;
    private final Optional<Teacher> teacher;
    private final long seed;
    private final int[] training;
    private final int[] validation;

    /**
     * A training image as an epoch sees it.
     *
     * @param pixels [frame, row, column, channel]
     * @param target shares of the classes
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Example(float[] pixels, double[] target) {}

    ImageBatches(ImageSet images, NetworkTemplate template, TrainingSettings settings, Optional<Teacher> teacher) {
        if (settings.recipe().hasTeacher() && teacher.isEmpty()) {
            throw new IllegalArgumentException("training " + settings.recipe().teacher() + ", which it is to learn from, is not at hand here; set"
                    + " teacher=0");
        }
        this.teacher = teacher;
        this.images = images;
        this.classes = template.classes();
        this.frames = template.frames();
        this.settings = settings;
        this.seed = settings.seed();
        this.validation = validation(settings.validation(), images.size(), seed);
        this.training = IntStream.range(0, images.size()).filter(image -> Arrays.binarySearch(validation, image) < 0).toArray();
    }

    static int[] validation(ValidationSplit split, int images, long seed) {
        if (split.blocks() > 0) {
            return split.inBlocks(images);
        }
        int[] order = new int[images];
        Arrays.setAll(order, i -> i);
        shuffle(order, RandomByIdentity.of(seed, "validation"));
        int[] chosen = Arrays.copyOfRange(order, 0, split.count(images));
        Arrays.sort(chosen);
        return chosen;
    }

    static void shuffle(int[] values, RandomGenerator random) {
        for (int i = values.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = values[i];
            values[i] = values[j];
            values[j] = swapped;
        }
    }

    int trainingSize() {
        return training.length;
    }

    int[] validation() {
        return validation;
    }

    /** Training images that an epoch goes over. */
    int imagesPerEpoch() {
        return settings.imagesPerEpoch() == TrainingSettings.ALL_IMAGES ? training.length : Math.min(settings.imagesPerEpoch(), training.length);
    }

    /**
     * The training images of an epoch: a part of the passes over all of them, each in an order of its own, that goes on where the epoch before ended.
     *
     * @param epoch from 1
     */
    int[] order(int epoch) {
        int size = imagesPerEpoch();
        int[] order = new int[size];
        long from = (epoch - 1L) * size;
        for (int done = 0; done < size;) {
            int[] pass = pass((int) ((from + done) / training.length) + 1);
            int at = (int) ((from + done) % training.length);
            int part = Math.min(size - done, training.length - at);
            System.arraycopy(pass, at, order, done, part);
            done += part;
        }
        return order;
    }

    /**
     * All training images in the order of a pass over them.
     *
     * @param number from 1; 0 is an order that no pass has
     */
    int[] pass(int number) {
        int[] order = training.clone();
        shuffle(order, RandomByIdentity.of(seed, "order " + number));
        return order;
    }

    /** A training image in an epoch, and what the network is to say of it. */
    Example example(int image, int epoch) {
        float[] pixels = trainingPixels(image, epoch);
        double[] target = target(image);
        double alpha = settings.recipe().mixup();
        if (alpha > 0) {
            RandomGenerator random = RandomByIdentity.of(seed, "mixup " + epoch + " " + image);
            double share = beta(alpha, random);
            int other = training[random.nextInt(training.length)];
            float[] added = trainingPixels(other, epoch);
            double[] addedTarget = target(other);
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = (float) (pixels[i] * share + added[i] * (1 - share));
            }
            for (int c = 0; c < classes; c++) {
                target[c] = target[c] * share + addedTarget[c] * (1 - share);
            }
        }
        return new Example(pixels, target);
    }

    private double[] target(int image) {
        double[] target = Loss.target(images.label(image), classes, settings.labelSmoothing());
        teacher.ifPresent(known -> {
            double share = settings.recipe().teacherShare();
            for (int c = 0; c < classes; c++) {
                target[c] = target[c] * (1 - share) + known.shares()[image][c] * share;
            }
        });
        return target;
    }

    /** A draw from the beta distribution with both parameters alpha, at most 1, by Joehnk's method. */
    private static double beta(double alpha, RandomGenerator random) {
        while (true) {
            double x = Math.pow(random.nextDouble(), 1 / alpha);
            double y = Math.pow(random.nextDouble(), 1 / alpha);
            if (x + y > 0 && x + y <= 1) {
                return x / (x + y);
            }
        }
    }

    private float[] trainingPixels(int image, int epoch) {
        RandomGenerator random = RandomByIdentity.of(seed, "augment " + epoch + " " + image);
        float[] pixels = switch (settings.augment().of(images.shape())) {
            case NONE -> images.input(image, frames);
            case CROP_AND_FLIP -> cropped(images.input(image, frames), true, random);
            case TURN_AND_SCALE, USUAL -> turned(images.input(image, frames), random);
            case MOVE -> {
                int jitter = images.bins() / frames / 2; // 0 for images
                yield cropped(images.input(image, frames, random.nextInt(2 * jitter + 1) - jitter), false, random);
            }
        };
        if (settings.recipe().cutout() > 0) {
            cutOut(pixels, RandomByIdentity.of(seed, "cutout " + epoch + " " + image));
        }
        return pixels;
    }

    /** The mean colour in a square around a random pixel (DeVries and Taylor, arXiv 1708.04552); it may reach over the border. */
    private void cutOut(float[] pixels, RandomGenerator random) {
        int height = images.shape().height();
        int width = images.shape().width();
        int channels = images.shape().channels();
        int side = (int) Math.round(settings.recipe().cutout() * height);
        int top = random.nextInt(height) - side / 2;
        int left = random.nextInt(width) - side / 2;
        int from = Math.max(0, left);
        int to = Math.min(width, left + side);
        for (int y = Math.max(0, top); y < Math.min(height, top + side); y++) {
            Arrays.fill(pixels, (y * width + from) * channels, (y * width + to) * channels, 0f);
        }
    }

    private float[] cropped(float[] plain, boolean mayFlip, RandomGenerator random) {
        int height = images.shape().height();
        int width = images.shape().width();
        int channels = images.shape().channels();
        int padding = height / SIDE_PER_SHIFT;
        int shiftY = random.nextInt(2 * padding + 1) - padding;
        int shiftX = random.nextInt(2 * padding + 1) - padding;
        boolean flip = mayFlip && random.nextBoolean();
        float[] moved = new float[plain.length]; // the mean colour outside
        for (int row = 0; row < frames * height; row++) {
            int fromY = row % height + shiftY;
            int above = row - row % height; // rows of the frames before
            for (int x = 0; x < width; x++) {
                int fromX = (flip ? width - 1 - x : x) + shiftX;
                if (fromY >= 0 && fromY < height && fromX >= 0 && fromX < width) {
                    System.arraycopy(plain, ((above + fromY) * width + fromX) * channels, moved, (row * width + x) * channels, channels);
                }
            }
        }
        return moved;
    }

    /** Bilinear between pixels; beyond the border as on it. */
    private float[] turned(float[] plain, RandomGenerator random) {
        int height = images.shape().height();
        int width = images.shape().width();
        int channels = images.shape().channels();
        double angle = random.nextDouble(-1, 1) * MAX_TURN;
        double scale = 1 + random.nextDouble(-1, 1) * MAX_SCALING;
        double shiftY = random.nextDouble(-1, 1) * MAX_SHIFT * height;
        double shiftX = random.nextDouble(-1, 1) * MAX_SHIFT * width;
        double cos = Math.cos(angle) * scale;
        double sin = Math.sin(angle) * scale;
        double middleY = (height - 1) / 2.0;
        double middleX = (width - 1) / 2.0;
        float[] moved = new float[plain.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double fromY = Math.clamp(middleY + sin * (x - middleX) + cos * (y - middleY) + shiftY, 0, height - 1);
                double fromX = Math.clamp(middleX + cos * (x - middleX) - sin * (y - middleY) + shiftX, 0, width - 1);
                int top = (int) fromY;
                int left = (int) fromX;
                int bottom = Math.min(top + 1, height - 1);
                int right = Math.min(left + 1, width - 1);
                float down = (float) (fromY - top);
                float across = (float) (fromX - left);
                int topLeft = (top * width + left) * channels;
                int topRight = (top * width + right) * channels;
                int bottomLeft = (bottom * width + left) * channels;
                int bottomRight = (bottom * width + right) * channels;
                for (int c = 0; c < channels; c++) {
                    float above = plain[topLeft + c] * (1 - across) + plain[topRight + c] * across;
                    float below = plain[bottomLeft + c] * (1 - across) + plain[bottomRight + c] * across;
                    moved[(y * width + x) * channels + c] = above * (1 - down) + below * down;
                }
            }
        }
        return moved;
    }

    /** Inverted dropout, one mask per image for all time steps. */
    float[][] dropout(int epoch, int batch, int size, int features, double probability) {
        if (probability == 0) {
            return new float[0][];
        }
        RandomGenerator random = RandomByIdentity.of(seed, "dropout " + epoch + " " + batch);
        float kept = (float) (1 / (1 - probability));
        float[][] multipliers = new float[size][features];
        for (float[] row : multipliers) {
            for (int i = 0; i < features; i++) {
                row[i] = random.nextDouble() < probability ? 0 : kept;
            }
        }
        return multipliers;
    }
}
