package org.hasnas.workbench;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.hasnas.domain.accuracy.ChipPoint;
import org.hasnas.domain.architecture.Network;
import org.hasnas.domain.error.HasnasException;
import org.hasnas.job.JobContext;

/** The part of the {@link Workbench} that simulates crossbars: one circuit, one layer, or a whole trained network. Safe for any thread. */
public interface Crossbars {
    /** Solves a crossbar circuit that a JSON file describes. */
    CrossbarSolution solve(Path file) throws HasnasException;

    /** Puts a layer of the untrained network on crossbars and says what they compute. */
    CrossbarMapReport map(Network network, CrossbarMapRequest request, JobContext job) throws HasnasException;

    /**
     * Runs held-out images through a trained network on a simulated chip.
     *
     * <p>A single point (no sweep) of a training of the project is kept with the project, as the candidate's on-chip accuracy.
     *
     * @param onPoint gets each point of the sweep once it is known, by this thread
     */
    ChipAccuracyReport accuracy(Project project, ChipAccuracyRequest request, Consumer<ChipPoint> onPoint, JobContext job) throws HasnasException;
}
