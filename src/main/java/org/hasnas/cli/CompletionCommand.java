package org.hasnas.cli;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hasnas.cli.console.ExitCodes;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hasnas completion}: the script with which a shell completes commands and options. */
@Command(name = "completion", description = "Print a script that lets the shell complete commands and options: 'source <(hasnas completion bash)',"
        + " or 'hasnas completion fish | source'.",
        footer = {"  hasnas completion bash", "  hasnas completion zsh", "  hasnas completion fish"})
final class CompletionCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(index = "0", paramLabel = "SHELL", description = "bash, zsh (one script suits both) or fish.")
    private String shell = "";

    @Override
    public Integer call() {
        CommandSpec own = spec;
        if (own == null) {
            throw new IllegalStateException("picocli sets the spec before it calls a command");
        }
        CommandLine root = own.root().commandLine();
        own.commandLine().getOut().print(switch (shell) {
            case "bash", "zsh" -> AutoComplete.bash("hasnas", root);
            case "fish" -> fish(root);
            default -> throw new ParameterException(own.commandLine(), "there is no script for '" + shell + "'; the shells are bash, zsh, fish");
        });
        own.commandLine().getOut().flush();
        return ExitCodes.OK;
    }

    /** Commands, those of groups behind the group's name, and the options of each. */
    private static String fish(CommandLine root) {
        List<CommandLine> groups = root.getSubcommands().values().stream().filter(command -> !command.getSubcommands().isEmpty()).toList();
        Stream<String> first = root.getSubcommands().values().stream().map(command -> word("__fish_use_subcommand", command));
        Stream<String> second = groups.stream().flatMap(group -> group.getSubcommands().values().stream().map(command -> word(
                seen(group.getCommandName()) + "; and not " + seen(names(group)), command)));
        Stream<String> options = ManCommand.commands(root).flatMap(command -> {
            CommandLine group = command.getParent();
            String where = group.getParent() == null ? seen(command.getCommandName()) + "; and not " + seen(names(groups.stream()))
                    : seen(group.getCommandName()) + "; and " + seen(command.getCommandName());
            return command.getCommandSpec().options().stream().filter(option -> !option.hidden()).map(option -> option(where, option));
        });
        return Stream.of(first, second, options).flatMap(lines -> lines).collect(Collectors.joining("\n", "", "\n"));
    }

    private static String names(CommandLine group) {
        return names(group.getSubcommands().values().stream());
    }

    private static String names(Stream<CommandLine> commands) {
        return commands.map(CommandLine::getCommandName).collect(Collectors.joining(" "));
    }

    private static String seen(String words) {
        return "__fish_seen_subcommand_from " + words;
    }

    private static String word(String where, CommandLine command) {
        return "complete -c hasnas -n '" + where + "' -f -a " + command.getCommandName() + " -d " + quoted(command.getCommandSpec().usageMessage()
                .description());
    }

    private static String option(String where, OptionSpec option) {
        return "complete -c hasnas -n '" + where + "' -l " + option.longestName().replaceFirst("^-+", "") + (option.arity().max() > 0 ? " -r" : "")
                + " -d " + quoted(option.description());
    }

    /** The first sentence, in quotes. */
    private static String quoted(String[] description) {
        String sentence = String.join(" ", description).replaceFirst("(?s)(\\. |: |; ).*", "").replace("%%", "%");
        return "'" + sentence.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
