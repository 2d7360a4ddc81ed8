package org.hasnas.search.model;

import org.hasnas.chip.model.HardwareSettings;
import org.hasnas.network.Network;

/** A trial together with the request it belongs to: all that is needed to rebuild the network, its cost and its fitness. */
public record Candidate(SearchRequest request, Trial trial) {
    public Network network() {
        return Network.of(request.template(), request.space(), trial.architecture());
    }

    /** Settings of a chip with the spike rates that the simulation of this candidate measured, if the settings ask for these. */
    public HardwareSettings measured(HardwareSettings chip) {
        HardwareSettings known = chip.withEventRatesOf(request.hardware());
        return trial.fitness().map(score -> known.measured(network().template(), score.meanFiringRate())).orElse(known);
    }
}
