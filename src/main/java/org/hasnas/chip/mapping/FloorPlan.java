package org.hasnas.chip.mapping;

import java.util.ArrayList;
import java.util.List;

/**
 * Layers in tiles of arrays, each tile of one layer only: rows k*k*Cin, columns Cout times the cells of a weight.
 *
 * <p>A plain tile is a square of arrays. A kernel tile has one square PE for each position of the largest kernel; its inputs are shared.
 * All tiles of a kind have one side, X times a power of two: it is at least 2 X (PE of a kernel tile) or 4 X (plain tile), and of the sides
 * from the widest layer down to twice that, the one that wastes the fewest cells. Where a tile has room, it holds copies of the weights that work
 * at the same time. A depthwise layer is cut along its diagonal: an array has k*k rows and one weight's columns for each of its channels, and of the
 * rest of the matrix, which is zero, nothing is built; such layers lie in plain tiles. The tiles and copies of DNN+NeuroSim V1.3's runs come out of
 * these rules.
 *
 * @param layers layers in network order, at least one
 */
public record FloorPlan(int crossbarSize, int cellsPerWeight, List<TiledLayer> layers) {
    public FloorPlan {
        layers = List.copyOf(layers);
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("a floor plan needs at least one layer");
        }
    }

    /**
     * @param kernelTiles whether kernels larger than 1 get kernel tiles if their rows exceed one array
     */
    public static FloorPlan of(List<CrossbarLayer> layers, int crossbarSize, int cellsPerWeight, boolean kernelTiles) {
        long positions = 1;
        for (CrossbarLayer layer : layers) {
            positions = Math.max(positions, (long) layer.kernelSize() * layer.kernelSize());
        }
        boolean[] kernel = new boolean[layers.size()];
        for (int index = 0; index < kernel.length; index++) {
            kernel[index] = kernelTiles && !layers.get(index).depthwise() && layers.get(index).kernelSize() > 1
                    && layers.get(index).rows() > crossbarSize;
        }
        Sizes sizes = new Sizes(layers, kernel, crossbarSize, cellsPerWeight, positions);
        long peSide = sizes.best(true, 2L * crossbarSize);
        long tileSide = sizes.best(false, 4L * crossbarSize);
        List<TiledLayer> tiled = new ArrayList<>(layers.size());
        for (int index = 0; index < kernel.length; index++) {
            tiled.add(TiledLayer.of(layers.get(index), kernel[index], kernel[index] ? peSide : tileSide, kernel[index] ? positions : 1,
                    crossbarSize, cellsPerWeight));
        }
        return new FloorPlan(crossbarSize, cellsPerWeight, tiled);
    }

    /**
     * All placements of a layer that are possible in a floor plan, whatever the other layers are.
     *
     * @param fewestPositions positions of the largest kernel known
     * @param mostPositions positions of the largest kernel there may be
     * @param widestColumns columns of the widest layer there may be
     */
    public static List<TiledLayer> placements(CrossbarLayer layer, int crossbarSize, int cellsPerWeight, boolean kernelTiles, long fewestPositions,
            long mostPositions, long widestColumns) {
        boolean kernel = kernelTiles && !layer.depthwise() && layer.kernelSize() > 1 && layer.rows() > crossbarSize;
        List<TiledLayer> placements = new ArrayList<>();
        long side = (kernel ? 2L : 4L) * crossbarSize;
        while (true) {
            for (long kernelSide = 1; kernelSide * kernelSide <= mostPositions; kernelSide++) {
                long positions = kernelSide * kernelSide;
                if (kernel ? positions >= fewestPositions : positions == 1) {
                    placements.add(TiledLayer.of(layer, kernel, side, positions, crossbarSize, cellsPerWeight));
                }
            }
            if (side >= widestColumns) {
                return List.copyOf(placements);
            }
            side *= 2;
        }
    }

    /** Arrays of all tiles. */
    public long builtArrays() {
        long sum = 0;
        for (TiledLayer layer : layers) {
            sum += layer.builtArrays();
        }
        return sum;
    }

    /** Finds the side of the tiles of one kind. */
    private static final class Sizes {
        private final List<CrossbarLayer> layers;
        private final boolean[] kernel;
        private final int crossbarSize;
        private final int cellsPerWeight;
        private final long positions;

        Sizes(List<CrossbarLayer> layers, boolean[] kernel, int crossbarSize, int cellsPerWeight, long positions) {
            this.layers = layers;
            this.kernel = kernel;
            this.crossbarSize = crossbarSize;
            this.cellsPerWeight = cellsPerWeight;
            this.positions = positions;
        }

        long best(boolean ofKernel, long least) {
            long widest = 0;
            for (int index = 0; index < kernel.length; index++) {
                if (kernel[index] == ofKernel) {
                    widest = Math.max(widest, (long) layers.get(index).outChannels() * cellsPerWeight);
                }
            }
            long side = least;
            while (side < widest) {
                side *= 2;
            }
            long best = side;
            long cells = cells(ofKernel, side);
            while (side / 2 > least) {
                side /= 2;
                long smaller = cells(ofKernel, side);
                if (smaller < cells) {
                    best = side;
                    cells = smaller;
                }
            }
            return best;
        }

        private long cells(boolean ofKernel, long side) {
            long sum = 0;
            for (int index = 0; index < kernel.length; index++) {
                if (kernel[index] == ofKernel) {
                    TiledLayer tiled = TiledLayer.of(layers.get(index), ofKernel, side, ofKernel ? positions : 1, crossbarSize, cellsPerWeight);
                    sum += tiled.tiles() * side * side;
                }
            }
            return sum;
        }
    }
}
