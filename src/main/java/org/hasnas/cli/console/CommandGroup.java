package org.hasnas.cli.console;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that does nothing itself: called without one of its commands, it says which there are. */
public abstract class CommandGroup implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    private final String question;

    /** @param question such as "say what to do with the data set: info or import" */
    public CommandGroup(String question) {
        this.question = question;
    }

    @Override
    public final Integer call() {
        CommandSpec own = spec;
        if (own == null) {
            throw new IllegalStateException("picocli sets the spec before it calls a command");
        }
        throw new ParameterException(own.commandLine(), question);
    }
}
