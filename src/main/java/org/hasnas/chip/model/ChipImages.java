package org.hasnas.chip.model;

/** Which images of a data set a chip gets. */
public enum ChipImages {
    /** The test part: what accuracy means. */
    HELD_OUT("held-out images"),
    /** The training part behind the images that the converters are calibrated on, where more images are wanted than are held out. */
    TRAINING("training images, which it was trained on");

    private final String text;

    ChipImages(String text) {
        this.text = text;
    }

    /** Behind a number. */
    public String text() {
        return text;
    }
}
