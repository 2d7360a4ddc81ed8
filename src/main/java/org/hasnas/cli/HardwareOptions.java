package org.hasnas.cli;

import org.hasnas.domain.error.ErrorCode;
import org.hasnas.domain.error.HasnasException;
import org.hasnas.domain.hardware.CellDevice;
import org.hasnas.domain.hardware.CostModelId;
import org.hasnas.domain.hardware.HardwareSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options for the chip. */
final class HardwareOptions {
    @Option(names = "--model", paramLabel = "MODEL", converter = Converters.OfModel.class,
            description = "Chip cost model: spikesim-ela (default) or physical.")
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

    @Option(names = "--hardware", paramLabel = "PROFILE", description = "Physical model: neurosim-22nm-rram, neurosim-32nm-rram, neurosim-45nm-rram, spikesim-like-65nm"
            + " or a profile file.")
    private @Nullable String profile;

    @Option(names = "--spike-rates", paramLabel = "R", description = "Physical model: fraction of spikes among inputs, 0 to 1, or a JSON file"
            + " with 'common' and 'layers'.")
    private @Nullable String spikeRates;

    boolean isPhysical() {
        return model == CostModelId.PHYSICAL;
    }

    /** The profile's name or file; an error if there is none. */
    String profile() throws HasnasException {
        return required(profile, "--hardware neurosim-22nm-rram");
    }

    /** What was given for spike rates; an error if there is nothing. */
    String spikeRates() throws HasnasException {
        return required(spikeRates, "--spike-rates 0.1");
    }

    private static String required(@Nullable String value, String example) throws HasnasException {
        if (value == null) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "--model physical needs a profile and spike rates; write for example " + example);
        }
        return value;
    }

    HardwareSettings settings() throws HasnasException {
        if (profile != null || spikeRates != null) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "--hardware and --spike-rates belong to --model physical; leave them out or add it");
        }
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
