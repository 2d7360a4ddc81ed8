package org.hasnas.data.event;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.hasnas.data.file.DataDefect;
import org.hasnas.data.file.DataFolder;
import org.hasnas.data.model.EventSettings;
import org.hasnas.error.HasnasException;

/**
 * The files of a data set of events, as it was published.
 *
 * @param training files with the samples to train on
 * @param test files with the samples held out
 */
public record EventListing(List<Item> training, List<Item> test) {
    private static final List<String> CIFAR10 = List.of("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");
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
            samples.accept(label.getAsInt(), format().read(file, settings.orientation()));
            return List.of();
        }

        private EventFormat format() throws HasnasException {
            if (DataFolder.name(file).endsWith(".bin")) {
                return EventFormat.N_MNIST;
            }
            return EventFiles.isAedat4(file) ? EventFormat.AEDAT_4 : EventFormat.AEDAT_2; // both may be named .aedat
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
            String name = DataFolder.name(file).toLowerCase(Locale.ROOT);
            if (Stream.of(endings).anyMatch(name::endsWith) && !name.startsWith(".")) {
                items.add(new Item(file, OptionalInt.of(label)));
            }
        }
    }

    /** DVS128 Gesture: the recordings that {@code trials_to_train.txt} and {@code trials_to_test.txt} name. */
    public static EventListing ofGestures(Path folder) throws HasnasException {
        return new EventListing(unlabelled(EventFiles.gestureTrials(folder.resolve("trials_to_train.txt"))),
                unlabelled(EventFiles.gestureTrials(folder.resolve("trials_to_test.txt"))));
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
                add(items, folder.resolve(CIFAR10.get(label)), label, ".aedat", ".aedat4");
            }
            SplittableRandom random = new SplittableRandom(splitSeed * CIFAR10.size() + label);
            int held = items.size() / ONE_IN_TEST;
            for (int item = 0; item < items.size(); item++) { // Knuth, The Art of Computer Programming 2, algorithm 3.4.2 S
                boolean isHeld = random.nextInt(items.size() - item) < held;
                held -= isHeld ? 1 : 0;
                (isHeld ? test : training).add(items.get(item));
            }
        }
        return new EventListing(training, test);
    }

    /** Whether a folder has classes of CIFAR10-DVS in it. */
    public static boolean isCifar10(Path folder) {
        return CIFAR10.stream().map(folder::resolve).filter(Files::isDirectory).anyMatch(place -> {
            try {
                return DataFolder.children(place, "recordings").stream().anyMatch(file -> DataFolder.name(file).matches(".*\\.aedat4?"));
            } catch (HasnasException notReadable) {
                return false;
            }
        });
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
