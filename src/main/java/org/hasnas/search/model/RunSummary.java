package org.hasnas.search.model;

import java.time.Instant;
import org.hasnas.job.RunStatus;

/**
 * A stored run without its trials.
 *
 * @param id number of the run in its project, from 1
 * @param trials number of stored trials
 * @param programVersion version of the program that started it
 */
public record RunSummary(long id, SearchRequest request, RunStatus status, Instant started, int trials, String programVersion) {}
