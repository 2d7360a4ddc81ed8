package org.hasnas.chip.inference.model;

/** Which images of a data set a chip gets. */
public enum ChipImages {
    /** The test images: accuracies are measured on them. */
    HELD_OUT("held-out images"),
    /** The training part behind the images that the converters are calibrated on, where more images are wanted than are held out. */
    TRAINING("training images, which it was trained on");

    private final String text;

    ChipImages(String text) {
        this.text = text;
    }

    /** Text that follows the number of images. */
    public String text() {
        return text;
    }
}
