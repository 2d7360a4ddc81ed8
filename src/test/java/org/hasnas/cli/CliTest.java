package org.hasnas.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hasnas.cli.console.ResultStream;
import org.hasnas.cli.console.Session;
import org.hasnas.cli.option.OnlyWith;
import org.hasnas.error.ErrorCode;
import org.hasnas.testdata.CaughtLog;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

final class CliTest extends CommandFixture {
    /** A word of a shell command: in single quotes or without blanks. */
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

    @Test
    void shellsGetAScriptThatKnowsTheCommands() {
        CliRun.Outcome script = cli.run("completion", "bash");
        assertEquals(0, script.exitCode(), script.err());
        assertTrue(script.out().startsWith("#!") && script.out().contains("--time-steps") && script.out().contains("feasibility"), script.out());
        assertEquals(script.out(), cli.run("completion", "zsh").out());
        String fish = cli.run("completion", "fish").out();
        assertTrue(fish.contains("complete -c hasnas -n '__fish_use_subcommand' -f -a search -d '"), fish);
        assertTrue(fish.lines().allMatch(line -> line.startsWith("complete -c hasnas -n '") && line.endsWith("'")), fish);
        assertTrue(fish.contains("__fish_seen_subcommand_from benchmark; and __fish_seen_subcommand_from search' -l budgets -r -d '"), fish);
        CliRun.Outcome unknown = cli.run("completion", "csh");
        assertEquals(2, unknown.exitCode());
        assertTrue(unknown.err().contains("bash, zsh"), unknown.err());
        assertEquals(0, cli.opened());
    }

    @Test
    void thePageOfTheManualHasEveryCommandAndOption() {
        String page = cli.run("man").out();
        assertTrue(page.startsWith(".TH HASNAS 1 \"\" \"HASNAS Studio 1.2.3\""), page);
        CommandLine tree = tree();
        List<CommandLine> all = new ArrayList<>();
        collect(tree, all);
        for (CommandLine command : all) {
            if (command.getSubcommands().isEmpty()) {
                assertTrue(page.contains("\n.SS " + command.getCommandSpec().qualifiedName().replace("-", "\\-") + "\n"), command.getCommandName());
                command.getCommandSpec().options().forEach(option -> assertTrue(page.contains(option.longestName().replace("-", "\\-")),
                        option.longestName()));
            }
        }
        assertTrue(page.lines().noneMatch(line -> line.startsWith("'") || line.contains("%%") || line.contains("${")), page);
        assertTrue(page.contains("\n.SH EXIT STATUS\n.TP\n.B 0\n"), page);
    }

    @Test
    void versionAndHelpOpenNothing() {
        assertEquals("HASNAS Studio 1.2.3%ncommit 12345678%n".formatted(), cli.run("--version").out());
        assertEquals(cli.run("--version").out(), cli.run("--version", "--debug").out());
        CliRun.Outcome help = cli.run("--help");
        assertEquals(0, help.exitCode());
        assertTrue(help.out().contains("search") && help.out().contains("verify"), help.out());
        assertEquals(0, cli.opened());
        assertTrue(cli.guiStarts.isEmpty());
    }

    @Test
    void helpNamesEveryExitCode() {
        String help = cli.run("--help").out();
        for (ErrorCode code : ErrorCode.values()) {
            assertTrue(Pattern.compile("(?m)^ *" + code.exitCode() + " ").matcher(help).find(), code + " in " + help);
        }
    }

    @TestFactory
    Stream<DynamicTest> everyExampleOfTheHelpIsAValidCommand() {
        List<CommandLine> commands = new ArrayList<>();
        collect(tree(), commands);
        assertTrue(commands.size() > 8, "commands found");
        return commands.stream().map(command -> DynamicTest.dynamicTest(command.getCommandSpec().qualifiedName(), () -> {
            List<String> examples = command.getUsageMessage().lines().filter(line -> line.startsWith("  hasnas ")).toList();
            assertFalse(examples.isEmpty(), "examples of " + command.getUsageMessage());
            assertAll(examples.stream().map(example -> () -> assertDoesNotThrow(
                    () -> OnlyWith.Check.refuseWithoutEffect(tree().parseArgs(words(example))), example)));
        }));
    }

