package org.hasnas.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.hasnas.data.event.EventFrames;
import org.hasnas.data.event.EventListing;
import org.hasnas.data.event.Recording;
import org.hasnas.data.event.Samples;
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
            case PROPHESEE -> "Recordings of Prophesee's cameras";
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
            case DVS_GESTURE -> "trials_to_train.txt, trials_to_test.txt and the .aedat files they name, each with its _labels.csv; or"
                    + " ibmGestureTrain/ and ibmGestureTest/ with .npy files";
            case CIFAR10_DVS -> "a folder of .aedat or .aedat4 files for each class, airplane to truck";
            case SHD -> "shd_train.h5 and shd_test.h5";
            case SSC -> "ssc_train.h5 and ssc_test.h5";
            case PROPHESEE -> "train/ with a folder of .dat (DAT 2) or .raw (EVT 2.0) files for each class, and test/ or val/ with the same; or the"
                    + " folders of the classes alone";
            case DIGITS, CIFAR10, CIFAR100, TINY_IMAGENET, IDX, FOLDERS, EVENT_DIGITS -> throw noFiles();
        };
    }

    @Override
    public String importName(Path folder) {
        return format == Format.PROPHESEE ? DataFolder.name(folder) : title().toLowerCase(Locale.ROOT).replace(' ', '-');
    }

    @Override
    public Optional<Path> locate(Path path) {
        boolean isHere = switch (format) {
            case N_MNIST -> Stream.of("Train", "Test").allMatch(part -> Files.isDirectory(path.resolve(part).resolve("0")));
            case DVS_GESTURE -> Files.exists(path.resolve(EventListing.TRIALS_TO_TRAIN)) || EventListing.isCutGesture(path);
            case CIFAR10_DVS -> Files.isDirectory(path) && EventListing.isCifar10(path);
            case SHD -> Files.exists(path.resolve("shd_train.h5"));
            case SSC -> Files.exists(path.resolve("ssc_train.h5"));
            case PROPHESEE -> EventListing.isProphesee(path);
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
            case PROPHESEE -> EventListing.ofProphesee(folder, settings.splitSeed());
            case DIGITS, CIFAR10, CIFAR100, TINY_IMAGENET, IDX, FOLDERS, EVENT_DIGITS -> throw noFiles();
        };
        return listing.requireTraining(folder);
    }

    @Override
    public List<Path> files(Path folder) throws HasnasException {
        List<Path> files = new ArrayList<>(listing(folder).files());
        if (format == Format.DVS_GESTURE) {
            Stream.of(EventListing.TRIALS_TO_TRAIN, EventListing.TRIALS_TO_TEST).map(folder::resolve).filter(Files::exists).forEach(files::add);
        }
        return List.copyOf(files);
    }

    @Override
    public DatasetShape shape(Path folder) throws HasnasException {
        Optional<DatasetShape> known = format.shape(settings);
        return known.isPresent() ? known.get() : listing(folder).shape(settings);
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

    /** Reads every recording, keeps none, and leaves nothing beside the folder, which may be somebody's download. */
    @Override
    public void check(Path folder, JobContext job) throws HasnasException {
        EventListing listing = listing(folder);
        List<EventListing.Item> all = Stream.concat(listing.training().stream(), listing.test().stream()).toList();
        read(all, shape(folder), new ArrayList<>(), job, (label, recording) -> {});
    }

    private LabelledDataset read(EventListing listing, DatasetShape shape, JobContext job) throws HasnasException {
        List<String> remarks = new ArrayList<>();
        int files = listing.training().size() + listing.test().size();
        ImageSet training = frames(listing.training(), shape, remarks, job.part(0, listing.training().size(), files));
        ImageSet test = frames(listing.test(), shape, remarks, job.part(listing.training().size(), listing.test().size(), files));
        return new LabelledDataset(title() + (remarks.isEmpty() ? "" : " (remarks on " + remarks.size()
                + " recordings, the first: " + remarks.getFirst() + ")"), training, test);
    }

    private void read(List<EventListing.Item> items, DatasetShape shape, List<String> remarks, JobContext job, Samples samples)
            throws HasnasException {
        ImageShape frame = shape.image();
        for (int item = 0; item < items.size(); item++) {
            job.checkpoint();
            String place = DataFolder.name(items.get(item).file());
            remarks.addAll(items.get(item).read(settings, (label, recording) -> {
                job.checkpoint();
                int pool = settings.pool();
                boolean fits = recording.height() == 1 ? recording.width() <= frame.height() * frame.width() * pool * pool // laid out in rows
                        : recording.height() <= frame.height() * pool && recording.width() <= frame.width() * pool;
                if (label >= shape.classes() || !fits) {
                    throw DataDefect.of(Path.of(place), "class " + label + ", a sensor of " + recording.width() + " x "
                            + recording.height(), shape.toString());
                }
                remarks.addAll(recording.remarks());
                samples.accept(label, recording);
            }));
            job.progress(item + 1L, items.size());
        }
    }

    private ImageSet frames(List<EventListing.Item> items, DatasetShape shape, List<String> remarks, JobContext job) throws HasnasException {
        Frames frames = new Frames(shape, items.size());
        read(items, shape, remarks, job, frames);
        return frames.set();
    }

    /** The frames of samples in one array, so that the many of a large set are never there twice. */
    private final class Frames implements Samples {
        private final DatasetShape shape;
        private final int bytes;
        private byte[] bits;
        private short[] labels;
        private int size;
        private double seconds;

        /** @param expected samples; more are taken */
        Frames(DatasetShape shape, int expected) throws HasnasException {
            this.shape = shape;
            this.bytes = ImageSet.bytesPerImage(shape.image(), settings.bins());
            this.bits = memory.allocate(title(), expected, bytes);
            this.labels = new short[expected];
        }

        @Override
        public void accept(int label, Recording recording) throws HasnasException {
            if (size == labels.length) {
                resize(size + size / 2 + 1);
            }
            System.arraycopy(EventFrames.bits(recording, settings, shape.image()), 0, bits, size * bytes, bytes);
            labels[size++] = (short) label;
            seconds += recording.events().seconds();
        }

        private void resize(int samples) throws HasnasException {
            byte[] before = bits;
            bits = memory.allocate(title(), samples, bytes);
            System.arraycopy(before, 0, bits, 0, size * bytes);
            labels = Arrays.copyOf(labels, samples);
        }

        ImageSet set() throws HasnasException {
            if (size < labels.length) {
                resize(size);
            }
            return ImageSet.ofEvents(shape.image(), shape.classes(), settings.bins(), seconds / Math.max(1, size), bits, labels);
        }
    }
}
