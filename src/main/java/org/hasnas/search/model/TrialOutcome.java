package org.hasnas.search.model;

import org.hasnas.chip.model.HardwareCost;
import org.hasnas.score.model.FitnessScore;

/** The outcome of a candidate's evaluation. A failed trial is a result; it does not make the search fail. */
public sealed interface TrialOutcome {
    /** Cost and fitness are known. */
    record Evaluated(HardwareCost cost, FitnessScore fitness) implements TrialOutcome {}

    /** The cost exceeds the limits of the request, so the fitness was not computed. */
    record OverLimits(HardwareCost cost) implements TrialOutcome {}

    /** The cost is known, but no search has asked for a fitness: a design from elsewhere, such as one that was trained by itself. */
    record Unscored(HardwareCost cost) implements TrialOutcome {}

    /** The candidate could not be evaluated. */
    record Failed(String reason) implements TrialOutcome {}
}
