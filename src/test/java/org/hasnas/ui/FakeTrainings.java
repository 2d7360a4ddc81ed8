package org.hasnas.ui;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.hasnas.chip.model.MeasuredAccuracy;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.job.RunStatus;
import org.hasnas.network.Architecture;
import org.hasnas.simulation.model.LayerRate;
import org.hasnas.training.model.Accuracy;
import org.hasnas.training.model.AccuracyKind;
import org.hasnas.training.model.EpochResult;
import org.hasnas.training.model.TrainingProgress;
import org.hasnas.training.model.TrainingRequest;
import org.hasnas.training.model.TrainingSettings;
import org.hasnas.training.model.TrainingSummary;
import org.hasnas.workbench.project.Project;
import org.hasnas.workbench.training.TrainingHandle;
import org.hasnas.workbench.training.Trainings;

/** Trainings in memory that go on by one epoch when a test says so. */
public final class FakeTrainings implements Trainings {
    private final List<Fake> all = new ArrayList<>();
    /** What was measured, oldest first. */
    public final List<MeasuredAccuracy> accuracies = new ArrayList<>();

    private static final class Fake implements TrainingHandle {
        final TrainingSummary first;
        final List<EpochResult> epochs = new ArrayList<>();
        RunStatus status;
        String failure = "";
        CompletableFuture<TrainingProgress> completion = new CompletableFuture<>();

        Fake(TrainingSummary first) {
            this.first = first;
            this.status = first.status();
            epochs.addAll(first.epochs());
        }

        TrainingSummary summary() {
            return new TrainingSummary(first.id(), first.candidateHash(), first.request(), status, first.started(), epochs,
                    failure.isEmpty() ? Optional.empty() : Optional.of(failure), "test");
        }

        @Override
        public TrainingSummary training() {
            return first;
        }

        @Override
        public TrainingProgress progress() {
            boolean begun = !epochs.isEmpty();
            return new TrainingProgress(status, epochs.size(), first.request().settings().epochs(), begun ? 10 : 0, begun ? 10 : 0,
                    begun ? 1 : Double.NaN, begun ? 0.5 : Double.NaN, begun ? 1234 : 0,
                    begun ? Optional.of(Duration.ofSeconds(75)) : Optional.empty(), Optional.empty());
        }

        @Override
        public List<EpochResult> epochsSince(int count) {
            return List.copyOf(epochs.subList(Math.min(count, epochs.size()), epochs.size()));
        }

        @Override
        public void pause() {
            status = RunStatus.PAUSED;
        }

        @Override
        public void resume() {
            status = RunStatus.RUNNING;
        }

        @Override
        public void stop() {
            end(RunStatus.STOPPED);
        }

        void end(RunStatus ending) {
            if (!completion.isDone()) {
                status = ending;
                completion.complete(progress());
            }
        }

        @Override
        public CompletionStage<TrainingProgress> completion() {
            return completion;
        }
    }

    /** Puts a training into the store as if it had run before. */
    public void add(Project project, Architecture architecture, RunStatus status, int epochs) {
        Fake stored = create(project, architecture, project.training(), status);
        for (int epoch = 1; epoch <= epochs; epoch++) {
            stored.epochs.add(epoch(epoch));
        }
    }

    private static EpochResult epoch(int number) {
        return new EpochResult(number, 2.0 / (1 + number), 1 - 0.8 / (1 + number), 1 - 0.7 / (1 + number), 0.5);
    }

    private Fake create(Project project, Architecture architecture, TrainingSettings settings, RunStatus status) {
        return create(new TrainingRequest(project.search().dataset(), project.search().template(), project.search().space(), architecture,
                settings), status);
    }

    private Fake create(TrainingRequest request, RunStatus status) {
        Architecture architecture = request.architecture();
        Fake fake = new Fake(new TrainingSummary(all.size() + 1L, String.format(Locale.ROOT, "%064x", architecture.hashCode() & 0xFFFFFFFFL), request,
                status, Instant.parse("2026-03-01T10:00:00Z"), List.of(), Optional.empty(), "test"));
        all.add(fake);
        return fake;
    }

    /** The first of those that run does an epoch, and ends with its last one. */
    public void doEpoch() {
        Fake fake = all.stream().filter(one -> one.status == RunStatus.RUNNING).findFirst().orElseThrow();
        fake.epochs.add(epoch(fake.epochs.size() + 1));
        if (fake.epochs.size() == fake.first.request().settings().epochs()) {
            accuracies.add(new MeasuredAccuracy(fake.first.candidateHash(), new Accuracy(
                    fake.first.request().settings().isQuantized() ? AccuracyKind.QUANTIZED : AccuracyKind.TRAINED, 0.9, 0.85, 0.95, "training "
                    + fake.first.id()), Instant.parse("2026-03-01T11:00:00Z")));
            fake.end(RunStatus.FINISHED);
        }
    }

    /** The first of those that run fails. */
    public void fail(String sentence) {
        Fake fake = all.stream().filter(one -> one.status == RunStatus.RUNNING).findFirst().orElseThrow();
        fake.status = RunStatus.FAILED;
        fake.failure = sentence;
        fake.completion.completeExceptionally(new HasnasException(ErrorCode.BAD_INPUT, sentence));
    }

    @Override
    public List<TrainingHandle> start(Project project, List<Architecture> candidates, TrainingSettings settings, int threads) {
        return candidates.stream().<TrainingHandle>map(candidate -> create(project, candidate, settings, RunStatus.RUNNING)).toList();
    }

    @Override
    public TrainingHandle startFrom(Project project, long trainingId, TrainingSettings settings, int threads) throws HasnasException {
        TrainingRequest source = find(trainingId).first.request();
        return create(new TrainingRequest(source.dataset(), source.template(), source.space(), source.architecture(), settings,
                OptionalLong.of(trainingId)), RunStatus.RUNNING);
    }

    @Override
    public TrainingHandle resume(Project project, long trainingId, int threads) throws HasnasException {
        Fake fake = find(trainingId);
        fake.status = RunStatus.RUNNING;
        fake.completion = new CompletableFuture<>();
        return fake;
    }

    private Fake find(long id) throws HasnasException {
        return all.stream().filter(fake -> fake.first.id() == id).findFirst()
                .orElseThrow(() -> new HasnasException(ErrorCode.NOT_FOUND, "there is no training " + id));
    }

    @Override
    public List<TrainingSummary> list(Project project) {
        return all.reversed().stream().map(Fake::summary).toList();
    }

    @Override
    public TrainingSummary get(Project project, long trainingId) throws HasnasException {
        return find(trainingId).summary();
    }

    @Override
    public Path weights(Project project, long trainingId) {
        return project.folder().resolve("networks").resolve("training-" + trainingId + ".hnw");
    }

    @Override
    public List<MeasuredAccuracy> accuracies(Project project) {
        return List.copyOf(accuracies);
    }

    @Override
    public List<LayerRate> spikeRates(Project project, String candidateHash) {
        return List.of();
    }
}
