package org.hasnas.testdata;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hasnas.chip.catalog.DeviceFiles;
import org.hasnas.chip.catalog.HardwareProfiles;
import org.hasnas.chip.cost.ChipCost;
import org.hasnas.chip.model.CostReport;
import org.hasnas.chip.model.DeviceStatistics;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.chip.model.HardwareProfile;
import org.hasnas.chip.model.HardwareSettings;
import org.hasnas.chip.model.PhysicalSettings;
import org.hasnas.chip.model.SpikeRateSource;
import org.hasnas.chip.model.SpikeRates;
import org.hasnas.chip.model.SpikeSimSettings;
import org.hasnas.error.HasnasException;
import org.hasnas.files.codec.LayerListCsv;
import org.hasnas.files.codec.SpikeRatesJson;
import org.hasnas.files.export.CostCsv;
import org.hasnas.job.JobContext;
import org.hasnas.job.JobHandle;
import org.hasnas.job.Progress;
import org.hasnas.network.Architecture;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.SearchSpace;
import org.hasnas.search.algorithm.TypicalLimits;
import org.hasnas.search.evaluation.CandidateCosts;
import org.hasnas.search.feasibility.FeasibilityCheck;
import org.hasnas.search.model.Candidate;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.Feasibility;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.hasnas.search.model.TrialOutcome;
import org.hasnas.workbench.cost.Costs;

/** Costs for front ends: the real physical model, and plain numbers instead of the SpikeSim model's. */
public final class FakeCosts implements Costs {
    public final HeldJobs jobs = new HeldJobs();
    /** The layers whose costs were asked for by a list. */
    public final List<ConvolutionLayer> layers = new ArrayList<>();
    /** Answers to limits; at first the true one for the real costs. */
    public volatile FeasibilityAnswer feasible = (template, space, hardware,
            limits) -> new FeasibilityCheck(new CandidateCosts(ChipCost.of(hardware), template, space)).check(limits, JobContext.NONE);

    /** An answer to the question whether limits can be met; it may throw. */
    @FunctionalInterface
    public interface FeasibilityAnswer {
        Feasibility to(NetworkTemplate template, SearchSpace space, HardwareSettings hardware, ConstraintSet limits) throws HasnasException;
    }

    @Override
    public CostReport report(Network network, HardwareSettings hardware) throws HasnasException {
        return hardware instanceof PhysicalSettings physical ? ChipCost.of(physical).report(network) : Samples.report(network, hardware);
    }

    @Override
    public List<DeviceStatistics> devices() throws HasnasException {
        return DeviceFiles.bundled();
    }

    @Override
    public PhysicalSettings physical(String profileName, String catalogName, Path folder, SpikeRateSource rates) throws HasnasException {
        return HardwareProfiles.settings(profileName, catalogName, folder, rates);
    }

    @Override
    public List<ConvolutionLayer> layers(Path file) throws HasnasException {
        return LayerListCsv.read(file);
    }

    @Override
    public SpikeRates spikeRates(Path file, Optional<Network> network) throws HasnasException {
        return SpikeRatesJson.read(file, network);
    }

    @Override
    public void export(CostReport report, ConstraintSet limits, Path file) throws HasnasException {
        StringBuilder text = new StringBuilder();
        try {
            export(report, limits, text);
        } catch (IOException e) {
            throw new UncheckedIOException("a StringBuilder takes every text", e);
        }
        TextFile.write(file, text.toString());
    }

    @Override
    public void export(CostReport report, ConstraintSet limits, Appendable out) throws IOException {
        CostCsv.write(report, limits, out);
    }

    @Override
    public CostReport report(List<ConvolutionLayer> convolutions, int timeSteps, HardwareSettings hardware) {
        layers.addAll(convolutions);
        return Samples.report(convolutions, ConvolutionLayer.weights(convolutions), timeSteps, (SpikeSimSettings) hardware);
    }

    @Override
    public List<Trial> recost(SearchRequest request, List<Trial> trials, HardwareSettings hardware) throws HasnasException {
        List<Trial> recosted = new ArrayList<>();
        for (Trial trial : trials) {
            HardwareCost cost = report(new Candidate(request, trial), hardware).total();
            recosted.add(new Trial(trial.index(), trial.architecture(), switch (trial.outcome()) {
                case TrialOutcome.Evaluated evaluated -> new TrialOutcome.Evaluated(cost, evaluated.fitness());
                case TrialOutcome.OverLimits _ -> new TrialOutcome.OverLimits(cost);
                case TrialOutcome.Unscored _ -> new TrialOutcome.Unscored(cost);
                case TrialOutcome.Failed failed -> failed;
            }, trial.seconds()));
        }
        return recosted;
    }

    @Override
    public List<Trial> price(SearchRequest request, List<Architecture> designs) throws HasnasException {
        List<Trial> priced = new ArrayList<>();
        for (Architecture design : designs) {
            Network network = Network.of(request.template(), request.space(), design);
            priced.add(new Trial(priced.size(), design, new TrialOutcome.Unscored(report(network, request.hardware()).total()), 0));
        }
        return priced;
    }

    @Override
    public JobHandle<Progress, ConstraintSet> typicalLimits(SearchRequest request) {
        try {
            return FakeJob.done(TypicalLimits.of(request, new CandidateCosts(ChipCost.of(request.hardware()), request.template(), request.space()),
                    JobContext.NONE));
        } catch (HasnasException noCosts) {
            return FakeJob.failed(noCosts);
        }
    }

    @Override
    public List<HardwareProfile> profiles() throws HasnasException {
        return List.of(HardwareProfiles.find("neurosim-22nm-rram"), HardwareProfiles.find("neurosim-32nm-rram"));
    }

    @Override
    public JobHandle<Progress, Feasibility> feasibility(NetworkTemplate template, SearchSpace space, HardwareSettings hardware,
            ConstraintSet limits) {
        try {
            return jobs.job(Progress.NONE, feasible.to(template, space, hardware, limits));
        } catch (HasnasException | RuntimeException failure) {
            return FakeJob.failed(failure);
        }
    }
}
