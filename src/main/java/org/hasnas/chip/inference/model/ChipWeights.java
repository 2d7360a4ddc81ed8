package org.hasnas.chip.inference.model;

import java.nio.file.Path;

/** The source of the weights that are put on a chip. */
public sealed interface ChipWeights {
    /** A finished training of the project, by its number; what is measured is kept with the project. */
    record OfTraining(long id) implements ChipWeights {}

    /** A file of trained weights. */
    record OfFile(Path file) implements ChipWeights {}

    /** A network of another tool (a NIR file); what is measured is kept with the project. */
    record OfGraph(Path file, GraphReading reading) implements ChipWeights {}

    /** Whether what is measured is kept with the project. */
    default boolean isKept() {
        return switch (this) {
            case OfTraining _,OfGraph _ -> true;
            case OfFile _ -> false;
        };
    }
}
