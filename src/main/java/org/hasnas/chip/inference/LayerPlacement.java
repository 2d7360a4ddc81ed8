package org.hasnas.chip.inference;

import java.util.List;
import org.hasnas.chip.device.WeightCoding;
import org.hasnas.chip.mapping.CrossbarLayer;
import org.hasnas.chip.mapping.MatrixBlocks;
import org.hasnas.chip.model.HardwareProfile;

/**
 * A layer's weights on the crossbars that the floor plan gives it.
 *
 * @param layer whose weights they are
 * @param coding of a weight on cells
 * @param blocks which crossbars hold which part of the matrix
 * @param rowsAtOnce rows of a crossbar whose currents are converted together, the others after them
 */
record LayerPlacement(QuantizedLayer layer, WeightCoding coding, MatrixBlocks blocks, int rowsAtOnce) {
    /** Places all layers of a network on a chip. */
    static List<LayerPlacement> of(CrossbarNetwork quantized, HardwareProfile profile) {
        if (profile.array().weightBits() != quantized.weightBits()) {
            throw new IllegalArgumentException("weights of " + quantized.weightBits() + " bits don't fit a chip for " + profile.array().weightBits());
        }
        return quantized.layers().stream().map(layer -> of(layer, profile)).toList();
    }

    /** Places a layer on a chip. */
    static LayerPlacement of(QuantizedLayer layer, HardwareProfile profile) {
        int side = profile.array().size();
        MatrixBlocks blocks = MatrixBlocks.of(matrix(layer), profile.layout().kernelTiles(), side, profile.array().cellsPerWeight());
        return new LayerPlacement(layer, coding(profile), blocks, side / profile.rowGroups());
    }

    static WeightCoding coding(HardwareProfile profile) {
        return new WeightCoding(profile.array().coding(), profile.array().weightBits(), profile.array().cellBits());
    }

    private static CrossbarLayer matrix(QuantizedLayer layer) {
        int positions = layer.kernelSize() * layer.kernelSize();
        return new CrossbarLayer(layer.name(), -1, (long) layer.rows() * layer.outputs(), layer.rows() / positions, layer.outputs(),
                layer.kernelSize(), 1, 1, layer.inputBits(), 0, layer.depthwise());
    }

    int rowBlocks() {
        return blocks.rowBlocks();
    }

    int columnBlocks() {
        return blocks.columnBlocks();
    }

    int arrays() {
        return blocks.arrays();
    }

    /** Conversions that an output's columns need one after the other or side by side: those of all its crossbars, and of all groups of their rows. */
    int reads() {
        return rowBlocks() * Math.ceilDiv(blocks.side(), rowsAtOnce);
    }

    /** In which of the {@link #reads} of its outputs a row of the matrix is on; ascending over the rows that share outputs. */
    int[] readOfRow() {
        int groups = Math.ceilDiv(blocks.side(), rowsAtOnce);
        int[] reads = new int[layer.rows()];
        for (int r = 0; r < rowBlocks(); r++) {
            for (int c = 0; c < columnBlocks(); c++) {
                int[] rows = blocks.rowsOf(r, c);
                for (int i = 0; i < rows.length; i++) {
                    reads[rows[i]] = r * groups + i / rowsAtOnce;
                }
            }
        }
        return reads;
    }

    /** Most rows that are read together. */
    int mostRows() {
        return Math.min(rowsAtOnce, blocks.rowsOf(0, 0).length);
    }

    /** The weights that one crossbar holds, [row][output]. */
    int[][] weights(int rowBlock, int columnBlock) {
        int[] rows = blocks.rowsOf(rowBlock, columnBlock);
        int[][] weights = new int[rows.length][blocks.outputsOf(columnBlock)];
        int firstOutput = blocks.firstOutput(columnBlock);
        for (int row = 0; row < weights.length; row++) {
            for (int output = 0; output < weights[row].length; output++) {
                weights[row][output] = layer.weights()[rows[row]][firstOutput + output];
            }
        }
        return weights;
    }

    /** The unit of the layer, made of one that multiplies by the outputs that share inputs. */
    MatrixUnit whole(MatrixUnit unit) {
        return layer.depthwise() ? new DiagonalUnit(unit, blocks) : unit;
    }
}
