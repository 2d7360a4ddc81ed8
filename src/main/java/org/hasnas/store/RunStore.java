package org.hasnas.store;

import java.util.List;
import org.hasnas.domain.error.HasnasException;
import org.hasnas.domain.run.RunStatus;
import org.hasnas.domain.run.RunSummary;
import org.hasnas.domain.run.SearchRequest;
import org.hasnas.domain.run.Trial;

/**
 * Runs and their trials, kept so that a killed process loses no trial whose {@link #append} returned. Safe for use by several
 * threads.
 */
public interface RunStore extends TrainingStore, AutoCloseable {
    /** Stores a new run with status RUNNING and returns it. */
    RunSummary create(SearchRequest request) throws HasnasException;

    /** Stores trials; durable against the death of the process when this returns. Storing an index of a run twice is an error. */
    void append(long runId, List<Trial> trials) throws HasnasException;

    void setStatus(long runId, RunStatus status) throws HasnasException;

    /** All runs, newest first. A run marked RUNNING or PAUSED whose process is gone is INTERRUPTED. */
    List<RunSummary> runs() throws HasnasException;

    /** One run; an error naming the known runs if there is none of this number. */
    RunSummary run(long runId) throws HasnasException;

    /** The trials of a run, by index. */
    List<Trial> trials(long runId) throws HasnasException;

    /** Whether the store's file is still where it was opened; nothing can be stored once it was removed or replaced. */
    boolean isInPlace();

    @Override
    void close() throws HasnasException;
}
