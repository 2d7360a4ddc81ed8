package org.hasnas.chip.mapping;

/**
 * A layer in its tiles.
 *
 * @param blocks the crossbars of one copy of its weights
 * @param side side in cells of a PE of a kernel tile, or of a whole plain tile
 * @param positions PEs that share inputs: those of the largest kernel in a kernel tile, else 1
 * @param rowTiles tiles over the rows
 * @param columnTiles tiles over the columns
 * @param copies copies of the weights in the tiles
 */
public record TiledLayer(CrossbarLayer layer, MatrixBlocks blocks, long side, long positions, long rowTiles, long columnTiles, long copies) {

    private static final int PES_OF_PLAIN_TILE = 4;

    static TiledLayer of(CrossbarLayer layer, MatrixBlocks blocks, long side, long positions) {
        long rowBlocks = blocks.rowBlocksOfPosition();
        long columnBlocks = blocks.columnBlocks();
        long arrays = side / blocks.side();
        if (layer.depthwise()) { // crossbars side by side
            long copies = Math.max(1, arrays * arrays / (rowBlocks * columnBlocks));
            return new TiledLayer(layer, blocks, side, 1, 1, Math.ceilDiv(rowBlocks * columnBlocks, arrays * arrays), copies);
        }
        long copies = Math.max(1, arrays / rowBlocks) * Math.max(1, arrays / columnBlocks);
        return new TiledLayer(layer, blocks, side, positions, Math.ceilDiv(rowBlocks, arrays), Math.ceilDiv(columnBlocks, arrays), copies);
    }

    /** Whether each position of the kernel has a PE of its own. */
    public boolean kernelTile() {
        return blocks.cut() == MatrixBlocks.Cut.BY_POSITION;
    }

    /** Arrays over the rows of one position. */
    public long rowBlocks() {
        return blocks.rowBlocksOfPosition();
    }

    /** Arrays over the columns. */
    public long columnBlocks() {
        return blocks.columnBlocks();
    }

    /** Tiles the layer has for itself. */
    public long tiles() {
        return rowTiles * columnTiles;
    }

    /** PEs of a tile. */
    public long elementsPerTile() {
        return kernelTile() ? positions : PES_OF_PLAIN_TILE;
    }

    /** Arrays of one copy of the weights. */
    public long arrays() {
        return blocks.arrays();
    }

    /** Arrays of the layer's tiles. */
    public long builtArrays() {
        long perSide = side / blocks.side();
        return tiles() * positions * perSide * perSide;
    }

    /** Rows of one position. */
    public long rowsOfPosition() {
        return blocks.rowsOfPosition();
    }

    /** Used cells of all cells of the tiles. */
    public double utilization() {
        return (double) layer.weights() * blocks.cellsPerWeight() * copies / ((double) builtArrays() * blocks.side() * blocks.side());
    }
}
