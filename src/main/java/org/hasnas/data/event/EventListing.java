package org.hasnas.data.event;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.hasnas.data.file.DataDefect;
import org.hasnas.data.file.DataFolder;
import org.hasnas.data.model.DatasetShape;
import org.hasnas.data.model.EventSettings;
import org.hasnas.error.HasnasException;

/**
 * The files of a data set of events, as it was published.
 *
 * @param training files with the samples to train on
 * @param test files with the samples held out
 */
public record EventListing(List<Item> training, List<Item> test) {
    /** The lists of DVS128 Gesture. */
    public static final String TRIALS_TO_TRAIN = "trials_to_train.txt";
    public static final String TRIALS_TO_TEST = "trials_to_test.txt";

    private static final List<String> CIFAR10 = List.of("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");
    private static final String[] CIFAR10_ENDINGS = {".aedat", ".aedat4"};
    private static final String[] PROPHESEE_ENDINGS = {".dat", ".raw"};
    private static final String CUT_TO_TRAIN = "ibmGestureTrain";
    private static final String CUT_TO_TEST = "ibmGestureTest";
    /** Of the recordings of a class, where a data set has no parts of its own. */
    private static final int ONE_IN_TEST = 10;

    public EventListing {
        training = List.copyOf(training);
        test = List.copyOf(test);
    }

    /**
     * A file.
     *
     * @param label of its one recording; empty if it has labels of its own
     */
    public record Item(Path file, OptionalInt label) {
        /** Reads the samples of the file, and returns what is to be said of it beside what each recording has to say. */
        public List<String> read(EventSettings settings, Samples samples) throws HasnasException {
            if (label.isEmpty()) {
                return EventFiles.samples(file, samples);
            }
            samples.accept(label.getAsInt(), EventFormat.of(file).read(file, settings.orientation()));
            return List.of();
        }
    }

    /** N-MNIST: {@code Train} and {@code Test}, each with folders named by digits. */
    public static EventListing ofNMnist(Path folder) throws HasnasException {
        return new EventListing(digits(folder.resolve("Train")), digits(folder.resolve("Test")));
    }

    private static List<Item> digits(Path part) throws HasnasException {
        List<Item> items = new ArrayList<>();
        for (Path digit : DataFolder.children(part, "folders 0 to 9 with recordings")) {
            if (Files.isDirectory(digit) && DataFolder.name(digit).matches("\\d")) {
                add(items, digit, Integer.parseInt(DataFolder.name(digit)), ".bin");
            }
        }
        return items;
    }

    private static void add(List<Item> items, Path folder, int label, String... endings) throws HasnasException {
        for (Path file : DataFolder.children(folder, "recordings")) {
            if (hasEnding(file, endings)) {
                items.add(new Item(file, OptionalInt.of(label)));
            }
        }
    }

    private static boolean hasEnding(Path file, String... endings) {
        String name = DataFolder.name(file).toLowerCase(Locale.ROOT);
        return Stream.of(endings).anyMatch(name::endsWith) && !name.startsWith(".");
    }

    /**
     * DVS128 Gesture: the recordings that {@code trials_to_train.txt} and {@code trials_to_test.txt} name; where there are no such lists, the gestures that
     * tonic hands out, cut and with times in milliseconds, {@code CLASS.npy} in a folder for each user and light of {@code ibmGestureTrain} and
     * {@code ibmGestureTest}.
     */
    public static EventListing ofGestures(Path folder) throws HasnasException {
        if (!Files.exists(folder.resolve(TRIALS_TO_TRAIN)) && isCutGesture(folder)) {
            return new EventListing(cut(folder.resolve(CUT_TO_TRAIN)), cut(folder.resolve(CUT_TO_TEST)));
        }
        return new EventListing(unlabelled(EventFiles.gestureTrials(folder.resolve(TRIALS_TO_TRAIN))),
                unlabelled(EventFiles.gestureTrials(folder.resolve(TRIALS_TO_TEST))));
    }

    /** Whether gestures that are cut already are in a folder. */
    public static boolean isCutGesture(Path folder) {
        return Files.isDirectory(folder.resolve(CUT_TO_TRAIN)) && Files.isDirectory(folder.resolve(CUT_TO_TEST));
    }

    private static List<Item> cut(Path part) throws HasnasException {
        List<Item> items = new ArrayList<>();
        for (Path user : DataFolder.children(part, "a folder for each user and light")) {
            for (Path file : Files.isDirectory(user) ? DataFolder.children(user, "gestures") : List.<Path>of()) {
                if (DataFolder.name(file).matches("\\d{1,9}\\.npy")) {
                    items.add(new Item(file, OptionalInt.of(Integer.parseInt(DataFolder.name(file).replace(".npy", "")))));
                }
            }
        }
        return items;
    }

    private static List<Item> unlabelled(List<Path> files) {
        return files.stream().map(file -> new Item(file, OptionalInt.empty())).toList();
    }