    @Test
    void everyCommandHasHelpOnStandardOutput() {
        List<CommandLine> commands = new ArrayList<>();
        collect(tree(), commands);
        for (CommandLine command : commands) {
            List<String> args = new ArrayList<>(List.of(command.getCommandSpec().qualifiedName().split(" ", -1)));
            args.removeFirst();
            args.add("--help");
            CliRun.Outcome outcome = cli.run(args.toArray(String[]::new));
            assertEquals(0, outcome.exitCode(), args.toString());
            assertTrue(outcome.out().startsWith("Usage: hasnas"), outcome.out());
            assertFalse(outcome.out().contains("null"), outcome.out());
            assertEquals("", outcome.err());
        }
    }

    @Test
    void usageErrorsAreOneSentenceAndAHint() {
        CliRun.Outcome outcome = cli.run("cost", "--presett", "digits");
        assertEquals(2, outcome.exitCode());
        assertEquals("", outcome.out());
        List<String> lines = outcome.err().lines().toList();
        assertTrue(lines.getFirst().startsWith("hasnas cost: Unknown option"), outcome.err());
        assertEquals("Try 'hasnas cost --help'.", lines.getLast());
        assertTrue(lines.size() <= 3, outcome.err());
        assertEquals(2, cli.run("serach").exitCode());
        assertTrue(cli.run("serach").err().startsWith("hasnas: there is no command 'serach'; the commands are search, cost, "), "known commands");
        assertTrue(cli.run("serach").err().lines().anyMatch(line -> line.startsWith("Did you mean ") && line.contains("search")), "suggestion");
        assertEquals(2, cli.run("data").exitCode());
        CliRun.Outcome afterSeveralValues = cli.run("cost", "--preset", "digits", "--matrix", "0302 0030 3003 0000", "--chip", "any");
        assertEquals(2, afterSeveralValues.exitCode());
        assertEquals("hasnas cost: Unknown option: '--chip'.", afterSeveralValues.err().lines().findFirst().orElse(""));
    }

    @TestFactory
    Stream<DynamicTest> everyOptionWithoutEffectIsRefused() {
        List<CommandLine> commands = new ArrayList<>();
        collect(tree(), commands);
        List<DynamicTest> tests = new ArrayList<>();
        for (CommandLine command : commands) {
            String name = command.getCommandSpec().qualifiedName();
            for (OnlyWith rule : command.getCommand().getClass().getAnnotationsByType(OnlyWith.class)) {
                for (String option : rule.options()) {
                    if (rule.with().length > 0) {
                        tests.add(DynamicTest.dynamicTest(name + " " + option + " alone", () -> assertRefused(command, option, "")));
                    }
                    for (String other : rule.without()) {
                        tests.add(DynamicTest.dynamicTest(name + " " + option + " " + other, () -> assertRefused(command, option, other)));
                    }
                }
            }
        }
        assertTrue(tests.size() > 30, "declarations found");
        return tests.stream();
    }

    /** Values don't matter: the option is refused before anything is read. */
    private void assertRefused(CommandLine command, String option, String other) {
        List<String> args = new ArrayList<>(List.of(command.getCommandSpec().qualifiedName().split(" ", -1)));
        args.removeFirst();
        for (CommandLine.Model.OptionSpec required : command.getCommandSpec().requiredArgs().stream()
                .filter(CommandLine.Model.OptionSpec.class::isInstance).map(CommandLine.Model.OptionSpec.class::cast).toList()) {
            args.addAll(List.of(required.longestName(), "x"));
        }
        for (String name : Stream.of(option, other).filter(word -> !word.isEmpty()).toList()) {
            CommandLine.Model.OptionSpec spec = command.getCommandSpec().findOption(name.split("=", 2)[0]);
            assertNotNull(spec, name + " is an option of " + args);
            args.add(name.contains("=") || spec.arity().max() == 0 ? name : name + "=" + valid(spec));
        }
        if (!command.getCommandSpec().positionalParameters().isEmpty()) {
            args.add("project");
        }
        CliRun.Outcome outcome = cli.run(args.toArray(String[]::new));
        assertEquals(2, outcome.exitCode(), args + ": " + outcome.err());
        assertTrue(outcome.err().contains(" effect "), args + ": " + outcome.err());
    }

