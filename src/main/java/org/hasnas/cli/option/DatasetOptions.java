package org.hasnas.cli.option;

import java.nio.file.Path;
import org.hasnas.cli.console.Session;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.data.model.DatasetReference.Format;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.NetworkTemplate.ImageShape;
import org.hasnas.units.EnumNames;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that name the images a network is to see: {@code --data} and {@code --format}. */
public final class DatasetOptions {
    private static final ImageShape DIGITS = new ImageShape(1, 8, 8);
    private static final ImageShape CIFAR = new ImageShape(3, 32, 32);
    private static final ImageShape TINY_IMAGENET = new ImageShape(3, 64, 64);

    @Option(names = "--data", paramLabel = "DIR", description = "Data set; default: the embedded digits, if the preset takes them.")
    private @Nullable Path data;

    @Option(names = "--format", paramLabel = "F",
            description = "digits, cifar10, cifar100, tiny-imagenet or idx; default: what the preset takes.")
    private @Nullable Format format;

    /** What was named, else what suits a template. */
    public DatasetReference dataset(NetworkTemplate template, Session session) throws HasnasException {
        Path path = data;
        Format chosen = format;
        if (path == null) {
            if (chosen != null && chosen != Format.DIGITS) {
                throw new HasnasException(ErrorCode.BAD_INPUT, "--format " + EnumNames.of(chosen) + " needs --data DIR");
            }
            return embeddedFor(template);
        }
        return new DatasetReference(chosen == null ? formatFor(template) : chosen, session.resolve(path).toString());
    }

    /** The format whose images fit a template. */
    private static Format formatFor(NetworkTemplate template) throws HasnasException {
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
    private static DatasetReference embeddedFor(NetworkTemplate template) throws HasnasException {
        if (!template.input().equals(DIGITS)) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "preset '" + template.name() + "' takes images of " + template.input()
                    + ", and the embedded digits have " + DIGITS + "; say with --data where a data set of format "
                    + EnumNames.of(formatFor(template)) + " is");
        }
        return DatasetReference.EMBEDDED_DIGITS;
    }
}
