package org.hasnas.training.model;

import org.hasnas.network.NetworkTemplate.ImageShape;

/** How training images are changed at random, anew in each epoch. */
public enum Augmentation {
    NONE,
    /** {@link #CROP_AND_FLIP} for colour images, {@link #TURN_AND_SCALE} for grey ones, which may be digits or letters, {@link #MOVE} for events. */
    USUAL,
    /** Moved by up to an eighth of their side, the mean colour where nothing is left, and mirrored: for things that look alike in a mirror. */
    CROP_AND_FLIP,
    /** Turned, scaled and moved a little: for digits and letters, which a mirror would change. */
    TURN_AND_SCALE,
    /** Moved as {@link #CROP_AND_FLIP} does, but not mirrored; recordings of events also in time, by up to half a frame. */
    MOVE;

    private static final int COLOURS = 3;

    /** What is done to images, or to frames of events, which stay frames of events: they are not turned, for a part of an event is none. */
    public Augmentation of(ImageShape shape) {
        return switch (shape.kind()) {
            case IMAGE -> this == USUAL ? shape.channels() == COLOURS ? CROP_AND_FLIP : TURN_AND_SCALE : this;
            case EVENTS -> this == USUAL || this == TURN_AND_SCALE ? MOVE : this;
        };
    }
}
