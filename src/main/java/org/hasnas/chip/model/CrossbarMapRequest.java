package org.hasnas.chip.model;

import org.hasnas.chip.model.HardwareProfile.Array;
import org.hasnas.chip.model.HardwareProfile.SignCoding;

/**
 * A layer to be put on crossbars, and on what kind.
 *
 * @param layer name of a convolution or linear layer of the network
 * @param chip the crossbars
 * @param wireOhms resistance of a wire from cell to cell, in rows and columns
 * @param accessOhms resistance of a cell's access transistor; 0: cells without one
 * @param devices how far cells are from their levels
 * @param ageRatio time since programming over that of the first read, at least 1
 * @param seed of weights and devices
 */
public record CrossbarMapRequest(String layer, Chip chip, double wireOhms, double accessOhms, Imperfections devices,
        double ageRatio, long seed) {
    /**
     * Crossbars and how weights lie on them.
     *
     * @param crossbarSize cells in a row and in a column
     * @param cellBits bits of a cell
     * @param weightBits bits of a weight
     * @param coding how the sign of a weight is kept
     * @param onOhms of a cell at its highest level
     * @param offOhms of a cell at level 0
     * @param kernelTiles whether each position of a large kernel has crossbars of its own
     */
    public record Chip(int crossbarSize, int cellBits, int weightBits, SignCoding coding, double onOhms, double offOhms,
            boolean kernelTiles) {
        /** 64 by 64 cells of 1 bit, 20 to 200 kiloohm, for pairs of cells with weights of 8 bits. */
        public static final Chip DEFAULT = new Chip(64, 1, 8, SignCoding.DIFFERENTIAL, 20e3, 200e3, false);

        /** The crossbars of a chip of the physical model. */
        public static Chip of(HardwareProfile profile) {
            Array array = profile.array();
            return new Chip(array.size(), array.cellBits(), array.weightBits(), array.coding(), profile.device().onResistanceOhms(),
                    profile.device().offResistanceOhms(), profile.layout().kernelTiles());
        }
    }
}
