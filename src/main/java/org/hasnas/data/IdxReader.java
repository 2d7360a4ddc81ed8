package org.hasnas.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hasnas.data.ImageSet.Normalization;
import org.hasnas.data.file.DataDefect;
import org.hasnas.data.file.DataFolder;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.data.model.DatasetShape;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.network.NetworkTemplate.ImageShape;

/**
 * The MNIST family: four IDX files, plain or .gz, with dashes or dots in their names. MNIST, Fashion-MNIST and KMNIST have 10 classes;
 * EMNIST's files name their split and with it the number of classes. Images stay as they are stored (EMNIST's are transposed).
 */
final class IdxReader implements DatasetReader {
    private static final Pattern NAME = Pattern.compile(
            "(?:(?<set>emnist)-(?<split>[a-z]+)-)?(?<part>train|t10k|test)-(?<kind>images|labels)[-.]idx[13]-ubyte(?:\\.gz)?");

    /** Classes by split of EMNIST; the letters are labelled from 1. Source: G. Cohen et al., EMNIST, 2017, Table II. */
    private static final Map<String, Integer> EMNIST_CLASSES =
            Map.of("byclass", 62, "bymerge", 47, "balanced", 47, "letters", 26, "digits", 10, "mnist", 10);

    private static final int CLASSES = 10;
    /** Pixels of a side, far from any that a network could be simulated on. */
    private static final int MAX_SIDE = 1 << 12;

    private final PixelMemory memory;

    IdxReader(PixelMemory memory) {
        this.memory = memory;
    }

    /** The files of one part; a file that is absent is empty. */
    private record Part(Optional<Path> images, Optional<Path> labels) {}

    /** What a folder holds, by role such as {@code train-images}. */
    private record Listing(Path folder, String split, Map<String, Path> byRole) {
        Part part(String... names) {
            return new Part(first("images", names), first("labels", names));
        }

        private Optional<Path> first(String kind, String... names) {
            return Stream.of(names).map(name -> name + "-" + kind).filter(byRole::containsKey).map(byRole::get).findFirst();
        }

        int usualClasses() {
            return EMNIST_CLASSES.getOrDefault(split, CLASSES);
        }
    }

    @Override
    public DatasetReference.Format format() {
        return DatasetReference.Format.IDX;
    }

    @Override
    public String title() {
        return "IDX (MNIST family)";
    }

    @Override
    public String layout() {
        return "train-images-idx3-ubyte and train-labels-idx1-ubyte (and t10k-... for test), plain or .gz, in the folder or in its sub-folder raw";
    }

    @Override
    public String importName(Path folder) {
        Path parent = folder.toAbsolutePath().normalize().getParent();
        String name = DataFolder.name(folder).equals("raw") && parent != null ? DataFolder.name(parent) : DataFolder.name(folder);
        return name.isEmpty() ? "idx" : name.toLowerCase(Locale.ROOT);
    }

    /** Any of the files stands for their folder. */
    @Override
    public Optional<Path> locate(Path path) {
        Path parent = path.toAbsolutePath().getParent();
        Path folder = parent != null && matcher(path).matches() && Files.isRegularFile(path) ? parent : path;
        return Stream.of(folder, folder.resolve("raw")).filter(IdxReader::holdsIdx).findFirst();
    }

