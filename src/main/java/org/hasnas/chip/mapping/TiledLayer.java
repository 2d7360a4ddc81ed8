package org.hasnas.chip.mapping;

/**
 * A layer in its tiles.
 *
 * @param kernelTile whether each position of the kernel has a PE of its own
 * @param side side in cells of a PE of a kernel tile, or of a whole plain tile
 * @param positions PEs that share inputs: k*k in a kernel tile, else 1
 * @param rowTiles tiles over the rows
 * @param columnTiles tiles over the columns
 * @param rowBlocks arrays over the rows of one position
 * @param columnBlocks arrays over the columns
 * @param copies copies of the weights in the tiles
 * @param crossbarSize side X of an array in cells
 * @param cellsPerWeight columns of one weight
 */
public record TiledLayer(CrossbarLayer layer, boolean kernelTile, long side, long positions, long rowTiles, long columnTiles, long rowBlocks,
        long columnBlocks, long copies, int crossbarSize, int cellsPerWeight) {

    static TiledLayer of(CrossbarLayer layer, boolean kernelTile, long side, long positions, int crossbarSize, int cellsPerWeight) {
        if (layer.depthwise()) {
            return depthwise(layer, side, crossbarSize, cellsPerWeight);
        }
        long rows = kernelTile ? layer.inChannels() : layer.rows();
        long columns = (long) layer.outChannels() * cellsPerWeight;
        ArrayGrid grid = new ArrayGrid(rows, layer.outChannels(), crossbarSize, cellsPerWeight);
        long rowBlocks = grid.rowBlocks();
        long columnBlocks = grid.columnBlocks();
        long arrays = side / crossbarSize;
        long copies = Math.max(1, arrays / rowBlocks) * Math.max(1, arrays / columnBlocks);
        return new TiledLayer(layer, kernelTile, side, positions, Math.ceilDiv(rows, side), Math.ceilDiv(columns, side), rowBlocks, columnBlocks,
                copies, crossbarSize, cellsPerWeight);
    }

    /** Arrays side by side, each with the channels that fit into it: nothing of another channel is built. */
    private static TiledLayer depthwise(CrossbarLayer layer, long side, int crossbarSize, int cellsPerWeight) {
        long rowBlocks = Math.ceilDiv((long) layer.kernelSize() * layer.kernelSize(), (long) crossbarSize);
        long columnBlocks = Math.ceilDiv(layer.outChannels(), layer.channelsPerArray(crossbarSize, cellsPerWeight))
                * (long) Math.ceilDiv(cellsPerWeight, crossbarSize);
        long arrays = side / crossbarSize;
        long copies = Math.max(1, arrays * arrays / (rowBlocks * columnBlocks));
        return new TiledLayer(layer, false, side, 1, 1, Math.ceilDiv(rowBlocks * columnBlocks, arrays * arrays), rowBlocks, columnBlocks, copies,
                crossbarSize, cellsPerWeight);
    }

    /** Tiles the layer has for itself. */
    public long tiles() {
        return rowTiles * columnTiles;
    }

    /** Arrays of one copy of the weights: ceil(rows / X) * ceil(columns / X). */
    public long arrays() {
        return rowBlocks * columnBlocks * positions;
    }

    /** Arrays of the layer's tiles. */
    public long builtArrays() {
        long perSide = side / crossbarSize;
        return tiles() * positions * perSide * perSide;
    }

    /** Rows of one position. */
    public long rowsOfPosition() {
        if (layer.depthwise()) {
            return (long) layer.kernelSize() * layer.kernelSize() * Math.min(layer.inChannels(),
                    layer.channelsPerArray(crossbarSize, cellsPerWeight));
        }
        return kernelTile ? layer.inChannels() : layer.rows();
    }

    /** Used cells of all cells of the tiles. */
    public double utilization() {
        return (double) layer.weights() * cellsPerWeight * copies / ((double) builtArrays() * crossbarSize * crossbarSize);
    }
}
