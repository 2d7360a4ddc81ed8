package org.hasnas.ui.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.hasnas.training.model.EpochResult;
import org.hasnas.training.model.TrainingProgress;
import org.hasnas.training.model.TrainingSummary;
import org.hasnas.workbench.training.TrainingHandle;
import org.jspecify.annotations.Nullable;

/** One training in the list of the window: stored, or followed while it runs. */
public final class TrainingItem {
    private final ReadOnlyObjectWrapper<TrainingSnapshot> snapshot;
    private final List<EpochResult> epochs = new ArrayList<>();
    private final TrainingSummary summary;
    private @Nullable TrainingHandle handle;
    private boolean stopping;
    private long turn;

    TrainingItem(TrainingSummary summary) {
        this.summary = summary;
        this.snapshot = new ReadOnlyObjectWrapper<>(this, "snapshot", of(summary));
    }

    public long id() {
        return summary.id();
    }

    /** The training as it was stored last. */
    public TrainingSummary summary() {
        return summary;
    }

    public ReadOnlyObjectProperty<TrainingSnapshot> snapshotProperty() {
        return snapshot.getReadOnlyProperty();
    }

    public TrainingSnapshot snapshot() {
        return snapshot.get();
    }

    /** Its place in the queue: smaller ones come first. */
    long turn() {
        return turn;
    }

    Optional<TrainingHandle> handle() {
        return Optional.ofNullable(handle);
    }

    /** @param place grows with every training that is queued */
    void follow(TrainingHandle started, long place) {
        handle = started;
        turn = place;
        stopping = false;
        epochs.clear();
    }

    void stop() {
        if (handle != null) {
            stopping = true;
            handle.stop();
        }
    }

    /** Its work has ended, whatever is stored of it. */
    void endedWithout(TrainingStage stage, Optional<String> failure) {
        handle = null;
        TrainingSnapshot last = snapshot.get();
        snapshot.set(new TrainingSnapshot(stage, last.epoch(), 0, Double.NaN, Double.NaN, last.epochs(), last.imagesPerSecond(), Optional.empty(),
                failure));
    }

    /**
     * Pulls what is new.
     *
     * @param first whether no other training is before it in the queue
     */
    void pull(boolean first) {
        TrainingHandle followed = handle;
        if (followed == null) {
            return;
        }
        epochs.addAll(followed.epochsSince(epochs.size()));
        TrainingProgress now = followed.progress();
        boolean inEpoch = now.epoch() > epochs.size() && now.batches() > 0;
        snapshot.set(new TrainingSnapshot(stage(now, first), Math.max(now.epoch(), epochs.size()), inEpoch ? (double) now.batch() / now.batches() : 0,
                inEpoch ? now.loss() : Double.NaN, inEpoch ? now.trainingAccuracy() : Double.NaN, epochs, now.imagesPerSecond(), now.remaining(),
                Optional.empty()));
    }

    private TrainingStage stage(TrainingProgress now, boolean first) {
        return switch (now.status()) {
            case RUNNING -> stopping ? TrainingStage.STOPPING : first || now.epoch() > 0 ? TrainingStage.RUNNING : TrainingStage.WAITING;
            case PAUSED -> stopping ? TrainingStage.STOPPING : TrainingStage.PAUSED;
            // Its end is told by the handle's completion, when all is stored.
            case FINISHED, STOPPED, FAILED, INTERRUPTED -> TrainingStage.STOPPING;
        };
    }

    private static TrainingSnapshot of(TrainingSummary stored) {
        TrainingStage stage = switch (stored.status()) {
            case RUNNING -> TrainingStage.RUNNING;
            case PAUSED -> TrainingStage.PAUSED;
            case FINISHED -> TrainingStage.FINISHED;
            case STOPPED -> TrainingStage.STOPPED;
            case FAILED -> TrainingStage.FAILED;
            case INTERRUPTED -> TrainingStage.INTERRUPTED;
        };
        return new TrainingSnapshot(stage, stored.epochs().size(), 0, Double.NaN, Double.NaN, stored.epochs(), 0, Optional.empty(),
                stored.failure());
    }
}
