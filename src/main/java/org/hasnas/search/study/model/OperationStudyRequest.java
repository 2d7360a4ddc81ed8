package org.hasnas.search.study.model;

import org.hasnas.search.model.SearchRequest;

/**
 * Everything that determines a study of operations.
 *
 * @param search images, template, space, chip, score and seed; algorithm, budget and limits are not looked at
 * @param pairs pairs of candidates per operation
 */
public record OperationStudyRequest(SearchRequest search, int pairs) {
    public OperationStudyRequest {
        if (pairs < 2) {
            throw new IllegalArgumentException("an interval needs at least 2 pairs per operation, was " + pairs);
        }
    }
}
