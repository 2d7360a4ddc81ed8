package org.hasnas.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that does nothing itself: called without one of its commands, it says which there are. */
abstract class CommandGroup implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    private final String question;

    /** @param question that the names of the commands answer, such as "say what to do with the data set" */
    private CommandGroup(String question) {
        this.question = question;
    }

    @Override
    public final Integer call() {
        CommandSpec own = spec;
        if (own == null) {
            throw new IllegalStateException("picocli sets the spec before it calls a command");
        }
        throw new ParameterException(own.commandLine(), question + ": " + String.join(", ", own.subcommands().keySet()));
    }

    /** {@code hasnas data}: says what is in a data set, and gives it to a project. */
    @Command(name = "data", description = "Look into a data set, or give it to a project.", footer = {
        "  hasnas data info cifar-10-batches-bin",
        "  hasnas data import cifar-10-batches-bin --project sample-projects/cifar10-paper"})
    static final class Data extends CommandGroup {
        Data() {
            super("say what to do with the data set");
        }
    }

    /** {@code hasnas crossbar}: the circuit of a crossbar, and what a layer computes on it. */
    @Command(name = "crossbar", description = "Solve the circuit of a crossbar, or see what a layer's crossbars compute with real wires.", footer = {
        "  hasnas crossbar solve circuit.json --json",
        "  hasnas crossbar map --preset digits --matrix '0302 0030 3003 0000' --layer stem --wire-ohm 1"})
    static final class Crossbar extends CommandGroup {
        Crossbar() {
            super("say what to do with the crossbar");
        }
    }

    /** {@code hasnas benchmark}: measures the program on this machine. */
    @Command(name = "benchmark", description = "Measure how fast this program is on this machine, and how well it ranks networks.", footer = {
        "  hasnas benchmark fitness --preset snasnet-cifar10 --matrix '0303 0030 2002 0200' --batch 16 --data cifar10 --dense",
        "  hasnas benchmark search --preset snasnet-cifar10 --ratio 1 --batch 32 --draws 100 --data cifar10",
        "  hasnas benchmark spikenas-bench --table cifar10.csv"})
    static final class Benchmark extends CommandGroup {
        Benchmark() {
            super("say what to measure");
        }
    }
}
