package org.hasnas.chip.model;

import org.hasnas.network.MacroChoice;
import org.hasnas.network.NetworkTemplate;

/**
 * The chip cost model of a search or report with all its inputs. A run has one; costs of different settings are never added, ranked or
 * plotted together.
 */
public sealed interface HardwareSettings permits SpikeSimSettings, PhysicalSettings {
    /** Which model computes. */
    CostModelId model();

    /**
     * The chip of a design: this one with what the design chooses of it.
     *
     * @throws IllegalArgumentException with a sentence for the user if there is no such chip
     */
    HardwareSettings chosenBy(MacroChoice design);

    /**
     * The settings for a network that was simulated; the same unless they ask for measured spike rates.
     *
     * @param meanFiringRate share of ones over all LIF layers and time steps, 0 to 1
     */
    default HardwareSettings measured(NetworkTemplate template, double meanFiringRate) {
        return this;
    }

    /** These settings with the rates of events that others know, where these ask for measured rates and have none of events. */
    default HardwareSettings withEventRatesOf(HardwareSettings others) {
        return this;
    }
}
