package org.hasnas.workbench.search;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.files.store.RunStore;
import org.hasnas.job.JobContext;
import org.hasnas.network.Architecture;
import org.hasnas.search.ladder.DesignOutlooks;
import org.hasnas.search.ladder.LadderPlan;
import org.hasnas.search.model.DesignOutlook;
import org.hasnas.search.model.LadderProgress;
import org.hasnas.search.model.LadderSettings;
import org.hasnas.search.model.LadderStep;
import org.hasnas.search.model.RunSummary;
import org.hasnas.search.model.SearchAlgorithmId;
import org.hasnas.search.model.Trial;
import org.hasnas.workbench.jobs.Jobs;
import org.hasnas.workbench.training.DesignTrainings;

/**
 * Pays for the trainings of a search as its plan says, as many at a time as the request says. For every piece that runs one waits, so that hardly a
 * thread waits for another piece or for a decision. Every decision is stored before it is carried out; a run that goes on begins with those it has made.
 */
final class DesignLadder {
    /** Pieces decided and not told yet, for each that runs. */
    private static final int DECIDED_PER_RUNNING = 2;

    private final RunSummary run;
    private final RunStore store;
    private final LadderSettings settings;
    private final DesignTrainings trainings;
    private final Map<Integer, Trial> trials;
    private final LadderPlan plan;
    private final List<LadderStep> before;
    private final WorkClock clock;
    /** Steps not told yet, in the order of decisions, and their pieces under way. */
    private final SequencedMap<LadderStep, Future<?>> decided = new LinkedHashMap<>();
    private volatile LadderProgress shown;

    /**
     * @param trials of the run
     * @param clock counts the minutes of work that the run uses, with those that it has used before
     * @param before steps that the run has decided already
     */
    DesignLadder(RunSummary run, RunStore store, List<Trial> trials, DesignOutlooks designs, DesignTrainings trainings, WorkClock clock,
            List<LadderStep> before) {
        this.run = run;
        this.store = store;
        this.settings = run.request().ladder().orElseThrow();
        this.trainings = trainings;
        this.trials = trials.stream().collect(Collectors.toMap(Trial::index, Function.identity()));
        this.plan = new LadderPlan(designs, settings.minutes());
        this.before = before;
        this.clock = clock;
        this.shown = LadderPlan.progress(designs, before, trainings::curve, settings.minutes());
    }

    /** What is known now. For any thread. */
    LadderProgress progress() {
        LadderProgress last = shown;
        return new LadderProgress(last.outlooks(), last.front(), last.predictions(), last.activity(), clock.minutes(), last.minutes());
    }

    /**
     * Trains until the time is used up or nothing is left to train.
     *
     * @param pool as many threads as trainings may run at a time
     */
    void run(JobContext job, ExecutorService pool) throws HasnasException {
        if (before.isEmpty()) {
            plan.begin(trainings::curve);
            for (LadderStep step : plan.steps()) {
                store.appendStep(run.id(), step);
                begin(step, job, pool);
            }
            while (!decided.isEmpty()) {
                tellDue();
            }
        }
        for (LadderStep step : before) {
            while (plan.told() < step.told()) {
                tellDue();
            }
            replay(step);
            begin(step, job, pool);
        }
        while (true) {
            show();
            Optional<LadderStep> next = decided.size() < DECIDED_PER_RUNNING * settings.sideBySide() ? plan.next(clock.minutes()) : Optional.empty();
            if (next.isPresent()) {
                store.appendStep(run.id(), next.get());
                begin(next.get(), job, pool);
            } else if (decided.isEmpty()) {
                return;
            } else {
                tellDue();
            }
        }
    }

    private void replay(LadderStep step) throws HasnasException {
        try {
            plan.replay(step);
        } catch (IllegalArgumentException different) {
            throw new HasnasException(ErrorCode.STORE, "Step " + plan.steps().size() + " of the run can't be taken again: " + different.getMessage()
                    + ". Start a new run; what is trained is kept.", different);
        }
    }

    private void begin(LadderStep step, JobContext job, ExecutorService pool) {
        Trial design = trial(step);
        decided.put(step, pool.submit(() -> {
            trainings.train(design.architecture(), step.untilEpoch(), run.id(), job);
            return null;
        }));
    }

    private Trial trial(LadderStep step) {
        return trial(step.trial());
    }

    private Trial trial(int index) {
        Trial trial = trials.get(index);
        if (trial == null) {
            throw new IllegalStateException("design " + index + " takes no part");
        }
        return trial;
    }

    private void tellDue() throws HasnasException {
        LadderStep due = plan.due();
        Jobs.result(Objects.requireNonNull(decided.remove(due)));
        plan.tell(trainings.curve(trial(due).architecture()));
    }

    /** The best designs of the front that were trained to the end. */
    List<DesignOutlook> finalists(int most) {
        LadderProgress known = shown;
        return known.outlooks().stream().filter(outlook -> known.front().contains(outlook.trial()) && outlook.isTrained() && !outlook.givenUp())
                .sorted(DesignOutlook.BEST_FIRST).limit(most).toList();
    }

    /** Number of the training of a design. */
    long training(DesignOutlook design) {
        return trainings.number(design(design));
    }

    Architecture design(DesignOutlook design) {
        return trial(design.trial()).architecture();
    }

    void showOnChip(DesignOutlook design) {
        LadderProgress known = shown;
        shown = new LadderProgress(known.outlooks(), known.front(), known.predictions(),
                List.of(String.format(Locale.ROOT, "design %d on the simulated chip", design.trial())), clock.minutes(), settings.minutes());
    }

    private void show() {
        LadderProgress known = plan.progress(clock.minutes());
        List<LadderStep> running =
                decided.entrySet().stream().filter(piece -> !piece.getValue().isDone()).limit(settings.sideBySide()).map(Map.Entry::getKey).toList();
        List<DesignOutlook> now = new ArrayList<>(known.outlooks());
        Set<Architecture> trained = running.stream().map(step -> trial(step).architecture().ofNetwork()).collect(Collectors.toSet());
        now.replaceAll(outlook -> trained.contains(design(outlook).ofNetwork()) ? outlook.whileRunning() : outlook);
        shown = new LadderProgress(now, known.front(), known.predictions(), running.stream().map(this::sentence).toList(), clock.minutes(),
                settings.minutes());
    }

    private String sentence(LadderStep step) {
        return String.format(Locale.ROOT, "design %d to epoch %d of %d: %s at %.3g %s, expected %.1f %% (%.1f to %.1f)", step.trial(),
                step.untilEpoch(), settings.training().epochs(), purpose(step), settings.front().inUnit(trial(step).cost().orElseThrow()),
                settings.front().unit().symbol(),
                100 * step.expected().fraction(), 100 * step.expected().lowFraction(), 100 * step.expected().highFraction());
    }

    private String purpose(LadderStep step) {
        return switch (step.purpose()) {
            case KNOWN -> "trained before";
            case FIND -> run.request().algorithm() == SearchAlgorithmId.LADDER ? "most likely to extend the front"
                    : "the turn of " + run.request().algorithm().label();
            case FINISH -> "on the front, to its end";
        };
    }
}