    /** A value that the parser takes. */
    private static String valid(CommandLine.Model.OptionSpec spec) {
        if (spec.type().isEnum()) {
            return spec.type().getEnumConstants()[0].toString().toLowerCase(Locale.ROOT).replace('_', '-');
        }
        return switch (spec.longestName()) {
            case "--preset" -> "digits";
            case "--score" -> "sahd";
            case "--format" -> "cifar10";
            case "--rows" -> "all";
            default -> "2";
        };
    }

    @Test
    void aFormThatAReportHasNotIsNamedWithThoseItHas() {
        CliRun.Outcome outcome = cli.run("runs", "project", "--csv");
        assertEquals(2, outcome.exitCode());
        assertTrue(outcome.err().contains("its report has no form as CSV; it is printed as text, or as JSON with --json."), outcome.err());
        assertFalse(cli.run("runs", "--help").out().contains("--csv"));
        assertTrue(cli.run("cost", "--help").out().contains("--csv"));
    }

    @Test
    void aWordWithAnAtSignNamesNoFileOfWords() {
        for (String[] words : new String[][] {{"@/dev/zero"}, {"cost", "@/dev/zero"}}) { // which would be read without end
            assertTrue(cli.run(words).err().contains("'@/dev/zero'"));
        }
    }

    @Test
    void aGroupOfCommandsNamesAllOfThem() {
        tree().getSubcommands().values().stream().filter(group -> group.getCommand() instanceof CommandGroup).forEach(group -> {
            String told = cli.run(group.getCommandName()).err();
            assertTrue(told.lines().findFirst().orElseThrow().endsWith(": " + String.join(", ", group.getSubcommands().keySet()) + "."), told);
        });
    }

    @Test
    void aBugGivesASentenceAndTheLogFileAndOnlyWithDebugItsTrace() {
        workbench.searches.failure = Optional.of(new IllegalStateException("the impossible"));
        try (CaughtLog log = new CaughtLog(Cli.class)) {
            CliRun.Outcome outcome = cli.run("search", "project");
            assertEquals(70, outcome.exitCode());
            assertTrue(outcome.err().contains("the impossible") && outcome.err().contains("hasnas.log"), outcome.err());
            assertFalse(outcome.err().lines().anyMatch(line -> line.startsWith("\tat ")), outcome.err());
            CliRun.Outcome debug = cli.run("search", "project", "--debug");
            assertTrue(debug.err().lines().anyMatch(line -> line.startsWith("\tat ")), debug.err());
            assertEquals(List.of("ERROR unexpected error of a command", "ERROR unexpected error of a command"), log.lines());
        }
    }

    @Test
    void guiStartsTheDesktopWithOrWithoutAProject() {
        assertEquals(0, cli.run("gui", "samples/one").exitCode());
        assertEquals(0, cli.run("gui").exitCode());
        assertEquals(0, cli.run("gui", "--startup-time").exitCode());
        assertEquals(0, cli.run("gui", "samples/two", "--startup-time").exitCode());
        assertEquals(0, cli.run().exitCode());
        assertEquals(List.of(folder.resolve("samples/one").toString(), "", " timed", folder.resolve("samples/two") + " timed", ""),
                cli.guiStarts);
        assertEquals(2, cli.run("gui", "samples/one", "samples/two").exitCode(), "the parser says what is wrong");
        assertEquals(0, cli.run("gui", "--help").exitCode());
        assertEquals(0, cli.opened());
    }

    @Test
    void aCommandThatIsBuiltAloneIsTheOneOfTheWholeTree() {
        tree().getSubcommands().forEach((name, command) -> {
            CommandSpec spec = command.getCommandSpec();
            assertEquals(spec.userObject().getClass().getAnnotation(Command.class).name(), name);
            assertEquals(command.getUsageMessage(), cli.run(name, "--help").out(), name);
        });
    }

    private CommandLine tree() {
        ResultStream nowhere = new ResultStream(OutputStream.nullOutputStream(), StandardCharsets.UTF_8);
        Session session = new Session(cli.environment(), nowhere, nowhere);
        return Cli.commandLine(new RootCommand(session), session);
    }

    private static void collect(CommandLine command, List<CommandLine> found) {
        found.add(command);
        command.getSubcommands().values().forEach(child -> collect(child, found));
    }

    private static String[] words(String example) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(example);
        while (matcher.find()) {
            words.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
        }
        return words.subList(1, words.size()).toArray(String[]::new);
    }
}
