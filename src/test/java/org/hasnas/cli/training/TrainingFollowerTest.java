package org.hasnas.cli.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hasnas.cli.CliRun;
import org.hasnas.cli.FakeWorkbench;
import org.hasnas.cli.console.ResultStream;
import org.hasnas.cli.console.Session;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobEnd;
import org.hasnas.job.JobHandle;
import org.hasnas.job.RunStatus;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.testdata.FakeJob;
import org.hasnas.testdata.Samples;
import org.hasnas.training.model.Accuracy;
import org.hasnas.training.model.AccuracyKind;
import org.hasnas.training.model.EpochResult;
import org.hasnas.training.model.TrainingHealth;
import org.hasnas.training.model.TrainingHealth.Verdict;
import org.hasnas.training.model.TrainingProgress;
import org.hasnas.training.model.TrainingRequest;
import org.hasnas.training.model.TrainingSettings;
import org.hasnas.training.model.TrainingSummary;
import org.junit.jupiter.api.Test;

final class TrainingFollowerTest {
    private static final Accuracy ACCURACY = Accuracy.of(AccuracyKind.TRAINED, 0.9, "test");

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private List<JobEnd<Accuracy>> follow(boolean terminal, List<JobHandle<TrainingProgress, Accuracy>> jobs) throws Exception {
        CliRun run = new CliRun(new FakeWorkbench(), Path.of(""));
        PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
        return new TrainingFollower(
                new Session((terminal ? run.onTerminal() : run).environment(), new ResultStream(err, StandardCharsets.UTF_8), stream)).awaitAll(jobs);
    }

    private String printed() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private static TrainingProgress progress(long id, TrainingHealth health) {
        SearchRequest search = Samples.digits(1);
        TrainingRequest request = new TrainingRequest(search.dataset(), search.template(), search.space(), Samples.trial(search, 0).architecture(),
                TrainingSettings.defaults(search.dataset().format()).withEpochs(4));
        TrainingSummary training =
                new TrainingSummary(id, "0".repeat(64), request, RunStatus.RUNNING, Instant.EPOCH, List.of(), Optional.empty(), "");
        return new TrainingProgress(training, List.of(new EpochResult(1, 1.5, 0.5, 0.6, 2)), 2, 5, 10, 1.25, 0.55, 640,
                Optional.of(Duration.ofSeconds(42)), health, 0.375);
    }

    private static FakeJob<TrainingProgress, Accuracy> job(long id, TrainingHealth health) {
        return new FakeJob<>(() -> progress(id, health));
    }

    @Test
    void oneThatFailsIsToldAndTheOthersGoOn() throws Exception {
        FakeJob<TrainingProgress, Accuracy> failed = job(3, TrainingHealth.WELL);
        failed.fail(new HasnasException(ErrorCode.BAD_INPUT, "Training 3 was given up: it is dead."));
        FakeJob<TrainingProgress, Accuracy> finished = job(4, TrainingHealth.WELL);
        finished.finish(ACCURACY);
        List<JobEnd<Accuracy>> ends = follow(false, List.of(failed, finished));
        assertTrue(ends.getFirst() instanceof JobEnd.Failed<Accuracy>, ends.toString());
        assertEquals(new JobEnd.Finished<>(ACCURACY), ends.getLast());
        assertTrue(printed().contains("training 3  failed: Training 3 was given up: it is dead."), printed());
        assertTrue(printed().contains("training 4  epoch   1  loss 1.5000  training 50.00 %  validation 60.00 %  2.0 s  640 images/s  42 s left"),
                printed());
        assertFalse(printed().contains("\u001b["), "no escape sequence without a terminal");
    }

    @Test
    void whatGoesWrongIsNotedOnce() throws Exception {
        FakeJob<TrainingProgress, Accuracy> silent = job(3, new TrainingHealth(Verdict.SILENT_LAYERS, "2 of 9 layers never spike"));
        silent.finish(ACCURACY);
        follow(false, List.of(silent));
        assertEquals(List.of("note: 2 of 9 layers never spike."), printed().lines().filter(line -> line.startsWith("note")).toList());
    }

    @Test
    void aStopOfOneStopsAll() throws Exception {
        FakeJob<TrainingProgress, Accuracy> first = job(3, TrainingHealth.WELL);
        first.cancel();
        assertEquals(List.of(new JobEnd.Stopped<>(), new JobEnd.Stopped<>()), follow(false, List.of(first, job(4, TrainingHealth.WELL))));
    }

    @Test
    void aTerminalHasALineForEachThatRuns() throws Exception {
        FakeJob<TrainingProgress, Accuracy> waiting = job(5, TrainingHealth.WELL);
        waiting.set(RunStatus.WAITING);
        FakeJob<TrainingProgress, Accuracy> second = job(4, TrainingHealth.WELL);
        FakeJob<TrainingProgress, Accuracy> first = new FakeJob<>(() -> progress(3, TrainingHealth.WELL));
        first.end().thenRun(second::cancel);
        Thread ending = Thread.ofVirtual().start(() -> {
            while (!printed().contains("wait")) {
                Thread.onSpinWait();
            }
            first.cancel();
        });
        follow(true, List.of(first, second, waiting));
        ending.join();
        assertTrue(
                printed().contains("[######..........] 3: epoch 2/4  loss 1.250  55.0 %  640 images/s  42 s left" + System.lineSeparator()
                        + "[######..........] 4: epoch 2/4"),
                printed());
        assertTrue(printed().contains("0 of 3 trainings done, 1 wait"), printed());
    }
}
