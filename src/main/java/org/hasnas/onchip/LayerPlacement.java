package org.hasnas.onchip;

import java.util.ArrayList;
import java.util.List;
import org.hasnas.crossbar.device.WeightCoding;
import org.hasnas.crossbar.mapping.CrossbarLayer;
import org.hasnas.crossbar.mapping.FloorPlan;
import org.hasnas.crossbar.mapping.TiledLayer;
import org.hasnas.domain.hardware.HardwareProfile;

/**
 * Which crossbars hold which part of a layer's matrix. Row blocks are at most X rows of the matrix; in a kernel tile (as the floor plan says) each
 * position of the kernel has row blocks of its own. Column blocks are as many outputs as fit, the digits of a weight are never parted.
 *
 * @param layer whose weights they are
 * @param coding of a weight on cells
 * @param blockEnds row behind each row block, ascending
 * @param outputsPerArray outputs of a column block
 */
@SuppressWarnings("ArrayRecordComponent") // parameters of a layer, never compared
record LayerPlacement(QuantizedLayer layer, WeightCoding coding, int[] blockEnds, int outputsPerArray) {

    /** Places all layers of a network on a chip. */
    static List<LayerPlacement> of(QuantizedNetwork quantized, HardwareProfile profile) {
        if (profile.weightBits() != quantized.weightBits()) {
            throw new IllegalArgumentException("weights of " + quantized.weightBits() + " bits don't fit a chip for " + profile.weightBits());
        }
        WeightCoding coding = coding(profile);
        if (profile.crossbarSize() < coding.columnsPerOutput()) {
            throw new IllegalArgumentException("a crossbar of " + profile.crossbarSize() + " columns is too narrow for one weight of "
                    + coding.columnsPerOutput() + " cells");
        }
        List<QuantizedLayer> layers = quantized.layers();
        List<CrossbarLayer> matrices = layers.stream().map(LayerPlacement::matrix).toList();
        FloorPlan plan = FloorPlan.of(matrices, profile.crossbarSize(), profile.cellsPerWeight(), profile.kernelTiles());
        List<LayerPlacement> placements = new ArrayList<>();
        for (int index = 0; index < layers.size(); index++) {
            TiledLayer tiled = plan.layers().get(index);
            placements.add(new LayerPlacement(layers.get(index), coding,
                    blockEnds(layers.get(index).rows(), Math.toIntExact(tiled.rowsOfPosition()), profile.crossbarSize()),
                    profile.crossbarSize() / coding.columnsPerOutput()));
        }
        return placements;
    }

    static WeightCoding coding(HardwareProfile profile) {
        return new WeightCoding(switch (profile.coding()) {
            case OFFSET -> WeightCoding.Sign.OFFSET;
            case DIFFERENTIAL -> WeightCoding.Sign.DIFFERENTIAL;
        }, profile.weightBits(), profile.cellBits());
    }

    private static CrossbarLayer matrix(QuantizedLayer layer) {
        int positions = layer.kernelSize() * layer.kernelSize();
        return new CrossbarLayer(layer.name(), -1, (long) layer.rows() * layer.outputs(), layer.rows() / positions, layer.outputs(),
                layer.kernelSize(), 1, 1, layer.inputBits(), 0);
    }

    private static int[] blockEnds(int rows, int rowsOfPosition, int side) {
        List<Integer> ends = new ArrayList<>();
        for (int position = 0; position < rows; position += rowsOfPosition) {
            for (int row = 0; row < rowsOfPosition; row += side) {
                ends.add(position + Math.min(rowsOfPosition, row + side));
            }
        }
        return ends.stream().mapToInt(Integer::intValue).toArray();
    }

    int rowBlocks() {
        return blockEnds.length;
    }

    int columnBlocks() {
        return Math.ceilDiv(layer.outputs(), outputsPerArray);
    }

    int arrays() {
        return rowBlocks() * columnBlocks();
    }

    int firstRow(int rowBlock) {
        return rowBlock == 0 ? 0 : blockEnds[rowBlock - 1];
    }

    /** The weights that one crossbar holds, [row][output]. */
    int[][] weights(int rowBlock, int columnBlock) {
        int firstOutput = columnBlock * outputsPerArray;
        int outputs = Math.min(outputsPerArray, layer.outputs() - firstOutput);
        int[][] weights = new int[blockEnds[rowBlock] - firstRow(rowBlock)][outputs];
        for (int row = 0; row < weights.length; row++) {
            for (int output = 0; output < outputs; output++) {
                weights[row][output] = layer.weights()[firstRow(rowBlock) + row][firstOutput + output];
            }
        }
        return weights;
    }

    /** Most rows of a row block. */
    int mostRows() {
        int most = 0;
        for (int block = 0; block < blockEnds.length; block++) {
            most = Math.max(most, blockEnds[block] - firstRow(block));
        }
        return most;
    }
}
