package org.hasnas.cli.chip;

import org.hasnas.cli.console.CommandGroup;
import picocli.CommandLine.Command;

/** {@code hasnas crossbar}: the circuit of a crossbar, and what a layer computes on it. */
@Command(name = "crossbar", description = "Solve the circuit of a crossbar, or see what a layer's crossbars compute with real wires.",
        descriptionHeading = "%n", optionListHeading = "%nOptions:%n", commandListHeading = "%nCommands:%n", footerHeading = "%nExamples:%n",
        footer = {
            "  hasnas crossbar solve circuit.json --json",
            "  hasnas crossbar map --preset digits --matrix '0302 0030 3003 0000' --layer stem --wire-ohm 1"})
public final class CrossbarCommand extends CommandGroup {
    public CrossbarCommand() {
        super("say what to do with the crossbar: solve or map");
    }
}
