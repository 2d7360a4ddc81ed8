package org.hasnas.search.algorithm;

import org.hasnas.search.evaluation.SearchProblem;

/** Makes the algorithm a request names. */
public final class SearchAlgorithms {
    private SearchAlgorithms() {}

    /** A new algorithm at its beginning. */
    public static SearchAlgorithm of(SearchProblem problem) {
        return switch (problem.request().algorithm()) {
            case SNASNET_RANDOM -> new SnasnetRandomSearch(problem.request());
            case HASNAS -> new HasnasSearch(problem);
            case EVOLUTION -> new RegularizedEvolution(problem);
            case NSGA2 -> new NondominatedSortingSearch(problem);
            case LIGHTSNN_PRUNING -> new PruningSearch(problem);
            case LADDER, RANDOM, ASHA, TRAINED_EVOLUTION, TRAINED_NSGA2 -> new LadderDesigns(problem);
        };
    }
}
