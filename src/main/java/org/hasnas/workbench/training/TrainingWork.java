package org.hasnas.workbench.training;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.hasnas.chip.model.MeasuredAccuracy;
import org.hasnas.data.LabelledDataset;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.files.codec.TrainingFiles;
import org.hasnas.files.store.TrainingStore;
import org.hasnas.job.JobContext;
import org.hasnas.job.Progress;
import org.hasnas.job.RunStatus;
import org.hasnas.search.model.Project;
import org.hasnas.simulation.engine.Workers;
import org.hasnas.simulation.weights.Weights;
import org.hasnas.training.HeldOutResult;
import org.hasnas.training.TrainingListener;
import org.hasnas.training.TrainingOutcome;
import org.hasnas.training.TrainingState;
import org.hasnas.training.model.Accuracy;
import org.hasnas.training.model.AccuracyKind;
import org.hasnas.training.model.EpochResult;
import org.hasnas.training.model.TrainingHealth;
import org.hasnas.training.model.TrainingProgress;
import org.hasnas.training.model.TrainingRequest;
import org.hasnas.training.model.TrainingSettings;
import org.hasnas.training.model.TrainingSummary;
import org.hasnas.workbench.jobs.Jobs;
import org.hasnas.workbench.jobs.Work;
import org.hipparchus.stat.interval.BinomialProportion;
import org.hipparchus.stat.interval.ConfidenceInterval;

/** A training in this process. An epoch is shown to the outside only after its checkpoint and its row are stored. */
final class TrainingWork implements Work<Accuracy>, TrainingListener {
    private static final double CONFIDENCE = 0.95;

    private final Project project;
    private final TrainingSummary training;
    private final TrainingStore store;
    private final Begin begin;
    private final LabelledDataset dataset;
    private final TrainingPlaces places;
    private final int threads;
    private final OptionalLong search;

    /** Where a training begins. */
    sealed interface Begin {
        /** With weights drawn by its seed. */
        record Fresh() implements Begin {}

        /** With the weights of another training. */
        record With(Weights weights) implements Begin {}

        /** From a checkpoint after one of its own epochs. */
        record GoOn(TrainingState state) implements Begin {}
    }

    private final Object lock = new Object();
    /** Guarded by {@link #lock}, like all below. */
    private final List<EpochResult> epochs = new ArrayList<>();
    private TrainingHealth health;
    private int epoch;
    private int batch;
    private int batches;
    private double loss = Double.NaN;
    private double accuracy = Double.NaN;
    private double activeNeurons = Double.NaN;
    private long trainedImages;
    private double trainedSeconds;
    private long lastNanos;
    private boolean fresh = true;

    /** @param search number of the run that pays for it, if it is one of a search */
    TrainingWork(Project project, TrainingSummary training, TrainingStore store, Begin begin, LabelledDataset dataset, TrainingPlaces places,
            int threads, OptionalLong search) {
        this.search = search;
        this.project = project;
        this.training = training;
        this.store = store;
        this.begin = begin;
        this.dataset = dataset;
        this.places = places;
        this.threads = threads;
        this.health = training.health(List.of());
        if (begin instanceof Begin.GoOn(TrainingState state)) {
            epochs.addAll(state.epochs());
        }
    }

    /** Name of a training for users. */
    static String name(long id) {
        return "Training " + id;
    }

    String name() {
        return name(training.id());
    }

    @Override
    public Accuracy run(JobContext job) throws HasnasException {
        return Jobs.pooled("training", threads, (part, pool) -> advance(training.request().settings().epochs(), new Workers(pool, threads), part)
                .orElseThrow()).run(job);
    }

