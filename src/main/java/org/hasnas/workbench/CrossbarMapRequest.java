package org.hasnas.workbench;

/**
 * A layer to be put on crossbars, and on what kind. Weights are int8, coded as pairs of positive and negative cells.
 *
 * @param layer name of a convolution or linear layer of the network
 * @param crossbarSize cells in a row and in a column
 * @param cellBits bits of a cell
 * @param wireOhms resistance of a wire from cell to cell, in rows and columns
 * @param onOhms of a cell at its highest level
 * @param offOhms of a cell at level 0
 * @param programmingSpread deviation of ln G of a programmed cell
 * @param seed of weights and devices
 */
public record CrossbarMapRequest(String layer, int crossbarSize, int cellBits, double wireOhms, double onOhms, double offOhms,
        double programmingSpread, long seed) {}
