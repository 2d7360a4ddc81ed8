package org.hasnas.chip.cost;

import java.util.List;
import java.util.Set;
import org.hasnas.chip.mapping.CrossbarLayer;

/**
 * The work of one inference.
 *
 * @param layers matrices of weights in network order
 * @param timeSteps simulated time steps T
 * @param additionsByCell additions of skip connections and pooling in one time step, by cell; empty for none
 * @param cellsWithBackwardEdges cells whose next time step needs the end of this one
 */
public record PhysicalInputs(List<CrossbarLayer> layers, int timeSteps, List<Merging> additionsByCell, Set<Integer> cellsWithBackwardEdges) {
    /**
     * Additions outside crossbars.
     *
     * @param layerIndex index of the layer that they are reported with
     * @param additions additions in one time step
     * @param adders adders that are built
     */
    public record Merging(int layerIndex, long additions, long adders) {}

    public PhysicalInputs {
        layers = List.copyOf(layers);
        additionsByCell = List.copyOf(additionsByCell);
        cellsWithBackwardEdges = Set.copyOf(cellsWithBackwardEdges);
        if (layers.isEmpty() || timeSteps < 1) {
            throw new IllegalArgumentException("need at least one layer and one time step, was " + layers.size() + " and " + timeSteps);
        }
    }

    /** One time step of matrices alone, without LIF units and skip connections. */
    public static PhysicalInputs matrices(List<CrossbarLayer> layers) {
        return new PhysicalInputs(layers, 1, List.of(), Set.of());
    }
}
