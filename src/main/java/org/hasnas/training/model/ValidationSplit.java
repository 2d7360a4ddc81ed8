package org.hasnas.training.model;

import static org.hasnas.training.model.TrainingSettings.require;

import java.util.Arrays;

/**
 * Which training images are held out to follow a training and to choose between epochs and designs.
 *
 * @param fraction of the training images
 * @param blocks contiguous blocks, evenly spread, that they are taken as: where neighbours are alike, such as digits of one writer, images drawn one
 *     by one are too easy. 0: drawn one by one with the seed of the training
 */
public record ValidationSplit(double fraction, int blocks) {
    public static final int MAX_BLOCKS = 1000;

    public ValidationSplit {
        require(fraction > 0 && fraction <= 0.5, "validation fraction", "above 0 and at most 0.5", fraction);
        require(blocks >= 0 && blocks <= MAX_BLOCKS, "number of validation blocks", "0 (images drawn one by one) to " + MAX_BLOCKS, blocks);
    }

    public ValidationSplit withFraction(double value) {
        return new ValidationSplit(value, blocks);
    }

    /** How many of so many images are held out. */
    public int count(int images) {
        return Math.clamp(Math.round(images * fraction), 1, images - 1);
    }

    /**
     * Which images are in a block.
     *
     * @return those held out, ascending
     */
    public int[] inBlocks(int images) {
        int held = count(images);
        int parts = Math.min(blocks, held);
        int[] chosen = new int[held];
        int next = 0;
        for (int block = 0; block < parts; block++) {
            int size = (int) ((long) held * (block + 1) / parts) - (int) ((long) held * block / parts);
            int first = (int) (images * (2L * block + 1) / (2L * parts)) - size / 2;
            for (int i = 0; i < size; i++) {
                chosen[next++] = first + i;
            }
        }
        Arrays.sort(chosen);
        return chosen;
    }
}