    /**
     * Trains until an epoch.
     *
     * @return what the kept weights reach on held-out images; empty if there are epochs left
     * @throws HasnasException if the training was given up
     */
    Optional<Accuracy> advance(int until, Workers workers, JobContext job) throws HasnasException {
        TrainingPlace trainer = places.of(training.request(), project.folder(), dataset, teacher(), workers, job);
        synchronized (lock) {
            lastNanos = System.nanoTime();
        }
        if (begin instanceof Begin.GoOn(TrainingState state)) {
            store.putEpochs(training.id(), state.epochs()); // the process may have died between file and row
        }
        Optional<TrainingState> from = switch (begin) {
            case Begin.Fresh _ -> Optional.empty();
            case Begin.With(Weights weights) -> Optional.of(trainer.beginWith(weights));
            case Begin.GoOn(TrainingState state) -> Optional.of(state);
        };
        return switch (trainer.run(from, until, this, job)) {
            case TrainingOutcome.Trained(TrainingState state) -> state.epochs().size() == until && until < training.request().settings().epochs()
                    ? Optional.empty() : Optional.of(keep(trainer, state, job));
            case TrainingOutcome.GivenUp(TrainingHealth why) -> throw new HasnasException(ErrorCode.BAD_INPUT, name(training.id()) + " of "
                    + training.request().architecture().text() + " was given up: " + why.explanation() + ".");
        };
    }

    private Optional<TrainedNetwork> teacher() throws HasnasException {
        TrainingSettings settings = training.request().settings();
        if (!settings.recipe().hasTeacher()) {
            return Optional.empty();
        }
        TrainingSummary teacher = teacher(store, settings.recipe().teacher());
        return Optional.of(new TrainedNetwork(teacher.request(), TrainingFiles.readWeights(project, teacher)));
    }

    /** The training that another one learns from. */
    static TrainingSummary teacher(TrainingStore store, long id) throws HasnasException {
        TrainingSummary teacher = store.get(id);
        if (teacher.status() != RunStatus.FINISHED) {
            throw new HasnasException(ErrorCode.BAD_INPUT, name(id) + ", the teacher, is not finished. Continue it first (--resume " + id + ").");
        }
        return teacher;
    }

    private Accuracy keep(TrainingPlace trainer, TrainingState state, JobContext job) throws HasnasException {
        return keep(state.best(), state.bestEpoch(), state.epochs().size(), trainer.heldOut(state.best(), job), Map.of());
    }

    /**
     * Keeps the weights of a training that came to its end, and what they reach on held-out images.
     *
     * @param epoch whose weights they are, of so many {@code epochs} that were done
     * @param elsewhere notes about a training that was not done here; empty otherwise
     */
    Accuracy keep(Weights weights, int epoch, int epochs, HeldOutResult result, Map<String, String> elsewhere) throws HasnasException {
        boolean test = dataset.test().size() > 0;
        TrainingSettings settings = training.request().settings();
        String kept = settings.kept(epoch);
        String source = String.format(Locale.ROOT, "training %d%s%s, %s, seed %d, %d %s", training.id(), manner(training.request()),
                elsewhere.values().stream().map(note -> ", " + note).collect(Collectors.joining()), kept, settings.seed(), result.images(),
                test ? "test images" : "validation images" + switch (settings.keep()) {
                    case BEST -> " (there are no test images; these chose the epoch, so that others are answered less well)";
                    case LAST -> " (there are no test images)";
                });
        Accuracy measured = wilson(settings.accuracyKind(), result, source);
        Map<String, String> about = new LinkedHashMap<>();
        about.put("training", Long.toString(training.id()));
        about.put(TrainingFiles.KEPT_EPOCH, kept);
        about.put("accuracy", measured.fraction() + " on " + source);
        about.putAll(elsewhere);
        keeping(epochs, () -> {
            TrainingFiles.writeWeights(project, training, weights, about);
            store.putSpikeRates(training.candidateHash(), result.rates());
            store.addAccuracy(new MeasuredAccuracy(training.candidateHash(), measured, Instant.now().truncatedTo(ChronoUnit.MILLIS)));
        });
        return measured;
    }

    /** Stores something. */
    @FunctionalInterface
    private interface Storing {
        void run() throws HasnasException;
    }

