package org.hasnas.workbench;

import java.nio.file.Path;
import java.util.List;
import org.hasnas.domain.error.HasnasException;
import org.hasnas.domain.measurement.AlgorithmComparison;
import org.hasnas.domain.measurement.ComparisonResult;
import org.hasnas.domain.measurement.PassBenchmark;
import org.hasnas.domain.measurement.PassMeasurement;
import org.hasnas.domain.measurement.PassTimes;
import org.hasnas.domain.measurement.ScoreBenchmark;
import org.hasnas.domain.measurement.ScoreMeasurement;
import org.hasnas.domain.measurement.ScreenBenchmark;
import org.hasnas.domain.measurement.ScreenMeasurement;
import org.hasnas.domain.measurement.SearchBenchmark;
import org.hasnas.domain.measurement.SearchMeasurement;
import org.hasnas.domain.measurement.TableSearch;
import org.hasnas.domain.measurement.TableSearchResult;
import org.hasnas.domain.measurement.TrainedAccuracies;
import org.hasnas.domain.measurement.TrainingComparison;
import org.hasnas.domain.measurement.TrainingSpeed;
import org.hasnas.domain.measurement.VerificationResult;
import org.hasnas.job.JobContext;

/**
 * The part of the {@link Workbench} that measures the program itself: its speed, what its searches and scores find, and its agreement with
 * other tools. Nothing is stored. Safe for any thread.
 */
public interface Measurements {
    /** Times passes of one batch through the event-driven engine. */
    PassMeasurement passes(PassBenchmark benchmark, JobContext job) throws HasnasException;

    /** Times the same passes, simulated densely by a tensor library that is loaded at the first call. */
    PassTimes densePasses(PassBenchmark benchmark, JobContext job) throws HasnasException;

    /** Times the evaluation of random candidates, as a search does it. */
    SearchMeasurement searchSpeed(SearchBenchmark benchmark, JobContext job) throws HasnasException;

    /** Times steps of a training, event-driven and with a dense library that is loaded at the first call. */
    TrainingSpeed trainingSpeed(PassBenchmark benchmark, JobContext job) throws HasnasException;

    /** Trains a network event-driven and with the dense library, over seeds. */
    TrainedAccuracies compareTrainings(TrainingComparison comparison, JobContext job) throws HasnasException;

    /** Runs search algorithms on one task and measures what they find and take. */
    ComparisonResult compareAlgorithms(AlgorithmComparison comparison, JobContext job) throws HasnasException;

    /** Runs search algorithms among the networks of a table of SpikeNAS-Bench, where the trained accuracies are known. */
    TableSearchResult searchTable(TableSearch search, Path table, JobContext job) throws HasnasException;

    /** Compares the ranks of cheap screens with those of the whole score. */
    ScreenMeasurement compareScreens(ScreenBenchmark benchmark, JobContext job) throws HasnasException;

    /** Compares scores and predictor with a table of SpikeNAS-Bench. */
    ScoreMeasurement compareScores(Path table, ScoreBenchmark benchmark, JobContext job) throws HasnasException;

    /** Recomputes oracle cases of other tools. */
    List<VerificationResult> verify(VerificationKind kind, Path path) throws HasnasException;
}
