package org.hasnas.workbench.training;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.hasnas.data.LabelledDataset;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.files.codec.TrainingFiles;
import org.hasnas.files.codec.TrainingRequestJson;
import org.hasnas.job.JobContext;
import org.hasnas.simulation.engine.Workers;
import org.hasnas.simulation.weights.Weights;
import org.hasnas.training.HeldOutResult;
import org.hasnas.training.Teacher;
import org.hasnas.training.TrainingListener;
import org.hasnas.training.TrainingOutcome;
import org.hasnas.training.TrainingState;
import org.hasnas.training.model.TrainingHealth;
import org.hasnas.training.model.TrainingRequest;
import org.hasnas.workbench.cluster.Cluster;
import org.hasnas.workbench.cluster.ClusterTask;
import org.hasnas.workbench.cluster.ClusterTaskFailure;
import org.hasnas.workbench.cluster.ClusterWorker;
import org.hasnas.workbench.cluster.Shared;
import org.jspecify.annotations.Nullable;

/**
 * A training on a cluster, whole epochs of some seconds at a time: the state after them comes back and is stored before the next ones begin, on
 * whichever worker has time.
 *
 * @param teacher whom the network learns from
 */
record ClusterTraining(TrainingRequest request, Shared<LabelledDataset> images, Optional<TrainedNetwork> teacher, Cluster cluster)
        implements TrainingPlace {
    /** A task begins no further epoch after so long: many times what the way to a worker and back takes, and little to do again if one is lost. */
    private static final long TASK_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final String SENT = "the state of a training sent over the network";

    /**
     * What a training needs on any worker.
     *
     * @param request as JSON
     * @param teacher whom the network learns from; null if there is none
     */
    private record Training(String request, Shared<LabelledDataset> images, @Nullable SentNetwork teacher) implements Serializable {
        LocalTraining on(ClusterWorker worker, JobContext job) throws HasnasException {
            LabelledDataset dataset = images.value(worker);
            Optional<Teacher> taught = Optional.empty();
            if (teacher != null) {
                taught = Optional.of(worker.keep(Teacher.class, teacher.name(),
                        () -> teacher.network().teacher(dataset, worker.kernels().training(), Workers.CALLER, job)));
            }
            return LocalTraining.of(settings(), dataset, worker.kernels().training(), Workers.CALLER, taught);
        }

        TrainingRequest settings() throws HasnasException {
            return TrainingRequestJson.read(request, SENT);
        }
    }

    /**
     * A trained network.
     *
     * @param request its training, as JSON
     * @param weights as a checkpoint
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record SentNetwork(String request, byte[] weights) implements Serializable {
        static SentNetwork of(TrainedNetwork network) {
            return new SentNetwork(TrainingRequestJson.write(network.request()), TrainingFiles.checkpointBytes(network.request(),
                    beginning(network.weights())));
        }

        TrainedNetwork network() throws HasnasException {
            return new TrainedNetwork(TrainingRequestJson.read(request, SENT), TrainingFiles.readCheckpoint(weights, SENT).weights());
        }

        /** Another network has another one, as good as certainly. */
        List<Object> name() {
            return List.of(request, Arrays.hashCode(weights));
        }
    }

    /**
     * Some epochs.
     *
     * @param state checkpoint after those before; null at the start
     * @param until epochs that are done then, if time allows
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record EpochsTask(Training training, byte @Nullable [] state, int until) implements ClusterTask<EpochsDone> {
        @Override
        public EpochsDone run(ClusterWorker worker, JobContext job) throws HasnasException {
            long end = System.nanoTime() + TASK_NANOS;
            LocalTraining place = training.on(worker, job);
            LastEpoch last = new LastEpoch();
            TrainingState before = state == null ? null : TrainingFiles.readCheckpoint(state, SENT);
            TrainingState now = before != null && before.epochs().isEmpty() ? place.beginWith(before.weights()) : before;
            boolean more = true;
            TrainingHealth why = null;
            while (more) {
                int done = now == null ? 0 : now.epochs().size();
                TrainingOutcome outcome = place.run(Optional.ofNullable(now), Math.min(done + 1, until), last, job);
                now = last.state == null ? now : last.state;
                why = outcome instanceof TrainingOutcome.GivenUp(TrainingHealth health) ? health : null;
                int after = now == null ? 0 : now.epochs().size();
                more = why == null && done < after && after < until && System.nanoTime() < end;
            }
            TrainingState reached = last.state;
            return new EpochsDone(reached == null ? null : TrainingFiles.checkpointBytes(training.settings(), reached), last.validated, last.health,
                    why);
        }
    }

    /**
     * What came of a task.
     *
     * @param state checkpoint after its last epoch; null if the training had come to its end before, or exploded at once
     * @param validated on the validation images; null like the state
     * @param health after it; null like the state
     * @param givenUp why the training ends here; null if it does not
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record EpochsDone(byte @Nullable [] state, @Nullable HeldOutResult validated, @Nullable TrainingHealth health,
            @Nullable TrainingHealth givenUp) implements Serializable {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record HeldOutTask(Training training, byte[] state) implements ClusterTask<HeldOutResult> {
        @Override
        public HeldOutResult run(ClusterWorker worker, JobContext job) throws HasnasException {
            return training.on(worker, job).heldOut(TrainingFiles.readCheckpoint(state, SENT).best(), job);
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

    private Training training() {
        return new Training(TrainingRequestJson.write(request), images, teacher.map(SentNetwork::of).orElse(null));
    }

    @Override
    public TrainingState beginWith(Weights weights) {
        return beginning(weights);
    }

    /** Without the optimiser's arrays, which the first epoch makes. */
    private static TrainingState beginning(Weights weights) {
        return new TrainingState(List.of(), weights, weights, 0, Map.of());
    }

    @Override
    public TrainingOutcome run(Optional<TrainingState> from, int until, TrainingListener listener, JobContext job) throws HasnasException {
        Training training = training();
        TrainingState now = from.orElse(null);
        byte[] state = now == null ? null : TrainingFiles.checkpointBytes(request, now);
        while (now == null || now.epochs().size() < until) {
            listener.batchDone(now == null ? 1 : now.epochs().size() + 1, 0, 0, Double.NaN, Double.NaN);
            EpochsDone done = done(new EpochsTask(training, state, until), job);
            byte[] after = done.state();
            if (after != null) {
                state = after;
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
        return done(new HeldOutTask(training(), TrainingFiles.checkpointBytes(request, beginning(weights))), job);
    }

    private <R extends Serializable> R done(ClusterTask<R> task, JobContext job) throws HasnasException {
        try {
            return cluster.run(task, job);
        } catch (ClusterTaskFailure failure) { // this training can't be done; others can
            throw new HasnasException(ErrorCode.BAD_INPUT, "Training " + request.architecture().text() + " failed on the cluster: "
                    + failure.getMessage(), failure);
        }
    }
}
