package org.hasnas.evaluation;

import java.util.Optional;
import org.hasnas.crossbar.cost.ChipCostModel;
import org.hasnas.domain.architecture.Architecture;
import org.hasnas.domain.architecture.Network;
import org.hasnas.domain.architecture.NetworkTemplate;
import org.hasnas.domain.architecture.PartialArchitecture;
import org.hasnas.domain.architecture.SearchSpace;
import org.hasnas.domain.hardware.HardwareCost;
import org.hasnas.search.CandidateCosts;

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
