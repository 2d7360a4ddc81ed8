package org.hasnas.workbench.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.hasnas.chip.model.MeasuredAccuracy;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.files.codec.WeightsFile;
import org.hasnas.files.codec.WeightsFiles;
import org.hasnas.files.store.sqlite.SqliteStore;
import org.hasnas.job.RunStatus;
import org.hasnas.network.Architecture;
import org.hasnas.network.plan.NetworkPlan;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.simulation.model.LayerRate;
import org.hasnas.testdata.CaughtLog;
import org.hasnas.training.model.Accuracy;
import org.hasnas.training.model.AccuracyKind;
import org.hasnas.training.model.KeptEpoch;
import org.hasnas.training.model.TrainingProgress;
import org.hasnas.training.model.TrainingSettings;
import org.hasnas.training.model.TrainingSummary;
import org.hasnas.workbench.LocalWorkbench;
import org.hasnas.workbench.Workbench;
import org.hasnas.workbench.jobs.JobThreads;
import org.hasnas.workbench.jobs.LocalJob;
import org.hasnas.workbench.project.Project;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real trainings of a small network on the embedded digits, with the real store. */
@Timeout(300)
final class LocalTrainingsTest {
    private static final Architecture FIRST = Architecture.parse("0300 0030 0003 0000");
    private static final Architecture SECOND = Architecture.parse("0302 0000 0000 0000");

    @TempDir
    Path folder;

    private Workbench workbench = newWorkbench();

    @BeforeEach
    void open() {
        workbench = newWorkbench();
    }

