package org.hasnas.nir.model;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.hasnas.chip.model.HardwareSettings;
import org.hasnas.chip.model.PhysicalSettings;
import org.hasnas.chip.model.SpikeSimSettings;

/**
 * What to say about a NIR file.
 *
 * @param file of the network
 * @param recording NIRData of a run of another tool; empty for none
 * @param events recording of an event camera that enters, cut into as many frames as there are time steps; empty for none
 * @param dt length of a time step in the unit of time of the file; empty to guess it from the time constants
 * @param timeSteps steps of an inference; empty for those of the recording, or 5
 * @param inputRate fraction of ones of the random inputs that are simulated where the recording has none
 * @param inputBits bits of a value that enters the network, which the chip reads one after the other
 * @param physical the chip of the physical model; its spike rates are replaced by simulated ones
 */
public record ImportRequest(Path file, Optional<Path> recording, Optional<Path> events, OptionalDouble dt, OptionalInt timeSteps, double inputRate,
        int inputBits, SpikeSimSettings spikeSim, PhysicalSettings physical) {
    /** Steps where nothing tells how many. */
    public static final int USUAL_STEPS = 5;

    /** Ones among the inputs that are simulated where no data are at hand. */
    private static final double USUAL_RATE = 0.1;

    /**
     * What is asked where a user says nothing: on a chip, and on the usual one of the model that it is not of.
     *
     * @param usual a chip of the physical model
     */
    public static ImportRequest usual(Path file, HardwareSettings chip, PhysicalSettings usual) {
        return switch (chip) {
            case SpikeSimSettings spikeSim -> usual(file, spikeSim, usual);
            case PhysicalSettings physical -> usual(file, SpikeSimSettings.DEFAULT, physical);
        };
    }

    private static ImportRequest usual(Path file, SpikeSimSettings spikeSim, PhysicalSettings physical) {
        return new ImportRequest(file, Optional.empty(), Optional.empty(), OptionalDouble.empty(), OptionalInt.empty(), USUAL_RATE, 1, spikeSim,
                physical);
    }

    public ImportRequest {
        if (dt.isPresent() && !(dt.getAsDouble() > 0 && dt.getAsDouble() < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the time step must be above 0, was " + dt.getAsDouble());
        }
        if (timeSteps.isPresent() && timeSteps.getAsInt() < 1) {
            throw new IllegalArgumentException("there must be at least one time step, was " + timeSteps.getAsInt());
        }
        if (!(inputRate >= 0 && inputRate <= 1)) {
            throw new IllegalArgumentException("the rate of the inputs must be from 0 to 1, was " + inputRate);
        }
        if (inputBits < 1 || inputBits > 16) {
            throw new IllegalArgumentException("the bits of an input must be from 1 to 16, were " + inputBits);
        }
    }
}
