package org.hasnas.ui.project;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.hasnas.search.model.LadderProgress;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;

/**
 * Designs that come from one place: a run, or trainings of designs that are in none of the shown runs.
 *
 * @param run number of the run; empty for designs of no run
 * @param request of the run, or for designs of no run the one they are priced by
 * @param ladder what the run's trainings say of them
 */
public record DesignGroup(OptionalLong run, SearchRequest request, List<Trial> trials, Optional<LadderProgress> ladder) {
    public DesignGroup {
        trials = List.copyOf(trials);
    }

    /** The same with other trials. */
    public DesignGroup withTrials(List<Trial> others) {
        return new DesignGroup(run, request, others, ladder);
    }
}
