package org.hasnas.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code hasnas data}: says what is in a data set, and gives it to a project. */
@Command(name = "data", description = "Look into a data set, or give it to a project.", descriptionHeading = "%n",
        optionListHeading = "%nOptions:%n", commandListHeading = "%nCommands:%n", footerHeading = "%nExamples:%n",
        footer = {
            "  hasnas data info cifar-10-batches-bin",
            "  hasnas data import cifar-10-batches-bin --project sample-projects/cifar10-paper"})
final class DataCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        CommandSpec own = spec;
        if (own == null) {
            throw new IllegalStateException("picocli sets the spec before it calls a command");
        }
        throw new ParameterException(own.commandLine(), "say what to do with the data set: info or import");
    }
}
