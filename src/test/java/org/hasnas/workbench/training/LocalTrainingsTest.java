package org.hasnas.workbench.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.hasnas.chip.model.MeasuredAccuracy;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.files.codec.WeightsFile;
import org.hasnas.files.codec.WeightsFiles;
import org.hasnas.files.store.sqlite.SqliteStore;
import org.hasnas.job.JobEnd;
import org.hasnas.job.JobHandle;
import org.hasnas.job.RunStatus;
import org.hasnas.network.Architecture;
import org.hasnas.network.plan.NetworkPlan;
import org.hasnas.search.model.Project;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.simulation.model.Activity;
import org.hasnas.simulation.model.LayerRate;
import org.hasnas.testdata.Awaited;
import org.hasnas.testdata.CaughtLog;
import org.hasnas.training.model.Accuracy;
import org.hasnas.training.model.AccuracyKind;
import org.hasnas.training.model.Augmentation;
import org.hasnas.training.model.ClassScores;
import org.hasnas.training.model.KeptEpoch;
import org.hasnas.training.model.LossId;
import org.hasnas.training.model.TrainingProgress;
import org.hasnas.training.model.TrainingRecipe;
import org.hasnas.training.model.TrainingSettings;
import org.hasnas.training.model.TrainingSummary;
import org.hasnas.workbench.Workbench;
import org.hasnas.workbench.jobs.Jobs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
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
            return Workbench.local(file -> SqliteStore.open(file, "test"));
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

    private static long id(JobHandle<TrainingProgress, Accuracy> job) {
        return job.progress().training().id();
    }

    @Test
    void aQueueIsTrainedAndItsAccuraciesRatesAndWeightsAreKept() throws Exception {
        Project project = project();
        List<JobHandle<TrainingProgress, Accuracy>> jobs = workbench.trainings().start(project, List.of(FIRST, SECOND), settings(project), 2);
        assertEquals(2, jobs.size());
        for (JobHandle<TrainingProgress, Accuracy> job : jobs) {
            Accuracy accuracy = Awaited.result(job);
            assertEquals(RunStatus.FINISHED, job.status());
            assertEquals(3, job.progress().epochs().size());
            TrainingSummary stored = workbench.trainings().get(project, job.progress().training().id());
            assertEquals(RunStatus.FINISHED, stored.status());
            assertEquals(job.progress().epochs(), stored.epochs());
            WeightsFile file = WeightsFiles.read(workbench.trainings().weights(project, stored.id()));
            assertEquals(stored.candidateHash(), file.hash().text());
            List<LayerRate> rates = workbench.trainings().spikeRates(project, stored.candidateHash());
            assertEquals(NetworkPlan.of(file.network()).lifLayers(), rates.stream().map(LayerRate::layer).toList());
            assertEquals(2, rates.getFirst().perTimeStep().size());
            MeasuredAccuracy measured = workbench.trainings().accuracies(project).stream()
                    .filter(row -> row.candidateHash().equals(stored.candidateHash())).findFirst().orElseThrow();
            assertEquals(AccuracyKind.TRAINED, measured.accuracy().kind());
            assertEquals(accuracy, measured.accuracy());
            assertTrue(measured.accuracy().lowFraction() < measured.accuracy().fraction());
            assertTrue(measured.accuracy().source().contains("360 test images"), measured.accuracy().source());
        }
        long first = workbench.trainings().list(project).getLast().id();
        assertTheSpikesOfAnImageAreThoseOfTheRates(project, first);
        assertEquals(2, workbench.trainings().list(project).size());
        assertEquals(2, files(project).size(), "finished trainings leave no checkpoints");
    }

    /** The mean of an image's spikes over all test images is the stored rate, and the answers give the stored accuracy. */
    private void assertTheSpikesOfAnImageAreThoseOfTheRates(Project project, long training) throws HasnasException {
        TrainingSummary stored = workbench.trainings().get(project, training);
        List<LayerRate> rates = workbench.trainings().spikeRates(project, stored.candidateHash());
        int images = workbench.trainings().activity(project, training, 0).images();
        assertEquals(360, images);
        double spikes = 0;
        int right = 0;
        String layer = rates.getFirst().layer();
        for (int image = 0; image < images; image++) {
            Activity seen = workbench.trainings().activity(project, training, image);
            Activity.LayerSpikes first = seen.layers().stream().filter(one -> one.names().contains(layer)).findFirst().orElseThrow();
            assertEquals(2, first.byTimeStep().size());
            assertEquals(2, seen.timeSteps());
            first.byTimeStep().forEach(fired -> {
                float[] left = first.membranes().get(first.byTimeStep().indexOf(fired));
                fired.forEach(neuron -> assertEquals(0, left[neuron], "a neuron that spiked is at rest"));
                assertTrue(IntStream.range(0, left.length).allMatch(neuron -> left[neuron] < first.threshold(neuron)),
                        "the others are below the threshold");
            });
            spikes += first.byTimeStep().getLast().size() / (double) first.shape().size();
            right += ClassScores.best(seen.scores().stream().mapToDouble(Double::doubleValue).toArray()) == seen.label() ? 1 : 0;
        }
        assertEquals(rates.getFirst().perTimeStep().getLast(), spikes / images, 1e-6);
        assertEquals(workbench.trainings().accuracies(project).stream().filter(row -> row.candidateHash().equals(stored.candidateHash()))
                .findFirst().orElseThrow().accuracy().fraction(), right / (double) images, 1e-12);
        HasnasException none = assertThrows(HasnasException.class, () -> workbench.trainings().activity(project, training, images));
        assertTrue(none.getMessage().contains("0 to 359"), none.getMessage());
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
        JobHandle<TrainingProgress, Accuracy> whole = workbench.trainings().start(project, List.of(FIRST), settings, 1).getFirst();
        Awaited.result(whole);
        JobHandle<TrainingProgress, Accuracy> broken = workbench.trainings().start(project, List.of(FIRST), settings, 1).getFirst();
        while (broken.progress().epochs().isEmpty()) {
            Thread.sleep(5);
        }
        broken.cancel();
        long id = id(broken);
        if (Awaited.end(broken) instanceof JobEnd.Stopped<Accuracy>) {
            HasnasException early = assertThrows(HasnasException.class, () -> workbench.trainings().weights(project, id));
            assertEquals(ErrorCode.NOT_FOUND, early.code());
            workbench.close();
            workbench = newWorkbench(); // another process
            Awaited.result(workbench.trainings().resume(project, id, 2));
        }
        WeightsFile expected = WeightsFiles.read(workbench.trainings().weights(project, id(whole)));
        WeightsFile resumed = WeightsFiles.read(workbench.trainings().weights(project, id));
        expected.arrays().forEach((name, rows) -> assertArrayEquals(rows, resumed.arrays().get(name), name));
        HasnasException finished = assertThrows(HasnasException.class, () -> workbench.trainings().resume(project, id, 1));
        assertTrue(String.valueOf(finished.getMessage()).contains("is finished"));
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "writes to /dev/full, a disk without room")
    void aFullDiskKeepsTheLastCheckpointAndSaysHowToGoOn() throws Exception {
        Project project = project();
        TrainingSettings settings = settings(project).withEpochs(6);
        Path whole = workbench.trainings().weights(project, id(finished(project, settings)));
        Path temporary =
                project.folder().resolve(Project.NETWORKS_NAME).resolve(".training-2.checkpoint.hnw." + ProcessHandle.current().pid() + ".tmp");
        try (CaughtLog log = new CaughtLog(Jobs.class)) {
            JobHandle<TrainingProgress, Accuracy> full = workbench.trainings().start(project, List.of(FIRST), settings, 1).getFirst();
            Awaited.until(() -> !full.progress().epochs().isEmpty());
            full.pause();
            Awaited.until(() -> isLinked(temporary));
            full.resume();
            HasnasException failure = assertThrows(HasnasException.class, () -> Awaited.result(full));
            int kept = workbench.trainings().get(project, 2).epochs().size();
            assertTrue(kept >= 1 && kept < 6, kept + " epochs");
            assertTrue(failure.getMessage().contains("No space left on device") && failure.getMessage().endsWith("Its checkpoint after epoch " + kept
                    + " is kept. When there is room again, go on with: hasnas train " + project.folder() + " --resume 2"), failure.getMessage());
            assertEquals(List.of("WARN Training 2 failed"), log.lines());
        }
        Awaited.result(workbench.trainings().resume(project, 2, 1));
        WeightsFile expected = WeightsFiles.read(whole);
        WeightsFile resumed = WeightsFiles.read(workbench.trainings().weights(project, 2));
        expected.arrays().forEach((name, rows) -> assertArrayEquals(rows, resumed.arrays().get(name), name));
    }

    /** Puts a disk without room in the place of a file, unless the file is being written. */
    private static boolean isLinked(Path temporary) throws IOException {
        try {
            Files.createSymbolicLink(temporary, Path.of("/dev/full"));
            return true;
        } catch (FileAlreadyExistsException itIsBeingWritten) {
            return false;
        }
    }

    private JobHandle<TrainingProgress, Accuracy> finished(Project project, TrainingSettings settings) throws Exception {
        JobHandle<TrainingProgress, Accuracy> job = workbench.trainings().start(project, List.of(FIRST), settings, 1).getFirst();
        Awaited.result(job);
        return job;
    }

    @Test
    void aTrainingIsFineTunedWithRoundedWeightsAsOneOfItsOwn() throws Exception {
        Project project = project();
        JobHandle<TrainingProgress, Accuracy> whole = workbench.trainings().start(project, List.of(FIRST), settings(project), 2).getFirst();
        long source = id(whole);
        TrainingSettings tuning = settings(project).withWeightBits(3).fineTuning();
        HasnasException early = assertThrows(HasnasException.class, () -> workbench.trainings().startFrom(project, source, tuning, 2));
        assertTrue(String.valueOf(early.getMessage()).contains("is not finished"), String.valueOf(early.getMessage()));
        Awaited.result(whole);
        JobHandle<TrainingProgress, Accuracy> tuned = workbench.trainings().startFrom(project, source, tuning, 2);
        Accuracy accuracy = Awaited.result(tuned);
        assertEquals(AccuracyKind.QUANTIZED, accuracy.kind());
        assertTrue(accuracy.source().startsWith("training 2, 3-bit weights, from training 1, epoch 3 of 3, the last, seed "), accuracy.source());
        assertEquals(List.of(AccuracyKind.TRAINED, AccuracyKind.QUANTIZED),
                workbench.trainings().accuracies(project).stream().map(row -> row.accuracy().kind()).toList());
        assertEquals(OptionalLong.of(source), workbench.trainings().get(project, 2).request().from());

        JobHandle<TrainingProgress, Accuracy> broken = workbench.trainings().startFrom(project, source, tuning, 1);
        broken.cancel(); // perhaps before its first checkpoint: it then begins with the weights of the other training again
        long id = id(broken);
        if (Awaited.end(broken) instanceof JobEnd.Stopped<Accuracy>) {
            Awaited.result(workbench.trainings().resume(project, id, 2));
        }
        WeightsFile expected = WeightsFiles.read(workbench.trainings().weights(project, 2));
        WeightsFile resumed = WeightsFiles.read(workbench.trainings().weights(project, id));
        expected.arrays().forEach((name, rows) -> assertArrayEquals(rows, resumed.arrays().get(name), name));
    }

    @Test
    void aTrainingLearnsFromWhatAnotherOneSays() throws Exception {
        Project project = project();
        JobHandle<TrainingProgress, Accuracy> teacher = workbench.trainings().start(project, List.of(FIRST), settings(project), 2).getFirst();
        TrainingRecipe recipe = new TrainingRecipe(0, LossId.MEAN, 0, 1, 0, 0, false, false, false, 1, 1);
        TrainingSettings taught = settings(project).withRecipe(recipe);
        HasnasException early = assertThrows(HasnasException.class, () -> workbench.trainings().start(project, List.of(SECOND), taught, 1));
        assertTrue(early.getMessage().contains("Training 1, the teacher, is not finished"), early.getMessage());
        Awaited.result(teacher);
        JobHandle<TrainingProgress, Accuracy> alone = workbench.trainings().start(project, List.of(SECOND), settings(project), 2).getFirst();
        Awaited.result(alone);
        JobHandle<TrainingProgress, Accuracy> first = workbench.trainings().start(project, List.of(SECOND), taught, 2).getFirst();
        Awaited.result(first);
        JobHandle<TrainingProgress, Accuracy> again = workbench.trainings().start(project, List.of(SECOND), taught, 1).getFirst();
        Awaited.result(again);
        float[][] expected = output(project, id(first));
        assertArrayEquals(expected, output(project, id(again)));
        assertFalse(Arrays.deepEquals(expected, output(project, id(alone))));
        TrainingSettings unknown = settings(project).withRecipe(new TrainingRecipe(0, LossId.MEAN, 0, 1, 0, 0, false, false, false, 99, 1));
        assertThrows(HasnasException.class, () -> workbench.trainings().start(project, List.of(SECOND), unknown, 1));
        assertEquals(4, workbench.trainings().list(project).size());
    }

    private float[][] output(Project project, long id) throws HasnasException {
        return WeightsFiles.read(workbench.trainings().weights(project, id)).arrays().getOrDefault("output.weights", new float[0][]);
    }

    @Test
    void aTrainingThatWaitsForItsTurnIsCancelledAtOnce() throws Exception {
        Project project = project();
        List<JobHandle<TrainingProgress, Accuracy>> jobs = workbench.trainings().start(project, List.of(FIRST, SECOND),
                settings(project).withEpochs(100), 1); // one thread, so one after the other
        JobHandle<TrainingProgress, Accuracy> second = jobs.getLast();
        assertEquals(RunStatus.WAITING, second.status());
        second.cancel();
        assertInstanceOf(JobEnd.Stopped.class, Awaited.end(second));
        assertTrue(jobs.getFirst().status().isLive());
        assertEquals(RunStatus.STOPPED, workbench.trainings().get(project, id(second)).status());
        jobs.getFirst().cancel();
        assertInstanceOf(JobEnd.Stopped.class, Awaited.end(jobs.getFirst()));
    }

    @Test
    void tooLargeBatchesAreRefusedWithASentence() throws Exception {
        Project project = project();
        Awaited.result(workbench.trainings().start(project, List.of(FIRST), settings(project).withBatchSize(1024).withEpochs(1), 1).getFirst());
        Project tiny = project;
        TrainingSettings greedy =
                new TrainingSettings(1, 1024, 0.1, settings(tiny).optimizer(), 0, 0, settings(tiny).surrogate(), Augmentation.NONE, 0, 0,
                        KeptEpoch.BEST, 0.5, 1);
        try (CaughtLog log = new CaughtLog(Jobs.class)) {
            JobHandle<TrainingProgress, Accuracy> refused = workbench.trainings().start(tiny, List.of(FIRST), greedy, 1).getFirst();
            HasnasException failure = assertThrows(HasnasException.class, () -> Awaited.result(refused));
            assertTrue(failure.getMessage().contains("take a smaller batch"), failure.getMessage());
            TrainingSummary stored = workbench.trainings().get(tiny, id(refused));
            assertEquals(RunStatus.FAILED, stored.status());
            assertFalse(stored.failure().isEmpty());
            assertEquals(List.of("WARN Training 2 failed"), log.lines());
        }
    }
}
