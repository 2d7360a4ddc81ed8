package org.hasnas.chip.mapping;

/**
 * A layer in its tiles.
 *
 * @param blocks the crossbars of one copy of its weights
 * @param side side in cells of a PE of a kernel tile, or of a whole plain tile
 * @param positions PEs that share inputs: those of the largest kernel in a kernel tile, else 1
 * @param rowTiles tiles over the rows
 * @param columnTiles tiles over the columns
 * @param copies copies of the weights in a set of tiles
 * @param sets sets of tiles, each with all weights
 */
public record TiledLayer(CrossbarLayer layer, MatrixBlocks blocks, long side, long positions, long rowTiles, long columnTiles, long copies,
        long sets) {

    private static final int PES_OF_PLAIN_TILE = 4;

    static TiledLayer of(CrossbarLayer layer, MatrixBlocks blocks, long side, long positions) {
        long rowBlocks = blocks.rowBlocksOfPosition();
        long columnBlocks = blocks.columnBlocks();
        long arrays = side / blocks.side();
        if (layer.depthwise()) { // crossbars side by side
            long copies = Math.max(1, arrays * arrays / (rowBlocks * columnBlocks));
            return new TiledLayer(layer, blocks, side, 1, 1, Math.ceilDiv(rowBlocks * columnBlocks, arrays * arrays), copies, 1);
        }
        long copies = Math.max(1, arrays / rowBlocks) * Math.max(1, arrays / columnBlocks);
        return new TiledLayer(layer, blocks, side, positions, Math.ceilDiv(rowBlocks, arrays), Math.ceilDiv(columnBlocks, arrays), copies, 1);
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

    /** The same layer in so many sets of tiles. */
    TiledLayer inSets(long number) {
        return new TiledLayer(layer, blocks, side, positions, rowTiles, columnTiles, copies, number);
    }

    /** Tiles of a set. */
    public long tilesOfSet() {
        return rowTiles * columnTiles;
    }

    /** Tiles the layer has for itself. */
    public long tiles() {
        return tilesOfSet() * sets;
    }

    /** Copies of the weights in all tiles, which work at the same time. */
    public long allCopies() {
        return copies * sets;
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
        return (double) layer.weights() * blocks.cellsPerWeight() * allCopies() / ((double) builtArrays() * blocks.side() * blocks.side());
    }
}
