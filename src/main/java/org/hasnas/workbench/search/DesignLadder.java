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
import java.util.function.Consumer;
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
 * Pays for the trainings of a search: pieces that promise most, as many at a time as the request says, each decided when the oldest one is told.
 * A part of the time is kept for training the designs of the front to the end; what is then left goes into further pieces.
 */
final class DesignLadder {
    /** Share of the remaining time that goes into finding the front, before its designs are trained to the end. */
    private static final double FINDING = 0.6;
    /** Less is not worth another round, in minutes. */
    private static final double LEAST_ROUND = 0.1;
    private static final double NANOS_PER_MINUTE = 60e9;

    private final LadderSettings settings;
    private final DesignOutlooks designs;
    private final DesignTrainings trainings;
    private final double minutesBefore;
    private final long start = System.nanoTime();
    private final Consumer<LadderProgress> shown;
    private final List<Trial> trials;
    private final LadderSearch search;
    private final Deque<Piece> running = new ArrayDeque<>();

    /** A piece under way. */
    private record Piece(Training training, Future<Double> fraction) {}

    /**
     * @param minutesBefore of work that the run has used already
     * @param shown gets what is known whenever a piece begins or ends
     */
    DesignLadder(LadderSettings settings, DesignOutlooks designs, DesignTrainings trainings, double minutesBefore, Consumer<LadderProgress> shown) {
        this.settings = settings;
        this.designs = designs;
        this.trainings = trainings;
        this.minutesBefore = minutesBefore;
        this.shown = shown;
        this.trials = designs.trials();
        this.search = new PredictedGain(designs.problem());
    }

    /** Trains until the time is used up or nothing is left to train. */
    void run(JobContext job, ExecutorService pool) throws HasnasException {
        boolean more = true;
        while (more && left() > LEAST_ROUND) {
            more = find(left() * (1 - FINDING), job, pool);
            finish(job, pool);
        }
        show();
    }

    private double used() {
        return minutesBefore + (System.nanoTime() - start) / NANOS_PER_MINUTE;
    }

    private double left() {
        return settings.minutes() - used();
    }

    /** @return whether there is anything left to find */
    private boolean find(double leave, JobContext job, ExecutorService pool) throws HasnasException {
        while (true) {
            boolean more = true;
            while (more && running.size() < settings.sideBySide() && left() > leave) {
                Optional<Training> next = search.ask();
                next.ifPresent(training -> begin(training, job, pool));
                more = next.isPresent();
            }
            if (running.isEmpty()) {
                return more;
            }
            Piece oldest = running.removeFirst();
            search.tell(oldest.training(), await(oldest));
            show();
        }
    }

    /** Trains the designs of the front to the end, those with the fewest epochs left first; a finished one may change the front. */
    private void finish(JobContext job, ExecutorService pool) throws HasnasException {
        while (left() > 0) {
            while (running.size() < settings.sideBySide()) {
                Optional<Integer> next = unfinished();
                if (next.isEmpty()) {
                    break;
                }
                int done = trainings.epochs(trials.get(next.get()).architecture()).size();
                begin(new Training(next.get(), Math.min(done, settings.training().epochs() - 1), settings.training().epochs()), job, pool);
            }
            if (running.isEmpty()) {
                return;
            }
            await(running.removeFirst());
            show();
        }
        while (!running.isEmpty()) {
            await(running.removeFirst());
        }
    }

    private Optional<Integer> unfinished() {
        List<DesignOutlook> outlooks = outlooks();
        Set<Integer> now = running.stream().map(piece -> piece.training().design()).collect(Collectors.toSet());
        return designs.front(outlooks).stream().filter(design -> !outlooks.get(design).isTrained() && !now.contains(design))
                .max(Comparator.comparingInt(design -> outlooks.get(design).epochs()));
    }

    private void begin(Training training, JobContext job, ExecutorService pool) {
        Architecture design = trials.get(training.design()).architecture();
        running.addLast(new Piece(training, pool.submit(() -> trainings.train(design, training.untilEpoch(), job))));
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

    private List<DesignOutlook> outlooks() {
        return designs.outlooks(trainings::epochs,
                running.stream().map(piece -> trials.get(piece.training().design()).architecture()).collect(Collectors.toSet()));
    }

    private void show() {
        List<DesignOutlook> outlooks = outlooks();
        List<String> activity = new ArrayList<>();
        for (Piece piece : running) {
            DesignOutlook outlook = outlooks.get(piece.training().design());
            Trial trial = trials.get(piece.training().design());
            activity.add(String.format(Locale.ROOT, "#%d to epoch %d of %d: expected %.1f %% (%.1f to %.1f) at %.3g uJ", trial.index(),
                    piece.training().untilEpoch(), settings.training().epochs(), 100 * outlook.expected().fraction(),
                    100 * outlook.expected().lowFraction(), 100 * outlook.expected().highFraction(),
                    1e6 * trial.cost().orElseThrow().energy().joules()));
        }
        shown.accept(progress(designs, outlooks, activity, used(), settings.minutes()));
    }

    static LadderProgress progress(DesignOutlooks designs, List<DesignOutlook> outlooks, List<String> activity, double used, double minutes) {
        List<Integer> front = designs.front(outlooks).stream().map(design -> designs.trials().get(design).index()).toList();
        return new LadderProgress(outlooks, front, activity, used, minutes);
    }
}
