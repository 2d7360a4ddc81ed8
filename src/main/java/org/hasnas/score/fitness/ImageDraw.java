package org.hasnas.score.fitness;

import org.hasnas.data.ImageSet;
import org.hasnas.score.model.FitnessSettings;

/** How a score draws the images of its batches. */
enum ImageDraw {
    /** Any. */
    RANDOM,
    /** Several of each class. */
    BALANCED;

    /** @return [batch][image] */
    int[][] images(long seed, ImageSet images, FitnessSettings settings) {
        return switch (this) {
            case RANDOM -> BatchDraw.images(seed, images.size(), settings.batches(), settings.batchSize());
            case BALANCED -> BatchDraw.balanced(seed, images, settings.batches(), settings.batchSize());
        };
    }
}
