package org.hasnas.chip.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.hasnas.chip.device.WeightCoding;
import org.hasnas.chip.mapping.ArrayGrid;
import org.hasnas.chip.mapping.CrossbarLayer;
import org.hasnas.chip.mapping.FloorPlan;
import org.hasnas.chip.mapping.TiledLayer;
import org.hasnas.chip.model.HardwareProfile;

/**
 * Which crossbars hold which part of a layer's matrix. In a kernel tile (as the floor plan says) each position of the kernel has crossbars of its
 * own, else the whole matrix is one position; the rows and outputs of a position are cut as its grid says, the digits of a weight are never parted.
 *
 * @param layer whose weights they are
 * @param coding of a weight on cells
 * @param position the part of the matrix that belongs to one position
 */
record LayerPlacement(QuantizedLayer layer, WeightCoding coding, ArrayGrid position) {
    /** Places all layers of a network on a chip. */
    static List<LayerPlacement> of(QuantizedNetwork quantized, HardwareProfile profile) {
        if (profile.array().weightBits() != quantized.weightBits()) {
            throw new IllegalArgumentException("weights of " + quantized.weightBits() + " bits don't fit a chip for " + profile.array().weightBits());
        }
        if (profile.rowGroups() > 1) {
            throw new IllegalArgumentException("its converters read " + profile.converter().rowsAtOnce()
                    + " rows at once, and arrays are simulated with all rows at once; leave rowsAtOnce out of the profile");
        }
        WeightCoding coding = coding(profile);
        if (profile.array().size() < coding.columnsPerOutput()) {
            throw new IllegalArgumentException("a crossbar of " + profile.array().size() + " columns is too narrow for one weight of "
                    + coding.columnsPerOutput() + " cells");
        }
        List<QuantizedLayer> layers = quantized.layers();
        List<CrossbarLayer> matrices = layers.stream().map(LayerPlacement::matrix).toList();
        FloorPlan plan = FloorPlan.of(matrices, profile.array().size(), profile.array().cellsPerWeight(), profile.layout().kernelTiles());
        List<LayerPlacement> placements = new ArrayList<>();
        for (int index = 0; index < layers.size(); index++) {
            TiledLayer tiled = plan.layers().get(index);
            QuantizedLayer layer = layers.get(index);
            placements.add(new LayerPlacement(layer, coding,
                    new ArrayGrid(tiled.rowsOfPosition(), layer.outputs(), profile.array().size(), coding.columnsPerOutput())));
        }
        return placements;
    }

    static WeightCoding coding(HardwareProfile profile) {
        return new WeightCoding(profile.array().coding(), profile.array().weightBits(), profile.array().cellBits());
    }

    private static CrossbarLayer matrix(QuantizedLayer layer) {
        int positions = layer.kernelSize() * layer.kernelSize();
        return new CrossbarLayer(layer.name(), -1, (long) layer.rows() * layer.outputs(), layer.rows() / positions, layer.outputs(),
                layer.kernelSize(), 1, 1, layer.inputBits(), 0);
    }

    int rowBlocks() {
        return layer.rows() / Math.toIntExact(position.rows()) * Math.toIntExact(position.rowBlocks());
    }

    int columnBlocks() {
        return Math.toIntExact(position.wholeColumnBlocks());
    }

    int arrays() {
        return rowBlocks() * columnBlocks();
    }

    /** Row of the layer's matrix with which a row block begins. */
    int firstRow(int rowBlock) {
        int blocks = Math.toIntExact(position.rowBlocks());
        return rowBlock / blocks * Math.toIntExact(position.rows()) + position.firstRow(rowBlock % blocks);
    }

    /** Rows of a row block. */
    int rows(int rowBlock) {
        return position.rowsOf(rowBlock % Math.toIntExact(position.rowBlocks()));
    }

    int firstOutput(int columnBlock) {
        return position.firstOutput(columnBlock);
    }

    /** Row behind each row block, ascending. */
    int[] blockEnds() {
        return IntStream.range(0, rowBlocks()).map(block -> firstRow(block) + rows(block)).toArray();
    }

    /** Most rows of a row block. */
    int mostRows() {
        return position.rowsOf(0);
    }

    /** The weights that one crossbar holds, [row][output]. */
    int[][] weights(int rowBlock, int columnBlock) {
        int[][] weights = new int[rows(rowBlock)][position.outputsOf(columnBlock)];
        int firstRow = firstRow(rowBlock);
        int firstOutput = firstOutput(columnBlock);
        for (int row = 0; row < weights.length; row++) {
            for (int output = 0; output < weights[row].length; output++) {
                weights[row][output] = layer.weights()[firstRow + row][firstOutput + output];
            }
        }
        return weights;
    }
}
