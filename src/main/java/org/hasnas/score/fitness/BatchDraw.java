package org.hasnas.score.fitness;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.hasnas.data.ImageSet;
import org.hasnas.simulation.weights.RandomByIdentity;

/** Which images and which dropout a score uses: a function of the seed and the batch index alone. */
final class BatchDraw {
    /** Images of one class in a balanced batch. */
    static final int OF_A_CLASS = 4;

    private BatchDraw() {}

    /**
     * Draws images without replacement, over all batches: a Fisher-Yates shuffle that stops once it has enough.
     *
     * @param available images of the data set
     * @return [batch][image]
     */
    static int[][] images(long seed, int available, int batches, int batchSize) {
        if ((long) batches * batchSize > available) {
            throw new IllegalArgumentException(batches + " batches of " + batchSize + " images need " + (long) batches * batchSize
                    + " images; the data set has " + available + ". Take smaller or fewer batches");
        }
        RandomGenerator random = RandomByIdentity.of(seed, "images");
        Map<Integer, Integer> moved = new HashMap<>();
        int[][] drawn = new int[batches][batchSize];
        for (int n = 0; n < batches * batchSize; n++) {
            int other = n + random.nextInt(available - n);
            drawn[n / batchSize][n % batchSize] = moved.getOrDefault(other, other);
            moved.put(other, moved.getOrDefault(n, n));
        }
        return drawn;
    }

    /**
     * Draws images without replacement, over all batches, {@value #OF_A_CLASS} of each class that a batch has; a batch that is no whole number of
     * classes, or larger than all of them, has more of some. Every batch draws its classes anew.
     *
     * @return [batch][image]
     * @throws IllegalArgumentException if a batch can't have two classes, or the data set is too small
     */
    static int[][] balanced(long seed, ImageSet images, int batches, int batchSize) {
        int classes = Math.min(images.classes(), batchSize / OF_A_CLASS);
        if (classes < 2) {
            throw new IllegalArgumentException("batches with " + OF_A_CLASS + " images of each of two classes need at least " + 2 * OF_A_CLASS
                    + " images and a data set of at least two classes, not " + batchSize + " images and " + images.classes()
                    + (images.classes() == 1 ? " class" : " classes") + ". Take larger batches");
        }
        RandomGenerator random = RandomByIdentity.of(seed, "balanced images");
        List<List<Integer>> ofClass = new ArrayList<>();
        for (int label = 0; label < images.classes(); label++) {
            ofClass.add(new ArrayList<>());
        }
        for (int image = 0; image < images.size(); image++) {
            ofClass.get(images.label(image)).add(image);
        }
        int[][] drawn = new int[batches][batchSize];
        for (int[] batch : drawn) {
            int[] labels = prefix(images.classes(), classes, random);
            for (int n = 0; n < batchSize; n++) {
                List<Integer> left = ofClass.get(labels[n % classes]);
                if (left.isEmpty()) {
                    throw new IllegalArgumentException(batches + " batches of " + batchSize + " images need more images of class "
                            + labels[n % classes] + " than the data set has. Take smaller or fewer batches");
                }
                int at = random.nextInt(left.size());
                batch[n] = left.get(at);
                left.set(at, left.getLast());
                left.removeLast();
            }
        }
        return drawn;
    }

    /** The first of a random order of numbers from 0. */
    private static int[] prefix(int numbers, int count, RandomGenerator random) {
        int[] order = IntStream.range(0, numbers).toArray();
        for (int n = 0; n < count; n++) {
            int other = n + random.nextInt(numbers - n);
            int swapped = order[n];
            order[n] = order[other];
            order[other] = swapped;
        }
        return Arrays.copyOf(order, count);
    }

    /** Multipliers of dropout, [image][feature]: 0 with the given probability, else 1 / (1 - probability). */
    static float[][] dropout(long seed, int batch, int images, int features, double probability) {
        float[][] multipliers = new float[images][features];
        float kept = (float) (1 / (1 - probability));
        RandomGenerator random = RandomByIdentity.of(seed, "dropout" + batch);
        for (float[] row : multipliers) {
            for (int feature = 0; feature < features; feature++) {
                row[feature] = random.nextDouble() < probability ? 0 : kept;
            }
        }
        return multipliers;
    }
}
