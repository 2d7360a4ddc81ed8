package org.hasnas.chip.inference;

import org.hasnas.chip.cost.PhysicalModel;
import org.hasnas.chip.model.HardwareProfile;
import org.hasnas.chip.model.PhysicalCostReport;
import org.hasnas.chip.model.SpikeRates;
import org.hasnas.data.ImageSet;
import org.hasnas.job.JobContext;
import org.hasnas.network.MacroChoice;
import org.hasnas.network.Network;
import org.hasnas.simulation.engine.Workers;
import org.hasnas.simulation.weights.Weights;

/** A network with its real weights, which can be put on a chip. Immutable. */
public interface TrainedNetwork {
    /**
     * The chip as the network's design has it.
     *
     * @param chip what the design chooses of it beside what the network does
     */
    HardwareProfile chosen(HardwareProfile profile, MacroChoice chip);

    /**
     * Integer weights for a chip.
     *
     * @param calibration images of which numbers that a matrix reads may take their range
     * @throws IllegalArgumentException with a sentence for the user if the network can't be put on this chip
     */
    CrossbarNetwork quantized(HardwareProfile profile, ImageSet calibration);

    /**
     * Fraction of right answers with real weights.
     *
     * @param count images, from the first
     */
    double fraction(ImageSet images, int count, Workers workers, JobContext job);

    PhysicalCostReport cost(PhysicalModel model, SpikeRates rates);

    /** A network of this program. */
    record Designed(Network network, Weights weights) implements TrainedNetwork {
        @Override
        public HardwareProfile chosen(HardwareProfile profile, MacroChoice chip) {
            return profile.chosenBy(network.architecture().macro().with(chip));
        }

        @Override
        public CrossbarNetwork quantized(HardwareProfile profile, ImageSet calibration) {
            return QuantizedNetwork.of(network, weights, calibration.normalization(), profile.array().weightBits(),
                    profile.layout().inputBits(network.template().input().kind()));
        }

        @Override
        public double fraction(ImageSet images, int count, Workers workers, JobContext job) {
            return FloatReference.fraction(network, weights, images, count, workers, job);
        }

        @Override
        public PhysicalCostReport cost(PhysicalModel model, SpikeRates rates) {
            return model.cost(network, rates);
        }
    }
}
