package org.hasnas.cli;

import java.util.ArrayList;
import java.util.List;
import org.hasnas.chip.cost.ChipCost;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.chip.model.HardwareSettings;
import org.hasnas.chip.model.SpikeSimCostReport;
import org.hasnas.chip.model.SpikeSimCostReport.ComponentCost;
import org.hasnas.chip.model.SpikeSimCostReport.LayerCost;
import org.hasnas.chip.model.SpikeSimSettings;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.job.JobHandle;
import org.hasnas.job.Progress;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.SearchSpace;
import org.hasnas.search.evaluation.CandidateCosts;
import org.hasnas.search.feasibility.FeasibilityCheck;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.Feasibility;
import org.hasnas.testdata.FakeJob;
import org.hasnas.testdata.PlainCosts;
import org.hasnas.units.Area;
import org.hasnas.units.Energy;
import org.hasnas.units.Latency;

/** Costs for commands: they grow with the number of weights. */
public final class FakeCosts extends PlainCosts {
    public final List<ConvolutionLayer> layers = new ArrayList<>();

    @Override
    protected SpikeSimCostReport spikeSim(Network network, HardwareSettings hardware) {
        return report(network.convolutions(), network.parameters(), network.template().timeSteps(), hardware);
    }

    @Override
    public SpikeSimCostReport report(List<ConvolutionLayer> convolutions, int timeSteps, SpikeSimSettings hardware) {
        layers.addAll(convolutions);
        return report(convolutions, convolutions.stream().mapToLong(ConvolutionLayer::weights).sum(), timeSteps, hardware);
    }

    private static SpikeSimCostReport report(List<ConvolutionLayer> convolutions, long parameters, int timeSteps, HardwareSettings hardware) {
        long weights = convolutions.stream().mapToLong(ConvolutionLayer::weights).sum();
        List<LayerCost> layers = convolutions.stream().map(layer -> new LayerCost(layer.name(), layer.weights(), 2, 18, new Area(1e-8),
                new Latency(1e-6 * timeSteps), new Energy(layer.weights() * 1e-12 * timeSteps))).toList();
        HardwareCost total = new HardwareCost(hardware.model(), parameters, weights, new Area(weights * 1e-11),
                new Latency(1e-6 * timeSteps * convolutions.size()), new Energy(weights * 1e-12 * timeSteps));
        return new SpikeSimCostReport(hardware instanceof SpikeSimSettings chip ? chip : SpikeSimSettings.DEFAULT, total, layers,
                List.of(new ComponentCost("crossbars", total.area(), total.energy())), "cafe01",
                "convolutions only, the classifier is not mapped", List.of("latency ignores the crossbar"));
    }

    @Override
    public JobHandle<Progress, Feasibility> feasibility(NetworkTemplate template, SearchSpace space, HardwareSettings hardware,
            ConstraintSet limits) {
        try {
            return FakeJob.done(new FeasibilityCheck(new CandidateCosts(ChipCost.of(hardware), template, space), JobContext.NONE)
                    .check(limits));
        } catch (HasnasException e) {
            return FakeJob.failed(e);
        }
    }
}
