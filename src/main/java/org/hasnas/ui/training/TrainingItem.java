package org.hasnas.ui.training;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.hasnas.job.RunStatus;
import org.hasnas.network.DesignChoices;
import org.hasnas.search.model.Candidate;
import org.hasnas.training.model.Accuracy;
import org.hasnas.training.model.TrainingProgress;
import org.hasnas.training.model.TrainingRequest;
import org.hasnas.training.model.TrainingSummary;
import org.hasnas.ui.fx.Background;
import org.hasnas.ui.fx.JobViewModel;

/** One training in the list of the window: stored, or followed while it runs. */
public final class TrainingItem {
    private final ReadOnlyObjectWrapper<TrainingSnapshot> snapshot;
    private final TrainingSummary summary;
    private final JobViewModel<TrainingProgress, Accuracy> job;

    TrainingItem(TrainingSummary summary, Background background) {
        this.summary = summary;
        this.snapshot = new ReadOnlyObjectWrapper<>(this, "snapshot", of(summary));
        this.job = new JobViewModel<>(background);
    }

    public long id() {
        return summary.id();
    }

    /** The training as it was stored last. */
    public TrainingSummary summary() {
        return summary;
    }

    /** Whether it trains the network of a candidate. */
    public boolean isOf(Candidate candidate) {
        TrainingRequest request = summary.request();
        return request.architecture().equals(candidate.trial().architecture().ofNetwork())
                && request.template().equals(candidate.request().template())
                && request.space().equals(candidate.request().space().with(DesignChoices.NONE));
    }

    public ReadOnlyObjectProperty<TrainingSnapshot> snapshotProperty() {
        return snapshot.getReadOnlyProperty();
    }

    public TrainingSnapshot snapshot() {
        return snapshot.get();
    }

    /** The training while it waits or runs here. */
    JobViewModel<TrainingProgress, Accuracy> job() {
        return job;
    }

    /** Its work has ended, whatever is stored of it. */
    void ended(RunStatus ending, Optional<String> failure) {
        job.progressProperty().get().ifPresent(last -> snapshot.set(new TrainingSnapshot(ending, Math.max(last.epoch(), last.epochs().size()), 0,
                Double.NaN, Double.NaN, last.epochs(), last.imagesPerSecond(), last.activeNeurons(), Optional.empty(), failure, last.health())));
    }

    /** Pulls what is new. */
    void pull() {
        job.pulse();
        RunStatus status = job.statusProperty().get().orElse(null);
        TrainingProgress now = job.progressProperty().get().orElse(null);
        if (status == null || now == null) {
            return;
        }
        boolean inEpoch = now.epoch() > now.epochs().size() && now.batches() > 0;
        snapshot.set(new TrainingSnapshot(status, Math.max(now.epoch(), now.epochs().size()), inEpoch ? (double) now.batch() / now.batches() : 0,
                inEpoch ? now.loss() : Double.NaN, inEpoch ? now.trainingAccuracy() : Double.NaN, now.epochs(), now.imagesPerSecond(),
                now.activeNeurons(), now.remaining(), Optional.empty(), now.health()));
    }

    private static TrainingSnapshot of(TrainingSummary stored) {
        return new TrainingSnapshot(stored.status(), stored.epochs().size(), 0, Double.NaN, Double.NaN, stored.epochs(), 0, Double.NaN,
                Optional.empty(),
                stored.failure(), stored.health(List.of()));
    }
}
