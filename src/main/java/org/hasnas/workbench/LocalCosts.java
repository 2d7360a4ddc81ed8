package org.hasnas.workbench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hasnas.catalog.HardwareProfiles;
import org.hasnas.crossbar.cost.SpikeSimElaModel;
import org.hasnas.domain.architecture.ConvolutionLayer;
import org.hasnas.domain.architecture.Network;
import org.hasnas.domain.architecture.NetworkTemplate;
import org.hasnas.domain.architecture.SearchSpace;
import org.hasnas.domain.constraint.ConstraintSet;
import org.hasnas.domain.error.HasnasException;
import org.hasnas.domain.hardware.CostReport;
import org.hasnas.domain.hardware.HardwareProfile;
import org.hasnas.domain.hardware.HardwareSettings;
import org.hasnas.domain.hardware.PhysicalSettings;
import org.hasnas.domain.hardware.SpikeRateSource;
import org.hasnas.domain.hardware.SpikeSimCostReport;
import org.hasnas.domain.hardware.SpikeSimSettings;
import org.hasnas.domain.run.Feasibility;
import org.hasnas.domain.run.SearchRequest;
import org.hasnas.domain.run.Trial;
import org.hasnas.evaluation.ChipCosts;
import org.hasnas.export.CostCsv;
import org.hasnas.job.JobContext;
import org.hasnas.search.FeasibilityCheck;

/** Costs in this process. */
final class LocalCosts implements Costs {
    private final CostModels models;
    private final SpikeSimElaModel spikeSim;

    LocalCosts(CostModels models, SpikeSimElaModel spikeSim) {
        this.models = models;
        this.spikeSim = spikeSim;
    }

    @Override
    public CostReport report(Network network, HardwareSettings hardware) throws HasnasException {
        return models.of(hardware).report(network);
    }

    @Override
    public SpikeSimCostReport report(List<ConvolutionLayer> layers, int timeSteps, SpikeSimSettings hardware) {
        return spikeSim.cost(layers, timeSteps, hardware);
    }

    @Override
    public List<Trial> recost(SearchRequest request, List<Trial> trials, HardwareSettings hardware) throws HasnasException {
        return models.recost(request, trials, hardware);
    }

    @Override
    public Feasibility feasibility(NetworkTemplate template, SearchSpace space, HardwareSettings hardware, ConstraintSet limits, JobContext job)
            throws HasnasException {
        return new FeasibilityCheck(template, space, new ChipCosts(models.of(hardware), template, space), job).check(limits);
    }

    @Override
    public List<HardwareProfile> profiles() throws HasnasException {
        List<HardwareProfile> profiles = new ArrayList<>();
        for (String name : HardwareProfiles.BUNDLED) {
            profiles.add(HardwareProfiles.find(name));
        }
        return profiles;
    }

    @Override
    public PhysicalSettings physical(String profileName, String catalogName, Path folder, SpikeRateSource rates) throws HasnasException {
        return HardwareProfiles.settings(profileName, catalogName, folder, rates);
    }

    @Override
    public void export(CostReport report, ConstraintSet limits, Path file) throws HasnasException {
        TextFiles.write(file, CostCsv.write(report, limits));
    }
}
