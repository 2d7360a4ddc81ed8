package org.hasnas.workbench;

import org.hasnas.chip.cost.CostModels;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobHandle;
import org.hasnas.simulation.kernel.Kernels;
import org.hasnas.workbench.candidate.KnownCandidates;
import org.hasnas.workbench.candidate.LocalCandidates;
import org.hasnas.workbench.check.LocalMeasurements;
import org.hasnas.workbench.check.Measurements;
import org.hasnas.workbench.chip.Crossbars;
import org.hasnas.workbench.chip.LocalCrossbars;
import org.hasnas.workbench.cluster.ClusterOpener;
import org.hasnas.workbench.cluster.Clusters;
import org.hasnas.workbench.cost.Costs;
import org.hasnas.workbench.cost.LocalCosts;
import org.hasnas.workbench.data.Datasets;
import org.hasnas.workbench.data.LoadedDatasets;
import org.hasnas.workbench.data.LocalDatasets;
import org.hasnas.workbench.exchange.Exchange;
import org.hasnas.workbench.exchange.LocalExchange;
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
import org.hasnas.workbench.training.TrainingPlaces;
import org.hasnas.workbench.training.Trainings;

/**
 * The use cases of the program, by theme. What takes long returns a {@link JobHandle}; the other methods block while they read files. All are
 * safe for any thread.
 *
 * @param projects project folders
 * @param datasets data sets, and their import into a project
 * @param searches searches and stored runs
 * @param costs what networks cost on a chip
 * @param scores scores of untrained networks
 * @param candidates accuracies of candidates, and candidates as files
 * @param trainings trainings of candidates, and what was measured of them
 * @param crossbars simulated crossbars, and trained networks on them
 * @param studies studies of operations and templates
 * @param exchange networks of other tools
 * @param measurements measurements of the program itself
 * @param clusters where the arithmetic is done
 * @param ending ends all jobs and waits until their last results are stored
 */
public record Workbench(Projects projects, Datasets datasets, Searches searches, Costs costs, Scores scores, KnownCandidates candidates,
        Trainings trainings, Crossbars crossbars, Studies studies, Exchange exchange, Measurements measurements, Clusters clusters,
        Runnable ending)
        implements AutoCloseable {
    /** A workbench that computes in this process only. */
    public static Workbench local(StoreOpener opener) throws HasnasException {
        return local(opener, address -> {
            throw new HasnasException(ErrorCode.BAD_INPUT, "This program can't use the cluster " + address.master() + ".");
        });
    }

    /**
     * A workbench that computes in this process, and on a cluster if it is told to.
     *
     * @param opener opens a project's store
     * @param joining joins a cluster
     */
    public static Workbench local(StoreOpener opener, ClusterOpener joining) throws HasnasException {
        Jobs jobs = new Jobs();
        OpenStores stores = new OpenStores(opener);
        LoadedDatasets loaded = new LoadedDatasets();
        Projects projects = new ProjectFolders(loaded::knownShape);
        JobKernels kernels = new JobKernels(Kernels::ofProgram);
        Clusters clusters = new Clusters(joining);
        TrainingPlaces places = new TrainingPlaces(kernels, clusters);
        CostModels models = new CostModels();
        Datasets datasets = new LocalDatasets(loaded, projects, jobs);
        Costs costs = new LocalCosts(models, jobs);
        LocalScores scores = new LocalScores(loaded, kernels, jobs, clusters);
        Trainings trainings = new LocalTrainings(stores, loaded, places, jobs, clusters);
        LocalCrossbars crossbars = new LocalCrossbars(stores, loaded, trainings, kernels, jobs, clusters);
        Searches searches = new LocalSearches(stores, models, scores, loaded, crossbars, places, jobs, clusters);
        KnownCandidates candidates = new LocalCandidates(searches, trainings, models, jobs);
        Studies studies = new LocalStudies(models, scores, loaded, places, jobs, clusters);
        Exchange exchange = new LocalExchange(loaded, trainings, jobs);
        Measurements measurements = new LocalMeasurements(stores, loaded, scores, kernels, jobs, clusters);
        return new Workbench(projects, datasets, searches, costs, scores, candidates, trainings, crossbars, studies, exchange, measurements,
                clusters, () -> {
                    jobs.close();
                    clusters.close();
                    stores.closeAll();
                });
    }

    /** Cancels all jobs of this workbench and waits until their last results are stored. */
    @Override
    public void close() {
        ending.run();
    }
}
