package org.hasnas.training.model;

import java.util.OptionalLong;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.network.Architecture;
import org.hasnas.network.DesignChoices;
import org.hasnas.network.Dimension;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.SearchSpace;

/**
 * Everything a training depends on, and nothing else: which network, which images, which settings. What a design chooses of the chip is left out, and so
 * are the lists that a space chooses from, so that designs which differ in these alone share one training.
 *
 * @param from number of the training of the same project whose kept weights it begins with; empty for first weights drawn by the seed
 */
public record TrainingRequest(DatasetReference dataset, NetworkTemplate template, SearchSpace space, Architecture architecture,
        TrainingSettings settings, OptionalLong from) {
    public TrainingRequest {
        space = space.with(DesignChoices.NONE);
        architecture = architecture.ofNetwork();
    }

    /** A training from the start. */
    public TrainingRequest(DatasetReference dataset, NetworkTemplate template, SearchSpace space, Architecture architecture,
            TrainingSettings settings) {
        this(dataset, template, space, architecture, settings, OptionalLong.empty());
    }

    /** A training from the start of a design: with the bits of its weights, if it chooses any and the settings say none. */
    public static TrainingRequest ofDesign(DatasetReference dataset, NetworkTemplate template, SearchSpace space, Architecture design,
            TrainingSettings settings) {
        int bits = design.macro().orElse(Dimension.WEIGHT_BITS, settings.weightBits());
        return new TrainingRequest(dataset, template, space, design, settings.isQuantized() ? settings : settings.withWeightBits(bits));
    }

    public Network network() {
        return Network.of(template, space, architecture);
    }
}
