package org.hasnas.cli.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hasnas.cli.console.ProgressDisplay;
import org.hasnas.cli.console.Session;
import org.hasnas.cli.report.Figures;
import org.hasnas.error.HasnasException;
import org.hasnas.search.model.BestTrial;
import org.hasnas.search.model.RunProgress;
import org.hasnas.search.model.Trial;
import org.hasnas.workbench.search.RunHandle;

/** Shows how far a running search is, and the fitness of its best feasible trial. */
final class SearchFollower {
    private final RunHandle handle;
    private int seen;
    private Optional<Trial> best = Optional.empty();

    private SearchFollower(RunHandle handle) {
        this.handle = handle;
    }

    /** Waits for the end of a search; the failure of one that failed is thrown. */
    static RunProgress await(RunHandle handle, ProgressDisplay display) throws HasnasException {
        SearchFollower follower = new SearchFollower(handle);
        try {
            return Session.await(handle, () -> {
                RunProgress progress = handle.progress();
                display.show(progress.done(), progress.total(), text(progress) + follower.bestFitness());
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
    private String bestFitness() {
        List<Trial> trials = new ArrayList<>(handle.trialsSince(seen));
        seen += trials.size();
        best.ifPresent(trials::add);
        best = BestTrial.of(trials, handle.run().request().limits());
        return best.flatMap(Trial::fitness).map(score -> "  best fitness " + Figures.decimals(3, score.value())).orElse("");
    }
}
