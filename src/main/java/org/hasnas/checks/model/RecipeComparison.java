package org.hasnas.checks.model;

import java.util.List;
import java.util.Optional;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.network.Network;
import org.hasnas.training.model.TrainingSettings;

/**
 * Request to measure how accurate one network becomes with other settings of its training. The test images are not used: blocks of the training
 * images are held out in turn.
 *
 * @param images of the training images, from the first; 0 for all
 * @param blocks that they are cut into, each held out once
 * @param seeds trainings of each block and settings, with seeds one after another from the settings' own
 * @param variants settings to compare; the first are what the others are compared with
 * @param threads that a step may use
 */
public record RecipeComparison(DatasetReference dataset, Network network, int images, int blocks, int seeds, List<Variant> variants, int threads) {
    /**
     * Settings with the name that reports give them.
     *
     * @param teacher what is trained first, with the same settings, seed and images, for the network to learn from beside the labels
     */
    public record Variant(String name, TrainingSettings settings, Optional<Network> teacher) {
        /** Trainings that one block and seed take. */
        public int trainings() {
            return teacher.isPresent() ? 2 : 1;
        }
    }

    public RecipeComparison {
        variants = List.copyOf(variants);
        if (images < 0 || blocks < 2 || seeds < 1 || variants.isEmpty() || threads < 1) {
            throw new IllegalArgumentException("there must be at least 2 blocks, one seed, one variant and one thread, were " + blocks + ", " + seeds
                    + ", " + variants.size() + " and " + threads);
        }
    }

    /** Trainings of all variants, teachers' included. */
    public int trainings() {
        return blocks * seeds * variants.stream().mapToInt(Variant::trainings).sum();
    }
}
