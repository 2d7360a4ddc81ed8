package org.hasnas.testdata;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.hasnas.chip.model.MeasuredAccuracy;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.files.codec.TrainedWeights;
import org.hasnas.job.JobContext;
import org.hasnas.job.JobHandle;
import org.hasnas.job.RunStatus;
import org.hasnas.network.Architecture;
import org.hasnas.network.LifParameters;
import org.hasnas.network.Network;
import org.hasnas.network.plan.MapShape;
import org.hasnas.network.plan.NetworkPlan;
import org.hasnas.search.model.Project;
import org.hasnas.simulation.model.Activity;
import org.hasnas.simulation.model.LayerRate;
import org.hasnas.training.model.Accuracy;
import org.hasnas.training.model.AccuracyKind;
import org.hasnas.training.model.EpochResult;
import org.hasnas.training.model.TrainingProgress;
import org.hasnas.training.model.TrainingRequest;
import org.hasnas.training.model.TrainingSettings;
import org.hasnas.training.model.TrainingSummary;
import org.hasnas.workbench.training.Trainings;

/** Trainings in memory that go on by one epoch when a test says so. */
public final class FakeTrainings implements Trainings {
    private final List<Fake> all = new ArrayList<>();
    /** What was measured, oldest first. */
    public final List<MeasuredAccuracy> accuracies = new ArrayList<>();
    /** How often layers spike, by the hash of the candidate. */
    public final Map<String, List<LayerRate>> rates = new HashMap<>();

    private static final class Fake {
        final TrainingSummary first;
        final List<EpochResult> epochs = new ArrayList<>();
        FakeJob<TrainingProgress, Accuracy> job;
        String failure = "";

        Fake(TrainingSummary first) {
            this.first = first;
            this.job = new FakeJob<>(this::progress);
            epochs.addAll(first.epochs());
            job.set(first.status());
        }

        TrainingSummary summary() {
            RunStatus status = job.status() == RunStatus.WAITING ? RunStatus.RUNNING : job.status();
            return new TrainingSummary(first.id(), first.candidateHash(), first.request(), status, first.started(), epochs,
                    failure.isEmpty() ? Optional.empty() : Optional.of(failure), "test");
        }

        TrainingProgress progress() {
            boolean begun = !epochs.isEmpty();
            return new TrainingProgress(first, epochs, epochs.size(), begun ? 10 : 0, begun ? 10 : 0, begun ? 1 : Double.NaN,
                    begun ? 0.5 : Double.NaN, begun ? 1234 : 0, begun ? Optional.of(Duration.ofSeconds(75)) : Optional.empty(),
                    first.health(List.of()), begun ? 0.25 : Double.NaN);
        }
    }

    /** Puts a training into the store as if it had run before. */
    public void add(Project project, Architecture architecture, RunStatus status, int epochs) {
        Fake stored = create(project, architecture, project.training(), status);
        for (int epoch = 1; epoch <= epochs; epoch++) {
            stored.epochs.add(epoch(epoch));
        }
    }

