package org.hasnas.training;

import java.io.Serializable;
import java.util.List;
import org.hasnas.simulation.model.LayerRate;

/**
 * A network on held-out images.
 *
 * @param right right answers
 * @param images of so many
 * @param rates how often its LIF layers spiked, in the order of the network
 * @param activeNeurons share of its neurons, over images and time steps, that were nearer to their threshold than the width of the surrogate: with a
 *     surrogate of compact support only these carry gradient. NaN without images
 */
public record HeldOutResult(int right, int images, List<LayerRate> rates, double activeNeurons) implements Serializable {
    public HeldOutResult {
        rates = List.copyOf(rates);
    }

    /** Share of right answers. */
    public double fraction() {
        return images == 0 ? 0 : (double) right / images;
    }
}
