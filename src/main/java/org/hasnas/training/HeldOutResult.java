package org.hasnas.training;

import java.util.List;
import org.hasnas.simulation.model.LayerRate;

/**
 * A network on held-out images.
 *
 * @param right right answers
 * @param images of so many
 * @param rates how often its LIF layers spiked, in the order of the network
 */
public record HeldOutResult(int right, int images, List<LayerRate> rates) {
    public HeldOutResult {
        rates = List.copyOf(rates);
    }

    /** Share of right answers. */
    public double fraction() {
        return images == 0 ? 0 : (double) right / images;
    }
}
