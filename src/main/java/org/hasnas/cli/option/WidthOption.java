package org.hasnas.cli.option;

import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.network.NetworkTemplate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --ratio}, SNASNet's measure of width. */
public final class WidthOption {
    private static final int WIDTH_OF_RATIO_ONE = 128;

    @Option(names = "--ratio", paramLabel = "R", description = "Width: 128 R channels in the first stage, the others in proportion; default: the"
            + " preset's.")
    private @Nullable Double ratio;

    public NetworkTemplate applied(NetworkTemplate template) throws HasnasException {
        Double wanted = ratio;
        return wanted == null ? template : scaled(template, wanted);
    }

    public static NetworkTemplate scaled(NetworkTemplate template, double ratio) throws HasnasException {
        double width = WIDTH_OF_RATIO_ONE * ratio;
        if (!(width >= 1 && width <= 1 << 14) || width != Math.rint(width)) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "--ratio " + ratio + " would make " + width + " channels in the first stage; give a"
                    + " ratio that makes a whole number of at least 1, such as 0.5, 1 or 2");
        }
        try {
            return template.withFirstWidth((int) width);
        } catch (IllegalArgumentException e) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "--ratio " + ratio + ": " + e.getMessage(), e);
        }
    }

    public static double of(NetworkTemplate template) {
        return (double) template.stages().getFirst().width() / WIDTH_OF_RATIO_ONE;
    }
}
