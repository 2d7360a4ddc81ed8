package org.hasnas.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.hasnas.cli.console.ExitCodes;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hasnas completion}: the script with which a shell completes commands and options. */
@Command(name = "completion", description = "Print a script that lets the shell complete commands and options: 'source <(hasnas completion bash)'.",
        footer = {"  hasnas completion bash", "  hasnas completion zsh"})
final class CompletionCommand implements Callable<Integer> {
    /** Shells that the script of picocli is for. */
    private static final List<String> SHELLS = List.of("bash", "zsh");

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(index = "0", paramLabel = "SHELL", description = "bash or zsh; one script suits both.")
    private String shell = "";

    @Override
    public Integer call() {
        CommandSpec own = spec;
        if (own == null) {
            throw new IllegalStateException("picocli sets the spec before it calls a command");
        }
        if (!SHELLS.contains(shell)) {
            throw new ParameterException(own.commandLine(), "there is no script for '" + shell + "'; the shells are " + String.join(", ", SHELLS));
        }
        own.commandLine().getOut().print(AutoComplete.bash("hasnas", own.root().commandLine()));
        own.commandLine().getOut().flush();
        return ExitCodes.OK;
    }
}
