package org.hasnas.chip.model;

/**
 * Inputs of the chip cost model {@code spikesim-ela}.
 *
 * @param crossbarSize side X of a crossbar in cells: 8 to 1024, a multiple of 8
 * @param pesPerTile processing elements per tile
 * @param device memory device of the cells
 * @param includeClassifier whether the classifier's linear layers are mapped too; the public tool covers convolutions only
 */
public record SpikeSimSettings(int crossbarSize, int pesPerTile, CellDevice device, boolean includeClassifier) implements HardwareSettings {
    /** The public tool's defaults: X = 64, 8 PEs per tile, RRAM, convolutions only. */
    public static final SpikeSimSettings DEFAULT = new SpikeSimSettings(64, 8, CellDevice.RRAM, false);

    public SpikeSimSettings {
        if (crossbarSize < 8 || crossbarSize > 1024 || crossbarSize % 8 != 0) {
            throw new IllegalArgumentException("crossbarSize must be a multiple of 8 from 8 to 1024, was " + crossbarSize);
        }
        if (pesPerTile < 1) {
            throw new IllegalArgumentException("pesPerTile must be >= 1, was " + pesPerTile);
        }
    }

    @Override
    public CostModelId model() {
        return CostModelId.SPIKESIM_ELA;
    }
}
