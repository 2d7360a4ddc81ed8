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
import org.hasnas.domain.hardware.HardwareProfile;
import org.hasnas.domain.hardware.HardwareSettings;
import org.hasnas.domain.hardware.PhysicalSettings;
import org.hasnas.domain.hardware.SpikeRateSource;
import org.hasnas.domain.hardware.SpikeRates;
import org.hasnas.domain.measurement.AlgorithmComparison;
import org.hasnas.domain.measurement.ComparisonResult;
import org.hasnas.domain.hardware.SpikeSimCostReport;
import org.hasnas.domain.hardware.SpikeSimSettings;
import org.hasnas.domain.measurement.PassBenchmark;
import org.hasnas.domain.measurement.PassMeasurement;
import org.hasnas.domain.measurement.PassTimes;
import org.hasnas.domain.measurement.ScoreBenchmark;
import org.hasnas.domain.measurement.ScoreMeasurement;
import org.hasnas.domain.measurement.SearchBenchmark;
import org.hasnas.domain.measurement.SearchMeasurement;
import org.hasnas.domain.measurement.TableSearch;
import org.hasnas.domain.measurement.TableSearchResult;
import org.hasnas.domain.measurement.VerificationResult;
import org.hasnas.domain.run.DatasetReference;
import org.hasnas.domain.run.Feasibility;
import org.hasnas.domain.run.FitnessSettings;
import org.hasnas.domain.run.RunSummary;
import org.hasnas.domain.run.SearchRequest;
import org.hasnas.domain.run.Trial;
import org.hasnas.domain.study.OperationStudy;
import org.hasnas.domain.study.OperationStudyRequest;
import org.hasnas.domain.study.TemplateStudy;
import org.hasnas.domain.study.TemplateStudyRequest;
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

    /**
     * Cost of an architecture; a pure computation of about a millisecond. Of measured spike rates, the lower bound: see
     * {@link HardwareSettings#measured}.
     *
     * @throws HasnasException if the component catalogue of the settings is not what it was
     */
    CostReport cost(NetworkTemplate template, SearchSpace space, Architecture architecture, HardwareSettings hardware) throws HasnasException;

    /** Cost of a list of convolutions given by the user, simulated for {@code timeSteps} time steps. */
    SpikeSimCostReport cost(List<ConvolutionLayer> layers, int timeSteps, SpikeSimSettings hardware);

    /** Trials of a request with the costs that other hardware gives them; a pure computation of some microseconds per trial. */
    List<Trial> recost(SearchRequest request, List<Trial> trials, HardwareSettings hardware) throws HasnasException;

    /** The hardware profiles of the program. */
    List<HardwareProfile> hardwareProfiles() throws HasnasException;

    /**
     * Settings of the physical model.
     *
     * @param profileName name of a profile of the program, or path of a file
     * @param catalogName id or path of a catalogue that replaces the profile's own; empty for that one
     * @param folder what relative paths are resolved against
     */
    PhysicalSettings physicalHardware(String profileName, String catalogName, Path folder, SpikeRateSource rates) throws HasnasException;

    /** Spike rates of every layer of an untrained network, from a simulation on images of a data set. */
    SpikeRates simulatedSpikeRates(DatasetReference dataset, Network network, FitnessSettings settings, long seed, int threads, JobContext job)
            throws HasnasException;

    /**
     * Whether any architecture of a space meets limits, from costs alone: a second at most for the spaces that come with the program. If
     * none does, what must move.
     *
     * @throws HasnasException of the physical model, for which no bound is known
     */
    Feasibility feasibility(NetworkTemplate template, SearchSpace space, HardwareSettings hardware, ConstraintSet limits, JobContext job)
            throws HasnasException;

    /** Memory in bytes that {@link #fitness} will take for an architecture, the data set not counted. */
    long fitnessMemoryBytes(NetworkTemplate template, SearchSpace space, Architecture architecture, FitnessSettings settings);

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

    /** Compares scores and predictor with a table of SpikeNAS-Bench. */
    ScoreMeasurement benchmarkScores(Path table, ScoreBenchmark benchmark, JobContext job) throws HasnasException;

    /**
     * What the project's table of SpikeNAS-Bench knows about candidates of a request; empty if the project names none, or if the request
     * searches other networks than the table holds.
     */
    Optional<BenchmarkAccuracies> benchmarkAccuracies(Project project, SearchRequest request) throws HasnasException;

    /**
     * All that is known now of the accuracies of a request's candidates: predicted, from the project's table, trained, on the chip. Reads
     * the store and the table.
     */
    CandidateAccuracies accuracies(Project project, SearchRequest request) throws HasnasException;

    /** Writes a candidate as versioned JSON that {@link #importCandidate} reads back. */
    void exportCandidate(Candidate candidate, Path file) throws HasnasException;

    Candidate importCandidate(Path file) throws HasnasException;

    /** Writes a cost report as CSV, one row per layer and one per component, with units in the header. */
    void exportCost(CostReport report, ConstraintSet limits, Path file) throws HasnasException;

    /** Recomputes oracle cases of other tools. */
    List<VerificationResult> verify(VerificationKind kind, Path path) throws HasnasException;

    /**
     * Step 1: what leaving out each operation of a space does to fitness and costs, over paired random candidates.
     *
     * @param request the project's search, perhaps changed
     * @param table CSV table of SpikeNAS-Bench, for what it does to trained accuracy; empty for none
     */
    OperationStudy studyOperations(Project project, OperationStudyRequest request, Optional<Path> table, int threads, JobContext job)
            throws HasnasException;

    /** Step 2: what each part of the template is worth, over random candidates that all templates share. */
    TemplateStudy studyTemplates(Project project, TemplateStudyRequest request, int threads, JobContext job) throws HasnasException;

    /** Writes a study as CSV, one row per operation. */
    void exportOperations(OperationStudy study, Path file) throws HasnasException;

    /** Writes a study as CSV, one row per template. */
    void exportTemplates(TemplateStudy study, Path file) throws HasnasException;

    /** Solves a crossbar circuit that a JSON file describes. */
    CrossbarSolution solveCrossbar(Path file) throws HasnasException;

    /** Puts a layer of the untrained network on crossbars and says what they compute. */
    CrossbarMapReport mapOnCrossbars(Network network, CrossbarMapRequest request, JobContext job) throws HasnasException;

    /**
     * Runs images through a trained network on a simulated chip.
     *
     * <p>A single point (no sweep) of a training of the project on held-out images is kept with the project, as the candidate's on-chip accuracy.
     */
    ChipAccuracyReport chipAccuracy(Project project, ChipAccuracyRequest request, ChipAccuracyListener listener, JobContext job) throws HasnasException;

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

    /** Trainings of candidates, and what was measured of them. */
    Trainings trainings();

    /** Stops all runs of this workbench and waits until their last trials are stored. */
    @Override
    void close();
}
