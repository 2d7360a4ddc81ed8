package org.hasnas.chip.mapping;

import java.util.ArrayList;
import java.util.List;
import org.hasnas.chip.mapping.MatrixBlocks.Cut;

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
        List<MatrixBlocks> blocks = layers.stream().map(layer -> MatrixBlocks.of(layer, kernelTiles, crossbarSize, cellsPerWeight)).toList();
        Sizes sizes = new Sizes(layers, blocks, crossbarSize, positions);
        long peSide = sizes.best(true, 2L * crossbarSize);
        long tileSide = sizes.best(false, 4L * crossbarSize);
        List<TiledLayer> tiled = new ArrayList<>(layers.size());
        for (int index = 0; index < layers.size(); index++) {
            boolean kernel = blocks.get(index).cut() == Cut.BY_POSITION;
            tiled.add(TiledLayer.of(layers.get(index), blocks.get(index), kernel ? peSide : tileSide, kernel ? positions : 1));
        }
        return new FloorPlan(crossbarSize, cellsPerWeight, tiled);
    }

    /**
     * All placements of a layer that are possible in a floor plan, whatever the other layers are.
     *
     * @param fewestPositions positions of the largest kernel known
     * @param mostPositions positions of the largest kernel there may be
     * @param widestOutputs outputs of the widest layer there may be
     */
    public static List<TiledLayer> placements(CrossbarLayer layer, int crossbarSize, int cellsPerWeight, boolean kernelTiles, long fewestPositions,
            long mostPositions, long widestOutputs) {
        MatrixBlocks blocks = MatrixBlocks.of(layer, kernelTiles, crossbarSize, cellsPerWeight);
        boolean kernel = blocks.cut() == Cut.BY_POSITION;
        List<TiledLayer> placements = new ArrayList<>();
        long side = (kernel ? 2L : 4L) * crossbarSize;
        while (true) {
            for (long kernelSide = 1; kernelSide * kernelSide <= mostPositions; kernelSide++) {
                long positions = kernelSide * kernelSide;
                if (kernel ? positions >= fewestPositions : positions == 1) {
                    placements.add(TiledLayer.of(layer, blocks, side, positions));
                }
            }
            if (side >= columns(widestOutputs, crossbarSize, cellsPerWeight)) {
                return List.copyOf(placements);
            }
            side *= 2;
        }
    }

    /** Columns of the arrays side by side that hold a matrix of all channels, without those left over at the right. */
    private static long columns(long outputs, int crossbarSize, int cellsPerWeight) {
        int whole = crossbarSize / cellsPerWeight;
        return (outputs - 1) / whole * crossbarSize + ((outputs - 1) % whole + 1) * cellsPerWeight;
    }

    /**
     * The same plan with layers in several sets of tiles.
     *
     * @param sets of each layer, at least 1
     */
    public FloorPlan inSets(long[] sets) {
        List<TiledLayer> more = new ArrayList<>();
        for (int index = 0; index < sets.length; index++) {
            more.add(layers.get(index).inSets(sets[index]));
        }
        return new FloorPlan(crossbarSize, cellsPerWeight, more);
    }

    /** All tiles. */
    public long tiles() {
        long sum = 0;
        for (TiledLayer layer : layers) {
            sum += layer.tiles();
        }
        return sum;
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
        private final List<MatrixBlocks> blocks;
        private final int crossbarSize;
        private final long positions;

        Sizes(List<CrossbarLayer> layers, List<MatrixBlocks> blocks, int crossbarSize, long positions) {
            this.layers = layers;
            this.blocks = blocks;
            this.crossbarSize = crossbarSize;
            this.positions = positions;
        }

        private boolean is(int index, boolean ofKernel) {
            return blocks.get(index).cut() == Cut.BY_POSITION == ofKernel;
        }

        long best(boolean ofKernel, long least) {
            long widest = 0;
            for (int index = 0; index < layers.size(); index++) {
                if (is(index, ofKernel)) {
                    widest = Math.max(widest, columns(layers.get(index).outChannels(), crossbarSize, blocks.get(index).cellsPerWeight()));
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
            for (int index = 0; index < layers.size(); index++) {
                if (is(index, ofKernel)) {
                    TiledLayer tiled = TiledLayer.of(layers.get(index), blocks.get(index), side, ofKernel ? positions : 1);
                    sum += tiled.tiles() * side * side;
                }
            }
            return sum;
        }
    }
}
