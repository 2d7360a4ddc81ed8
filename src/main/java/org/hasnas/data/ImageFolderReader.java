package org.hasnas.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
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
 * A folder for each class with its images, PNG or JPEG, all of one size: in {@code train} and, for test images, {@code test} or {@code val}; or
 * the folders of the classes alone. Labels are in the order of the classes' names. Images are grey if the first of every class is, else they have
 * three channels.
 */
final class ImageFolderReader implements DatasetReader {
    /** Pixels of a side, far from any that a network could be simulated on. */
    private static final int MAX_SIDE = 1 << 12;

    private static final List<String> OTHER_IMAGES =
            List.of(".gif", ".bmp", ".tif", ".tiff", ".webp", ".avif", ".heic", ".jp2", ".pgm", ".ppm");

    private final PixelMemory memory;

    ImageFolderReader(PixelMemory memory) {
        this.memory = memory;
    }

    private record Labelled(Path file, short label) {}

    private record Listing(List<String> classes, List<Labelled> training, List<Labelled> test) {}

    @Override
    public DatasetReference.Format format() {
        return DatasetReference.Format.FOLDERS;
    }

    @Override
    public String title() {
        return "Folders of images";
    }

    @Override
    public String layout() {
        return "train/ with a folder of PNG or JPEG images for each class, and test/ or val/ with the same; or the folders of the classes alone";
    }

    @Override
    public String importName(Path folder) {
        String name = DataFolder.name(folder);
        return name.isEmpty() ? "images" : name;
    }

    @Override
    public Optional<Path> locate(Path path) {
        return part(path, DataFolder.TRAINING, 2).isPresent() || hasClasses(path, 2) ? Optional.of(path) : Optional.empty();
    }

    private static Optional<Path> part(Path folder, List<String> names, int classes) {
        return names.stream().map(folder::resolve).filter(place -> hasClasses(place, classes)).findFirst();
    }

