package org.hasnas.cli.option;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options on the time steps of a network of another tool: {@code --dt} and {@code --time-steps}. */
public final class StepOptions {
    @Option(names = "--dt", paramLabel = "SECONDS", description = "Of a network of another tool: length of a time step in the unit of time of its"
            + " file (seconds, or 1 where it counts in steps); default: guessed, with the reason.")
    private @Nullable Double dt;

    @Option(names = "--time-steps", paramLabel = "T", description = "Of a network of another tool: time steps of an inference; default: those that"
            + " its file or the recording says, else the time bins of events, or 5.")
    private @Nullable Integer timeSteps;

    /** Empty to guess it. */
    public OptionalDouble dt() throws HasnasException {
        Double given = dt;
        if (given == null) {
            return OptionalDouble.empty();
        }
        if (!(given > 0 && given < Double.POSITIVE_INFINITY)) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "--dt must be a number above 0, such as 1e-4, was " + given);
        }
        return OptionalDouble.of(given);
    }

    /** Empty for those that the file or the data say. */
    public OptionalInt timeSteps() throws HasnasException {
        Integer given = timeSteps;
        return given == null ? OptionalInt.empty() : OptionalInt.of(Options.atLeastOne("--time-steps", given));
    }
}
