package org.hasnas.cli.option;

import java.nio.file.Path;
import org.hasnas.cli.console.Session;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.data.model.DatasetReference.Format;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.units.EnumNames;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that name the images a network is to see: {@code --data} and {@code --format}. */
public final class DatasetOptions {
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
            return DatasetChoice.embeddedFor(template);
        }
        return new DatasetReference(chosen == null ? DatasetChoice.formatFor(template) : chosen, session.resolve(path).toString());
    }
}
