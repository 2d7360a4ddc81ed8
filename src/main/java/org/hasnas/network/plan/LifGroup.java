package org.hasnas.network.plan;

import java.util.List;
import org.hasnas.network.LayerNames;
import org.hasnas.network.LifParameters;

/**
 * LIF layers that always fire alike: edges that leave one node with one threshold see the same input from the same start, so they are computed
 * once.
 *
 * @param names the layers it stands for, see {@link LayerNames}; at least one
 * @param shape of the map whose values the neurons integrate, one neuron per value
 */
public record LifGroup(List<String> names, MapShape shape, LifParameters parameters) {
    public LifGroup {
        names = List.copyOf(names);
        if (names.isEmpty()) {
            throw new IllegalArgumentException("a LIF layer needs a name");
        }
        int thresholds = parameters.vThresholds().size();
        if (thresholds != 1 && thresholds != shape.channels()) {
            throw new IllegalArgumentException("the LIF layer " + names.getFirst() + " has " + shape.channels() + " channels, but " + thresholds
                    + " thresholds");
        }
    }

    /** The threshold of each channel, as neurons compare with it. */
    public float[] thresholds() {
        return parameters.thresholds(shape.channels());
    }
}
