package org.hasnas.workbench;

import org.hasnas.chip.cost.SpikeSimElaModel;
import org.hasnas.error.HasnasException;
import org.hasnas.simulation.kernel.Kernels;
import org.hasnas.workbench.candidate.KnownCandidates;
import org.hasnas.workbench.candidate.LocalCandidates;
import org.hasnas.workbench.check.LocalMeasurements;
import org.hasnas.workbench.check.Measurements;
import org.hasnas.workbench.chip.Crossbars;
import org.hasnas.workbench.chip.LocalCrossbars;
import org.hasnas.workbench.cost.CostModels;
import org.hasnas.workbench.cost.Costs;
import org.hasnas.workbench.cost.LocalCosts;
import org.hasnas.workbench.data.Datasets;
import org.hasnas.workbench.data.LoadedDatasets;
import org.hasnas.workbench.data.LocalDatasets;
import org.hasnas.workbench.jobs.JobKernels;
import org.hasnas.workbench.jobs.JobThreads;
import org.hasnas.workbench.jobs.LiveJobs;
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
    private final JobThreads threads;
    private final OpenStores stores;
    private final LiveJobs live = new LiveJobs();
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

    /**
     * @param opener opens a project's store
     * @param threads makes the threads of runs; ended by {@link #close}
     */
    public LocalWorkbench(StoreOpener opener, JobThreads threads) throws HasnasException {
        this.threads = threads;
        this.stores = new OpenStores(opener);
        LoadedDatasets loaded = new LoadedDatasets();
        JobKernels kernels = new JobKernels(Kernels.ofProgram());
        CostModels models = new CostModels();
        SpikeSimElaModel spikeSim = SpikeSimElaModel.bundled();
        this.datasets = new LocalDatasets(loaded, projects);
        this.costs = new LocalCosts(models, spikeSim);
        this.scores = new LocalScores(loaded, kernels, threads);
        this.searches = new LocalSearches(stores, models, scores, threads, live);
        this.trainings = new LocalTrainings(stores, loaded, kernels, threads, live);
        this.candidates = new LocalCandidates(searches, trainings, models);
        this.crossbars = new LocalCrossbars(stores, loaded, trainings, kernels, threads);
        this.studies = new LocalStudies(models, scores, loaded, kernels, threads);
        this.measurements = new LocalMeasurements(loaded, spikeSim, scores, kernels, threads);
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
        live.end();
        stores.closeAll();
        threads.close();
    }
}
