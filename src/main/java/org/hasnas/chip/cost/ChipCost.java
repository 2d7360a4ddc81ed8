package org.hasnas.chip.cost;

import java.util.Optional;
import org.hasnas.chip.model.CostReport;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.chip.model.HardwareSettings;
import org.hasnas.chip.model.PhysicalSettings;
import org.hasnas.chip.model.SpikeRateSource;
import org.hasnas.chip.model.SpikeSimSettings;
import org.hasnas.error.HasnasException;
import org.hasnas.network.MacroChoice;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.PartialArchitecture;
import org.hasnas.network.SearchSpace;

/** Port: what networks cost on the chip of a request. Pure, cheap, safe for any thread. */
public interface ChipCost {
    /**
     * The cost model that settings ask for, with its constants read.
     *
     * @throws HasnasException if the settings' component catalogue is not what it was, or lacks a constant
     */
    static ChipCost of(HardwareSettings settings) throws HasnasException {
        return switch (settings) {
            case SpikeSimSettings spikeSim -> new SpikeSim(SpikeSimElaModel.bundled(), spikeSim);
            case PhysicalSettings physical -> new Physical(new PhysicalModel(physical.profile(), physical),
                    physical.spikeRates());
        };
    }

    /** The costs of a network that was not simulated; with measured spike rates, a lower bound of the energy. */
    HardwareCost total(Network network);

    /**
     * The costs of a network that was simulated.
     *
     * @param meanFiringRate share of ones over all LIF layers and time steps, 0 to 1
     */
    HardwareCost total(Network network, double meanFiringRate);

    /**
     * What no completion of a partial architecture costs less than, in any of the four costs; it never falls when a further edge is decided.
     *
     * @return empty if every completion has an unconnected cell
     */
    Optional<HardwareCost> lowerBound(NetworkTemplate template, SearchSpace space, PartialArchitecture partial);

    /** The chip of designs that choose this, for their {@link #lowerBound}. */
    ChipCost chosenBy(MacroChoice design);

    /** {@link #total(Network)} with layers, components and known limits. */
    CostReport report(Network network);

    /** The model {@code spikesim-ela}, which knows no spike rates. */
    record SpikeSim(SpikeSimElaModel model, SpikeSimSettings settings) implements ChipCost {
        @Override
        public SpikeSim chosenBy(MacroChoice design) {
            return design.equals(MacroChoice.OF_TEMPLATE) ? this : new SpikeSim(model, settings.chosenBy(design));
        }

        private SpikeSimSettings chipOf(Network network) {
            return chosenBy(network.architecture().macro()).settings;
        }

        @Override
        public HardwareCost total(Network network) {
            return model.total(network, chipOf(network));
        }

        @Override
        public HardwareCost total(Network network, double meanFiringRate) {
            return total(network);
        }

        @Override
        public Optional<HardwareCost> lowerBound(NetworkTemplate template, SearchSpace space, PartialArchitecture partial) {
            return model.lowerBound(template, space, partial, settings);
        }

        @Override
        public CostReport report(Network network) {
            return model.cost(network, chipOf(network));
        }
    }

    /** The physical model. */
    record Physical(PhysicalModel model, SpikeRateSource rates) implements ChipCost {
        @Override
        public Physical chosenBy(MacroChoice design) {
            return new Physical(model.chosenBy(design), rates);
        }

        @Override
        public HardwareCost total(Network network) {
            return model.total(network, rates.beforeSimulation(network.template()));
        }

        @Override
        public HardwareCost total(Network network, double meanFiringRate) {
            return model.total(network, rates.afterSimulation(network.template(), meanFiringRate));
        }

        @Override
        public Optional<HardwareCost> lowerBound(NetworkTemplate template, SearchSpace space, PartialArchitecture partial) {
            return model.lowerBound(template, space, partial, rates.beforeSimulation(template));
        }

        @Override
        public CostReport report(Network network) {
            return model.cost(network, rates.beforeSimulation(network.template()));
        }
    }
}
