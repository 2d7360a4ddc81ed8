package org.hasnas.data;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hasnas.data.ImageSet.Normalization;
import org.hasnas.data.file.DataDefect;
import org.hasnas.data.file.DataFolder;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.data.model.DatasetShape;
import org.hasnas.document.InputFile;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.network.NetworkTemplate.ImageShape;

/**
 * Tiny-ImageNet's folders: {@code wnids.txt} names the classes (label = line, from 0), {@code train/WNID/images} the training images,
 * {@code val/images} with {@code val/val_annotations.txt} the test images. Images are 64x64 JPEG files; grey ones become colour.
 * The complete set takes 1.3 GB of heap. Source: Stanford CS231n, tiny-imagenet-200.
 */
final class TinyImageNetReader implements DatasetReader {
    private static final ImageShape SHAPE = new ImageShape(3, 64, 64);
    private static final String FOLDER = "tiny-imagenet-200";
    private static final String CLASSES = "wnids.txt";
    private static final String ANNOTATIONS = "val_annotations.txt";

    private final PixelMemory memory;

    TinyImageNetReader(PixelMemory memory) {
        this.memory = memory;
    }

    private record Labelled(Path file, short label) {}

    private record Listing(int classes, List<Labelled> training, List<Labelled> test) {}

    @Override
    public DatasetReference.Format format() {
        return DatasetReference.Format.TINY_IMAGENET;
    }

    @Override
    public String title() {
        return "Tiny-ImageNet";
    }

    @Override
    public String layout() {
        return "wnids.txt, train/ and val/ in the folder or in its sub-folder " + FOLDER;
    }

    @Override
    public String importName(Path folder) {
        return FOLDER;
    }

    @Override
    public Optional<Path> locate(Path path) {
        return Stream.of(path, path.resolve(FOLDER)).filter(folder -> Files.exists(folder.resolve(CLASSES))).findFirst();
    }

    @Override
    public List<Path> files(Path folder) throws HasnasException {
        Listing listing = list(folder);
        Path words = folder.resolve("words.txt");
        Path annotations = folder.resolve("val").resolve(ANNOTATIONS);
        List<Path> files = new ArrayList<>(List.of(folder.resolve(CLASSES)));
        Stream.of(words, annotations).filter(Files::exists).forEach(files::add);
        Stream.concat(listing.training.stream(), listing.test.stream()).map(Labelled::file).forEach(files::add);
        return List.copyOf(files);
    }

    @Override
    public DatasetShape shape(Path folder) throws HasnasException {
        return new DatasetShape(SHAPE, readClasses(folder.resolve(CLASSES)).size());
    }

    @Override
    public LabelledDataset read(Path folder, JobContext job) throws HasnasException {
        Listing listing = list(folder);
        long images = (long) listing.training.size() + listing.test.size();
        memory.require(title(), images, images * SHAPE.size());
        return new LabelledDataset(title(), decode(listing.training, listing.classes, job), decode(listing.test, listing.classes, job));
    }

    /** Decodes every image and keeps none, so it needs little memory. */
    @Override
    public void check(Path folder, JobContext job) throws HasnasException {
        Listing listing = list(folder);
        byte[] scratch = new byte[SHAPE.size()];
        try (ImageDecoder decoder = new ImageDecoder(SHAPE)) {
            List<Labelled> all = Stream.concat(listing.training.stream(), listing.test.stream()).toList();
            for (int image = 0; image < all.size(); image++) {
                job.checkpoint();
                decoder.decode(all.get(image).file, scratch, 0);
                job.progress(image + 1L, all.size());
            }
        }
    }

    private ImageSet decode(List<Labelled> images, int classes, JobContext job) throws HasnasException {
        byte[] pixels = memory.allocate(title(), images.size(), SHAPE.size());
        short[] labels = new short[images.size()];
        try (ImageDecoder decoder = new ImageDecoder(SHAPE)) {
            for (int image = 0; image < labels.length; image++) {
                job.checkpoint();
                labels[image] = images.get(image).label;
                decoder.decode(images.get(image).file, pixels, image * SHAPE.size());
                job.progress(image + 1L, labels.length);
            }
        }
        // Mean and standard deviation per channel, as in SNASNet's public code (utils.py).
        return new ImageSet(SHAPE, classes, pixels, labels,
                new Normalization(255, new float[] {0.485f, 0.456f, 0.406f}, new float[] {0.229f, 0.224f, 0.225f}));
    }

