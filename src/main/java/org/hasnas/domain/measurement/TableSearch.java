package org.hasnas.domain.measurement;

import java.util.List;
import org.hasnas.domain.run.ScoreId;
import org.hasnas.domain.run.SearchAlgorithmId;

/**
 * Asks how searches do in a table of trained networks, where the truth is known.
 *
 * @param algorithms to compare
 * @param budget fitness evaluations of a run
 * @param seeds runs of each
 * @param feasibleFraction limits are set so that at least this share of the rows meets them
 * @param score a training-free score as fitness; the other variant, the accuracies of the networks paid for, is always measured
 */
public record TableSearch(List<SearchAlgorithmId> algorithms, int budget, int seeds, double feasibleFraction, ScoreId score) {
    public TableSearch {
        algorithms = List.copyOf(algorithms);
        if (algorithms.isEmpty() || budget < 1 || seeds < 1 || !(feasibleFraction > 0 && feasibleFraction <= 1)) {
            throw new IllegalArgumentException("need an algorithm, a budget, a seed and a share from 0 to 1, was " + algorithms + ", " + budget + ", "
                    + seeds + ", " + feasibleFraction);
        }
    }
}
