package org.hasnas.score.fitness;

import java.util.List;
import org.hasnas.network.Network;

/**
 * Convolutions in a row, the longest chain of each cell, added over the cells; of equal chains the one whose last convolution fires no easier
 * than its first is better: later spikes should be fewer and surer. Source: ours. No weight in it was fitted to accuracies; the tie-break says
 * only which of two equal chains comes first.
 */
public final class ChainScore implements TrainingFreeScore.Structural {
    /** Less than a convolution counts, in any number of cells that a network has. */
    private static final double SURE_LAST = 1.0 / 64;

    @Override
    public double ofLive(Network network, List<CellStructure> cells) {
        return cells.stream().mapToDouble(cell -> cell.depth() + (isSure(cell) ? SURE_LAST : 0)).sum();
    }

    private static boolean isSure(CellStructure cell) {
        return cell.depth() >= 2 && cell.lastThreshold() >= cell.firstThreshold();
    }
}
