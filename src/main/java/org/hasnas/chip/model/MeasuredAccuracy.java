package org.hasnas.chip.model;

import java.time.Instant;
import org.hasnas.network.MacroChoice;
import org.hasnas.training.model.Accuracy;

/**
 * An accuracy of a trained network that was measured, kept with the project.
 *
 * @param candidateHash 64 hexadecimal digits, the network's one name
 * @param chip what the design that ran on a chip chooses of it; nothing where no chip took part, or the profile's own
 * @param measured when
 */
public record MeasuredAccuracy(String candidateHash, MacroChoice chip, Accuracy accuracy, Instant measured) {
    /** Of the network alone, whatever chip it may run on. */
    public MeasuredAccuracy(String candidateHash, Accuracy accuracy, Instant measured) {
        this(candidateHash, MacroChoice.OF_TEMPLATE, accuracy, measured);
    }
}
