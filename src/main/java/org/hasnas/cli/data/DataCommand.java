package org.hasnas.cli.data;

import org.hasnas.cli.console.CommandGroup;
import picocli.CommandLine.Command;

/** {@code hasnas data}: says what is in a data set, and gives it to a project. */
@Command(name = "data", description = "Look into a data set, or give it to a project.", descriptionHeading = "%n",
        optionListHeading = "%nOptions:%n", commandListHeading = "%nCommands:%n", footerHeading = "%nExamples:%n",
        footer = {
            "  hasnas data info cifar-10-batches-bin",
            "  hasnas data import cifar-10-batches-bin --project sample-projects/cifar10-paper"})
public final class DataCommand extends CommandGroup {
    public DataCommand() {
        super("say what to do with the data set: info or import");
    }
}
