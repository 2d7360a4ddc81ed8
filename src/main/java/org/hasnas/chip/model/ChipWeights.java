package org.hasnas.chip.model;

import java.nio.file.Path;

/** Where the weights come from that a chip gets. */
public sealed interface ChipWeights {
    /** A finished training of the project, by its number; what is measured is kept with the project. */
    record OfTraining(long id) implements ChipWeights {}

    /** A file of trained weights. */
    record OfFile(Path file) implements ChipWeights {}
}
