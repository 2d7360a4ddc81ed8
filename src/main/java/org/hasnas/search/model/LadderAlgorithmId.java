package org.hasnas.search.model;

/** Searches that pay for trainings. */
public enum LadderAlgorithmId {
    /** The piece of training that promises most per second of work, by a predictor that learns from curves and structure. */
    LADDER("ladder"),
    /** Whole trainings of random designs. */
    RANDOM("random"),
    /** Asynchronous successive halving (Li et al., MLSys 2020). */
    ASHA("asha"),
    /** Regularised evolution (Real et al., AAAI 2019) of whole trainings. */
    EVOLUTION("evolution"),
    /** NSGA-II (Deb et al., 2002) over accuracy and the four costs, of whole trainings. */
    NSGA2("nsga2"),
    /** Whole trainings of the best by the training-free score {@code hasnas}. */
    HASNAS("hasnas");

    private final String label;

    LadderAlgorithmId(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }
}
