package org.hasnas.testdata;

import java.util.Optional;
import java.util.function.Function;
import org.hasnas.chip.cost.ChipCost;
import org.hasnas.chip.model.CostModelId;
import org.hasnas.chip.model.CostReport;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.network.MacroChoice;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.PartialArchitecture;
import org.hasnas.network.SearchSpace;
import org.hasnas.units.Area;
import org.hasnas.units.Energy;
import org.hasnas.units.Latency;

/** A chip on which networks cost what a test says; its bounds say nothing. */
public class FakeChip implements ChipCost {
    private final Function<Network, HardwareCost> costs;

    public FakeChip(Function<Network, HardwareCost> costs) {
        this.costs = costs;
    }

    @Override
    public FakeChip chosenBy(MacroChoice design) {
        return this;
    }

    @Override
    public HardwareCost total(Network network) {
        return costs.apply(network);
    }

    @Override
    public HardwareCost total(Network network, double meanFiringRate) {
        return total(network);
    }

    @Override
    public Optional<HardwareCost> lowerBound(NetworkTemplate template, SearchSpace space, PartialArchitecture partial) {
        return partial.leastArchitectures(space).isEmpty() ? Optional.empty()
                : Optional.of(new HardwareCost(CostModelId.SPIKESIM_ELA, 0, 0, Area.ZERO, Latency.ZERO, Energy.ZERO));
    }

    @Override
    public CostReport report(Network network) {
        throw Unexpected.call("ChipCost.report");
    }
}
