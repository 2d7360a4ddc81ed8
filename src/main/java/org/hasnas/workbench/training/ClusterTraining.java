package org.hasnas.workbench.training;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.hasnas.data.LabelledDataset;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.files.codec.TrainingFiles;
import org.hasnas.files.codec.TrainingRequestJson;
import org.hasnas.job.JobContext;
import org.hasnas.simulation.engine.Workers;
import org.hasnas.simulation.weights.Weights;
import org.hasnas.training.HeldOutResult;
import org.hasnas.training.TrainingListener;
import org.hasnas.training.TrainingOutcome;
import org.hasnas.training.TrainingState;
import org.hasnas.training.model.TrainingHealth;
import org.hasnas.training.model.TrainingRequest;
import org.hasnas.workbench.cluster.Cluster;
import org.hasnas.workbench.cluster.ClusterTask;
import org.hasnas.workbench.cluster.ClusterTaskFailure;
import org.hasnas.workbench.cluster.ClusterWorker;
import org.jspecify.annotations.Nullable;

/**
 * A training on a cluster, one task per epoch: the state after an epoch comes back and is stored before the next one begins, on whichever worker has
 * time. What a lost worker had not finished is an epoch at most.
 */
record ClusterTraining(TrainingRequest request, LabelledDataset dataset, Cluster cluster) implements TrainingPlace {
    private static final String SENT = "the state of a training sent over the network";

    /**
     * An epoch.
     *
     * @param request as JSON
     * @param state checkpoint after the epoch before; null at the start
     * @param epoch from 1
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record EpochTask(String request, byte @Nullable [] state, int epoch) implements ClusterTask<LabelledDataset, EpochDone> {
        @Override
        public EpochDone run(LabelledDataset dataset, ClusterWorker worker, JobContext job) throws HasnasException {
            TrainingRequest training = TrainingRequestJson.read(request, SENT);
            LastEpoch last = new LastEpoch();
            LocalTraining place = place(training, dataset, worker);
            TrainingState before = state == null ? null : TrainingFiles.readCheckpoint(state, SENT);
            TrainingOutcome outcome = place.run(
                    Optional.ofNullable(before).map(given -> given.epochs().isEmpty() ? place.beginWith(given.weights()) : given), epoch, last, job);
            TrainingState now = last.state;
            return new EpochDone(now == null ? null : TrainingFiles.checkpointBytes(training, now), last.validated, last.health,
                    outcome instanceof TrainingOutcome.GivenUp(TrainingHealth why) ? why : null);
        }
    }

    /**
     * What came of an epoch.
     *
     * @param state checkpoint after it; null if the training had come to its end before, or exploded
     * @param validated on the validation images; null like the state
     * @param health after it; null like the state
     * @param givenUp why the training ends here; null if it does not
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record EpochDone(byte @Nullable [] state, @Nullable HeldOutResult validated, @Nullable TrainingHealth health,
            @Nullable TrainingHealth givenUp) implements Serializable {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record HeldOutTask(String request, byte[] state) implements ClusterTask<LabelledDataset, HeldOutResult> {
        @Override
        public HeldOutResult run(LabelledDataset dataset, ClusterWorker worker, JobContext job) throws HasnasException {
            return place(TrainingRequestJson.read(request, SENT), dataset, worker).heldOut(TrainingFiles.readCheckpoint(state, SENT).best(), job);
        }
    }

    private static final class LastEpoch implements TrainingListener {
        private @Nullable TrainingState state;
        private @Nullable TrainingHealth health;
        private @Nullable HeldOutResult validated;

        @Override
        public void batchDone(int epoch, int batch, int batches, double loss, double accuracy) {}

        @Override
        public void epochDone(TrainingState now, TrainingHealth how, HeldOutResult held) {
            state = now;
            health = how;
            validated = held;
        }
    }

    private static LocalTraining place(TrainingRequest training, LabelledDataset dataset, ClusterWorker worker) throws HasnasException {
        return LocalTraining.of(training, dataset, worker.kernels().training(), Workers.CALLER, Optional.empty());
    }

    /** Without the optimiser's arrays, which the first epoch makes. */
    @Override
    public TrainingState beginWith(Weights weights) {
        return new TrainingState(List.of(), weights, weights, 0, Map.of());
    }

    @Override
    public TrainingOutcome run(Optional<TrainingState> from, int until, TrainingListener listener, JobContext job) throws HasnasException {
        String text = TrainingRequestJson.write(request);
        TrainingState now = from.orElse(null);
        byte[] before = now == null ? null : TrainingFiles.checkpointBytes(request, now);
        for (int epoch = from.map(state -> state.epochs().size()).orElse(0) + 1; epoch <= until; epoch++) {
            EpochDone done = done(new EpochTask(text, before, epoch), job);
            byte[] after = done.state();
            before = after;
            if (after != null) {
                now = TrainingFiles.readCheckpoint(after, SENT);
                listener.epochDone(now, Objects.requireNonNull(done.health()), Objects.requireNonNull(done.validated()));
            }
            TrainingHealth why = done.givenUp();
            if (why != null) {
                return new TrainingOutcome.GivenUp(why);
            }
            if (after == null) {
                break;
            }
        }
        return new TrainingOutcome.Trained(Objects.requireNonNull(now, "a training of no epochs"));
    }

    @Override
    public HeldOutResult heldOut(Weights weights, JobContext job) throws HasnasException {
        return done(new HeldOutTask(TrainingRequestJson.write(request), TrainingFiles.checkpointBytes(request, beginWith(weights))), job);
    }

    private <R extends Serializable> R done(ClusterTask<LabelledDataset, R> task, JobContext job) throws HasnasException {
        try {
            return cluster.run(task, dataset, job);
        } catch (ClusterTaskFailure failure) { // this training can't be done; others can
            throw new HasnasException(ErrorCode.BAD_INPUT, "Training " + request.architecture().text() + " failed on the cluster: "
                    + failure.getMessage(), failure);
        }
    }
}
