package org.hasnas.ui;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.hasnas.catalog.HardwareProfiles;
import org.hasnas.domain.architecture.Network;
import org.hasnas.domain.architecture.NetworkTemplate;
import org.hasnas.domain.architecture.SearchSpace;
import org.hasnas.domain.constraint.ConstraintSet;
import org.hasnas.domain.error.HasnasException;
import org.hasnas.domain.hardware.CostReport;
import org.hasnas.domain.hardware.HardwareCost;
import org.hasnas.domain.hardware.HardwareProfile;
import org.hasnas.domain.hardware.HardwareSettings;
import org.hasnas.domain.hardware.SpikeSimCostReport;
import org.hasnas.domain.run.Feasibility;
import org.hasnas.domain.run.SearchRequest;
import org.hasnas.domain.run.Trial;
import org.hasnas.domain.run.TrialOutcome;
import org.hasnas.job.JobContext;
import org.hasnas.testdata.PlainCosts;
import org.hasnas.testdata.TextFile;
import org.hasnas.workbench.Candidate;
import org.hasnas.workbench.Costs;

/** Costs for the window. */
public final class FakeCosts extends PlainCosts {
    /** Answers to the limits asked about; an answer may throw. */
    public volatile Function<ConstraintSet, Feasibility> feasible = limits -> new Feasibility(limits,
            Feasibility.Answer.FEASIBLE, Optional.empty(), Optional.empty(), List.of(), Optional.of(new Feasibility.Counts(1000, 120)));

    @Override
    protected SpikeSimCostReport spikeSim(Network network, HardwareSettings hardware) {
        return Samples.report(network, hardware);
    }

    @Override
    public List<Trial> recost(SearchRequest request, List<Trial> trials, HardwareSettings hardware) throws HasnasException {
        List<Trial> repriced = new ArrayList<>();
        for (Trial trial : trials) {
            HardwareCost cost = new Candidate(request, trial).costOn(hardware, this).total();
            repriced.add(new Trial(trial.index(), trial.architecture(), switch (trial.outcome()) {
                case TrialOutcome.Evaluated evaluated -> new TrialOutcome.Evaluated(cost, evaluated.fitness());
                case TrialOutcome.OverLimits overLimits -> new TrialOutcome.OverLimits(cost);
                case TrialOutcome.Failed failed -> failed;
            }, trial.seconds()));
        }
        return repriced;
    }

    @Override
    public List<HardwareProfile> profiles() throws HasnasException {
        return List.of(HardwareProfiles.find("neurosim-22nm-rram"), HardwareProfiles.find("neurosim-32nm-rram"));
    }

    @Override
    public Feasibility feasibility(NetworkTemplate template, SearchSpace space, HardwareSettings hardware, ConstraintSet limits, JobContext job) {
        return feasible.apply(limits);
    }

    @Override
    public void export(CostReport report, ConstraintSet limits, Path file) throws HasnasException {
        TextFile.write(file, "layer,area\n");
    }
}
