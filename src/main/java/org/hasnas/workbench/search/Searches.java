package org.hasnas.workbench.search;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hasnas.chip.model.CostKind;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobHandle;
import org.hasnas.job.Progress;
import org.hasnas.network.Architecture;
import org.hasnas.search.model.LadderProgress;
import org.hasnas.search.model.LadderStep;
import org.hasnas.search.model.ParetoArchive;
import org.hasnas.search.model.Project;
import org.hasnas.search.model.Prospects;
import org.hasnas.search.model.RunProgress;
import org.hasnas.search.model.RunSummary;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.hasnas.search.model.TrialTally;
import org.hasnas.workbench.Workbench;

/** The part of the {@link Workbench} that searches and knows the stored runs. Safe for any thread. */
public interface Searches {
    /** Checks and starts a search; its trials go to the project's store. */
    JobHandle<RunProgress, RunSummary> start(Project project, SearchRequest request, int threads) throws HasnasException;

    /** Goes on with a stored run; ends with the same result as if it had never been interrupted. */
    JobHandle<RunProgress, RunSummary> resume(Project project, long runId, int threads) throws HasnasException;

    /** All runs of a project that were not deleted, newest first. */
    List<RunSummary> list(Project project) throws HasnasException;

    RunSummary get(Project project, long runId) throws HasnasException;

    /** Keeps a note with a run, in place of the one before; words that begin with # are tags to find it by. */
    void annotate(Project project, long runId, String note) throws HasnasException;

    /** Takes a run that is not being worked on from the {@link #list}; {@link #restore} brings it back, with all its trials. */
    void delete(Project project, long runId) throws HasnasException;

    void restore(Project project, long runId) throws HasnasException;

    /** What a search by trainings has decided, in order; none of other searches. */
    List<LadderStep> steps(Project project, long runId) throws HasnasException;

    /** What the trainings of a stored run say of its designs' accuracies; empty if the run pays for none or has not begun with them. */
    Optional<LadderProgress> ladder(Project project, long runId) throws HasnasException;

    /**
     * Designs of an earlier run that a search like this may begin with: those whose training has begun; of a run without trainings the best by fitness
     * that meet the search's limits. Only those that are networks of the search's template and space.
     */
    List<Architecture> trained(Project project, SearchRequest search, long runId) throws HasnasException;

    /** Designs of the search's template and space that the project has trained as the search trains them, the oldest first. */
    List<Architecture> trained(Project project, SearchRequest search) throws HasnasException;

    /**
     * What no design within the limits of a stored run exceeds, and what relaxing each of them a little promises, by the predictions of its trainings;
     * {@link Prospects#NONE} of a run that has trained nothing or predicts nothing.
     */
    JobHandle<Progress, Prospects> prospects(Project project, long runId) throws HasnasException;

    /** The stored trials of a run, by index. */
    List<Trial> trials(Project project, long runId) throws HasnasException;

    /** The trials of a run counted under its limits, with the best of them, without reading them all. */
    TrialTally tally(Project project, RunSummary run) throws HasnasException;

    /** The trials of a run that no other beats in fitness and all four costs, the fittest first, without reading them all. */
    List<Trial> front(Project project, RunSummary run) throws HasnasException;

    /**
     * The evaluated trial of a run within its limits whose costs are nearest to a point, as {@link ParetoArchive#closest} finds it, without reading
     * them all.
     *
     * @param point wanted costs, in SI units; the kinds that are missing do not count
     */
    Optional<Trial> closest(Project project, RunSummary run, Map<CostKind, Double> point) throws HasnasException;
}
