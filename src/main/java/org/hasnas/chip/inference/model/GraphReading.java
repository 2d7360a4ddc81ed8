package org.hasnas.chip.inference.model;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How a network of another tool, whose file does not say so, takes images in and tells classes.
 *
 * @param dt length of a time step in the unit of time of the file; empty to guess it
 * @param timeSteps empty for what the file says; else as many as there are time bins of events, or 5
 * @param encoding of images; empty for what the file says, else {@link Encoding#UNIT}; events always enter as they are
 */
public record GraphReading(OptionalDouble dt, OptionalInt timeSteps, Optional<Encoding> encoding, Readout readout) {
    /** Nothing said. */
    public static final GraphReading DEFAULT = new GraphReading(OptionalDouble.empty(), OptionalInt.empty(), Optional.empty(), Readout.SUM);

    /** What enters for a pixel. */
    public enum Encoding {
        /** The pixel from 0 to 1, the same at each time step. */
        UNIT("pixels from 0 to 1, the same at each time step"),
        /** The pixel less the mean of its channel over the training images, in units of their deviation, the same at each time step. */
        NORMALIZED("pixels less the data set's mean, in units of its deviation, the same at each time step"),
        /** A spike at each time step with the probability that the pixel from 0 to 1 is. */
        RATE("random spikes, at each time step with the probability that the pixel from 0 to 1 is");

        private final String sentence;

        Encoding(String sentence) {
            this.sentence = sentence;
        }

        public String sentence() {
            return sentence;
        }
    }

    /** What of an output over time is the score of its class. */
    public enum Readout {
        SUM, LAST, MAX
    }

    public GraphReading {
        if (dt.isPresent() && !(dt.getAsDouble() > 0 && dt.getAsDouble() < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the time step must be above 0, was " + dt.getAsDouble());
        }
        if (timeSteps.isPresent() && timeSteps.getAsInt() < 1) {
            throw new IllegalArgumentException("there must be at least one time step, was " + timeSteps.getAsInt());
        }
    }
}
