package org.hasnas.chip.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hasnas.network.MacroChoice;
import org.hasnas.training.model.Accuracy;
import org.hasnas.training.model.AccuracyKind;

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

    /** What was measured last of a network on a chip; empty if nothing was. */
    public static Optional<Accuracy> onChip(List<MeasuredAccuracy> oldestFirst, String candidateHash, HardwareProfile chip) {
        return oldestFirst.stream().filter(known -> known.candidateHash().equals(candidateHash)).map(MeasuredAccuracy::accuracy)
                .filter(accuracy -> accuracy.kind() == AccuracyKind.ON_CHIP && accuracy.source().startsWith(chip.id() + ","))
                .reduce((earlier, later) -> later);
    }
}
