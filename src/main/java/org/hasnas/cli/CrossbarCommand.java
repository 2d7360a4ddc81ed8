package org.hasnas.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code hasnas crossbar}: the circuit of a crossbar, and what a layer computes on it. */
@Command(name = "crossbar", description = "Solve the circuit of a crossbar, or see what a layer's crossbars compute with real wires.",
        descriptionHeading = "%n", optionListHeading = "%nOptions:%n", commandListHeading = "%nCommands:%n", footerHeading = "%nExamples:%n",
        footer = {
            "  hasnas crossbar solve circuit.json --json",
            "  hasnas crossbar map --preset digits --matrix '0302 0030 3003 0000' --layer stem --wire-ohm 1"})
final class CrossbarCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        CommandSpec own = spec;
        if (own == null) {
            throw new IllegalStateException("picocli sets the spec before it calls a command");
        }
        throw new ParameterException(own.commandLine(), "say what to do with the crossbar: solve or map");
    }
}
