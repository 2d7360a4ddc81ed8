package org.hasnas.cli.check;

import org.hasnas.cli.console.CommandGroup;
import picocli.CommandLine.Command;

/** {@code hasnas benchmark}: measures the program on this machine. */
@Command(name = "benchmark", description = "Measure how fast this program is on this machine, and how well it ranks networks.",
        descriptionHeading = "%n", optionListHeading = "%nOptions:%n", commandListHeading = "%nCommands:%n", footerHeading = "%nExamples:%n",
        footer = {
            "  hasnas benchmark fitness --preset snasnet-cifar10 --matrix '0303 0030 2002 0200' --batch 16 --data cifar10 --dense",
            "  hasnas benchmark search --preset snasnet-cifar10 --ratio 1 --batch 32 --draws 100 --data cifar10",
            "  hasnas benchmark spikenas-bench --table cifar10.csv"})
public final class BenchmarkCommand extends CommandGroup {
    public BenchmarkCommand() {
        super("say what to measure: fitness, search, screen, training or spikenas-bench");
    }
}
