package org.hasnas.search.model;

import org.hasnas.training.model.Accuracy;

/**
 * What a search by trainings knows of a design's accuracy at one moment.
 *
 * @param trial index of the design in its run
 * @param expected what a whole training is expected to reach on the validation images, with its 95 % interval
 * @param epochs that it has been trained; 0 if not at all
 * @param wholeEpochs of a whole training
 * @param running whether it is being trained now
 */
public record DesignOutlook(int trial, Accuracy expected, int epochs, int wholeEpochs, boolean running) {
    /** Whether it was trained to the end. */
    public boolean isTrained() {
        return epochs == wholeEpochs;
    }
}
