package org.hasnas.search;

import org.hasnas.domain.run.SearchRequest;

/** Makes the algorithm a request names. */
public final class SearchAlgorithms {
    private SearchAlgorithms() {}

    public static SearchAlgorithm of(SearchRequest request) {
        return switch (request.algorithm()) {
            case SNASNET_RANDOM -> new SnasnetRandomSearch(request);
            case HASNAS -> new HasnasSearch(request);
        };
    }
}
