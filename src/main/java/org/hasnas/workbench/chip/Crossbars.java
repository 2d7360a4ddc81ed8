package org.hasnas.workbench.chip;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.hasnas.chip.inference.model.ChipAccuracyProgress;
import org.hasnas.chip.inference.model.ChipAccuracyReport;
import org.hasnas.chip.inference.model.ChipAccuracyRequest;
import org.hasnas.chip.model.CrossbarArray;
import org.hasnas.chip.model.CrossbarArrayRequest;
import org.hasnas.chip.model.CrossbarMapReport;
import org.hasnas.chip.model.CrossbarMapRequest;
import org.hasnas.chip.model.CrossbarSolution;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobHandle;
import org.hasnas.job.Progress;
import org.hasnas.network.Network;
import org.hasnas.search.model.Project;
import org.hasnas.training.model.Accuracy;
import org.hasnas.workbench.Workbench;

/** The part of the {@link Workbench} that simulates crossbars: one circuit, one layer, or a whole trained network. Safe for any thread. */
public interface Crossbars {
    /** Solves a crossbar circuit that a JSON file describes. */
    CrossbarSolution solve(Path file) throws HasnasException;

    /** Puts a layer of the untrained network on crossbars and says what they compute. */
    JobHandle<Progress, CrossbarMapReport> map(Network network, CrossbarMapRequest request);

    /**
     * One crossbar of a layer of the untrained network. Takes milliseconds for crossbars of 64 by 64 cells, and time that grows with the fourth
     * power of their side.
     */
    JobHandle<Progress, CrossbarArray> array(Network network, CrossbarArrayRequest request);

    /** One crossbar of a layer of a finished training. */
    JobHandle<Progress, CrossbarArray> array(Project project, long training, CrossbarArrayRequest request) throws HasnasException;

    /**
     * Runs images through a trained network on a simulated chip.
     *
     * <p>A single point (no sweep) of a training of the project on held-out images is kept with the project, as the candidate's on-chip
     * accuracy.
     */
    JobHandle<ChipAccuracyProgress, ChipAccuracyReport> accuracy(Project project, ChipAccuracyRequest request) throws HasnasException;

    /** What {@link #accuracy} of the same request has kept with the project; empty if it was not measured. */
    Optional<Accuracy> known(Project project, ChipAccuracyRequest request) throws HasnasException;

    /** Writes what was measured on a chip as CSV, one row per point. */
    void export(ChipAccuracyReport report, Path file) throws HasnasException;

    /** Writes to {@code out} what {@link #export(ChipAccuracyReport, Path)} writes to a file. */
    void export(ChipAccuracyReport report, Appendable out) throws IOException;
}
