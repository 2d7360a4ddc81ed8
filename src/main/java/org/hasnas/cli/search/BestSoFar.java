package org.hasnas.cli.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hasnas.search.model.BestTrial;
import org.hasnas.search.model.Trial;
import org.hasnas.workbench.search.RunHandle;

/** Follows a running search and knows its best feasible trial. */
final class BestSoFar {
    private final RunHandle handle;
    private int seen;
    private Optional<Trial> best = Optional.empty();

    BestSoFar(RunHandle handle) {
        this.handle = handle;
    }

    /** For the end of a progress line; empty as long as nothing feasible is known. */
    String text() {
        List<Trial> trials = new ArrayList<>(handle.trialsSince(seen));
        seen += trials.size();
        best.ifPresent(trials::add);
        best = BestTrial.of(trials, handle.run().request().limits());
        return best.flatMap(Trial::fitness).map(score -> String.format(Locale.ROOT, "  best fitness %.3f", score.value())).orElse("");
    }
}
