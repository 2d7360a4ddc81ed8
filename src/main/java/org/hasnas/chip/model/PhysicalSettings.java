package org.hasnas.chip.model;

import org.hasnas.chip.model.SpikeRateSource.Measured;
import org.hasnas.network.MacroChoice;
import org.hasnas.network.NetworkTemplate;

/**
 * Inputs of the chip cost model {@code physical}. Profile, catalogue and devices are embedded, so that a stored run gives the same costs
 * wherever it is read.
 *
 * @param profileName name of a profile of the program, or path of a file relative to the project folder
 * @param catalogName catalogue that replaces the profile's own: an id or a path relative to the project folder; empty for none
 * @param profile the chip
 * @param catalogText content of the user's catalogue; empty for one of the program, which {@code profile} names
 * @param catalogHash SHA-256 of the catalogue's content: another one means other constants
 * @param devicesText content of the user's file of devices, whose path relative to the project folder {@code profile} has; empty for those of the program
 * @param spikeRates where the spike rates come from
 */
public record PhysicalSettings(String profileName, String catalogName, HardwareProfile profile, String catalogText, String catalogHash,
        String devicesText, SpikeRateSource spikeRates) implements HardwareSettings {
    public PhysicalSettings {
        if (profileName.isBlank()) {
            throw new IllegalArgumentException("profileName must not be empty");
        }
        if (!catalogHash.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("catalogHash has 64 hexadecimal digits, was '" + catalogHash + "'");
        }
    }

    @Override
    public CostModelId model() {
        return CostModelId.PHYSICAL;
    }

    @Override
    public PhysicalSettings chosenBy(MacroChoice design) {
        return new PhysicalSettings(profileName, catalogName, profile.chosenBy(design), catalogText, catalogHash, devicesText, spikeRates);
    }

    @Override
    public PhysicalSettings measured(NetworkTemplate template, double meanFiringRate) {
        return withSpikeRates(new SpikeRateSource.Given(spikeRates.afterSimulation(template, meanFiringRate)));
    }

    @Override
    public PhysicalSettings withEventRatesOf(HardwareSettings others) {
        return spikeRates instanceof Measured ours && ours.eventRates().isEmpty() && others instanceof PhysicalSettings known
                && known.spikeRates instanceof Measured theirs ? withSpikeRates(new Measured(ours.leastRate(), theirs.eventRates())) : this;
    }

    /**
     * The same chip with other cells.
     *
     * @param text of the user's file; empty for a device of the program
     */
    public PhysicalSettings withDevices(String nameOrFile, String text) {
        return new PhysicalSettings(profileName, catalogName, profile.withDevices(nameOrFile), catalogText, catalogHash, text, spikeRates);
    }

    public PhysicalSettings withSpikeRates(SpikeRateSource newRates) {
        return new PhysicalSettings(profileName, catalogName, profile, catalogText, catalogHash, devicesText, newRates);
    }
}