    /** Whether there are so many folders with images in them. */
    private static boolean hasClasses(Path folder, int classes) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(ImageFolderReader::hasImages).limit(classes).count() == classes;
        } catch (IOException | UncheckedIOException notAFolder) {
            return false;
        }
    }

    /** Whether a folder is one of a class; what programs hide, such as copies of their own, is none. */
    private static boolean hasImages(Path folder) {
        return isShownFolder(folder) && holds(folder, ImageFolderReader::isImage);
    }

    private static boolean isShownFolder(Path folder) {
        String name = DataFolder.name(folder);
        return Files.isDirectory(folder) && !name.startsWith(".") && !name.equals("__MACOSX");
    }

    private static boolean holds(Path folder, Predicate<Path> wanted) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.anyMatch(wanted);
        } catch (IOException | UncheckedIOException notReadable) {
            return false;
        }
    }

    private static boolean isImage(Path file) {
        String name = DataFolder.name(file).toLowerCase(Locale.ROOT);
        return (name.endsWith(".png") || name.endsWith(".jpg") || name.endsWith(".jpeg")) && !name.startsWith(".") && Files.isRegularFile(file);
    }

    /** What some would expect to be read as well. */
    private static boolean isOtherImage(Path file) {
        String name = DataFolder.name(file).toLowerCase(Locale.ROOT);
        return !name.startsWith(".") && OTHER_IMAGES.stream().anyMatch(name::endsWith) && Files.isRegularFile(file);
    }

    /** What keeps a folder from being a data set in this layout, of which it has the beginnings; empty if it has none. */
    static Optional<String> shortcoming(Path folder) {
        Path training = DataFolder.TRAINING.stream().map(folder::resolve).filter(Files::isDirectory).findFirst().orElse(folder);
        List<Path> folders;
        try (Stream<Path> children = Files.list(training)) {
            folders = children.filter(ImageFolderReader::isShownFolder).sorted().toList();
        } catch (IOException | UncheckedIOException notAFolder) {
            return Optional.empty();
        }
        List<Path> classes = folders.stream().filter(ImageFolderReader::hasImages).toList();
        if (classes.size() == 1 && !training.equals(folder)) {
            return Optional.of(training + " has one folder with images, " + DataFolder.name(classes.getFirst())
                    + "; a data set has two classes or more, a folder for each");
        }
        return folders.stream().filter(each -> holds(each, ImageFolderReader::isOtherImage)).findFirst()
                .map(each -> each + " has images of other formats than PNG and JPEG; save them as PNG");
    }

    @Override
    public List<Path> files(Path folder) throws HasnasException {
        Listing listing = list(folder);
        return Stream.concat(listing.training.stream(), listing.test.stream()).map(Labelled::file).toList();
    }

    private static Listing list(Path folder) throws HasnasException {
        Path training = part(folder, DataFolder.TRAINING, 2).orElse(folder);
        List<String> classes = new ArrayList<>();
        for (Path child : DataFolder.children(training, "a folder of images for each class")) {
            if (hasImages(child)) {
                classes.add(DataFolder.name(child));
            } else if (isShownFolder(child) && !training.equals(folder)) {
                throw DataDefect.of(child, "a class without images", "PNG or JPEG images in it, or no such folder");
            }
        }
        if (classes.size() < 2 || classes.size() > Short.MAX_VALUE) {
            throw DataDefect.of(training, classes.size() + " folders with images", "2 to " + Short.MAX_VALUE + ", one for each class");
        }
        Optional<Path> test = training.equals(folder) ? Optional.empty() : part(folder, DataFolder.TEST, 1);
        return new Listing(classes, images(training, classes), test.isPresent() ? images(test.get(), classes) : List.of());
    }

    private static List<Labelled> images(Path part, List<String> classes) throws HasnasException {
        List<Labelled> images = new ArrayList<>();
        for (Path child : DataFolder.children(part, "a folder of images for each class")) {
            if (!hasImages(child)) {
                continue;
            }
            int label = classes.indexOf(DataFolder.name(child));
            if (label < 0) {
                throw DataDefect.of(child, "a class without training images", "the classes of the training images: "
                        + String.join(", ", classes.stream().limit(10).toList()));
            }
            for (Path file : DataFolder.children(child, "images")) {
                if (isOtherImage(file)) {
                    throw DataDefect.of(file, "an image of a format that is not read", "PNG or JPEG images; save it as PNG, or move it away");
                }
                if (isImage(file)) {
                    images.add(new Labelled(file, (short) label));
                }
            }
        }
        return List.copyOf(images);
    }

    @Override
    public DatasetShape shape(Path folder) throws HasnasException {
        return shape(list(folder));
    }

    private static DatasetShape shape(Listing listing) throws HasnasException {
        ImageDecoder.Head first = ImageDecoder.head(listing.training.getFirst().file);
        if (first.width() > MAX_SIDE || first.height() > MAX_SIDE) {
            throw DataDefect.of(listing.training.getFirst().file, "an image of " + first.width() + " x " + first.height() + " pixels",
                    "sides of at most " + MAX_SIDE);
        }
        boolean isColoured = false;
        short label = -1;
        for (Labelled image : listing.training) {
            if (image.label != label) {
                label = image.label;
                isColoured |= ImageDecoder.head(image.file).isColoured();
            }
        }
        return new DatasetShape(new ImageShape(isColoured ? 3 : 1, first.height(), first.width()), listing.classes.size());
    }

    @Override
    public LabelledDataset read(Path folder, JobContext job) throws HasnasException {
        Listing listing = list(folder);
        DatasetShape shape = shape(listing);
        long images = (long) listing.training.size() + listing.test.size();
        memory.require(title(), images, images * shape.image().size());
        byte[] training = pixels(listing.training, shape.image(), job);
        byte[] test = pixels(listing.test, shape.image(), job);
        Normalization normalization = PixelStatistics.normalization(training, shape.image(), 255);
        return new LabelledDataset(importName(folder), set(listing.training, training, shape, normalization),
                set(listing.test, test, shape, normalization));
    }

    private byte[] pixels(List<Labelled> images, ImageShape shape, JobContext job) throws HasnasException {
        byte[] pixels = memory.allocate(title(), images.size(), shape.size());
        try (ImageDecoder decoder = new ImageDecoder(shape)) {
            for (int image = 0; image < images.size(); image++) {
                job.checkpoint();
                decoder.decode(images.get(image).file, pixels, image * shape.size());
                job.progress(image + 1L, images.size());
            }
        }
        return pixels;
    }

    private static ImageSet set(List<Labelled> images, byte[] pixels, DatasetShape shape, Normalization normalization) {
        short[] labels = new short[images.size()];
        for (int image = 0; image < labels.length; image++) {
            labels[image] = images.get(image).label;
        }
        return new ImageSet(shape.image(), shape.classes(), pixels, labels, normalization);
    }
}
