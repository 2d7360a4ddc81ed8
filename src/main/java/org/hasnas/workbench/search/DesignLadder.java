package org.hasnas.workbench.search;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.network.Architecture;
import org.hasnas.search.ladder.DesignOutlooks;
import org.hasnas.search.ladder.LadderSearch;
import org.hasnas.search.ladder.PredictedGain;
import org.hasnas.search.ladder.Training;
import org.hasnas.search.model.DesignOutlook;
import org.hasnas.search.model.LadderProgress;
import org.hasnas.search.model.LadderSettings;
import org.hasnas.search.model.Trial;
import org.hasnas.workbench.training.DesignTrainings;

/**
 * Pays for the trainings of a search: pieces that promise most, as many at a time as the request says, each decided when the oldest one is told. For
 * every piece that runs one waits, so that no thread waits for an older piece or for a decision.
 * A part of the time is kept for training the designs of the front to the end; what is then left goes into further pieces.
 */
final class DesignLadder {
    /** Share of the remaining time that goes into finding the front, before its designs are trained to the end. */
    private static final double FINDING = 0.6;
    /** Pieces decided and not told yet, for each that runs. */
    private static final int DECIDED_PER_RUNNING = 2;
    /** Less is not worth another round, in minutes. */
    private static final double LEAST_ROUND = 0.1;

    private final LadderSettings settings;
    private final DesignOutlooks designs;
    private final DesignTrainings trainings;
    private final List<Trial> trials;
    private final LadderSearch search;
    /** Pieces not told yet, in the order of decisions. */
    private final Deque<Piece> decided = new ArrayDeque<>();
    private final WorkClock clock;
    /** What is expected as of the last piece that was told. */
    private List<DesignOutlook> outlooks;
    private volatile LadderProgress shown;

    /**
     * A piece under way.
     *
     * @param purpose of it, for users
     */
    private record Piece(Training training, String purpose, Future<Double> fraction) {}

    /** @param clock counts the minutes of work that the run uses, with those that it has used before */
    DesignLadder(LadderSettings settings, DesignOutlooks designs, DesignTrainings trainings, WorkClock clock) {
        this.settings = settings;
        this.designs = designs;
        this.trainings = trainings;
        this.clock = clock;
        this.trials = designs.trials();
        this.search = new PredictedGain(designs.problem());
        this.outlooks = designs.outlooks(trainings::curve);
        this.shown = progress(designs, outlooks, List.of(), clock.minutes(), settings.minutes());
    }

    /** What is known now. For any thread. */
    LadderProgress progress() {
        LadderProgress last = shown;
        return new LadderProgress(last.outlooks(), last.front(), last.activity(), clock.minutes(), last.minutes());
    }

    /**
     * Trains until the time is used up or nothing is left to train.
     *
     * @param pool as many threads as trainings may run at a time
     * @return what is known then
     */
    LadderProgress run(JobContext job, ExecutorService pool) throws HasnasException {
        boolean more = true;
        while (more && left() > LEAST_ROUND) {
            more = find(left() * (1 - FINDING), job, pool);
            finish(job, pool);
        }
        return progress();
    }

    private double left() {
        return settings.minutes() - clock.minutes();
    }

    private boolean hasRoom() {
        return decided.size() < DECIDED_PER_RUNNING * settings.sideBySide();
    }

    /** @return whether there is anything left to find */
    private boolean find(double leave, JobContext job, ExecutorService pool) throws HasnasException {
        while (true) {
            boolean more = true;
            while (more && hasRoom() && left() > leave) {
                Optional<Training> next = search.ask();
                next.ifPresent(training -> begin(training, "most likely to extend the front", job, pool));
                more = next.isPresent();
            }
            if (decided.isEmpty()) {
                return more;
            }
            Piece oldest = decided.removeFirst();
            search.tell(oldest.training(), await(oldest));
            learn();
        }
    }

    /** Trains the designs of the front to the end, those with the fewest epochs left first; a finished one may change the front. */
    private void finish(JobContext job, ExecutorService pool) throws HasnasException {
        while (left() > 0) {
            while (hasRoom()) {
                Optional<Integer> next = unfinished();
                if (next.isEmpty()) {
                    break;
                }
                int whole = settings.training().epochs();
                begin(new Training(next.get(), Math.min(outlooks.get(next.get()).epochs(), whole - 1), whole), "on the front, to its end", job, pool);
            }
            if (decided.isEmpty()) {
                return;
            }
            await(decided.removeFirst());
            learn();
        }
        while (!decided.isEmpty()) {
            await(decided.removeFirst());
            learn();
        }
    }

    private Optional<Integer> unfinished() {
        Set<Integer> now = decided.stream().map(piece -> piece.training().design()).collect(Collectors.toSet());
        return designs.front(outlooks).stream().filter(design -> !outlooks.get(design).isTrained() && !now.contains(design))
                .max(Comparator.comparingInt(design -> outlooks.get(design).epochs()));
    }

    private void begin(Training training, String purpose, JobContext job, ExecutorService pool) {
        Architecture design = trials.get(training.design()).architecture();
        decided.addLast(new Piece(training, purpose, pool.submit(() -> trainings.train(design, training.untilEpoch(), job))));
        show();
    }

    private static double await(Piece piece) throws HasnasException {
        try {
            return piece.fraction().get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        } catch (ExecutionException failure) {
            switch (failure.getCause()) {
                case HasnasException problem -> throw problem;
                case RuntimeException runtime -> throw runtime;
                case Error error -> throw error;
                case null, default -> throw new IllegalStateException("a training failed", failure);
            }
        }
    }

    private void learn() {
        outlooks = designs.outlooks(trainings::curve);
        show();
    }

    private void show() {
        List<DesignOutlook> now = new ArrayList<>(outlooks);
        List<String> activity = new ArrayList<>();
        for (Piece piece : decided.stream().filter(piece -> !piece.fraction().isDone()).limit(settings.sideBySide()).toList()) {
            int design = piece.training().design();
            DesignOutlook outlook = outlooks.get(design);
            now.set(design, outlook.whileRunning());
            activity.add(String.format(Locale.ROOT, "design %d to epoch %d of %d: %s at %.3g uJ, expected %.1f %% (%.1f to %.1f)", outlook.trial(),
                    piece.training().untilEpoch(), settings.training().epochs(), piece.purpose(),
                    trials.get(design).cost().orElseThrow().energy().microjoules(), 100 * outlook.expected().fraction(),
                    100 * outlook.expected().lowFraction(), 100 * outlook.expected().highFraction()));
        }
        shown = progress(designs, now, activity, clock.minutes(), settings.minutes());
    }

    static LadderProgress progress(DesignOutlooks designs, List<DesignOutlook> outlooks, List<String> activity, double used, double minutes) {
        List<Integer> front = designs.front(outlooks).stream().map(design -> designs.trials().get(design).index()).toList();
        return new LadderProgress(outlooks, front, activity, used, minutes);
    }
}
