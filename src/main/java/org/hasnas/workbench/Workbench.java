package org.hasnas.workbench;

import org.hasnas.job.JobHandle;
import org.hasnas.workbench.candidate.KnownCandidates;
import org.hasnas.workbench.check.Measurements;
import org.hasnas.workbench.chip.Crossbars;
import org.hasnas.workbench.cost.Costs;
import org.hasnas.workbench.data.Datasets;
import org.hasnas.workbench.project.Projects;
import org.hasnas.workbench.score.Scores;
import org.hasnas.workbench.search.Searches;
import org.hasnas.workbench.study.Studies;
import org.hasnas.workbench.training.Trainings;

/**
 * The use cases of the program, by theme. What takes long returns a {@link JobHandle}; the other methods block while they read files. All are
 * safe for any thread.
 */
public interface Workbench extends AutoCloseable {
    /** Project folders. */
    Projects projects();

    /** Data sets, and their import into a project. */
    Datasets datasets();

    /** Searches and stored runs. */
    Searches searches();

    /** What networks cost on a chip. */
    Costs costs();

    /** Scores of untrained networks. */
    Scores scores();

    /** Accuracies of candidates, and candidates as files. */
    KnownCandidates candidates();

    /** Trainings of candidates, and what was measured of them. */
    Trainings trainings();

    /** Simulated crossbars, and trained networks on them. */
    Crossbars crossbars();

    /** Studies of operations and templates. */
    Studies studies();

    /** Measurements of the program itself. */
    Measurements measurements();

    /** Cancels all jobs of this workbench and waits until their last results are stored. */
    @Override
    void close();
}
