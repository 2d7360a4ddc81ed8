package org.hasnas.checks.model;

import java.util.List;
import java.util.OptionalDouble;
import org.hasnas.checks.model.ScoreBenchmark.Half;
import org.hasnas.search.model.LadderAlgorithmId;

/**
 * Request to measure searches that pay for trainings, in a table of trained networks whose learning curves are known.
 *
 * @param algorithms to compare
 * @param budgets in full trainings, ascending: the mean work of training a network that may be searched
 * @param seeds runs of each algorithm
 * @param half networks that may be searched, by a hash of their number in canonical form
 * @param feasibleFraction the tightest limits that at least this share of the rows meets; empty for no limits
 * @param limitSets random limits, each for a search of its own by the first budget, to measure how often a network surpasses what the search says
 *        none does; 0 for not at all
 * @param threads runs at a time
 */
public record LadderBenchmark(List<LadderAlgorithmId> algorithms, List<Double> budgets, int seeds, Half half, OptionalDouble feasibleFraction,
        int limitSets, int threads) {
    public LadderBenchmark {
        algorithms = List.copyOf(algorithms);
        budgets = List.copyOf(budgets);
        if (algorithms.isEmpty() || budgets.isEmpty() || budgets.getFirst() <= 0 || !budgets.equals(budgets.stream().sorted().distinct().toList())
                || seeds < 1 || limitSets < 0 || threads < 1) {
            throw new IllegalArgumentException("need an algorithm, ascending budgets, a seed and a thread, was " + algorithms + ", " + budgets + ", "
                    + seeds + ", " + limitSets + ", " + threads);
        }
    }
}
