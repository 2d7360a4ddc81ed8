package org.hasnas.files.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.MemoryScope;
import org.hasnas.error.HasnasException;
import org.hasnas.job.RunStatus;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.LadderStep;
import org.hasnas.search.model.ParetoArchive;
import org.hasnas.search.model.RunSummary;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.hasnas.search.model.TrialTally;

/** Runs and their trials, kept so that a killed process loses no trial whose {@link #append} returned. */
public interface RunStore {
    /** Stores a new run with status RUNNING and returns it. */
    RunSummary create(SearchRequest request) throws HasnasException;

    /** Stores trials; durable against the death of the process when this returns. Storing an index of a run twice is an error. */
    void append(long runId, List<Trial> trials) throws HasnasException;

    /** Stores what a search by trainings decided next; durable as trials are. */
    void appendStep(long runId, LadderStep step) throws HasnasException;

    /** What a search by trainings has decided, in order; none of other searches and of runs of programs that stored no steps. */
    List<LadderStep> steps(long runId) throws HasnasException;

    /**
     * Sets the status. Whoever sets RUNNING or PAUSED owns the run from then on; a run that another living process owns can't be
     * taken.
     */
    void setStatus(long runId, RunStatus status) throws HasnasException;

    /** Keeps a note with a run, in place of the one before. */
    void annotate(long runId, String note) throws HasnasException;

    /** Takes a run from {@link #list} or puts it back; it stays known by its number. */
    void setDeleted(long runId, boolean deleted) throws HasnasException;

    /** All runs that were not deleted, newest first. A run marked RUNNING or PAUSED whose process is gone is INTERRUPTED. */
    List<RunSummary> list() throws HasnasException;

    /** One run; an error naming the known runs if there is none of this number. */
    RunSummary get(long runId) throws HasnasException;

    /** The trials of a run, by index. */
    List<Trial> trials(long runId) throws HasnasException;

    /** The trials of a run counted, with the best of them, without reading them all. */
    TrialTally tally(long runId, ConstraintSet limits) throws HasnasException;

    /** What {@link ParetoArchive#of} keeps of the trials of a run, without reading them all: the fittest first. */
    List<Trial> front(long runId, MemoryScope memoryScope) throws HasnasException;

    /** What {@link ParetoArchive#closest} finds among the trials of a run, without reading them all. */
    Optional<Trial> closest(long runId, ConstraintSet limits, Map<CostKind, Double> point) throws HasnasException;
}