    /** Says what is kept where something can't be stored: the checkpoint of an epoch stays until that of the next one is whole. */
    private void keeping(int epochs, Storing storing) throws HasnasException {
        try {
            storing.run();
        } catch (HasnasException notStored) {
            throw new HasnasException(notStored.code(), name() + " can't go on: " + notStored.getMessage() + " "
                    + (epochs == 0 ? "No epoch of it is kept yet." : "Its checkpoint after epoch " + epochs + " is kept.")
                    + " When there is room again, go on with: hasnas " + (search.isPresent() ? "search" : "train") + " " + project.folder()
                    + " --resume " + search.orElse(training.id()), notStored);
        }
    }

    /** How a training differs from one from the start in float32, as text behind its number; empty if it does not. */
    private static String manner(TrainingRequest request) {
        return (request.settings().isQuantized() ? ", " + request.settings().weightBits() + "-bit weights" : "")
                + (request.from().isPresent() ? ", from training " + request.from().getAsLong() : "")
                + request.dataset().subset().map(subset -> ", on " + subset.images() + " of the training images (seed " + subset.seed() + ")")
                        .orElse("");
    }

    /** A share with its 95 % Wilson interval. */
    private static Accuracy wilson(AccuracyKind kind, HeldOutResult result, String source) {
        double fraction = result.fraction();
        ConfidenceInterval interval = BinomialProportion.getWilsonScoreInterval(result.images(), fraction, CONFIDENCE);
        return new Accuracy(kind, fraction, Math.clamp(interval.getLowerBound(), 0, fraction),
                Math.clamp(interval.getUpperBound(), fraction, 1), source);
    }

    @Override
    public void ended(RunStatus ending, String failure) throws HasnasException {
        store.setStatus(training.id(), ending, failure);
        if (ending == RunStatus.FINISHED) {
            TrainingFiles.deleteCheckpoint(project, training);
        }
    }

    @Override
    public void batchDone(int nowEpoch, int nowBatch, int allBatches, double meanLoss, double meanAccuracy) {
        synchronized (lock) {
            long now = System.nanoTime();
            if (fresh) { // the first batch of an epoch or after a pause waited for something else
                fresh = false;
            } else {
                trainedSeconds += (now - lastNanos) * 1e-9;
                trainedImages += training.request().settings().batchSize();
            }
            lastNanos = now;
            epoch = nowEpoch;
            batch = nowBatch;
            batches = allBatches;
            loss = meanLoss;
            accuracy = meanAccuracy;
        }
    }

    @Override
    public void epochDone(TrainingState state, TrainingHealth now, HeldOutResult validated) throws HasnasException {
        int before;
        synchronized (lock) {
            before = epochs.size();
        }
        List<EpochResult> done = state.epochs().subList(before, state.epochs().size());
        keeping(before, () -> TrainingFiles.writeCheckpoint(project, training, state));
        keeping(state.epochs().size(), () -> store.putEpochs(training.id(), done));
        synchronized (lock) {
            epochs.addAll(done);
            health = now;
            activeNeurons = validated.activeNeurons();
            fresh = true;
        }
    }

    TrainingProgress progress(Progress ignored) {
        synchronized (lock) {
            return new TrainingProgress(training, epochs, epoch, batch, batches, loss, accuracy,
                    trainedSeconds > 0 ? trainedImages / trainedSeconds : 0, remaining(), health, activeNeurons);
        }
    }

    private Optional<Duration> remaining() {
        if (epochs.isEmpty() && trainedSeconds <= 0) {
            return Optional.empty();
        }
        int all = training.request().settings().epochs();
        double epochSeconds = epochs.isEmpty() ? batches * training.request().settings().batchSize() * trainedSeconds / trainedImages
                : epochs.getLast().seconds();
        double left = all - epochs.size() - (epoch > epochs.size() ? (double) batch / batches : 0);
        return Optional.of(Duration.ofMillis((long) (1000 * Math.max(0, left) * epochSeconds)));
    }

    @Override
    public void resumed() {
        synchronized (lock) {
            fresh = true;
        }
    }
}
