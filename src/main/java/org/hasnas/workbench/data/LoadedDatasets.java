package org.hasnas.workbench.data;

import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hasnas.chip.cost.SimulatedRates;
import org.hasnas.data.DatasetLoader;
import org.hasnas.data.ImageSet;
import org.hasnas.data.LabelledDataset;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.data.model.DatasetShape;
import org.hasnas.data.model.RecordingFacts;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.score.model.FitnessSettings;
import org.hasnas.simulation.weights.RandomByIdentity;
import org.jspecify.annotations.Nullable;

/** Reads data sets and keeps the last one, since one search after the other uses the same. */
public final class LoadedDatasets {
    private record Key(DatasetReference reference, Path folder) {}

    private record Entry(Key key, LabelledDataset dataset) {}

    private final DatasetLoader loader = new DatasetLoader();
    private @Nullable Entry last;

    /** The images that a reference names, of the training images its subset. */
    public LabelledDataset load(DatasetReference reference, Path folder, JobContext job) throws HasnasException {
        LabelledDataset whole = whole(reference.whole(), folder, job);
        DatasetReference.Subset subset = reference.subset().orElse(null);
        if (subset == null) {
            return whole;
        }
        ImageSet training = whole.training();
        if (subset.images() > training.size()) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "Data set " + whole.name() + " has " + training.size() + " training images, of which "
                    + subset.images() + " can't be chosen. Take a smaller subset.");
        }
        return new LabelledDataset(whole.name(), training.subset(subset.images(), RandomByIdentity.of(subset.seed(), "subset")), whole.test());
    }

    private synchronized LabelledDataset whole(DatasetReference reference, Path folder, JobContext job) throws HasnasException {
        Key key = new Key(reference, folder.toAbsolutePath().normalize());
        Entry known = last;
        if (known != null && known.key().equals(key)) {
            return known.dataset();
        }
        last = null; // frees the old one before the new one is read
        LabelledDataset dataset = loader.load(reference, key.folder(), job.silent());
        last = new Entry(key, dataset);
        return dataset;
    }

    /** What the recordings of a data set of events are like, which is read for that; empty for images. */
    public Optional<RecordingFacts> recordings(DatasetReference reference, Path folder, JobContext job) throws HasnasException {
        if (!reference.format().hasEvents()) {
            return Optional.empty();
        }
        ImageSet training = load(reference, folder, job).training();
        SortedMap<Integer, Double> rates = new TreeMap<>();
        for (int steps = 1; steps <= training.bins(); steps++) {
            if (training.bins() % steps == 0) {
                job.checkpoint();
                rates.put(steps, SimulatedRates.inputBitRate(training, steps));
            }
        }
        return Optional.of(new RecordingFacts(training.seconds(), rates));
    }

    /** The shape of the images, to which presets are fitted. */
    public DatasetShape shape(DatasetReference reference, Path folder) throws HasnasException {
        return loader.shape(reference, folder);
    }

    /** The same; empty if it can't be told, which whoever reads the images will explain. */
    public Optional<DatasetShape> knownShape(DatasetReference reference, Path folder) {
        try {
            return Optional.of(shape(reference, folder));
        } catch (HasnasException notThere) {
            return Optional.empty();
        }
    }

    /** The training images, checked to suit a template and a fitness. */
    public ImageSet trainingImages(DatasetReference reference, Path folder, NetworkTemplate template, FitnessSettings settings, JobContext job)
            throws HasnasException {
        LabelledDataset dataset = load(reference, folder, job);
        ImageSet images = dataset.training();
        requireFit(dataset, template);
        long needed = (long) settings.batchSize() * settings.batches();
        if (needed > images.size()) {
            throw new HasnasException(ErrorCode.BAD_INPUT, settings.batches() + " batches of " + settings.batchSize() + " need " + needed
                    + " images, but data set " + dataset.name() + " has " + images.size() + " training images. Take a smaller batch.");
        }
        return images;
    }

    public static void requireFit(LabelledDataset dataset, NetworkTemplate template) throws HasnasException {
        ImageSet images = dataset.training();
        if (!images.shape().equals(template.input()) || images.classes() != template.classes()) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "Template '" + template.name() + "' takes images of " + template.input() + " in "
                    + template.classes() + " classes, but data set " + dataset.name() + " has images of " + images.shape() + " in "
                    + images.classes() + " classes. A preset whose input is not spelled out is fitted to them when the project is opened; these"
                    + " can be: " + String.join(", ", NetworkTemplates.fitting(images.shape())) + ".");
        }
    }
}
