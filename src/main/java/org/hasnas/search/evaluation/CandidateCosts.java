package org.hasnas.search.evaluation;

import java.util.Optional;
import org.hasnas.chip.cost.ChipCost;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.network.Architecture;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.PartialArchitecture;
import org.hasnas.network.SearchSpace;

/** What the candidates of a search cost on its chip, before they are simulated. */
public record CandidateCosts(ChipCost chip, NetworkTemplate template, SearchSpace space) {
    public HardwareCost cost(Architecture architecture) {
        return chip.total(Network.of(template, space, architecture));
    }

    /** What no completion costs less than, in any of the four costs; empty if every completion has an unconnected cell. */
    public Optional<HardwareCost> lowerBound(PartialArchitecture partial) {
        return chip.lowerBound(template, space, partial);
    }
}
