package org.hasnas.checks.model;

import java.util.List;
import org.hasnas.search.model.SearchAlgorithmId;

/**
 * Request to measure searches by trainings among the designs of a project whose trainings have ended: nothing is trained, a piece of a training costs
 * what it would take.
 *
 * @param algorithms to compare, all of which pay for trainings
 * @param budgets in full trainings, ascending: the mean work of training one of the designs; each is a search of its own
 * @param seeds runs of each algorithm and budget, each among a share of the designs that is drawn by its seed
 * @param threads runs at a time
 */
public record ReplayBenchmark(List<SearchAlgorithmId> algorithms, List<Double> budgets, int seeds, int threads) {
    public ReplayBenchmark {
        algorithms = List.copyOf(algorithms);
        budgets = List.copyOf(budgets);
        if (algorithms.isEmpty() || !algorithms.stream().allMatch(SearchAlgorithmId::paysForTrainings) || budgets.isEmpty() || budgets.getFirst() <= 0
                || !budgets.equals(budgets.stream().sorted().distinct().toList()) || seeds < 1 || threads < 1) {
            throw new IllegalArgumentException("need an algorithm that pays for trainings, ascending budgets, a seed and a thread, was " + algorithms
                    + ", " + budgets + ", " + seeds + ", " + threads);
        }
    }
}
