package org.hasnas.cli.option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.data.model.DatasetReference.Format;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.NetworkTemplate.ImageShape;
import org.hasnas.units.EnumNames;

/** Which format a data set has, by the network that is to see it or by its files. */
public final class DatasetChoice {
    private static final ImageShape DIGITS = new ImageShape(1, 8, 8);
    private static final ImageShape CIFAR = new ImageShape(3, 32, 32);
    private static final ImageShape TINY_IMAGENET = new ImageShape(3, 64, 64);

    private DatasetChoice() {}

    /** The format whose images fit a template. */
    static Format formatFor(NetworkTemplate template) throws HasnasException {
        ImageShape input = template.input();
        if (input.equals(DIGITS)) {
            return Format.DIGITS;
        }
        if (input.equals(CIFAR)) {
            return template.classes() > 10 ? Format.CIFAR100 : Format.CIFAR10;
        }
        if (input.equals(TINY_IMAGENET)) {
            return Format.TINY_IMAGENET;
        }
        if (input.channels() == 1) {
            return Format.IDX;
        }
        throw new HasnasException(ErrorCode.BAD_INPUT, "preset '" + template.name() + "' takes images of " + input
                + ", which no known format has; say which with --format");
    }

    /** The embedded digits, if a template takes them. */
    static DatasetReference embeddedFor(NetworkTemplate template) throws HasnasException {
        if (!template.input().equals(DIGITS)) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "preset '" + template.name() + "' takes images of " + template.input()
                    + ", and the embedded digits have " + DIGITS + "; say with --data where a data set of format "
                    + EnumNames.of(formatFor(template)) + " is");
        }
        return DatasetReference.EMBEDDED_DIGITS;
    }

    /** The format of the files at a path. */
    public static Format detect(Path path) throws HasnasException {
        if (!Files.exists(path)) {
            throw new HasnasException(ErrorCode.NOT_FOUND, "there is no file or folder " + path);
        }
        for (String name : names(path)) {
            Optional<Format> format = ofFile(name);
            if (format.isPresent()) {
                return format.get();
            }
        }
        throw new HasnasException(ErrorCode.BAD_DATA, path + " looks like no known data set; known are CIFAR-10 (data_batch_1.bin ...,"
                + " test_batch.bin), CIFAR-100 (train.bin, test.bin), Tiny-ImageNet (wnids.txt, train/, val/), IDX (*-idx3-ubyte) and digits.csv;"
                + " say which it is with --format");
    }

    private static List<String> names(Path path) throws HasnasException {
        if (!Files.isDirectory(path)) {
            Path name = path.getFileName();
            return name == null ? List.of() : List.of(name.toString());
        }
        try (Stream<Path> entries = Files.list(path)) {
            return entries.map(entry -> path.relativize(entry).toString()).sorted().toList();
        } catch (IOException e) {
            throw new HasnasException(ErrorCode.IO, "folder " + path + " can't be read: " + e.getMessage(), e);
        }
    }

    private static Optional<Format> ofFile(String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT);
        if (name.startsWith("data_batch") || name.startsWith("test_batch")) {
            return Optional.of(Format.CIFAR10);
        }
        if (name.equals("train.bin") || name.equals("test.bin")) {
            return Optional.of(Format.CIFAR100);
        }
        if (name.equals("wnids.txt") || name.equals("words.txt")) {
            return Optional.of(Format.TINY_IMAGENET);
        }
        if (name.contains("idx3-ubyte") || name.contains("idx1-ubyte") || name.contains("idx3.ubyte")) {
            return Optional.of(Format.IDX);
        }
        return name.startsWith("digits.csv") ? Optional.of(Format.DIGITS) : Optional.empty();
    }
}
