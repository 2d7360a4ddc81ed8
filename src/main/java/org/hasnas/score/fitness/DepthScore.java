package org.hasnas.score.fitness;

import org.hasnas.network.Network;
import org.hasnas.score.model.ScoreId;

/** The number of convolutions in a row: the longest chain of each cell, added over the cells. No weight in it was fitted to anything. */
public final class DepthScore implements StructuralScore {
    @Override
    public ScoreId id() {
        return ScoreId.DEPTH;
    }

    @Override
    public double of(Network network) {
        return StructuralScore.isDead(network) ? Double.NEGATIVE_INFINITY
                : StructuralScore.cells(network).stream().mapToInt(CellStructure::depth).sum();
    }
}
