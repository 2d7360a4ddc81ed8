package org.hasnas.checks.model;

import java.util.List;
import java.util.OptionalDouble;
import org.hasnas.score.model.ScoreId;
import org.hasnas.search.model.SearchAlgorithmId;

/**
 * Request to measure searches in a table of trained networks, whose accuracies are known.
 *
 * @param algorithms to compare
 * @param budget fitness evaluations of a run
 * @param seeds runs of each
 * @param feasibleFraction only the tightest limits that at least this share of the rows meets; empty for all levels of cost in the table
 * @param score a training-free score as fitness; the other variant, the accuracies of the networks paid for, is always measured
 * @param shortlists how many of a run's best networks by score are trained before the pick; measured beside the pick by score alone
 */
public record TableSearch(List<SearchAlgorithmId> algorithms, int budget, int seeds, OptionalDouble feasibleFraction, ScoreId score,
        List<Integer> shortlists) {
    public TableSearch {
        algorithms = List.copyOf(algorithms);
        shortlists = List.copyOf(shortlists);
        double share = feasibleFraction.orElse(1);
        if (algorithms.isEmpty() || budget < 1 || seeds < 1 || !(share > 0 && share <= 1) || shortlists.stream().anyMatch(size -> size < 1)) {
            throw new IllegalArgumentException("need an algorithm, a budget, a seed, a share from 0 to 1 and shortlists of 1 or more, was "
                    + algorithms + ", " + budget + ", " + seeds + ", " + feasibleFraction + ", " + shortlists);
        }
    }
}
