package org.hasnas.simulation.engine;

import java.util.List;
import org.hasnas.network.plan.LifGroup;
import org.hasnas.simulation.kernel.layout.SpikeLayout;

/**
 * A {@link LifGroup} as observers see it.
 *
 * @param names the layers it stands for
 * @param layout positions and channels of one frame
 */
public record LifLayer(List<String> names, SpikeLayout layout) {
    public LifLayer {
        names = List.copyOf(names);
    }

    public static LifLayer of(LifGroup group) {
        return new LifLayer(group.names(), new SpikeLayout(group.shape().positions(), group.shape().channels()));
    }
}
