package org.hasnas.workbench.exchange;

import java.nio.file.Path;
import java.util.List;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobHandle;
import org.hasnas.job.Progress;
import org.hasnas.nir.model.ImportReport;
import org.hasnas.nir.model.ImportRequest;
import org.hasnas.search.model.Project;
import org.hasnas.workbench.Workbench;

/** The part of the {@link Workbench} that takes networks in from other tools and hands them out to others. Safe for any thread. */
public interface Exchange {
    /** Reads a NIR file and says what it is and costs; it is simulated for that. */
    JobHandle<Progress, ImportReport> report(ImportRequest request);

    /**
     * Copies a NIR file into a project, so that it can be compared with other networks there.
     *
     * @return the copy
     * @throws HasnasException BAD_INPUT if the project has another file of that name
     */
    Path keep(Project project, Path file) throws HasnasException;

    /** The NIR files that a project keeps, by name. */
    List<Path> kept(Project project) throws HasnasException;
}
