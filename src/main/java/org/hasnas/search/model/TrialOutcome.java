package org.hasnas.search.model;

import org.hasnas.chip.model.HardwareCost;
import org.hasnas.score.model.FitnessScore;

/** What became of a candidate. A failed trial is a result: a search with three failed trials is a successful search. */
public sealed interface TrialOutcome {
    /** Cost and fitness are known. */
    record Evaluated(HardwareCost cost, FitnessScore fitness) implements TrialOutcome {}

    /** The cost exceeds the limits of the request, so the algorithm did not pay for the fitness. */
    record OverLimits(HardwareCost cost) implements TrialOutcome {}

    /** The candidate could not be evaluated. */
    record Failed(String reason) implements TrialOutcome {}
}
