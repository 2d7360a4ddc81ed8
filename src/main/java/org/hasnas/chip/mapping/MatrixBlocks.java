package org.hasnas.chip.mapping;

import java.util.stream.IntStream;

/**
 * Which crossbars hold which part of a layer's matrix, [k*k*Cin rows][Cout outputs]: what costs, circuits and inference all count and cut by. Rows
 * are ordered [position of the kernel][input channel].
 *
 * @param kernelSize side of the kernel; 1 for a linear layer
 * @param side cells in a row and in a column of a crossbar
 * @param cellsPerWeight columns of one weight, which are never parted
 */
public record MatrixBlocks(int kernelSize, int inChannels, int outputs, Cut cut, int side, int cellsPerWeight) {
    /** How a matrix is cut. */
    public enum Cut {
        /** As it is, into blocks of X rows and of whole weights. */
        WHOLE,
        /** Position by position of the kernel, each as it is. */
        BY_POSITION,
        /** Of a depthwise layer, channels that fit into a crossbar with all their rows; of the rest, which is zero, nothing is built. */
        DIAGONAL;

        /** The cut of a layer on a chip. */
        static Cut of(CrossbarLayer layer, boolean kernelTiles, int side) {
            if (layer.depthwise()) {
                return DIAGONAL;
            }
            return kernelTiles && layer.kernelSize() > 1 && layer.rows() > side ? BY_POSITION : WHOLE;
        }
    }

    public MatrixBlocks {
        if (cellsPerWeight > side) {
            throw new IllegalArgumentException("a crossbar of " + side + " columns is too narrow for one weight of " + cellsPerWeight + " cells");
        }
    }

    /** @param kernelTiles whether kernels larger than 1 are cut by position if their rows exceed one crossbar */
    public static MatrixBlocks of(CrossbarLayer layer, boolean kernelTiles, int side, int cellsPerWeight) {
        return new MatrixBlocks(layer.kernelSize(), layer.inChannels(), layer.outChannels(), Cut.of(layer, kernelTiles, side), side, cellsPerWeight);
    }

    private int kernelPositions() {
        return kernelSize * kernelSize;
    }

    /** Parts of the matrix that are cut each for itself, one below the other. */
    public int positions() {
        return cut == Cut.BY_POSITION ? kernelPositions() : 1;
    }

    /** The largest part, as a grid: of a diagonal, the channels of one crossbar. */
    private ArrayGrid part() {
        return switch (cut) {
            case WHOLE -> new ArrayGrid((long) kernelPositions() * inChannels, outputs, side, cellsPerWeight);
            case BY_POSITION -> new ArrayGrid(inChannels, outputs, side, cellsPerWeight);
            case DIAGONAL -> new ArrayGrid((long) kernelPositions() * channelsTogether(), channelsTogether(), side, cellsPerWeight);
        };
    }

    /** Channels of a depthwise layer in one crossbar; at least 1, for a channel whose rows need several crossbars. */
    private int channelsTogether() {
        return Math.clamp(Math.min(side / kernelPositions(), side / cellsPerWeight), 1, outputs);
    }

    /** Rows of a part. */
    public long rowsOfPosition() {
        return part().rows();
    }

    /** Crossbars over the rows of a part. */
    public long rowBlocksOfPosition() {
        return part().rowBlocks();
    }

    /** Crossbars over the rows. */
    public int rowBlocks() {
        return Math.toIntExact(positions() * part().rowBlocks());
    }

    /** Crossbars over the columns; of a diagonal, groups of channels. */
    public int columnBlocks() {
        return cut == Cut.DIAGONAL ? Math.ceilDiv(outputs, channelsTogether()) : Math.toIntExact(part().columnBlocks());
    }

    /** Crossbars that hold the matrix. */
    public int arrays() {
        return rowBlocks() * columnBlocks();
    }

    /** Output with which a column block begins. */
    public int firstOutput(int columnBlock) {
        return cut == Cut.DIAGONAL ? columnBlock * channelsTogether() : part().firstOutput(columnBlock);
    }

    /** Outputs of a column block. */
    public int outputsOf(int columnBlock) {
        return cut == Cut.DIAGONAL ? Math.min(channelsTogether(), outputs - firstOutput(columnBlock)) : part().outputsOf(columnBlock);
    }

    /** Outputs that read the same inputs: all, or those of one crossbar of a diagonal. */
    public int outputsTogether() {
        return cut == Cut.DIAGONAL ? channelsTogether() : outputs;
    }

    /** The rows of the matrix that a crossbar holds, from its first word line on; ascending. */
    public int[] rowsOf(int rowBlock, int columnBlock) {
        ArrayGrid part = part();
        int blocks = Math.toIntExact(part.rowBlocks());
        int first = part.firstRow(rowBlock % blocks);
        if (cut == Cut.DIAGONAL) {
            int channel = firstOutput(columnBlock);
            int channels = outputsOf(columnBlock);
            int rows = Math.min(side, kernelPositions() * channels - first);
            return IntStream.range(first, first + rows).map(row -> row / channels * inChannels + channel + row % channels).toArray();
        }
        int start = rowBlock / blocks * Math.toIntExact(part.rows()) + first;
        return IntStream.range(start, start + part.rowsOf(rowBlock % blocks)).toArray();
    }
}
