package org.hasnas.simulation.engine;

import java.util.List;
import org.hasnas.network.LayerNames;
import org.hasnas.simulation.kernel.layout.SpikeLayout;

/**
 * LIF layers that always fire alike: the edges that leave one node with one threshold see the same input from the same start, so
 * they are simulated once.
 *
 * @param names the layers it stands for, see {@link LayerNames}
 * @param layout positions and channels of one frame
 */
public record LifLayer(List<String> names, SpikeLayout layout) {
    public LifLayer {
        names = List.copyOf(names);
        if (names.isEmpty()) {
            throw new IllegalArgumentException("a LIF layer needs a name");
        }
    }
}
