package org.hasnas.ui.study;

import java.nio.file.Path;
import java.util.Optional;
import org.hasnas.search.model.Project;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.study.model.ShortTrainings;

/**
 * What a study is asked.
 *
 * @param search the project's search with what the window changes
 * @param count pairs or candidates
 * @param table table of trained networks, if any
 * @param trainings trainings of some of the candidates
 */
record StudyQuestion(Project project, SearchRequest search, int count, Optional<Path> table, ShortTrainings trainings, int threads) {}
