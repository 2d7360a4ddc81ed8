package org.hasnas.training.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ValidationSplitTest {
    @Test
    void blocksAreContiguousAndEvenlySpread() {
        assertArrayEquals(new int[] {4, 5, 14, 15}, new ValidationSplit(0.2, 2).inBlocks(20));
        assertArrayEquals(new int[] {8, 9, 10, 11}, new ValidationSplit(0.2, 1).inBlocks(20));
    }

    @Test
    void everyNumberOfImagesAndBlocksHoldsOutAsManyDifferentOnes() {
        for (int images = 2; images < 60; images++) {
            for (int blocks = 1; blocks < 12; blocks++) {
                ValidationSplit split = new ValidationSplit(0.5, blocks);
                int[] chosen = split.inBlocks(images);
                assertEquals(split.count(images), Arrays.stream(chosen).distinct()
                        .count(), images + " images, " + blocks + " blocks");
                assertTrue(chosen[0] >= 0 && chosen[chosen.length - 1] < images, images + " images, " + blocks + " blocks");
            }
        }
    }

    @Test
    void whatCannotBeHeldOutIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new ValidationSplit(0, 0));
        assertThrows(IllegalArgumentException.class, () -> new ValidationSplit(0.6, 0));
        assertThrows(IllegalArgumentException.class, () -> new ValidationSplit(0.1, -1));
    }
}
