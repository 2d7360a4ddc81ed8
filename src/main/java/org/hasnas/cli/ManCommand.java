package org.hasnas.cli;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hasnas.cli.console.ExitCodes;
import org.hasnas.cli.console.Session;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Spec;

/** {@code hasnas man}: the help of all commands as one page of the manual, in the language of roff (see man(7)). */
@Command(name = "man", description = "Print the page of the manual with all commands and options: 'hasnas man > hasnas.1; man ./hasnas.1'.",
        footer = "  hasnas man")
final class ManCommand implements Callable<Integer> {
    private final Session session;

    @Spec
    private @Nullable CommandSpec spec;

    ManCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        CommandSpec own = spec;
        if (own == null) {
            throw new IllegalStateException("picocli sets the spec before it calls a command");
        }
        CommandSpec root = own.root();
        Stream<String> lines = Stream.of(
                Stream.of(".TH HASNAS 1 \"\" \"HASNAS Studio " + text(session.environment().version()) + "\" \"User commands\"",
                        ".SH NAME", "hasnas \\- architecture search of spiking neural networks for compute\\-in\\-memory chips",
                        ".SH SYNOPSIS", ".B hasnas", ".RI [ COMMAND \" [\" OPTIONS ]]", ".SH DESCRIPTION", paragraphs(root),
                        ".SH COMMANDS"),
                commands(root.commandLine()).flatMap(ManCommand::section),
                Stream.of(".SH OPTIONS OF ALL COMMANDS"), options(root),
                Stream.of(".SH EXIT STATUS"),
                root.usageMessage().exitCodeList().entrySet().stream()
                        .flatMap(code -> Stream.of(".TP", ".B " + text(code.getKey()), text(code.getValue()))))
                .flatMap(part -> part);
        own.commandLine().getOut().println(lines.filter(line -> !line.isEmpty()).collect(Collectors.joining("\n")));
        own.commandLine().getOut().flush();
        return ExitCodes.OK;
    }

    /** Commands that do something, those of groups behind their group. */
    static Stream<CommandLine> commands(CommandLine group) {
        return group.getSubcommands().values().stream().flatMap(command -> Stream.concat(Stream.of(command), commands(command)))
                .filter(command -> command.getSubcommands().isEmpty());
    }

    private static Stream<String> section(CommandLine command) {
        CommandSpec own = command.getCommandSpec();
        return Stream.of(Stream.of(".SS " + text(own.qualifiedName()), paragraphs(own)),
                own.positionalParameters().stream().flatMap(ManCommand::parameter), options(own), examples(own)).flatMap(part -> part);
    }

    private static Stream<String> parameter(PositionalParamSpec parameter) {
        return Stream.of(".TP", ".I " + text(parameter.paramLabel()), text(String.join(" ", parameter.description())));
    }

    private static Stream<String> options(CommandSpec command) {
        return command.options().stream().filter(option -> !option.inherited() && !option.hidden()).flatMap(ManCommand::option);
    }

    private static Stream<String> option(OptionSpec option) {
        String names = Arrays.stream(option.names()).map(ManCommand::text).collect(Collectors.joining(", "));
        return Stream.of(".TP", option.arity().max() == 0 ? ".B " + names : ".BI \"" + names + " \" \"" + text(option.paramLabel()) + '"',
                text(String.join(" ", option.description())));
    }

    private static Stream<String> examples(CommandSpec command) {
        List<String> lines = List.of(command.usageMessage().footer());
        return lines.isEmpty() ? Stream.of() : Stream.of(Stream.of(".PP", ".nf"), lines.stream().map(ManCommand::text), Stream.of(".fi"))
                .flatMap(part -> part);
    }

    private static String paragraphs(CommandSpec command) {
        return text(Arrays.stream(command.usageMessage().description()).filter(line -> !line.isBlank()).collect(Collectors.joining("\n.PP\n")));
    }

    /** Text of the help, in which a percent sign is written twice, as roff takes it. */
    private static String text(String help) {
        String plain = help.replace("%%", "%").replace("%n", "\n").replace("\\", "\\e").replace("-", "\\-");
        return plain.lines().map(line -> line.startsWith("'") || (line.startsWith(".") && !line.equals(".PP")) ? "\\&" + line : line)
                .collect(Collectors.joining("\n"));
    }
}