    private static Listing list(Path folder) throws HasnasException {
        Path classFile = folder.resolve(CLASSES);
        Map<String, Short> labels = readClasses(classFile);
        return new Listing(labels.size(), listTraining(folder.resolve("train"), classFile, labels),
                listTest(folder.resolve("val"), classFile, labels));
    }

    private static Map<String, Short> readClasses(Path file) throws HasnasException {
        Map<String, Short> labels = new LinkedHashMap<>();
        List<String> lines = lines(file);
        for (int line = 0; line < lines.size(); line++) {
            String wnid = lines.get(line).strip();
            if (!wnid.matches("\\w+")) {
                throw DataDefect.atLine(file, line + 1L, "'" + wnid + "'", "the name of one class, such as n01443537");
            }
            if (labels.size() == Short.MAX_VALUE || labels.putIfAbsent(wnid, (short) line) != null) {
                throw DataDefect.atLine(file, line + 1L, "'" + wnid + "' again", "each class once");
            }
        }
        if (labels.isEmpty()) {
            throw DataDefect.atLine(file, 1, "an empty file", "one class name in each line");
        }
        return labels;
    }

    private static List<Labelled> listTraining(Path folder, Path classFile, Map<String, Short> labels) throws HasnasException {
        for (Path present : DataFolder.children(folder, "the training images, one folder per class")) {
            if (Files.isDirectory(present) && !labels.containsKey(DataFolder.name(present))) {
                throw DataDefect.of(present, "class '" + DataFolder.name(present) + "'", "one of the " + labels.size() + " classes in " + classFile);
            }
        }
        List<Labelled> images = new ArrayList<>();
        for (Map.Entry<String, Short> label : labels.entrySet()) {
            Path classFolder = folder.resolve(label.getKey()).resolve("images");
            String expected = "the training images of class '" + label.getKey() + "'";
            List<Path> files = DataFolder.children(classFolder, expected).stream().filter(TinyImageNetReader::isJpeg).toList();
            if (files.isEmpty()) {
                throw DataDefect.of(classFolder, "no .JPEG file", expected);
            }
            files.forEach(file -> images.add(new Labelled(file, label.getValue())));
        }
        return List.copyOf(images);
    }

    private static List<Labelled> listTest(Path folder, Path classFile, Map<String, Short> labels) throws HasnasException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        Path annotations = folder.resolve(ANNOTATIONS);
        Path imageFolder = folder.resolve("images");
        Set<String> present = new HashSet<>();
        DataFolder.children(imageFolder, "the test images").stream().filter(TinyImageNetReader::isJpeg)
                .forEach(file -> present.add(DataFolder.name(file)));
        List<Labelled> images = new ArrayList<>();
        List<String> lines = lines(annotations);
        for (int line = 0; line < lines.size(); line++) {
            List<String> fields = List.of(lines.get(line).split("\t", -1));
            if (fields.size() < 2) {
                throw DataDefect.atLine(annotations, line + 1L, "'" + lines.get(line) + "'", "an image and its class, separated by a tabulator");
            }
            Short label = labels.get(fields.get(1).strip());
            if (label == null) {
                throw DataDefect.atLine(annotations, line + 1L, "unknown class '" + fields.get(1) + "'",
                        "one of the " + labels.size() + " classes in " + classFile);
            }
            if (!present.remove(fields.getFirst())) {
                throw DataDefect.atLine(annotations, line + 1L, "image '" + fields.getFirst() + "'", "an image of " + imageFolder + ", each once");
            }
            images.add(new Labelled(imageFolder.resolve(fields.getFirst()), label));
        }
        if (!present.isEmpty()) {
            throw DataDefect.of(imageFolder.resolve(present.stream().sorted().findFirst().orElseThrow()), "an image without a class",
                    "a line with its class in " + annotations);
        }
        return List.copyOf(images);
    }

    private static boolean isJpeg(Path file) {
        String name = DataFolder.name(file).toLowerCase(Locale.ROOT);
        return (name.endsWith(".jpeg") || name.endsWith(".jpg")) && !name.startsWith(".");
    }

    /** The lines of a file, without blank ones at its end. */
    private static List<String> lines(Path file) throws HasnasException {
        String text = InputFile.text(file, InputFile.Kind.DOCUMENT, DataDefect.absent(file, "a text file"), StandardCharsets.ISO_8859_1)
                .stripTrailing();
        return text.isEmpty() ? List.of() : List.of(text.split("\\R", -1));
    }
}
