package org.hasnas.score.fitness;

import java.util.ArrayList;
import java.util.List;
import org.hasnas.network.Network;
import org.hasnas.score.model.ScoreId;

/** A score that reads the architecture and simulates nothing; pure, cheap, safe for any thread. */
public sealed interface StructuralScore permits ParameterScore, ConvolutionScore, DepthScore, HasnasScore {
    ScoreId id();

    /** The score of a network; negative infinity if it is dead. */
    double of(Network network);

    /**
     * Whether a network can learn nothing, since in one of its cells no path leads from the input to the output. Of SpikeNAS-Bench these are
     * exactly the networks that stay at 10 %.
     */
    static boolean isDead(Network network) {
        return cells(network).stream().anyMatch(CellStructure::isDead);
    }

    /** The structure of each cell, in network order. */
    static List<CellStructure> cells(Network network) {
        List<CellStructure> cells = new ArrayList<>();
        for (int cell = 0; cell < network.template().cellCount(); cell++) {
            cells.add(CellStructure.of(network.space(), network.architecture().cell(cell)));
        }
        return List.copyOf(cells);
    }
}
