package org.hasnas.testdata;

import java.nio.file.Path;
import java.util.List;
import org.hasnas.catalog.HardwareProfiles;
import org.hasnas.crossbar.cost.ChipCostModel;
import org.hasnas.domain.architecture.ConvolutionLayer;
import org.hasnas.domain.architecture.Network;
import org.hasnas.domain.error.HasnasException;
import org.hasnas.domain.hardware.CostReport;
import org.hasnas.domain.hardware.HardwareProfile;
import org.hasnas.domain.hardware.HardwareSettings;
import org.hasnas.domain.hardware.PhysicalSettings;
import org.hasnas.domain.hardware.SpikeRateSource;
import org.hasnas.domain.hardware.SpikeSimCostReport;
import org.hasnas.domain.hardware.SpikeSimSettings;
import org.hasnas.domain.run.SearchRequest;
import org.hasnas.domain.run.Trial;
import org.hasnas.workbench.Costs;

/** Costs for front ends: the real physical model, and a test's own plain numbers instead of the SpikeSim model's. */
public abstract class PlainCosts implements Costs {
    protected abstract SpikeSimCostReport spikeSim(Network network, HardwareSettings hardware);

    @Override
    public final CostReport report(Network network, HardwareSettings hardware) throws HasnasException {
        return hardware instanceof PhysicalSettings physical ? ChipCostModel.of(physical).report(network) : spikeSim(network, hardware);
    }

    @Override
    public final PhysicalSettings physical(String profileName, String catalogName, Path folder, SpikeRateSource rates) throws HasnasException {
        return HardwareProfiles.settings(profileName, catalogName, folder, rates);
    }

    @Override
    public SpikeSimCostReport report(List<ConvolutionLayer> layers, int timeSteps, SpikeSimSettings hardware) {
        throw Unexpected.call("Costs.report of layers");
    }

    @Override
    public List<Trial> recost(SearchRequest request, List<Trial> trials, HardwareSettings hardware) throws HasnasException {
        throw Unexpected.call("Costs.recost");
    }

    @Override
    public List<HardwareProfile> profiles() throws HasnasException {
        throw Unexpected.call("Costs.profiles");
    }
}
