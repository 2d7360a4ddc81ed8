package org.hasnas.fitness;

import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.hasnas.engine.RandomByIdentity;

/** Which images and which dropout a score uses: a function of the seed and the batch index alone. */
final class BatchDraw {
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
