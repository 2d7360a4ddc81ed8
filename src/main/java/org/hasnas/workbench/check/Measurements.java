package org.hasnas.workbench.check;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hasnas.checks.model.AlgorithmComparison;
import org.hasnas.checks.model.ClusterScale;
import org.hasnas.checks.model.ComparisonResult;
import org.hasnas.checks.model.DecisionMeasurement;
import org.hasnas.checks.model.EventImport;
import org.hasnas.checks.model.LadderBenchmark;
import org.hasnas.checks.model.LadderMeasurement;
import org.hasnas.checks.model.PassBenchmark;
import org.hasnas.checks.model.PassMeasurement;
import org.hasnas.checks.model.PassTimes;
import org.hasnas.checks.model.RecipeComparison;
import org.hasnas.checks.model.RecipeResult;
import org.hasnas.checks.model.ReplayBenchmark;
import org.hasnas.checks.model.ReplayMeasurement;
import org.hasnas.checks.model.ScoreBenchmark;
import org.hasnas.checks.model.ScoreMeasurement;
import org.hasnas.checks.model.ScreenBenchmark;
import org.hasnas.checks.model.ScreenMeasurement;
import org.hasnas.checks.model.SearchBenchmark;
import org.hasnas.checks.model.SearchMeasurement;
import org.hasnas.checks.model.TableSearch;
import org.hasnas.checks.model.TableSearchResult;
import org.hasnas.checks.model.TrainedAccuracies;
import org.hasnas.checks.model.TrainingComparison;
import org.hasnas.checks.model.TrainingPace;
import org.hasnas.checks.model.TrainingSpeed;
import org.hasnas.checks.model.VerificationKind;
import org.hasnas.checks.model.VerificationResult;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobHandle;
import org.hasnas.job.Progress;
import org.hasnas.network.Architecture;
import org.hasnas.search.model.Project;
import org.hasnas.training.model.TrainingSettings;
import org.hasnas.workbench.Workbench;

/**
 * The part of the {@link Workbench} that measures the program itself: its speed, what its searches and scores find, and its agreement with
 * other tools. Nothing is stored. Safe for any thread.
 */
public interface Measurements {
    /** Times passes of one batch through the event-driven engine. */
    JobHandle<Progress, PassMeasurement> passes(PassBenchmark benchmark);

    /** Times the same passes, simulated densely by a tensor library that is loaded at the first call. */
    JobHandle<Progress, PassTimes> densePasses(PassBenchmark benchmark);

    /** Times the evaluation of random candidates, as a search does it. */
    JobHandle<Progress, SearchMeasurement> searchSpeed(SearchBenchmark benchmark);

    /** Times steps of a training, event-driven and with a dense library that is loaded at the first call. */
    JobHandle<Progress, TrainingSpeed> trainingSpeed(PassBenchmark benchmark);

    /**
     * Times event-driven steps of a training and the parts of a step.
     *
     * @param warmUp steps before those that are timed
     */
    JobHandle<Progress, TrainingPace> trainingPace(PassBenchmark benchmark, int warmUp);

    /** Trains a network event-driven and with the dense library, over seeds. */
    JobHandle<Progress, TrainedAccuracies> compareTrainings(TrainingComparison comparison);

    /** Trains a network with several settings, over held-out blocks and seeds. */
    JobHandle<Progress, RecipeResult> compareRecipes(RecipeComparison comparison);

    /** Runs search algorithms on one task and measures what they find and take. */
    JobHandle<Progress, ComparisonResult> compareAlgorithms(AlgorithmComparison comparison);

    /** Runs search algorithms among the networks of a table of SpikeNAS-Bench, where the trained accuracies are known. */
    JobHandle<Progress, TableSearchResult> searchTable(TableSearch search, Path table);

    /**
     * Runs searches that pay for trainings in a table of SpikeNAS-Bench.
     *
     * @param curves file of learning curves; empty to take what the table itself tells
     * @param prior table of another data set, known before
     */
    JobHandle<Progress, LadderMeasurement> searchLadder(LadderBenchmark benchmark, Path table, Optional<Path> curves, Optional<Path> prior);

    /** Runs searches by trainings among the designs of a project whose trainings, with the project's settings, have ended. */
    JobHandle<Progress, ReplayMeasurement> replaySearches(ReplayBenchmark benchmark, Project project);

    /** Times the decisions of a search by trainings among designs of a project's space; nothing is trained. */
    JobHandle<Progress, DecisionMeasurement> timeDecisions(Project project, int designs, int decisions);

    /** Compares the ranks of cheap screens with those of the whole score. */
    JobHandle<Progress, ScreenMeasurement> compareScreens(ScreenBenchmark benchmark);

    /** Compares scores and predictor with a table of SpikeNAS-Bench. */
    JobHandle<Progress, ScoreMeasurement> compareScores(Path table, ScoreBenchmark benchmark);

    /**
     * Times tasks on the cluster that is used: ones that only sleep, and work, which is timed in this process too.
     *
     * @param taskSeconds that tasks sleep
     * @param payloadBytes that travel there and back with tasks that do nothing
     */
    JobHandle<Progress, ClusterScale> clusterScale(List<Double> taskSeconds, int payloadBytes, Optional<ScaleWork> work)
            throws HasnasException;

    /**
     * What {@link #clusterScale} does with a design, some times side by side in every round: trains it, or computes its score.
     *
     * @param project whose data set and score it takes
     * @param scores how often in a row the score is computed; 0 for a training
     * @param sideBySide numbers of copies that are tried; as many as the cluster has cores if empty
     */
    record ScaleWork(Project project, Architecture design, TrainingSettings settings, int scores, int rounds, List<Integer> sideBySide) {}

    /**
     * What importing and reading made-up recordings of events in N-MNIST's layout takes.
     *
     * @param folder where the files are made for the time of the measurement
     */
    JobHandle<Progress, EventImport> eventImport(int recordings, Path folder);

    /** Recomputes oracle cases of other tools. */
    JobHandle<Progress, List<VerificationResult>> verify(VerificationKind kind, Path path);
}
