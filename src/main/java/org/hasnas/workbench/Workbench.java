package org.hasnas.workbench;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hasnas.domain.architecture.Architecture;
import org.hasnas.domain.architecture.ConvolutionLayer;
import org.hasnas.domain.architecture.Network;
import org.hasnas.domain.architecture.NetworkTemplate;
import org.hasnas.domain.architecture.SearchSpace;
import org.hasnas.domain.constraint.ConstraintSet;
import org.hasnas.domain.error.HasnasException;
import org.hasnas.domain.hardware.CostReport;
import org.hasnas.domain.hardware.HardwareSettings;
import org.hasnas.domain.hardware.PhysicalCostReport;
import org.hasnas.domain.hardware.SpikeRates;
import org.hasnas.domain.measurement.AlgorithmComparison;
import org.hasnas.domain.measurement.ComparisonResult;
import org.hasnas.domain.measurement.PassBenchmark;
import org.hasnas.domain.measurement.PassMeasurement;
import org.hasnas.domain.measurement.PassTimes;
import org.hasnas.domain.measurement.SearchBenchmark;
import org.hasnas.domain.measurement.SearchMeasurement;
import org.hasnas.domain.measurement.TableSearch;
import org.hasnas.domain.measurement.TableSearchResult;
import org.hasnas.domain.run.DatasetReference;
import org.hasnas.domain.run.Feasibility;
import org.hasnas.domain.run.FitnessSettings;
import org.hasnas.domain.run.RunSummary;
import org.hasnas.domain.run.SearchRequest;
import org.hasnas.domain.run.Trial;
import org.hasnas.job.JobContext;

/** The use cases of the program. Methods block unless they return a {@link RunHandle}; all are safe for any thread. */
public interface Workbench extends AutoCloseable {
    /** Reads a project folder (or its project.yaml). */
    Project openProject(Path folder) throws HasnasException;

    /** Writes project.yaml (atomically), making the folder if needed. */
    void saveProject(Project project) throws HasnasException;

    /** A new project in an empty or new folder, from a template preset's name such as {@code digits}; written at once. */
    Project createProject(Path folder, String presetName) throws HasnasException;

    /** Whether runs can be stored in the project's folder; a sentence that says why not and proposes another place, else empty. */
    Optional<String> storeProblem(Project project);

    /** Checks and starts a search; its trials go to the project's store. */
    RunHandle startSearch(Project project, SearchRequest request, int threads) throws HasnasException;

    /** Goes on with a stored run; ends with the same result as if it had never been interrupted. */
    RunHandle continueSearch(Project project, long runId, int threads) throws HasnasException;

    List<RunSummary> runs(Project project) throws HasnasException;

    RunSummary run(Project project, long runId) throws HasnasException;

    List<Trial> trials(Project project, long runId) throws HasnasException;

    /** Cost of an architecture; a pure computation of well under a millisecond. */
    CostReport cost(NetworkTemplate template, SearchSpace space, Architecture architecture, HardwareSettings hardware);

    /** Cost of a list of convolutions given by the user, simulated for {@code timeSteps} time steps. */
    CostReport cost(List<ConvolutionLayer> layers, int timeSteps, HardwareSettings hardware);

    /**
     * Whether any architecture of a space meets limits, from costs alone: a second at most for the spaces that come with the program. If
     * none does, what must move.
     */
    Feasibility feasibility(NetworkTemplate template, SearchSpace space, HardwareSettings hardware, ConstraintSet limits, JobContext job);

    /** Memory in bytes that {@link #fitness} will take for an architecture, the data set not counted. */
    long fitnessMemoryBytes(NetworkTemplate template, SearchSpace space, Architecture architecture, FitnessSettings settings);

    /**
     * Cost of a network by the physical model; never to be added to or compared with costs of the other model.
     *
     * @param profileOrFile name of a hardware profile of the program, or path of a file
     * @param rates how often the inputs of layers spike
     */
    PhysicalCostReport physicalCost(Network network, String profileOrFile, SpikeRates rates) throws HasnasException;

    /** Fitness of one architecture on images of a data set. */
    FitnessReport fitness(DatasetReference dataset, NetworkTemplate template, SearchSpace space, Architecture architecture,
            FitnessSettings settings, long seed, int threads, JobContext job) throws HasnasException;

    /** Times passes of one batch through the event-driven engine. */
    PassMeasurement benchmarkPasses(PassBenchmark benchmark, JobContext job) throws HasnasException;

    /** Times the same passes, simulated densely by a tensor library that is loaded at the first call. */
    PassTimes benchmarkDensePasses(PassBenchmark benchmark, JobContext job) throws HasnasException;

    /** Times the evaluation of random candidates, as a search does it; nothing is stored. */
    SearchMeasurement benchmarkSearch(SearchBenchmark benchmark, JobContext job) throws HasnasException;

    /** Runs search algorithms on one task and measures what they find and take; nothing is stored. */
    ComparisonResult compareAlgorithms(AlgorithmComparison comparison, JobContext job) throws HasnasException;

    /** Runs search algorithms among the networks of a table of SpikeNAS-Bench, where the trained accuracies are known. */
    TableSearchResult searchTable(TableSearch search, Path table, JobContext job) throws HasnasException;

    /** Writes a candidate as versioned JSON that {@link #importCandidate} reads back. */
    void exportCandidate(Candidate candidate, Path file) throws HasnasException;

    Candidate importCandidate(Path file) throws HasnasException;

    /** Writes a cost report as CSV, one row per layer and one per component, with units in the header. */
    void exportCost(CostReport report, ConstraintSet limits, Path file) throws HasnasException;

    /** Recomputes oracle cases of other tools. */
    List<VerificationResult> verify(VerificationKind kind, Path path) throws HasnasException;

    /** Solves a crossbar circuit that a JSON file describes. */
    CrossbarSolution solveCrossbar(Path file) throws HasnasException;

    /** Puts a layer of the untrained network on crossbars and says what they compute. */
    CrossbarMapReport mapOnCrossbars(Network network, CrossbarMapRequest request, JobContext job) throws HasnasException;

    /** Reads a data set and says what is in it; an error if anything is wrong with it. */
    DatasetSummary describeDataset(DatasetReference dataset) throws HasnasException;

    /**
     * Checks a data set (a folder or an archive of a known layout), copies or unpacks it into the project's {@code data} folder,
     * complete or not at all, and lets the project use it.
     *
     * @return the project as saved, with a path relative to its folder
     * @throws HasnasException also if the images do not suit the project's template
     */
    Project importDataset(Project project, Path source, JobContext job) throws HasnasException;

    /** Stops all runs of this workbench and waits until their last trials are stored. */
    @Override
    void close();
}
