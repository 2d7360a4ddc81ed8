package org.hasnas.score.fitness;

import org.hasnas.data.ImageSet;
import org.hasnas.score.model.FitnessSettings;
import org.hasnas.score.model.ScoreId;

/** How a score draws the images of its batches. */
enum ImageDraw {
    /** Any. */
    RANDOM,
    /** Several of each class. */
    BALANCED;

    static ImageDraw of(ScoreId score) {
        return score == ScoreId.CLASS_DISTANCE ? BALANCED : RANDOM;
    }

    /** @return [batch][image] */
    int[][] images(long seed, ImageSet images, FitnessSettings settings) {
        return switch (this) {
            case RANDOM -> BatchDraw.images(seed, images.size(), settings.batches(), settings.batchSize());
            case BALANCED -> BatchDraw.balanced(seed, images, settings.batches(), settings.batchSize());
        };
    }
}
