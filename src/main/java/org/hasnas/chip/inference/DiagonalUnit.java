package org.hasnas.chip.inference;

import java.util.Arrays;
import org.hasnas.chip.mapping.MatrixBlocks;

/** A depthwise layer on crossbars along the diagonal of its matrix: the channels of one are multiplied by their weights alone. For one thread. */
final class DiagonalUnit implements MatrixUnit {
    private final MatrixUnit unit;
    private final MatrixBlocks blocks;
    private final int[][] rows;
    private final int[] counts;
    private final int[] part;

    /** @param unit multiplies rows of the whole matrix by the outputs of the crossbar that they are in */
    DiagonalUnit(MatrixUnit unit, MatrixBlocks blocks) {
        this.unit = unit;
        this.blocks = blocks;
        this.rows = new int[blocks.columnBlocks()][blocks.kernelSize() * blocks.kernelSize() * blocks.outputsTogether()];
        this.counts = new int[rows.length];
        this.part = new int[unit.width()];
    }

    @Override
    public int width() {
        return blocks.outputs();
    }

    @Override
    public void multiply(int[] active, int count, int[] sums, ReadNoise noise) {
        Arrays.fill(counts, 0);
        for (int i = 0; i < count; i++) {
            int block = active[i] % blocks.inChannels() / blocks.outputsTogether();
            rows[block][counts[block]++] = active[i];
        }
        for (int block = 0; block < rows.length; block++) {
            if (counts[block] > 0) {
                Arrays.fill(part, 0);
                unit.multiply(rows[block], counts[block], part, noise);
                int first = blocks.firstOutput(block);
                for (int output = 0; output < blocks.outputsOf(block); output++) {
                    sums[first + output] += part[output];
                }
            }
        }
    }
}
