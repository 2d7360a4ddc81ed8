package org.hasnas.cli;

import org.hasnas.domain.error.ErrorCode;
import org.hasnas.domain.error.HasnasException;
import org.hasnas.domain.hardware.CellDevice;
import org.hasnas.domain.hardware.CostModelId;
import org.hasnas.domain.hardware.HardwareSettings;
import picocli.CommandLine.Option;

/** Options for the chip. */
final class HardwareOptions {
    @Option(names = "--model", paramLabel = "MODEL", converter = Converters.OfModel.class,
            description = "Chip cost model; default: spikesim-ela.")
    private CostModelId model = HardwareSettings.SPIKESIM_DEFAULT.model();

    @Option(names = "--crossbar", paramLabel = "X", description = "Side of a crossbar in cells, a multiple of 8; default: 64.")
    private int crossbar = HardwareSettings.SPIKESIM_DEFAULT.crossbarSize();

    @Option(names = "--pes-per-tile", paramLabel = "N", description = "Processing elements per tile; default: 8.")
    private int pesPerTile = HardwareSettings.SPIKESIM_DEFAULT.pesPerTile();

    @Option(names = "--device", paramLabel = "D", converter = Converters.OfDevice.class,
            description = "Memory cells: rram or sram; default: rram.")
    private CellDevice device = HardwareSettings.SPIKESIM_DEFAULT.device();

    @Option(names = "--include-classifier", description = "Map the classifier's linear layers onto the chip too; the public tool does not.")
    private boolean includeClassifier;

    HardwareSettings settings() throws HasnasException {
        try {
            return new HardwareSettings(model, crossbar, pesPerTile, device, includeClassifier);
        } catch (IllegalArgumentException e) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "the hardware options don't fit: " + e.getMessage(), e);
        }
    }

    boolean includeClassifier() {
        return includeClassifier;
    }
}
