package org.hasnas.workbench.exchange;

import java.nio.file.Path;
import java.util.List;
import java.util.SequencedMap;
import org.hasnas.chip.inference.model.HandOverRequest;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobHandle;
import org.hasnas.job.Progress;
import org.hasnas.nir.model.ImportReport;
import org.hasnas.nir.model.ImportRequest;
import org.hasnas.nir.model.NetworkFormat;
import org.hasnas.nir.model.NetworkSource;
import org.hasnas.nir.model.NeuroBenchMetrics;
import org.hasnas.search.model.Project;
import org.hasnas.training.model.TrainingSummary;
import org.hasnas.workbench.Workbench;

/** The part of the {@link Workbench} that takes networks in from other tools and hands them out to others. Safe for any thread. */
public interface Exchange {
    /** Reads a NIR file and says what it is and costs; it is simulated for that. */
    JobHandle<Progress, ImportReport> report(ImportRequest request);

    /**
     * Copies a NIR file into a project, so that it can be compared with other networks there.
     *
     * @param file or a name of one that is kept already
     * @return the copy
     * @throws HasnasException BAD_INPUT if the project has another file of that name; NOT_FOUND or BAD_DATA if the file can't be read
     */
    Path keep(Project project, Path file) throws HasnasException;

    /**
     * Writes a network for other tools.
     *
     * @param replace whether a file that is there may be replaced
     * @return finds sentences for the user: what the format can't hold, and what was done; fails with BAD_INPUT if the file is there, or if the
     *     format can't hold an operation of the network
     */
    JobHandle<Progress, List<String>> export(Project project, NetworkSource source, NetworkFormat format, Path file, boolean replace);

    /**
     * Tells what exports would write, each as a file of its own in one folder; nothing is left of it.
     *
     * @param sources by the names of the files, without ending
     * @return finds the files by their paths; fails as {@link #export} does
     */
    JobHandle<Progress, List<WrittenFile>> preview(Project project, SequencedMap<String, NetworkSource> sources, NetworkFormat format);

    /** Which of the files that an export would write are there already. */
    List<Path> existing(NetworkFormat format, Path file);

    /**
     * Writes a network on its crossbars for tools that simulate chips, as {@link NetworkFormat#HARDWARE}.
     *
     * @return as {@link #export}
     */
    JobHandle<Progress, List<String>> handOver(Project project, NetworkSource source, HandOverRequest request, Path file, boolean replace);

    /**
     * Measures a network as NeuroBench does, on the first test images of the project, or training images where there are none.
     *
     * @param images at least 1; fewer are taken if there are fewer
     * @return fails with BAD_INPUT if the network has an operation that a graph of NIR does not
     */
    JobHandle<Progress, NeuroBenchMetrics> neuroBench(Project project, NetworkSource source, int images);

    /**
     * Takes in the weights that a training job has trained elsewhere, and stores them as a training of the project.
     *
     * @return fails with BAD_DATA if design, shapes, spikes or accuracy are not what the file says
     */
    JobHandle<Progress, TrainingSummary> importWeights(Project project, Path file, int threads);

    /** The NIR files that a project keeps, by name. */
    List<Path> kept(Project project) throws HasnasException;
}
