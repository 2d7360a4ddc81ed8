package org.hasnas.training.model;

/** Which epoch's weights are the result of a training. Test images choose none: the accuracy on them would say less of other images. */
public enum KeptEpoch {
    /** That of the highest validation accuracy, the last of equals. */
    BEST,
    /** The last: the learning rate has fallen to 0, and the choice does not depend on a few validation images. */
    LAST;

    /** The epoch in words, behind its number. */
    public String words() {
        return switch (this) {
            case BEST -> "the best on validation images";
            case LAST -> "the last";
        };
    }
}
