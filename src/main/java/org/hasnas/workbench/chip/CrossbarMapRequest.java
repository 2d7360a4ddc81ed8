package org.hasnas.workbench.chip;

import org.hasnas.chip.model.HardwareProfile;
import org.hasnas.chip.model.HardwareProfile.WeightCoding;

/**
 * A layer to be put on crossbars, and on what kind.
 *
 * @param layer name of a convolution or linear layer of the network
 * @param chip the crossbars
 * @param wireOhms resistance of a wire from cell to cell, in rows and columns
 * @param accessOhms resistance of a cell's access transistor; 0: cells without one
 * @param devices how far cells are from their levels
 * @param seed of weights and devices
 */
public record CrossbarMapRequest(String layer, Chip chip, double wireOhms, double accessOhms, Devices devices, long seed) {
    /**
     * Crossbars and how weights lie on them.
     *
     * @param crossbarSize cells in a row and in a column
     * @param cellBits bits of a cell
     * @param weightBits bits of a weight
     * @param coding how the sign of a weight is kept
     * @param onOhms of a cell at its highest level
     * @param offOhms of a cell at level 0
     */
    public record Chip(int crossbarSize, int cellBits, int weightBits, WeightCoding coding, double onOhms, double offOhms) {
        /** 64 by 64 cells of 1 bit, 20 to 200 kiloohm, for pairs of cells with weights of 8 bits. */
        public static final Chip DEFAULT = new Chip(64, 1, 8, WeightCoding.DIFFERENTIAL, 20e3, 200e3);

        /** The crossbars of a chip of the physical model. */
        public static Chip of(HardwareProfile profile) {
            return new Chip(profile.crossbarSize(), profile.cellBits(), profile.weightBits(), profile.coding(), profile.onResistanceOhms(),
                    profile.offResistanceOhms());
        }
    }

    /**
     * Imperfections; all 0 and an age of 1 for ideal cells.
     *
     * @param spread deviation of ln G of a programmed cell
     * @param offSpread more of it at level 0, falling to none at the highest level
     * @param readNoise deviation of a read, relative to G
     * @param stuckOn probability of a cell that is always at its highest level
     * @param stuckOff probability of a cell that is always at level 0
     * @param drift mean of nu in G(t) = G(t0) (t / t0)^-nu
     * @param driftSpread deviation of nu from cell to cell, relative to its mean
     * @param age t / t0, at least 1
     */
    public record Devices(double spread, double offSpread, double readNoise, double stuckOn, double stuckOff, double drift, double driftSpread,
            double age) {
        public static final Devices IDEAL = new Devices(0, 0, 0, 0, 0, 0, 0, 1);
    }
}
