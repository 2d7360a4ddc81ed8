package org.hasnas.cli.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hasnas.cli.console.ProgressDisplay;
import org.hasnas.cli.console.Session;
import org.hasnas.cli.report.Figures;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobHandle;
import org.hasnas.search.model.BestTrial;
import org.hasnas.search.model.DesignOutlook;
import org.hasnas.search.model.LadderProgress;
import org.hasnas.search.model.RunProgress;
import org.hasnas.search.model.RunSummary;
import org.hasnas.search.model.Trial;

/** Shows how far a running search is, and the fitness of its best feasible trial. */
final class SearchFollower {
    private static final double PERCENT = 100;
    private static final double SECONDS_PER_MINUTE = 60;

    private int seen;
    private Optional<Trial> best = Optional.empty();

    private SearchFollower() {}

    /** Waits for the end of a search; the failure of one that failed is thrown. Empty if it was stopped. */
    static Optional<RunSummary> await(JobHandle<RunProgress, RunSummary> job, Session session, ProgressDisplay display) throws HasnasException {
        SearchFollower follower = new SearchFollower();
        try {
            return session.await(job, () -> {
                RunProgress progress = job.progress();
                if (progress.ladder().isPresent()) {
                    LadderProgress trainings = progress.ladder().get();
                    display.show((long) (SECONDS_PER_MINUTE * trainings.usedMinutes()), (long) (SECONDS_PER_MINUTE * trainings.minutes()),
                            text(progress, trainings));
                } else {
                    display.show(progress.done(), progress.total(), text(progress) + follower.bestFitness(progress));
                }
            });
        } finally {
            display.clear();
        }
    }

    private static String text(RunProgress progress) {
        StringBuilder text = new StringBuilder(Figures.format("%d/%d trials  %.0f %%", progress.done(), progress.total(),
                100.0 * progress.done() / Math.max(1, progress.total())));
        if (progress.trialsPerSecond() > 0) {
            text.append(Figures.format("  %.1f trials/s", progress.trialsPerSecond()));
        }
        progress.remaining().ifPresent(left -> text.append("  ").append(ProgressDisplay.left(left)));
        return text.toString();
    }

    /** How far the trainings are, what the front looks like, and what is being trained. */
    private static String text(RunProgress progress, LadderProgress trainings) {
        long begun = trainings.outlooks().stream().filter(outlook -> outlook.epochs() > 0).count();
        long finished = trainings.outlooks().stream().filter(DesignOutlook::isTrained).count();
        double best = trainings.outlooks().stream().filter(outlook -> outlook.epochs() > 0).mapToDouble(outlook -> outlook.expected().fraction())
                .max().orElse(0);
        return Figures.format("%.1f/%.4g min  %d designs trained, %d to the end  front of %d  best expected %.1f %%  ", trainings.usedMinutes(),
                trainings.minutes(), begun, finished, trainings.front().size(), PERCENT * best)
                + progress.remaining().map(ProgressDisplay::left).orElse("") + "  now " + String.join("; ", trainings.activity());
    }

    /** For the end of a progress line; empty as long as nothing feasible is known. */
    private String bestFitness(RunProgress progress) {
        List<Trial> trials = new ArrayList<>(progress.trials().subList(seen, progress.done()));
        seen = progress.done();
        best.ifPresent(trials::add);
        best = BestTrial.of(trials, progress.run().request().limits());
        return best.flatMap(Trial::fitness).map(score -> "  best fitness " + Figures.decimals(3, score.value())).orElse("");
    }
}
