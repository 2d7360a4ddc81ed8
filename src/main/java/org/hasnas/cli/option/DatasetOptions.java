package org.hasnas.cli.option;

import java.nio.file.Path;
import org.hasnas.cli.console.Session;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.data.model.DatasetReference.Format;
import org.hasnas.data.model.DatasetShape;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.units.EnumNames;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options that name the images a network is to see: {@code --data}, {@code --format} and {@code --subset}. */
public final class DatasetOptions {
    /** Of data sets, for descriptions. */
    public static final String FORMATS =
            "digits, cifar10, cifar100, tiny-imagenet, idx, folders, event-digits, n-mnist, dvs-gesture, cifar10-dvs, shd, ssc or prophesee";

    @Option(names = "--data", paramLabel = "DIR",
            description = "Data set, to which the preset is fitted; default: the embedded digits, if the preset takes them.")
    private @Nullable Path data;

    @Option(names = "--format", paramLabel = "F",
            description = FORMATS + "; default: by the names of the files.")
    private @Nullable Format format;

    @Mixin
    private SubsetOptions subset = new SubsetOptions();

    /** What was named, else the embedded digits; a mistake if a template, which {@link #fitted} has seen, does not take them. */
    public DatasetReference dataset(NetworkTemplate template, Session session) throws HasnasException {
        Path path = data;
        Format chosen = format;
        if (path != null) {
            Path resolved = session.resolve(path);
            return subset.of(new DatasetReference(chosen == null ? session.workbench().datasets().format(resolved) : chosen, resolved.toString()));
        }
        if (chosen != null && chosen.isEmbedded()) {
            return subset.of(new DatasetReference(chosen, ""));
        }
        if (chosen != null) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "--format " + EnumNames.of(chosen) + " needs --data DIR");
        }
        DatasetShape digits = session.workbench().datasets().shape(DatasetReference.EMBEDDED_DIGITS);
        if (!template.input().equals(digits.image())) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "preset '" + template.name() + "' takes images of " + template.input()
                    + "; say with --data where a data set is, or fit the preset to the embedded digits (" + digits + ") with --format digits");
        }
        return subset.of(DatasetReference.EMBEDDED_DIGITS);
    }

    /** A preset's template fitted to the images if some were named, which a note then says. */
    public NetworkTemplate fitted(NetworkTemplate preset, Session session) throws HasnasException {
        if (data == null && format == null) {
            return preset;
        }
        DatasetShape images = session.workbench().datasets().shape(dataset(preset, session));
        try {
            NetworkTemplate fitted = preset.fittedTo(images.image(), images.classes());
            NetworkTemplates.fit(fitted).ifPresent(session::note);
            return fitted;
        } catch (IllegalArgumentException tooSmall) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "--preset: " + tooSmall.getMessage(), tooSmall);
        }
    }
}
