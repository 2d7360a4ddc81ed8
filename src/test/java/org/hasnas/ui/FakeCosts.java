package org.hasnas.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.hasnas.chip.catalog.HardwareProfiles;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.chip.model.HardwareProfile;
import org.hasnas.chip.model.HardwareSettings;
import org.hasnas.chip.model.SpikeSimCostReport;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobHandle;
import org.hasnas.job.Progress;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.SearchSpace;
import org.hasnas.search.model.Candidate;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.Feasibility;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.hasnas.search.model.TrialOutcome;
import org.hasnas.testdata.FakeJob;
import org.hasnas.testdata.HeldJobs;
import org.hasnas.testdata.PlainCosts;
import org.hasnas.testdata.Samples;

/** Costs for the window. */
public final class FakeCosts extends PlainCosts {
    public final HeldJobs jobs = new HeldJobs();
    /** Answers to the limits asked about; an answer may throw. */
    public volatile Function<ConstraintSet, Feasibility> feasible = limits -> new Feasibility(limits,
            Feasibility.Answer.FEASIBLE, Optional.empty(), Optional.empty(), List.of(), Optional.of(new Feasibility.Counts(1000, 120)));

    @Override
    protected SpikeSimCostReport spikeSim(Network network, HardwareSettings hardware) {
        return Samples.report(network, hardware);
    }

    @Override
    public List<Trial> recost(SearchRequest request, List<Trial> trials, HardwareSettings hardware) throws HasnasException {
        List<Trial> recosted = new ArrayList<>();
        for (Trial trial : trials) {
            HardwareCost cost = report(new Candidate(request, trial), hardware).total();
            recosted.add(new Trial(trial.index(), trial.architecture(), switch (trial.outcome()) {
                case TrialOutcome.Evaluated evaluated -> new TrialOutcome.Evaluated(cost, evaluated.fitness());
                case TrialOutcome.OverLimits overLimits -> new TrialOutcome.OverLimits(cost);
                case TrialOutcome.Failed failed -> failed;
            }, trial.seconds()));
        }
        return recosted;
    }

    @Override
    public List<HardwareProfile> profiles() throws HasnasException {
        return List.of(HardwareProfiles.find("neurosim-22nm-rram"), HardwareProfiles.find("neurosim-32nm-rram"));
    }

    @Override
    public JobHandle<Progress, Feasibility> feasibility(NetworkTemplate template, SearchSpace space, HardwareSettings hardware,
            ConstraintSet limits) {
        try {
            return jobs.job(Progress.NONE, feasible.apply(limits));
        } catch (RuntimeException failure) {
            return FakeJob.failed(failure);
        }
    }
}
