package org.hasnas.workbench.search;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.hasnas.chip.model.PhysicalSettings;
import org.hasnas.error.HasnasException;
import org.hasnas.files.store.RunStore;
import org.hasnas.job.JobContext;
import org.hasnas.job.Progress;
import org.hasnas.job.RunStatus;
import org.hasnas.search.SearchLoop;
import org.hasnas.search.evaluation.Evaluation;
import org.hasnas.search.ladder.DesignOutlooks;
import org.hasnas.search.model.DesignOutlook;
import org.hasnas.search.model.LadderSettings;
import org.hasnas.search.model.LadderStep;
import org.hasnas.search.model.Project;
import org.hasnas.search.model.RunProgress;
import org.hasnas.search.model.RunSummary;
import org.hasnas.search.model.Trial;
import org.hasnas.workbench.chip.LocalCrossbars;
import org.hasnas.workbench.jobs.Jobs;
import org.hasnas.workbench.jobs.Work;
import org.hasnas.workbench.training.DesignTrainings;

/** A search in this process. A trial is shown to the outside only after it was stored. */
final class SearchWork implements Work<RunSummary> {
    /** Trials over which the rate is averaged. */
    private static final int RATE_WINDOW = 64;

    private final RunSummary run;
    private final RunStore store;
    private final Evaluation evaluation;
    private final int threads;
    /** Of a search that pays for trainings. */
    private final Optional<DesignTrainings> trainings;
    private final LocalCrossbars crossbars;
    private final Project project;
    private volatile Optional<DesignLadder> ladder = Optional.empty();
    private final WorkClock clock;
    private final List<Trial> knownAtStart;
    private final GrowingList<Trial> trials;
    /** When the last trials became known; guards itself. */
    private final Deque<Long> recentNanos = new ArrayDeque<>();

    /** @param clock counts from when the search was asked for */
    SearchWork(RunSummary run, RunStore store, List<Trial> knownAtStart, Evaluation evaluation, int threads,
            Optional<DesignTrainings> trainings, LocalCrossbars crossbars, Project project, WorkClock clock) {
        this.crossbars = crossbars;
        this.project = project;
        this.clock = clock;
        this.trainings = trainings;
        this.run = run;
        this.store = store;
        this.evaluation = evaluation;
        this.threads = threads;
        this.knownAtStart = List.copyOf(knownAtStart);
        this.trials = new GrowingList<>(knownAtStart);
    }

    /** Name of a run for users. */
    static String name(long id) {
        return "Run " + id;
    }

    String name() {
        return name(run.id());
    }

    @Override
    public RunSummary run(JobContext job) throws HasnasException {
        resumed();
        return Jobs.pooled("candidate", threads, this::search).run(job);
    }

    private RunSummary search(JobContext job, ExecutorService pool) throws HasnasException {
        SearchLoop.run(evaluation.problem(pool, job), knownAtStart, evaluation.evaluator(knownAtStart, pool), this::record);
        if (trainings.isPresent()) {
            train(trainings.get(), job, pool);
        }
        return new RunSummary(run.id(), run.request(), RunStatus.FINISHED, run.started(), trials.now().size(), run.programVersion(), run.note());
    }

    private void train(DesignTrainings paid, JobContext job, ExecutorService forChips) throws HasnasException {
        LadderSettings settings = run.request().ladder().orElseThrow();
        DesignOutlooks designs = new DesignOutlooks(run.request(), trials.now());
        if (designs.size() > 0) {
            List<LadderStep> before = store.steps(run.id());
            DesignLadder trained = new DesignLadder(run, store, trials.now(), designs, paid, clock, before);
            ladder = Optional.of(trained);
            Jobs.pooled("training", settings.sideBySide(), (part, pool) -> {
                trained.run(part, pool);
                return trained.progress();
            }).run(job);
            if (run.request().hardware() instanceof PhysicalSettings chip) {
                for (DesignOutlook finalist : trained.finalists(settings.onChip())) {
                    trained.showOnChip(finalist);
                    crossbars.measure(project, trained.training(finalist), trained.design(finalist).macro(), chip, forChips, threads, job);
                }
            }
        }
    }

    @Override
    public void ended(RunStatus ending, String failure) throws HasnasException {
        store.setStatus(run.id(), ending);
    }

    private void record(Trial trial) throws HasnasException {
        store.append(run.id(), List.of(trial));
        trials.add(trial);
        synchronized (recentNanos) {
            recentNanos.add(System.nanoTime());
            if (recentNanos.size() > RATE_WINDOW) {
                recentNanos.removeFirst();
            }
        }
    }

    /** @param counted what the search loop counts, which includes trials that are not stored yet */
    RunProgress progress(Progress counted) {
        return new RunProgress(run, trials.now(), rate(), ladder.map(DesignLadder::progress));
    }

    private double rate() {
        synchronized (recentNanos) {
            if (recentNanos.size() < 2) {
                return 0;
            }
            double seconds = (recentNanos.getLast() - recentNanos.getFirst()) * 1e-9;
            return seconds > 0 ? (recentNanos.size() - 1) / seconds : 0;
        }
    }

    @Override
    public void paused() {
        clock.pause();
    }

    @Override
    public void resumed() {
        clock.resume();
        synchronized (recentNanos) {
            recentNanos.clear();
            recentNanos.add(System.nanoTime());
        }
    }
}