    /** CIFAR10-DVS: a folder for each class. It has no parts; a tenth of each class, drawn by the seed, is for test. */
    public static EventListing ofCifar10(Path folder, long splitSeed) throws HasnasException {
        List<Item> training = new ArrayList<>();
        List<Item> test = new ArrayList<>();
        for (int label = 0; label < CIFAR10.size(); label++) {
            List<Item> items = new ArrayList<>();
            if (Files.isDirectory(folder.resolve(CIFAR10.get(label)))) {
                add(items, folder.resolve(CIFAR10.get(label)), label, CIFAR10_ENDINGS);
            }
            hold(items, new SplittableRandom(splitSeed * CIFAR10.size() + label), training, test);
        }
        return new EventListing(training, test);
    }

    /** Holds a tenth of the recordings of a class for test. */
    private static void hold(List<Item> items, SplittableRandom random, List<Item> training, List<Item> test) {
        int held = items.size() / ONE_IN_TEST;
        for (int item = 0; item < items.size(); item++) { // Knuth, The Art of Computer Programming 2, algorithm 3.4.2 S
            boolean isHeld = random.nextInt(items.size() - item) < held;
            held -= isHeld ? 1 : 0;
            (isHeld ? test : training).add(items.get(item));
        }
    }

    /** Whether a folder has classes of CIFAR10-DVS in it. */
    public static boolean isCifar10(Path folder) {
        return CIFAR10.stream().map(folder::resolve).anyMatch(place -> hasFiles(place, CIFAR10_ENDINGS));
    }

    private static boolean hasFiles(Path folder, String... endings) {
        try {
            return Files.isDirectory(folder) && DataFolder.children(folder, "recordings").stream().anyMatch(file -> hasEnding(file, endings));
        } catch (HasnasException notReadable) {
            return false;
        }
    }

    /**
     * Recordings of Prophesee's cameras: a folder for each class, in folders of the training and test part as those of images; or of all, of which a tenth
     * of each class, drawn by the seed, is for test.
     */
    public static EventListing ofProphesee(Path folder, long splitSeed) throws HasnasException {
        Path part = part(folder, DataFolder.TRAINING).orElse(folder);
        List<String> classes = classes(part);
        List<Item> training = new ArrayList<>();
        List<Item> test = new ArrayList<>();
        for (int label = 0; label < classes.size(); label++) {
            List<Item> items = new ArrayList<>();
            add(items, part.resolve(classes.get(label)), label, PROPHESEE_ENDINGS);
            if (part.equals(folder)) {
                hold(items, new SplittableRandom(splitSeed * classes.size() + label), training, test);
            } else {
                training.addAll(items);
            }
        }
        Optional<Path> held = part.equals(folder) ? Optional.empty() : part(folder, DataFolder.TEST);
        for (String name : held.isPresent() ? classes(held.get()) : List.<String>of()) {
            if (!classes.contains(name)) {
                throw DataDefect.of(held.get().resolve(name), "a class without recordings to train on", "the classes " + String.join(", ", classes));
            }
            add(test, held.get().resolve(name), classes.indexOf(name), PROPHESEE_ENDINGS);
        }
        return new EventListing(training, test);
    }

    private static Optional<Path> part(Path folder, List<String> names) {
        return names.stream().map(folder::resolve).filter(Files::isDirectory).findFirst();
    }

    private static List<String> classes(Path part) throws HasnasException {
        return DataFolder.children(part, "a folder of recordings for each class").stream().filter(child -> hasFiles(child, PROPHESEE_ENDINGS))
                .map(DataFolder::name).toList();
    }

    /** Whether a folder has two classes of recordings of Prophesee's cameras in it, or in its folder of those to train on. */
    public static boolean isProphesee(Path folder) {
        try {
            return Files.isDirectory(folder) && classes(part(folder, DataFolder.TRAINING).orElse(folder)).size() > 1;
        } catch (HasnasException notReadable) {
            return false;
        }
    }

    /** The shape of the frames of Prophesee's recordings: their largest sensor, of which smaller ones take the upper left. */
    public DatasetShape shape(EventSettings settings) throws HasnasException {
        int height = 1;
        int width = 1;
        int classes = 0;
        for (Item item : training) {
            PropheseeFile.Sensor sensor = PropheseeFile.sensor(item.file);
            height = Math.max(height, sensor.height());
            width = Math.max(width, sensor.width());
            classes = Math.max(classes, item.label.orElse(0) + 1);
        }
        return new DatasetShape(settings.frame(2, height, width), classes);
    }

    /** Spiking Heidelberg Digits or Spiking Speech Commands: {@code NAME_train.h5} and {@code NAME_test.h5}; validation files are left aside. */
    public static EventListing ofSpeech(Path folder, String name) {
        return new EventListing(unlabelled(List.of(folder.resolve(name + "_train.h5"))), unlabelled(List.of(folder.resolve(name + "_test.h5"))));
    }

    /** All files, those of training first. */
    public List<Path> files() {
        return Stream.concat(training.stream(), test.stream()).flatMap(item -> {
            Path labels = GestureRecording.labels(item.file());
            return item.label().isEmpty() && Files.exists(labels) && !labels.equals(item.file()) ? Stream.of(item.file(), labels)
                    : Stream.of(item.file());
        }).toList();
    }

    /** Fails if a part to train on is missing. */
    public EventListing requireTraining(Path folder) throws HasnasException {
        if (training.isEmpty()) {
            throw DataDefect.of(folder, "no recording to train on", "recordings as the data set was published");
        }
        return this;
    }
}
