package org.hasnas.chip.inference.model;

import java.util.List;
import org.hasnas.chip.model.SpikeRates;
import org.hasnas.training.model.Accuracy;

/**
 * Accuracy of a network on a simulated chip under some conditions.
 *
 * @param bySeed accuracy of each set of devices, as a fraction
 * @param accuracy mean over the seeds, with its interval
 * @param rates ones among the input bits of each layer, over seeds, images and time steps
 */
public record ChipPoint(ChipConditions conditions, List<Double> bySeed, Accuracy accuracy, SpikeRates rates) {
    public ChipPoint {
        bySeed = List.copyOf(bySeed);
    }
}
