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
import org.hasnas.search.model.RunProgress;
import org.hasnas.search.model.RunSummary;
import org.hasnas.search.model.Trial;

/** Shows how far a running search is, and the fitness of its best feasible trial. */
final class SearchFollower {
    private int seen;
    private Optional<Trial> best = Optional.empty();

    private SearchFollower() {}

    /** Waits for the end of a search; the failure of one that failed is thrown. Empty if it was stopped. */
    static Optional<RunSummary> await(JobHandle<RunProgress, RunSummary> job, Session session, ProgressDisplay display) throws HasnasException {
        SearchFollower follower = new SearchFollower();
        try {
            return session.await(job, () -> {
                RunProgress progress = job.progress();
                display.show(progress.done(), progress.total(), text(progress) + follower.bestFitness(progress));
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

    /** For the end of a progress line; empty as long as nothing feasible is known. */
    private String bestFitness(RunProgress progress) {
        List<Trial> trials = new ArrayList<>(progress.trials().subList(seen, progress.done()));
        seen = progress.done();
        best.ifPresent(trials::add);
        best = BestTrial.of(trials, progress.run().request().limits());
        return best.flatMap(Trial::fitness).map(score -> "  best fitness " + Figures.decimals(3, score.value())).orElse("");
    }
}
