package org.hasnas.score.fitness;

import org.hasnas.network.Network;
import org.hasnas.score.model.ScoreId;

/** The number of convolutions on paths through the cells: unlike the parameter count it leaves out those that do nothing. */
public final class ConvolutionScore implements StructuralScore {
    @Override
    public ScoreId id() {
        return ScoreId.CONVOLUTIONS;
    }

    @Override
    public double of(Network network) {
        return StructuralScore.isDead(network) ? Double.NEGATIVE_INFINITY
                : StructuralScore.cells(network).stream().mapToInt(CellStructure::convolutions).sum();
    }
}
