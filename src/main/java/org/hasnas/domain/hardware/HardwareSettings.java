package org.hasnas.domain.hardware;

/**
 * Inputs of the chip cost model {@code spikesim-ela}; the physical model has a {@link HardwareProfile}.
 *
 * @param model which model computes
 * @param crossbarSize side X of a crossbar in cells: 8 to 1024, a multiple of 8
 * @param pesPerTile processing elements per tile
 * @param device memory device of the cells
 * @param includeClassifier whether the classifier's linear layers are mapped too; the public tool covers convolutions only
 */
public record HardwareSettings(CostModelId model, int crossbarSize, int pesPerTile, CellDevice device, boolean includeClassifier) {
    /** The public tool's defaults: X = 64, 8 PEs per tile, RRAM, convolutions only. */
    public static final HardwareSettings SPIKESIM_DEFAULT = new HardwareSettings(CostModelId.SPIKESIM_ELA, 64, 8, CellDevice.RRAM, false);

    public HardwareSettings {
        if (model == CostModelId.PHYSICAL) {
            throw new IllegalArgumentException("the model " + model.label() + " takes a hardware profile, not these settings; "
                    + "use it with 'hasnas cost --model physical --hardware PROFILE'");
        }
        if (crossbarSize < 8 || crossbarSize > 1024 || crossbarSize % 8 != 0) {
            throw new IllegalArgumentException("crossbarSize must be a multiple of 8 from 8 to 1024, was " + crossbarSize);
        }
        if (pesPerTile < 1) {
            throw new IllegalArgumentException("pesPerTile must be >= 1, was " + pesPerTile);
        }
    }
}
