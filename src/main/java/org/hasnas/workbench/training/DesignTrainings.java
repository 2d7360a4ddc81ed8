package org.hasnas.workbench.training;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import org.hasnas.data.LabelledDataset;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.files.codec.TrainingFiles;
import org.hasnas.files.store.TrainingStore;
import org.hasnas.job.JobContext;
import org.hasnas.job.RunStatus;
import org.hasnas.network.Architecture;
import org.hasnas.search.ladder.DesignCurve;
import org.hasnas.search.model.Project;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.simulation.engine.Workers;
import org.hasnas.training.TrainingState;
import org.hasnas.training.model.TrainingRequest;
import org.hasnas.training.model.TrainingSummary;

/**
 * The trainings of a search's designs, in pieces of epochs. They are trainings of the project as all others: one that is there already, finished or
 * not, is taken as it is and gone on with. Safe for any thread, but a design is trained by one at a time.
 */
public final class DesignTrainings {
    private final Project project;
    private final SearchRequest search;
    private final TrainingStore store;
    private final LabelledDataset dataset;
    private final TrainingPlaces places;
    private final Map<TrainingRequest, TrainingSummary> known = new HashMap<>();

    /** @param search by trainings */
    public DesignTrainings(Project project, SearchRequest search, TrainingStore store, LabelledDataset dataset, TrainingPlaces places)
            throws HasnasException {
        this.project = project;
        this.search = search;
        this.store = store;
        this.dataset = dataset;
        this.places = places;
        for (TrainingSummary training : store.list().reversed()) { // the newest of equal ones is kept
            known.put(training.request(), training);
        }
    }

    /** How a search trains a design. */
    public static TrainingRequest request(SearchRequest search, Architecture design) {
        return TrainingRequest.ofDesign(search.dataset(), search.template(), search.space(), design, search.ladder().orElseThrow().training());
    }

    /** How far designs of a search are trained, by design. */
    public static Map<Architecture, DesignCurve> curves(SearchRequest search, List<TrainingSummary> trainings) {
        Map<Architecture, DesignCurve> curves = new HashMap<>();
        for (TrainingSummary training : trainings.reversed()) {
            if (training.request().equals(request(search, training.request().architecture()))) {
                curves.put(training.request().architecture(), curve(training));
            }
        }
        return curves;
    }

    /** How far a training is. */
    public static DesignCurve curve(TrainingSummary training) {
        return new DesignCurve(training.epochs(), switch (training.status()) {
            case FINISHED -> DesignCurve.State.ENDED;
            case FAILED -> DesignCurve.State.GIVEN_UP;
            case WAITING, RUNNING, PAUSED, STOPPING, STOPPED, INTERRUPTED -> DesignCurve.State.OPEN;
        });
    }

    /** How far a design is trained. */
    public DesignCurve curve(Architecture design) {
        return summary(design).map(DesignTrainings::curve).orElse(DesignCurve.NONE);
    }

    /** Number of a design's training, which has begun. */
    public long number(Architecture design) {
        return summary(design).orElseThrow().id();
    }

    private Optional<TrainingSummary> summary(Architecture design) {
        synchronized (known) {
            return Optional.ofNullable(known.get(request(search, design)));
        }
    }

    /**
     * Trains a design until an epoch, unless it has been; {@link #curve} tells then what came of it.
     *
     * @param run number of the search
     */
    public void train(Architecture design, int until, long run, JobContext job) throws HasnasException {
        TrainingSummary training = begun(design);
        DesignCurve before = curve(training);
        boolean whole = until == training.request().settings().epochs();
        if (before.state() == DesignCurve.State.OPEN && (whole || before.epochs().size() < until)) {
            try {
                go(training, until, run, job);
            } finally {
                synchronized (known) {
                    known.put(training.request(), store.get(training.id()));
                }
            }
        }
    }

    private TrainingSummary begun(Architecture design) throws HasnasException {
        Optional<TrainingSummary> before = summary(design);
        if (before.isPresent()) {
            return before.get();
        }
        TrainingSummary created = store.create(request(search, design));
        synchronized (known) {
            known.put(created.request(), created);
        }
        return created;
    }

    private void go(TrainingSummary training, int until, long run, JobContext job) throws HasnasException {
        store.setStatus(training.id(), RunStatus.RUNNING, "");
        Optional<TrainingState> state = TrainingFiles.readCheckpoint(project, training);
        TrainingWork work = new TrainingWork(project, training, store,
                state.<TrainingWork.Begin>map(TrainingWork.Begin.GoOn::new).orElseGet(TrainingWork.Begin.Fresh::new), dataset, places, 1,
                OptionalLong.of(run));
        RunStatus ending = RunStatus.FAILED;
        String failure = "";
        try {
            ending = work.advance(until, Workers.CALLER, job).isPresent() ? RunStatus.FINISHED : RunStatus.STOPPED;
        } catch (CancellationException cancelled) {
            ending = RunStatus.STOPPED;
            throw cancelled;
        } catch (HasnasException problem) {
            failure = problem.getMessage();
            if (problem.code() != ErrorCode.BAD_INPUT) { // a training that was given up is a result, a full disk is not
                ending = RunStatus.STOPPED;
                throw problem;
            }
        } finally {
            work.ended(ending, failure);
        }
    }
}
