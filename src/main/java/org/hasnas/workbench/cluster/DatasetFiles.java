package org.hasnas.workbench.cluster;

import java.nio.file.Path;
import java.util.Optional;
import org.hasnas.data.LabelledDataset;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.data.model.EventSettings;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.workbench.data.LoadedDatasets;
import org.jspecify.annotations.Nullable;

/**
 * A data set that a worker reads itself, from the same path as this program.
 *
 * @param format like all up to {@code events} of its {@link DatasetReference}
 * @param folder absolute; the path may start there
 * @param checksum of what this program read
 */
record DatasetFiles(DatasetReference.Format format, String path, DatasetReference.@Nullable Subset subset, EventSettings events, String folder,
        long checksum) implements Shared<LabelledDataset> {
    static DatasetFiles of(DatasetReference reference, Path folder, LabelledDataset read) {
        return new DatasetFiles(reference.format(), reference.path(), reference.subset().orElse(null), reference.events(),
                folder.toAbsolutePath().toString(), read.checksum());
    }

    @Override
    public LabelledDataset value(ClusterWorker worker) throws HasnasException {
        return worker.keep(LabelledDataset.class, this, this::read);
    }

    private LabelledDataset read() throws HasnasException {
        LabelledDataset dataset = new LoadedDatasets().load(new DatasetReference(format, path, Optional.ofNullable(subset), events), Path.of(folder),
                JobContext.NONE);
        if (dataset.checksum() != checksum) {
            throw new HasnasException(ErrorCode.BAD_DATA, "A worker finds other images at " + Path.of(folder).resolve(path) + " than this program."
                    + " Give it the same files, or have the images sent (without --worker-files).");
        }
        return dataset;
    }
}
