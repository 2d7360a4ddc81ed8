package org.hasnas.search.study.model;

/**
 * Trainings that a study of templates makes, to see what accuracy says where a score may be wrong.
 *
 * @param networks shared candidates that are trained in every template; 0 for none
 * @param epochs of each training
 */
public record ShortTrainings(int networks, int epochs) {
    public static final ShortTrainings NONE = new ShortTrainings(0, 0);
    /** Share of the training images that is held out and gives the accuracy. */
    public static final double HELD_OUT = 0.3;

    public ShortTrainings {
        if (networks != 0 && (networks < 2 || epochs < 1)) {
            throw new IllegalArgumentException("an interval needs at least 2 networks, and a training at least 1 epoch; they were "
                    + networks + " and " + epochs);
        }
    }

    public boolean isAsked() {
        return networks > 0;
    }
}
