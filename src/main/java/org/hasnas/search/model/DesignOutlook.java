package org.hasnas.search.model;

import java.util.Comparator;
import org.hasnas.training.model.Accuracy;

/**
 * What a search by trainings knows of a design's accuracy at one moment.
 *
 * @param trial index of the design in its run
 * @param expected what a whole training is expected to reach on the validation images, with its 95 % interval
 * @param epochs that it has been trained; 0 if not at all
 * @param wholeEpochs of a whole training; fewer if this one ended early, as its settings say
 * @param running whether it is being trained now
 * @param givenUp whether its training was hopeless: it then takes no part in a front
 */
public record DesignOutlook(int trial, Accuracy expected, int epochs, int wholeEpochs, boolean running, boolean givenUp) {
    /** Designs trained to the end before others, then the highest expected accuracy first. */
    public static final Comparator<DesignOutlook> BEST_FIRST = Comparator.comparing(DesignOutlook::isTrained)
            .thenComparingDouble(outlook -> outlook.expected().fraction()).reversed();

    /** Of a design whose training, if any, was not given up. */
    public DesignOutlook(int trial, Accuracy expected, int epochs, int wholeEpochs, boolean running) {
        this(trial, expected, epochs, wholeEpochs, running, false);
    }

    /** The same of another design of the same network. */
    public DesignOutlook of(int otherTrial) {
        return new DesignOutlook(otherTrial, expected, epochs, wholeEpochs, running, givenUp);
    }

    /** The same while it is being trained. */
    public DesignOutlook whileRunning() {
        return new DesignOutlook(trial, expected, epochs, wholeEpochs, true, givenUp);
    }

    /** Whether it was trained to the end. */
    public boolean isTrained() {
        return epochs == wholeEpochs;
    }
}
