package org.hasnas.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.hasnas.data.event.EventFrames;
import org.hasnas.data.event.EventListing;
import org.hasnas.data.file.DataDefect;
import org.hasnas.data.file.DataFolder;
import org.hasnas.data.model.DatasetReference.Format;
import org.hasnas.data.model.DatasetShape;
import org.hasnas.data.model.EventSettings;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.network.NetworkTemplate.ImageShape;

/**
 * Data sets of events in the folders they were published in. Every recording becomes the bits of its frames as soon as it has been read, so memory holds
 * these and one file. Bits are kept in a file beside the folder, see {@link FrameCache}.
 */
final class EventSetReader implements DatasetReader {
    private final Format format;
    private final EventSettings settings;
    private final PixelMemory memory;

    /** @param format one of those of events that have files */
    EventSetReader(Format format, EventSettings settings, PixelMemory memory) {
        this.format = format;
        this.settings = settings;
        this.memory = memory;
    }

    @Override
    public Format format() {
        return format;
    }

    @Override
    public String title() {
        return switch (format) {
            case N_MNIST -> "N-MNIST";
            case DVS_GESTURE -> "DVS128 Gesture";
            case CIFAR10_DVS -> "CIFAR10-DVS";
            case SHD -> "Spiking Heidelberg Digits";
            case SSC -> "Spiking Speech Commands";
            case DIGITS, CIFAR10, CIFAR100, TINY_IMAGENET, IDX, FOLDERS, EVENT_DIGITS -> throw noFiles();
        };
    }

    private IllegalStateException noFiles() {
        return new IllegalStateException(format + " has no files of events");
    }

    @Override
    public String layout() {
        return switch (format) {
            case N_MNIST -> "Train/ and Test/ with a folder of .bin files for each digit";
            case DVS_GESTURE -> "trials_to_train.txt, trials_to_test.txt and the .aedat files they name, each with its _labels.csv";
            case CIFAR10_DVS -> "a folder of .aedat or .aedat4 files for each class, airplane to truck";
            case SHD -> "shd_train.h5 and shd_test.h5";
            case SSC -> "ssc_train.h5 and ssc_test.h5";
            case DIGITS, CIFAR10, CIFAR100, TINY_IMAGENET, IDX, FOLDERS, EVENT_DIGITS -> throw noFiles();
        };
    }

    @Override
    public String importName(Path folder) {
        return title().toLowerCase(Locale.ROOT).replace(' ', '-');
    }

    @Override
    public Optional<Path> locate(Path path) {
        boolean isHere = switch (format) {
            case N_MNIST -> Stream.of("Train", "Test").allMatch(part -> Files.isDirectory(path.resolve(part).resolve("0")));
            case DVS_GESTURE -> Files.exists(path.resolve("trials_to_train.txt"));
            case CIFAR10_DVS -> Files.isDirectory(path) && EventListing.isCifar10(path);
            case SHD -> Files.exists(path.resolve("shd_train.h5"));
            case SSC -> Files.exists(path.resolve("ssc_train.h5"));
            case DIGITS, CIFAR10, CIFAR100, TINY_IMAGENET, IDX, FOLDERS, EVENT_DIGITS -> false;
        };
        return isHere ? Optional.of(path) : Optional.empty();
    }

    private EventListing listing(Path folder) throws HasnasException {
        EventListing listing = switch (format) {
            case N_MNIST -> EventListing.ofNMnist(folder);
            case DVS_GESTURE -> EventListing.ofGestures(folder);
            case CIFAR10_DVS -> EventListing.ofCifar10(folder, settings.splitSeed());
            case SHD -> EventListing.ofSpeech(folder, "shd");
            case SSC -> EventListing.ofSpeech(folder, "ssc");
            case DIGITS, CIFAR10, CIFAR100, TINY_IMAGENET, IDX, FOLDERS, EVENT_DIGITS -> throw noFiles();
        };
        return listing.requireTraining(folder);
    }

    @Override
    public List<Path> files(Path folder) throws HasnasException {
        List<Path> files = new ArrayList<>(listing(folder).files());
        if (format == Format.DVS_GESTURE) {
            files.addAll(List.of(folder.resolve("trials_to_train.txt"), folder.resolve("trials_to_test.txt")));
        }
        return List.copyOf(files);
    }

    @Override
    public DatasetShape shape(Path folder) {
        return format.shape(settings).orElseThrow();
    }

    @Override
    public LabelledDataset read(Path folder, JobContext job) throws HasnasException {
        EventListing listing = listing(folder);
        FrameCache cache = FrameCache.of(folder, listing, settings);
        Optional<LabelledDataset> kept = cache.read(title(), shape(folder), settings.bins());
        if (kept.isPresent()) {
            return kept.get();
        }
        LabelledDataset dataset = read(listing, shape(folder), job);
        cache.write(dataset);
        return dataset;
    }

    /** Reads every recording, and leaves nothing beside the folder, which may be somebody's download. */
    @Override
    public void check(Path folder, JobContext job) throws HasnasException {
        read(listing(folder), shape(folder), job);
    }

    private LabelledDataset read(EventListing listing, DatasetShape shape, JobContext job) throws HasnasException {
        List<String> remarks = new ArrayList<>();
        int files = listing.training().size() + listing.test().size();
        ImageSet training = frames(listing.training(), shape, remarks, job.part(0, listing.training().size(), files));
        ImageSet test = frames(listing.test(), shape, remarks, job.part(listing.training().size(), listing.test().size(), files));
        return new LabelledDataset(title() + (remarks.isEmpty() ? "" : " (remarks on " + remarks.size()
                + " recordings, the first: " + remarks.getFirst() + ")"), training, test);
    }

    private ImageSet frames(List<EventListing.Item> items, DatasetShape shape, List<String> remarks, JobContext job) throws HasnasException {
        ImageShape frame = shape.image();
        int bytes = ImageSet.bytesPerImage(frame, settings.bins());
        List<byte[]> frames = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        for (int item = 0; item < items.size(); item++) {
            job.checkpoint();
            String place = DataFolder.name(items.get(item).file());
            remarks.addAll(items.get(item).read(settings, (label, recording) -> {
                job.checkpoint();
                if (label >= shape.classes() || recording.width() * recording.height() > frame.width() * frame.height() * settings.pool()
                        * settings.pool()) {
                    throw DataDefect.of(Path.of(place), "class " + label + ", a sensor of " + recording.width() + " x "
                            + recording.height(), shape.toString());
                }
                remarks.addAll(recording.remarks());
                memory.require(title(), frames.size() + 1L, (frames.size() + 1L) * bytes);
                frames.add(EventFrames.bits(recording, settings, frame));
                labels.add(label);
            }));
            job.progress(item + 1L, items.size());
        }
        byte[] all = memory.allocate(title(), frames.size(), bytes);
        short[] classes = new short[frames.size()];
        for (int sample = 0; sample < classes.length; sample++) {
            System.arraycopy(frames.get(sample), 0, all, sample * bytes, bytes);
            classes[sample] = labels.get(sample).shortValue();
        }
        return ImageSet.ofEvents(frame, shape.classes(), settings.bins(), all, classes);
    }
}
