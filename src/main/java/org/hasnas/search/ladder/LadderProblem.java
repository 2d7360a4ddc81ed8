package org.hasnas.search.ladder;

import java.util.List;
import java.util.Optional;
import org.hasnas.network.Network;

/**
 * Designs among which a search looks for the most accurate ones.
 *
 * @param designs all within the limits; none is dead; of one space
 * @param epochs after which a training may pause and be read, ascending; the last one is the whole training
 * @param goal what is looked for
 * @param expectations of each design, in any unit, more is better, such as accuracies on another data set; empty if there are none
 * @param seed of everything that is drawn
 */
public record LadderProblem(List<Design> designs, List<Integer> epochs, Goal goal, Optional<List<Double>> expectations, long seed) {
    /**
     * What may be trained.
     *
     * @param secondsPerEpoch what an epoch of its training is expected to take, in any unit of work that all designs share
     */
    public record Design(Network network, double secondsPerEpoch) {
        public Design {
            if (!(secondsPerEpoch > 0)) {
                throw new IllegalArgumentException("an epoch takes some time, was " + secondsPerEpoch);
            }
        }
    }

    /** What makes a set of accuracies worth more than another. */
    public sealed interface Goal {
        /** The most accurate design. */
        record Best() implements Goal {}

        /**
         * A front of accuracy against cost: the area below it, over the logarithm of the cost. It is the hypervolume of the two, so a design counts
         * for what it adds at its cost.
         *
         * @param costs of each design, above 0
         */
        record Front(List<Double> costs) implements Goal {
            public Front {
                costs = List.copyOf(costs);
                if (costs.stream().anyMatch(cost -> !(cost > 0))) {
                    throw new IllegalArgumentException("costs are above 0, were " + costs);
                }
            }
        }
    }

    public LadderProblem {
        designs = List.copyOf(designs);
        epochs = List.copyOf(epochs);
        expectations = expectations.map(List::copyOf);
        if (designs.isEmpty() || epochs.isEmpty() || epochs.getFirst() < 1 || !epochs.equals(epochs.stream().sorted().distinct().toList())) {
            throw new IllegalArgumentException("need designs, and epochs from 1 on that ascend, were " + designs.size() + " and " + epochs);
        }
        if (goal instanceof Goal.Front(List<Double> costs) && costs.size() != designs.size()) {
            throw new IllegalArgumentException("need a cost of each design, were " + costs.size() + " of " + designs.size());
        }
    }

    /** Epochs of a whole training. */
    public int wholeEpochs() {
        return epochs.getLast();
    }
}
