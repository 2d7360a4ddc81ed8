package org.hasnas.search.evaluation;

import java.util.Optional;
import org.hasnas.chip.cost.ChipCostModel;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.network.Architecture;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.PartialArchitecture;
import org.hasnas.network.SearchSpace;

/** Costs of candidates that were not simulated. */
public record ChipCosts(ChipCostModel model, NetworkTemplate template, SearchSpace space) implements CandidateCosts {
    @Override
    public HardwareCost cost(Architecture architecture) {
        return model.total(Network.of(template, space, architecture));
    }

    @Override
    public Optional<HardwareCost> lowerBound(PartialArchitecture partial) {
        return model.lowerBound(template, space, partial);
    }
}
