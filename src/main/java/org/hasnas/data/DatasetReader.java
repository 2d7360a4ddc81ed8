package org.hasnas.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.data.model.DatasetShape;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;

/** Reads one format. A reader has no state and may be used by several threads. */
sealed interface DatasetReader permits DigitsReader, CifarReader, TinyImageNetReader, IdxReader, ImageFolderReader, EventSetReader {
    /** The format this reader reads. */
    DatasetReference.Format format();

    /** The name of the data set, as its authors spell it. */
    String title();

    /** The folder that holds the data when {@code path} is that folder or its parent; empty if nothing there looks like this format. */
    Optional<Path> locate(Path path);

    /** What {@link #locate} looks for, for the sentence that says it was not found. */
    String layout();

    /** Name the folder gets when it is imported. */
    String importName(Path folder);

    /** The files of the data set in a folder that {@link #locate} returned, in a fixed order. */
    List<Path> files(Path folder) throws HasnasException;

    /** The shape of the images, from as little as possible of a folder that {@link #locate} returned. */
    DatasetShape shape(Path folder) throws HasnasException;

    /** Reads the data set from a folder that {@link #locate} returned. */
    LabelledDataset read(Path folder, JobContext job) throws HasnasException;

    /** Checks as much as {@link #read} does. */
    default void check(Path folder, JobContext job) throws HasnasException {
        read(folder, job);
    }
}
