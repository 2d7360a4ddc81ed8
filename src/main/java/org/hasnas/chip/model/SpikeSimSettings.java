package org.hasnas.chip.model;

import java.util.List;
import org.hasnas.network.Dimension;
import org.hasnas.network.MacroChoice;

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

    /** Weights take one cell, whatever their bits. */
    @Override
    public SpikeSimSettings chosenBy(MacroChoice design) {
        for (Dimension unknown : List.of(Dimension.CELL_BITS, Dimension.ADC_BITS, Dimension.ADC_KIND, Dimension.COLUMNS_PER_ADC,
                Dimension.INTERCONNECT, Dimension.LAYER_COPIES)) {
            if (design.has(unknown)) {
                throw new IllegalArgumentException("the model spikesim-ela has no " + unknown.key() + "; leave it out, or take the model physical");
            }
        }
        return new SpikeSimSettings(design.orElse(Dimension.CROSSBAR_SIZE, crossbarSize), design.orElse(Dimension.PES_PER_TILE, pesPerTile), device,
                includeClassifier);
    }

    @Override
    public CostModelId model() {
        return CostModelId.SPIKESIM_ELA;
    }
}