    @Override
    public TrainingSummary add(Project project, TrainedWeights trained, String file, int threads, JobContext job) {
        return create(trained.request(), RunStatus.FINISHED).summary();
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

    private Fake running() {
        return all.stream().filter(one -> one.job.status() == RunStatus.RUNNING).findFirst().orElseThrow();
    }

    /** The one that runs does an epoch, and ends with its last one. */
    public void doEpoch() {
        Fake fake = running();
        fake.epochs.add(epoch(fake.epochs.size() + 1));
        if (fake.epochs.size() == fake.first.request().settings().epochs()) {
            Accuracy accuracy = new Accuracy(fake.first.request().settings().isQuantized() ? AccuracyKind.QUANTIZED : AccuracyKind.TRAINED, 0.9, 0.85,
                    0.95, "training " + fake.first.id());
            accuracies.add(new MeasuredAccuracy(fake.first.candidateHash(), accuracy, Instant.parse("2026-03-01T11:00:00Z")));
            fake.job.finish(accuracy);
        }
    }

    /** The one that runs fails. */
    public void fail(String sentence) {
        Fake fake = running();
        fake.failure = sentence;
        fake.job.fail(new HasnasException(ErrorCode.BAD_INPUT, sentence));
    }

    /** Works when no other that came before does. */
    private JobHandle<TrainingProgress, Accuracy> queue(Fake fake) {
        fake.job.set(RunStatus.WAITING);
        fake.job.end().thenRun(this::callNext);
        callNext();
        return fake.job;
    }

    private void callNext() {
        if (all.stream().noneMatch(one -> one.job.status() == RunStatus.RUNNING || one.job.status() == RunStatus.PAUSED)) {
            all.stream().filter(one -> one.job.status() == RunStatus.WAITING).findFirst().ifPresent(one -> one.job.set(RunStatus.RUNNING));
        }
    }

    @Override
    public List<JobHandle<TrainingProgress, Accuracy>> start(Project project, List<Architecture> candidates, TrainingSettings settings, int threads) {
        return candidates.stream().map(candidate -> queue(create(project, candidate, settings, RunStatus.WAITING))).toList();
    }

    @Override
    public JobHandle<TrainingProgress, Accuracy> startFrom(Project project, long trainingId, TrainingSettings settings, int threads)
            throws HasnasException {
        TrainingRequest source = find(trainingId).first.request();
        return queue(create(new TrainingRequest(source.dataset(), source.template(), source.space(), source.architecture(), settings,
                OptionalLong.of(trainingId)), RunStatus.WAITING));
    }

    @Override
    public JobHandle<TrainingProgress, Accuracy> resume(Project project, long trainingId, int threads) throws HasnasException {
        Fake fake = find(trainingId);
        fake.job = new FakeJob<>(fake::progress);
        return queue(fake);
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

    /** Twice as many of every further tenth from -0.2 on. */
    @Override
    public float[] weights(Project project, long trainingId, String layer) throws HasnasException {
        find(trainingId);
        return new float[] {-0.2f, -0.1f, -0.1f, 0, 0, 0, 0, 0.1f, 0.1f, 0.1f, 0.1f, 0.1f, 0.1f, 0.1f, 0.1f};
    }

    /** Of an image of class 1 that is taken for class 2, with a layer of four neurons of which one more spikes in every time step. */
    @Override
    public Activity activity(Project project, long trainingId, int image) throws HasnasException {
        find(trainingId);
        return seen(image);
    }

    @Override
    public Activity activity(Project project, Network design, long seed, int image) throws HasnasException {
        return seen(image);
    }

    private static Activity seen(int image) throws HasnasException {
        if (image > 9) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "there are the test images 0 to 9, not " + image);
        }
        return new Activity(10, 1, List.of(List.of(List.of(0.0, 1.0))), List.of(List.of(0.1, 0.0, 0.1), List.of(0.1, 0.2, 0.3)),
                List.of(new Activity.LayerSpikes(List.of("cell1.0->1"), new MapShape(2, 1, 2), List.of(1.0), List.of(List.of(0), List.of(1, 2)),
                        List.of(new float[] {0, 0.5f, 0.6f, 0.1f}, new float[] {0.2f, 0, 0, 0.3f}))),
                List.of(0.5, 0.25), 0.3);
    }

    @Override
    public Map<String, LifParameters> neurons(Project project, long trainingId) throws HasnasException {
        return NetworkPlan.of(find(trainingId).first.request().network()).lifParameters();
    }

    @Override
    public List<MeasuredAccuracy> accuracies(Project project) {
        return List.copyOf(accuracies);
    }

    @Override
    public List<LayerRate> spikeRates(Project project, String candidateHash) {
        return rates.getOrDefault(candidateHash, List.of());
    }
}
