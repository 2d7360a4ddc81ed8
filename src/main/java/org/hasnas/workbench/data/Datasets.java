package org.hasnas.workbench.data;

import java.nio.file.Path;
import java.util.Optional;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.data.model.DatasetReference.Format;
import org.hasnas.data.model.DatasetShape;
import org.hasnas.data.model.DatasetSummary;
import org.hasnas.data.model.RecordingFacts;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobHandle;
import org.hasnas.job.Progress;
import org.hasnas.search.model.Project;
import org.hasnas.workbench.Workbench;

/** The part of the {@link Workbench} that reads and imports data sets. Safe for any thread. */
public interface Datasets {
    /** The format of the data set at a path, by the names of its files; an error that says which are known if it can't be told. */
    Format format(Path path) throws HasnasException;

    /** Reads a data set and says what is in it; an error if anything is wrong with it. */
    DatasetSummary describe(DatasetReference dataset) throws HasnasException;

    /**
     * What the recordings of a data set of events are like; empty for images. Reads the data set the first time.
     *
     * @param folder what the data set's relative path starts from
     */
    Optional<RecordingFacts> recordings(DatasetReference dataset, Path folder) throws HasnasException;

    /** The shape of a data set's images, without reading them; an error if neither its format nor its files tell. */
    DatasetShape shape(DatasetReference dataset) throws HasnasException;

    /**
     * Lets a project use a data set, of the training images as many as before: fits its template to the images, and saves it.
     *
     * @return the project as saved; an error if the template can't be fitted
     */
    Project use(Project project, DatasetReference dataset) throws HasnasException;

    /**
     * Checks a data set (a folder or an archive of a known layout), copies or unpacks it into the project's {@code data} folder,
     * complete or not at all, and lets the project {@link #use} it.
     *
     * @return finds the project as saved, with a path relative to its folder
     */
    JobHandle<Progress, Project> importInto(Project project, Path source);
}
