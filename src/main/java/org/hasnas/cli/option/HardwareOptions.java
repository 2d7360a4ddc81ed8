package org.hasnas.cli.option;

import java.util.Optional;
import org.hasnas.chip.model.CellDevice;
import org.hasnas.chip.model.CostModelId;
import org.hasnas.chip.model.SpikeSimSettings;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options for the chip: of one of the two models, by default spikesim-ela. */
public final class HardwareOptions {
    @Mixin
    private PhysicalOptions physical = new PhysicalOptions();

    @Option(names = "--crossbar", paramLabel = "X", description = "spikesim-ela: side of a crossbar in cells, a multiple of 8; default: 64.")
    private @Nullable Integer crossbar;

    @Option(names = "--pes-per-tile", paramLabel = "N", description = "spikesim-ela: processing elements per tile; default: 8.")
    private @Nullable Integer pesPerTile;

    @Option(names = "--device", paramLabel = "D",
            description = "spikesim-ela: memory cells, rram or sram; default: rram.")
    private @Nullable CellDevice device;

    @Option(names = "--include-classifier",
            description = "spikesim-ela: map the classifier's linear layers onto the chip too; the public tool does not.")
    private boolean includeClassifier;

    public boolean isPhysical() throws HasnasException {
        if (physical.model().equals(Optional.of(CostModelId.PHYSICAL))) {
            if (crossbar != null || pesPerTile != null || device != null) {
                throw new HasnasException(ErrorCode.BAD_INPUT, "--crossbar, --pes-per-tile and --device belong to --model spikesim-ela;"
                        + " with the physical model they are in the hardware profile");
            }
            if (includeClassifier) {
                throw new HasnasException(ErrorCode.BAD_INPUT, "whether the classifier is mapped is in the hardware profile (includeClassifier)");
            }
            return true;
        }
        physical.refuseWithoutModel();
        return false;
    }

    public PhysicalOptions physical() {
        return physical;
    }

    public SpikeSimSettings settings() throws HasnasException {
        SpikeSimSettings usual = SpikeSimSettings.DEFAULT;
        try {
            return new SpikeSimSettings(crossbar == null ? usual.crossbarSize() : crossbar, pesPerTile == null ? usual.pesPerTile() : pesPerTile,
                    device == null ? usual.device() : device, includeClassifier);
        } catch (IllegalArgumentException e) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "the hardware options don't fit: " + e.getMessage(), e);
        }
    }

    public boolean includeClassifier() {
        return includeClassifier;
    }
}
