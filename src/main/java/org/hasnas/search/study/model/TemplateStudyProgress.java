package org.hasnas.search.study.model;

import java.util.Optional;
import org.hasnas.job.Progress;

/**
 * How far a study of templates is.
 *
 * @param steps scored candidates and epochs of trainings
 * @param known what is known between the scores and the end of the trainings that are asked for
 */
public record TemplateStudyProgress(Progress steps, Optional<TemplateStudy> known) {}
