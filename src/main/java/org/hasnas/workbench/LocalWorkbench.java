package org.hasnas.workbench;

import org.hasnas.chip.cost.CostModels;
import org.hasnas.chip.cost.SpikeSimElaModel;
import org.hasnas.error.HasnasException;
import org.hasnas.simulation.kernel.Kernels;
import org.hasnas.workbench.candidate.KnownCandidates;
import org.hasnas.workbench.candidate.LocalCandidates;
import org.hasnas.workbench.check.LocalMeasurements;
import org.hasnas.workbench.check.Measurements;
import org.hasnas.workbench.chip.Crossbars;
import org.hasnas.workbench.chip.LocalCrossbars;
import org.hasnas.workbench.cost.Costs;
import org.hasnas.workbench.cost.LocalCosts;
import org.hasnas.workbench.data.Datasets;
import org.hasnas.workbench.data.LoadedDatasets;
import org.hasnas.workbench.data.LocalDatasets;
import org.hasnas.workbench.jobs.JobKernels;
import org.hasnas.workbench.jobs.Jobs;
import org.hasnas.workbench.project.OpenStores;
import org.hasnas.workbench.project.ProjectFolders;
import org.hasnas.workbench.project.Projects;
import org.hasnas.workbench.project.StoreOpener;
import org.hasnas.workbench.score.LocalScores;
import org.hasnas.workbench.score.Scores;
import org.hasnas.workbench.search.LocalSearches;
import org.hasnas.workbench.search.Searches;
import org.hasnas.workbench.study.LocalStudies;
import org.hasnas.workbench.study.Studies;
import org.hasnas.workbench.training.LocalTrainings;
import org.hasnas.workbench.training.Trainings;

/** The use cases, carried out in this process. */
public final class LocalWorkbench implements Workbench {
    private final Jobs jobs = new Jobs();
    private final OpenStores stores;
    private final Projects projects = new ProjectFolders();
    private final LocalDatasets datasets;
    private final LocalSearches searches;
    private final LocalCosts costs;
    private final LocalScores scores;
    private final LocalCandidates candidates;
    private final LocalTrainings trainings;
    private final LocalCrossbars crossbars;
    private final LocalStudies studies;
    private final LocalMeasurements measurements;

    /** @param opener opens a project's store */
    public LocalWorkbench(StoreOpener opener) throws HasnasException {
        this.stores = new OpenStores(opener);
        LoadedDatasets loaded = new LoadedDatasets();
        JobKernels kernels = new JobKernels(Kernels.ofProgram());
        CostModels models = new CostModels();
        SpikeSimElaModel spikeSim = SpikeSimElaModel.bundled();
        this.datasets = new LocalDatasets(loaded, projects, jobs);
        this.costs = new LocalCosts(models, spikeSim, jobs);
        this.scores = new LocalScores(loaded, kernels, jobs);
        this.searches = new LocalSearches(stores, models, scores, jobs);
        this.trainings = new LocalTrainings(stores, loaded, kernels, jobs);
        this.candidates = new LocalCandidates(searches, trainings, models, jobs);
        this.crossbars = new LocalCrossbars(stores, loaded, trainings, kernels, jobs);
        this.studies = new LocalStudies(models, scores, loaded, kernels, jobs);
        this.measurements = new LocalMeasurements(loaded, spikeSim, scores, kernels, jobs);
    }

    @Override
    public Projects projects() {
        return projects;
    }

    @Override
    public Datasets datasets() {
        return datasets;
    }

    @Override
    public Searches searches() {
        return searches;
    }

    @Override
    public Costs costs() {
        return costs;
    }

    @Override
    public Scores scores() {
        return scores;
    }

    @Override
    public KnownCandidates candidates() {
        return candidates;
    }

    @Override
    public Trainings trainings() {
        return trainings;
    }

    @Override
    public Crossbars crossbars() {
        return crossbars;
    }

    @Override
    public Studies studies() {
        return studies;
    }

    @Override
    public Measurements measurements() {
        return measurements;
    }

    @Override
    public void close() {
        jobs.close();
        stores.closeAll();
    }
}