    private static Workbench newWorkbench() {
        try {
            return new LocalWorkbench(file -> SqliteStore.open(file, "test"), new JobThreads());
        } catch (HasnasException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @AfterEach
    void close() {
        workbench.close();
    }

    private Project project() throws HasnasException {
        Project digits = workbench.projects().create(folder.resolve("p"), "digits");
        SearchRequest search = digits.search();
        Project small = digits.withSearch(search.withTemplate(search.template().withFirstWidth(8).withTimeSteps(2)));
        workbench.projects().save(small);
        return small;
    }

    private static TrainingSettings settings(Project project) {
        return project.training().withEpochs(3).withBatchSize(64);
    }

    private static TrainingProgress ended(TrainingHandle handle) throws Exception {
        return handle.completion().toCompletableFuture().get(200, TimeUnit.SECONDS);
    }

    @Test
    void aQueueIsTrainedAndItsAccuraciesRatesAndWeightsAreKept() throws Exception {
        Project project = project();
        List<TrainingHandle> handles = workbench.trainings().start(project, List.of(FIRST, SECOND), settings(project), 2);
        assertEquals(2, handles.size());
        for (TrainingHandle handle : handles) {
            TrainingProgress end = ended(handle);
            assertEquals(RunStatus.FINISHED, end.status());
            assertEquals(3, handle.epochsSince(0).size());
            assertEquals(1, handle.epochsSince(2).size());
            TrainingSummary stored = workbench.trainings().get(project, handle.training().id());
            assertEquals(RunStatus.FINISHED, stored.status());
            assertEquals(handle.epochsSince(0), stored.epochs());
            WeightsFile file = WeightsFiles.read(workbench.trainings().weights(project, stored.id()));
            assertEquals(stored.candidateHash(), file.hash().text());
            List<LayerRate> rates = workbench.trainings().spikeRates(project, stored.candidateHash());
            assertEquals(NetworkPlan.of(file.network()).lifLayers(), rates.stream().map(LayerRate::layer).toList());
            assertEquals(2, rates.getFirst().perTimeStep().size());
            MeasuredAccuracy measured = workbench.trainings().accuracies(project).stream()
                    .filter(row -> row.candidateHash().equals(stored.candidateHash())).findFirst().orElseThrow();
            assertEquals(AccuracyKind.TRAINED, measured.accuracy().kind());
            assertEquals(end.heldOut().orElseThrow(), measured.accuracy());
            assertTrue(measured.accuracy().lowFraction() < measured.accuracy().fraction());
            assertTrue(measured.accuracy().source().contains("360 test images"), measured.accuracy().source());
        }
        assertEquals(2, workbench.trainings().list(project).size());
        assertEquals(2, files(project).size(), "finished trainings leave no checkpoints");
    }

    private static List<Path> files(Project project) throws Exception {
        try (var files = Files.list(project.folder().resolve(Project.NETWORKS_NAME))) {
            return files.sorted(Comparator.naturalOrder()).toList();
        }
    }

    @Test
    void aStoppedTrainingIsContinuedToTheSameWeights() throws Exception {
        Project project = project();
        TrainingSettings settings = settings(project);
        TrainingHandle whole = workbench.trainings().start(project, List.of(FIRST), settings, 1).getFirst();
        ended(whole);
        TrainingHandle broken = workbench.trainings().start(project, List.of(FIRST), settings, 1).getFirst();
        while (broken.epochsSince(0).isEmpty()) {
            Thread.sleep(5);
        }
        broken.stop();
        long id = broken.training().id();
        if (ended(broken).status() == RunStatus.STOPPED) {
            HasnasException early = assertThrows(HasnasException.class, () -> workbench.trainings().weights(project, id));
            assertEquals(ErrorCode.NOT_FOUND, early.code());
            workbench.close();
            workbench = newWorkbench(); // another process
            assertEquals(RunStatus.FINISHED, ended(workbench.trainings().resume(project, id, 2)).status());
        }
        WeightsFile expected = WeightsFiles.read(workbench.trainings().weights(project, whole.training().id()));
        WeightsFile resumed = WeightsFiles.read(workbench.trainings().weights(project, id));
        expected.arrays().forEach((name, rows) -> assertArrayEquals(rows, resumed.arrays().get(name), name));
        HasnasException finished = assertThrows(HasnasException.class, () -> workbench.trainings().resume(project, id, 1));
        assertTrue(String.valueOf(finished.getMessage()).contains("is finished"));
    }

    @Test
    void aTrainingIsFineTunedWithRoundedWeightsAsOneOfItsOwn() throws Exception {
        Project project = project();
        TrainingHandle whole = workbench.trainings().start(project, List.of(FIRST), settings(project), 2).getFirst();
        long source = whole.training().id();
        TrainingSettings tuning = settings(project).withWeightBits(3).fineTuning();
        HasnasException early = assertThrows(HasnasException.class, () -> workbench.trainings().startFrom(project, source, tuning, 2));
        assertTrue(String.valueOf(early.getMessage()).contains("is not finished"), String.valueOf(early.getMessage()));
        ended(whole);
        TrainingHandle tuned = workbench.trainings().startFrom(project, source, tuning, 2);
        assertEquals(RunStatus.FINISHED, ended(tuned).status());
        Accuracy accuracy = ended(tuned).heldOut().orElseThrow();
        assertEquals(AccuracyKind.QUANTIZED, accuracy.kind());
        assertTrue(accuracy.source().startsWith("training 2, 3-bit weights, from training 1, epoch"), accuracy.source());
        assertEquals(List.of(AccuracyKind.TRAINED, AccuracyKind.QUANTIZED),
                workbench.trainings().accuracies(project).stream().map(row -> row.accuracy().kind()).toList());
        assertEquals(OptionalLong.of(source), workbench.trainings().get(project, 2).request().from());

        TrainingHandle broken = workbench.trainings().startFrom(project, source, tuning, 1);
        broken.stop(); // perhaps before its first checkpoint: it then begins with the weights of the other training again
        long id = broken.training().id();
        if (ended(broken).status() == RunStatus.STOPPED) {
            assertEquals(RunStatus.FINISHED, ended(workbench.trainings().resume(project, id, 2)).status());
        }
        WeightsFile expected = WeightsFiles.read(workbench.trainings().weights(project, 2));
        WeightsFile resumed = WeightsFiles.read(workbench.trainings().weights(project, id));
        expected.arrays().forEach((name, rows) -> assertArrayEquals(rows, resumed.arrays().get(name), name));
    }

    @Test
    void tooLargeBatchesAreRefusedWithASentence() throws Exception {
        Project project = project();
        TrainingHandle handle = workbench.trainings().start(project, List.of(FIRST), settings(project).withBatchSize(1024).withEpochs(1), 1)
                .getFirst();
        ended(handle);
        Project tiny = project;
        TrainingSettings greedy = new TrainingSettings(1, 1024, 0.1, settings(tiny).optimizer(), 0, 0, settings(tiny).surrogate(), false, 0, 0,
                KeptEpoch.BEST, 0.5, 1);
        try (CaughtLog log = new CaughtLog(LocalJob.class)) {
            TrainingHandle refused = workbench.trainings().start(tiny, List.of(FIRST), greedy, 1).getFirst();
            ExecutionException failure = assertThrows(ExecutionException.class, () -> ended(refused));
            assertTrue(String.valueOf(failure.getCause()).contains("take a smaller batch"), String.valueOf(failure.getCause()));
            TrainingSummary stored = workbench.trainings().get(tiny, refused.training().id());
            assertEquals(RunStatus.FAILED, stored.status());
            assertFalse(stored.failure().isEmpty());
            assertEquals(List.of("WARN Training 2 failed"), log.lines());
        }
    }
}
