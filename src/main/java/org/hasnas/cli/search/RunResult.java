package org.hasnas.cli.search;

import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.RunSummary;
import org.hasnas.search.model.TrialTally;

/** A run as it is reported: its trials counted, the best and the nearest of them. */
record RunResult(RunSummary run, TrialTally tally) {
    ConstraintSet limits() {
        return run.request().limits();
    }
}
