package org.hasnas.training.model;

/** How training images are changed at random, anew in each epoch. */
public enum Augmentation {
    NONE,
    /** {@link #CROP_AND_FLIP} for colour images, {@link #TURN_AND_SCALE} for grey ones, which may be digits or letters. */
    USUAL,
    /** Moved by up to an eighth of their side, the mean colour where nothing is left, and mirrored: for things that look alike in a mirror. */
    CROP_AND_FLIP,
    /** Turned, scaled and moved a little: for digits and letters, which a mirror would change. */
    TURN_AND_SCALE;

    private static final int COLOURS = 3;

    /** What is done to images with a number of channels. */
    public Augmentation of(int channels) {
        return this == USUAL ? channels == COLOURS ? CROP_AND_FLIP : TURN_AND_SCALE : this;
    }
}
