package org.hasnas.search.study.model;

import org.hasnas.search.model.SearchRequest;

/**
 * Everything that determines a study of templates.
 *
 * @param search images, template to vary, space, chip, limits, score and seed; algorithm and budget are not looked at
 * @param candidates random candidates that all templates share
 * @param trainings trainings of some of them
 */
public record TemplateStudyRequest(SearchRequest search, int candidates, ShortTrainings trainings) {
    public TemplateStudyRequest {
        if (candidates < 2) {
            throw new IllegalArgumentException("an interval needs at least 2 candidates, was " + candidates);
        }
        if (trainings.networks() > candidates) {
            throw new IllegalArgumentException("of " + candidates + " shared candidates " + trainings.networks() + " can't be trained");
        }
    }

    /** Without trainings. */
    public TemplateStudyRequest(SearchRequest search, int candidates) {
        this(search, candidates, ShortTrainings.NONE);
    }
}
