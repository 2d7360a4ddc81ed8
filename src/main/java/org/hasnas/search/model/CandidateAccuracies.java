package org.hasnas.search.model;

import java.util.Optional;
import java.util.OptionalDouble;
import org.hasnas.job.JobContext;
import org.hasnas.network.Architecture;
import org.hasnas.score.model.PredictionAgreement;
import org.hasnas.training.model.Accuracy;
import org.hasnas.training.model.AccuracyKind;

/** All that is known of the accuracies of one request's candidates, at one moment. Immutable; safe for any thread. */
public interface CandidateAccuracies {
    /**
     * The accuracy of a candidate of one kind; empty if there is none. A prediction of a network whose accuracy was measured comes from a
     * predictor that does not know it. The first predictions take seconds, since the predictor learns then; later ones less than a
     * millisecond.
     */
    Optional<Accuracy> accuracy(Architecture architecture, AccuracyKind kind);

    /** Why a candidate has no accuracy of a kind, and how to get it: a sentence or two for the user. */
    String missing(AccuracyKind kind);

    /** What predictions are learnt from, or why there are none: a sentence for the user. */
    String predictedFrom();

    /** Networks that predictions are learnt from; without any there are no predictions. */
    int learntFrom();

    /** The project's table of trained networks; empty if it names none for these networks. */
    Optional<KnownTable> table();

    /**
     * The accuracy of the table's best network within the limits, less that of a candidate, as a fraction of all images; empty if one of the two
     * is not known. Negative if the candidate is better, which only one beyond the limits can be.
     */
    OptionalDouble regretFraction(Architecture architecture);

    /** The same with other limits, which matter for {@link #regretFraction} alone. */
    CandidateAccuracies withLimits(ConstraintSet limits);

    /** How predictions agree with the accuracies they were learnt from, each left out of its own prediction. */
    PredictionAgreement agreement(JobContext job);
}
