package org.hasnas.training.model;

/** Which epoch's weights are the result of a training. */
public enum KeptEpoch {
    /** That of the highest validation accuracy, the last of equals. */
    BEST,
    /** The last: the learning rate has fallen to 0, and the choice does not depend on a few validation images. */
    LAST
}
