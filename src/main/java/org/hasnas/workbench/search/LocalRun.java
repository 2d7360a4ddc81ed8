package org.hasnas.workbench.search;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import org.hasnas.error.HasnasException;
import org.hasnas.files.store.RunStore;
import org.hasnas.job.JobContext;
import org.hasnas.job.RunStatus;
import org.hasnas.search.SearchLoop;
import org.hasnas.search.evaluation.CandidateEvaluator;
import org.hasnas.search.evaluation.SearchProblem;
import org.hasnas.search.model.RunProgress;
import org.hasnas.search.model.RunSummary;
import org.hasnas.search.model.Trial;
import org.hasnas.workbench.jobs.LocalJob;

/** A search in this process. A trial is shown to the outside only after it was stored. */
public final class LocalRun extends LocalJob<RunProgress> implements RunHandle {
    /** Trials over which the rate is averaged. */
    private static final int RATE_WINDOW = 64;

    private final RunSummary run;
    private final RunStore store;
    private final List<Trial> knownAtStart;

    private final Object lock = new Object();
    /** Guarded by {@link #lock}, like all below. */
    private final List<Trial> trials;
    private final Deque<Long> recentNanos = new ArrayDeque<>();

    LocalRun(RunSummary run, RunStore store, List<Trial> knownAtStart) {
        super(name(run.id()));
        this.run = run;
        this.store = store;
        this.knownAtStart = List.copyOf(knownAtStart);
        this.trials = new ArrayList<>(knownAtStart);
    }

    /** How users know a run. */
    static String name(long id) {
        return "Run " + id;
    }

    /** Searches until the end. Called once, by the run's own thread. */
    void execute(CandidateEvaluator evaluator, Function<JobContext, SearchProblem> problem) {
        synchronized (lock) {
            recentNanos.add(System.nanoTime());
        }
        live(job -> SearchLoop.run(problem.apply(job), knownAtStart, evaluator, this::record));
    }

    @Override
    public void store(RunStatus ending, String failure) throws HasnasException {
        store.setStatus(run.id(), ending);
    }

    private void record(Trial trial) throws HasnasException {
        store.append(run.id(), List.of(trial));
        synchronized (lock) {
            trials.add(trial);
            recentNanos.add(System.nanoTime());
            if (recentNanos.size() > RATE_WINDOW) {
                recentNanos.removeFirst();
            }
        }
    }

    List<Trial> knownAtStart() {
        return knownAtStart;
    }

    @Override
    public RunSummary run() {
        return run;
    }

    @Override
    public RunProgress progress() {
        RunStatus shown = status(); // before the trials: an end comes after the last of them
        synchronized (lock) {
            return new RunProgress(shown, trials.size(), run.request().budget(), rate());
        }
    }

    private double rate() {
        if (recentNanos.size() < 2) {
            return 0;
        }
        double seconds = (recentNanos.getLast() - recentNanos.getFirst()) * 1e-9;
        return seconds > 0 ? (recentNanos.size() - 1) / seconds : 0;
    }

    @Override
    public List<Trial> trialsSince(int sequence) {
        synchronized (lock) {
            return sequence >= trials.size() ? List.of() : List.copyOf(trials.subList(sequence, trials.size()));
        }
    }

    @Override
    public void beforeResume() {
        synchronized (lock) {
            recentNanos.clear();
            recentNanos.add(System.nanoTime());
        }
    }
}
