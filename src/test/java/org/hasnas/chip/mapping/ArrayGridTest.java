package org.hasnas.chip.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ArrayGridTest {
    @Test
    void blocksFollowEachOtherAndTheLastTakesWhatIsLeft() {
        ArrayGrid grid = new ArrayGrid(70, 23, 32, 3);
        assertEquals(3, grid.rowBlocks());
        assertEquals(0, grid.firstRow(0));
        assertEquals(64, grid.firstRow(2));
        assertEquals(32, grid.rowsOf(1));
        assertEquals(6, grid.rowsOf(2));
        assertEquals(10, grid.wholeOutputs(), "two columns of each array are left over");
        assertEquals(3, grid.columnBlocks());
        assertEquals(20, grid.firstOutput(2));
        assertEquals(3, grid.outputsOf(2));
    }

    @Test
    void theBlocksAreTheWholeMatrix() {
        for (int size = 1; size < 100; size++) {
            ArrayGrid grid = new ArrayGrid(size, size, 16, 5);
            assertEquals(size, IntStream.range(0, (int) grid.rowBlocks()).map(grid::rowsOf).sum());
            assertEquals(size, IntStream.range(0, (int) grid.columnBlocks()).map(grid::outputsOf).sum());
        }
    }

    @Test
    void emptyMatricesAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new ArrayGrid(0, 1, 16, 1));
        assertThrows(IllegalArgumentException.class, () -> new ArrayGrid(1, 1, 16, 0));
        assertThrows(IllegalArgumentException.class, () -> new ArrayGrid(1, 1, 16, 17));
    }
}
