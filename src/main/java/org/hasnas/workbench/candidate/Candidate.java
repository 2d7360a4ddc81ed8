package org.hasnas.workbench.candidate;

import org.hasnas.chip.model.CostReport;
import org.hasnas.chip.model.HardwareSettings;
import org.hasnas.error.HasnasException;
import org.hasnas.files.codec.CandidateHash;
import org.hasnas.network.Network;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.hasnas.workbench.cost.Costs;

/** A trial together with the request it belongs to: all that is needed to rebuild the network, its cost and its fitness. */
public record Candidate(SearchRequest request, Trial trial) {
    /** The candidate's one name, 64 hexadecimal digits: a hash of template, search space and architecture. */
    public String hash() {
        return CandidateHash.of(request.template(), request.space(), trial.architecture()).text();
    }

    /** The cost report on the chip of the request, with the spike rates that the simulation measured if these are asked for. */
    public CostReport cost(Costs costs) throws HasnasException {
        return costOn(request.hardware(), costs);
    }

    /** The cost report on another chip. */
    public CostReport costOn(HardwareSettings hardware, Costs costs) throws HasnasException {
        HardwareSettings measured = trial.fitness().map(score -> hardware.measured(score.meanFiringRate())).orElse(hardware);
        return costs.report(Network.of(request.template(), request.space(), trial.architecture()), measured);
    }
}