    private static boolean holdsIdx(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(file -> matcher(file).matches());
        } catch (IOException | UncheckedIOException notAFolder) {
            return false;
        }
    }

    private static Matcher matcher(Path file) {
        return NAME.matcher(DataFolder.name(file));
    }

    @Override
    public List<Path> files(Path folder) throws HasnasException {
        return List.copyOf(list(folder).byRole.values());
    }

    private static Listing list(Path folder) throws HasnasException {
        Map<String, Path> byRole = new TreeMap<>();
        String split = "";
        boolean first = true;
        for (Path file : DataFolder.children(folder, "IDX files")) {
            Matcher name = matcher(file);
            if (!name.matches()) {
                continue;
            }
            String own = name.group("split") == null ? "" : name.group("split");
            if (!first && !own.equals(split)) {
                throw DataDefect.of(file, "a second data set in the folder", "the files of one data set only; put each into a folder of its own");
            }
            if (name.group("set") != null && !EMNIST_CLASSES.containsKey(own)) {
                throw DataDefect.of(file, "EMNIST split '" + own + "'", "one of " + new TreeSet<>(EMNIST_CLASSES.keySet()));
            }
            first = false;
            split = own;
            // The order is alphabetic, so a plain file is taken before its .gz.
            byRole.putIfAbsent(name.group("part") + "-" + name.group("kind"), file);
        }
        return new Listing(folder, split, byRole);
    }

    @Override
    public DatasetShape shape(Path folder) throws HasnasException {
        Listing listing = list(folder);
        try (IdxFile content = IdxFile.open(trainingImages(listing))) {
            ImageShape shape = imageHeader(content).shape;
            Optional<Path> labels = listing.part("train").labels;
            return new DatasetShape(shape, labels.isEmpty() ? listing.usualClasses() : Labels.of(storedLabels(labels.get(), JobContext.NONE),
                    listing.usualClasses()).classes());
        }
    }

    private record ImageHeader(int count, ImageShape shape) {}

    private static ImageHeader imageHeader(IdxFile content) throws HasnasException {
        List<Integer> sizes = content.readHeader(List.of("images", "rows", "columns"));
        if (sizes.get(1) > MAX_SIDE || sizes.get(2) > MAX_SIDE) {
            throw content.defect(8, "images of " + sizes.get(1) + " x " + sizes.get(2) + " pixels", "sides of at most " + MAX_SIDE);
        }
        return new ImageHeader(sizes.getFirst(), new ImageShape(1, sizes.get(1), sizes.get(2)));
    }

    private static Path trainingImages(Listing listing) throws HasnasException {
        return required(listing.part("train").images, listing.folder, "train-images-idx3-ubyte", "the training images");
    }

    @Override
    public LabelledDataset read(Path folder, JobContext job) throws HasnasException {
        Listing listing = list(folder);
        Part trainingFiles = listing.part("train");
        Images trainingImages = readImages(trainingImages(listing), job);
        Path trainingLabelFile = required(trainingFiles.labels, folder, "train-labels-idx1-ubyte", "the labels of the training images");
        byte[] stored = storedLabels(trainingLabelFile, job);
        Labels meaning = Labels.of(stored, listing.usualClasses());
        short[] trainingLabels = labels(trainingLabelFile, stored, trainingImages, meaning);
        Normalization normalization = PixelStatistics.normalization(trainingImages.pixels, trainingImages.shape, 255);
        ImageSet training = new ImageSet(trainingImages.shape, meaning.classes(), trainingImages.pixels, trainingLabels, normalization);

        Part testFiles = listing.part("t10k", "test");
        if (testFiles.images.isEmpty() && testFiles.labels.isEmpty()) {
            return new LabelledDataset(name(listing), training,
                    new ImageSet(trainingImages.shape, meaning.classes(), new byte[0], new short[0], normalization));
        }
        Images testImages = readImages(required(testFiles.images, folder, "t10k-images-idx3-ubyte", "the test images"), job);
        if (!testImages.shape.equals(trainingImages.shape)) {
            throw DataDefect.atByte(testImages.file, 8, "images of " + side(testImages.shape),
                    side(trainingImages.shape) + " as in " + trainingImages.file);
        }
        Path testLabelFile = required(testFiles.labels, folder, "t10k-labels-idx1-ubyte", "the labels of the test images");
        short[] testLabels = labels(testLabelFile, storedLabels(testLabelFile, job), testImages, meaning);
        return new LabelledDataset(name(listing), training,
                new ImageSet(testImages.shape, meaning.classes(), testImages.pixels, testLabels, normalization));
    }

    private String name(Listing listing) {
        return importName(listing.folder);
    }

    private static String side(ImageShape shape) {
        return shape.height() + " x " + shape.width();
    }

    private static Path required(Optional<Path> file, Path folder, String name, String what) throws HasnasException {
        if (file.isEmpty()) {
            throw DataDefect.missing(folder.resolve(name), what + " (also as " + name.replace("-idx", ".idx") + " or with .gz)");
        }
        return file.get();
    }

    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    private record Images(Path file, ImageShape shape, int count, byte[] pixels) {}

    private Images readImages(Path file, JobContext job) throws HasnasException {
        try (IdxFile content = IdxFile.open(file)) {
            ImageHeader header = imageHeader(content);
            byte[] pixels = memory.allocate(file.toString(), header.count, header.shape.size());
            content.readFully(pixels, job);
            content.requireEnd();
            return new Images(file, header.shape, header.count, pixels);
        }
    }

    /**
     * What stored labels mean.
     *
     * @param first the label of the first class
     */
    private record Labels(int first, int classes) {
        /**
         * Labels that begin at 1 and leave out none count from 1, so that no class stays without images; and where all labels up to the largest are
         * there, there may be more classes than usual.
         */
        static Labels of(byte[] stored, int usualClasses) {
            boolean[] seen = new boolean[256];
            int largest = 0;
            for (byte label : stored) {
                seen[label & 0xFF] = true;
                largest = Math.max(largest, label & 0xFF);
            }
            boolean isGapless = true;
            for (int label = 1; label <= largest; label++) {
                isGapless &= seen[label];
            }
            if (isGapless && !seen[0] && largest > 1) {
                return new Labels(1, largest);
            }
            return new Labels(0, isGapless ? Math.max(usualClasses, largest + 1) : usualClasses);
        }
    }

    private static byte[] storedLabels(Path file, JobContext job) throws HasnasException {
        try (IdxFile content = IdxFile.open(file)) {
            byte[] bytes = new byte[content.readHeader(List.of("labels")).getFirst()];
            content.readFully(bytes, job);
            content.requireEnd();
            return bytes;
        }
    }

    private static short[] labels(Path file, byte[] stored, Images images, Labels meaning) throws HasnasException {
        if (stored.length != images.count) {
            throw defect(file, 4, stored.length + " labels", images.count + ", one for each image of " + images.file);
        }
        short[] labels = new short[stored.length];
        for (int image = 0; image < stored.length; image++) {
            int label = (stored[image] & 0xFF) - meaning.first;
            if (label < 0 || label >= meaning.classes) {
                throw defect(file, 8L + image, "label " + (stored[image] & 0xFF), meaning.first + " to "
                        + (meaning.first + meaning.classes - 1) + " (image " + image + ")");
            }
            labels[image] = (short) label;
        }
        return labels;
    }

    private static HasnasException defect(Path file, long offset, String found, String expected) {
        return IdxFile.isPacked(file) ? DataDefect.atUnpackedByte(file, offset, found, expected) : DataDefect.atByte(file, offset, found, expected);
    }
}
