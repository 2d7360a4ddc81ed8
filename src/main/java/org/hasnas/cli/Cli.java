package org.hasnas.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.hasnas.cli.check.BenchmarkEventsCommand;
import org.hasnas.cli.check.BenchmarkFitnessCommand;
import org.hasnas.cli.check.BenchmarkNeuroBenchCommand;
import org.hasnas.cli.check.BenchmarkRecipeCommand;
import org.hasnas.cli.check.BenchmarkScaleCommand;
import org.hasnas.cli.check.BenchmarkScoresCommand;
import org.hasnas.cli.check.BenchmarkScreenCommand;
import org.hasnas.cli.check.BenchmarkSearchCommand;
import org.hasnas.cli.check.BenchmarkTrainingCommand;
import org.hasnas.cli.check.VerifyCommand;
import org.hasnas.cli.chip.ChipAccuracyCommand;
import org.hasnas.cli.chip.CostCommand;
import org.hasnas.cli.chip.CrossbarMapCommand;
import org.hasnas.cli.chip.CrossbarSolveCommand;
import org.hasnas.cli.chip.DevicesCommand;
import org.hasnas.cli.chip.ProfilesCommand;
import org.hasnas.cli.console.CliEnvironment;
import org.hasnas.cli.console.ExitCodes;
import org.hasnas.cli.console.ReportCommand;
import org.hasnas.cli.console.ResultStream;
import org.hasnas.cli.console.Session;
import org.hasnas.cli.console.StoppedException;
import org.hasnas.cli.data.DataImportCommand;
import org.hasnas.cli.data.DataInfoCommand;
import org.hasnas.cli.exchange.ImportCommand;
import org.hasnas.cli.option.Converters;
import org.hasnas.cli.option.OnlyWith;
import org.hasnas.cli.score.FitnessCommand;
import org.hasnas.cli.score.PredictCommand;
import org.hasnas.cli.search.ExploreCommand;
import org.hasnas.cli.search.ExportCommand;
import org.hasnas.cli.search.FeasibilityCommand;
import org.hasnas.cli.search.NewCommand;
import org.hasnas.cli.search.RunReportCommand;
import org.hasnas.cli.search.RunsCommand;
import org.hasnas.cli.search.SearchCommand;
import org.hasnas.cli.study.OperationsCommand;
import org.hasnas.cli.study.TemplatesCommand;
import org.hasnas.cli.training.TrainCommand;
import org.hasnas.cli.training.TrainingsCommand;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.error.MemoryShortage;
import org.hasnas.error.PlainText;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line {@code hasnas}. Calls are independent of each other. */
public final class Cli {
    private static final String MAN = "man";
    private static final String COMPLETION = "completion";
    /** Makers of the commands by their names, in the order of the help. */
    private static final SequencedMap<String, Function<Session, Object>> COMMANDS = commands();

    private final CliEnvironment environment;

    private static SequencedMap<String, Function<Session, Object>> commands() {
        SequencedMap<String, Function<Session, Object>> commands = new LinkedHashMap<>();
        commands.put("search", SearchCommand::new);
        commands.put("cost", CostCommand::new);
        commands.put("feasibility", FeasibilityCommand::new);
        commands.put("new", NewCommand::new);
        commands.put("operations", OperationsCommand::new);
        commands.put("templates", TemplatesCommand::new);
        commands.put("fitness", FitnessCommand::new);
        commands.put("predict", PredictCommand::new);
        commands.put("chip-accuracy", ChipAccuracyCommand::new);
        commands.put("devices", DevicesCommand::new);
        commands.put("profiles", ProfilesCommand::new);
        commands.put("runs", RunsCommand::new);
        commands.put("explore", ExploreCommand::new);
        commands.put("train", TrainCommand::new);
        commands.put("trainings", TrainingsCommand::new);
        commands.put("import", ImportCommand::new);
        commands.put("export", ExportCommand::new);
        commands.put("report", RunReportCommand::new);
        commands.put("verify", VerifyCommand::new);
        commands.put("crossbar", session -> new CommandLine(new CommandGroup.Crossbar())
                .addSubcommand(new CrossbarSolveCommand(session))
                .addSubcommand(new CrossbarMapCommand(session)));
        commands.put("data", session -> new CommandLine(new CommandGroup.Data())
                .addSubcommand(new DataInfoCommand(session))
                .addSubcommand(new DataImportCommand(session)));
        commands.put("benchmark", session -> new CommandLine(new CommandGroup.Benchmark())
                .addSubcommand(new BenchmarkFitnessCommand(session))
                .addSubcommand(new BenchmarkSearchCommand(session))
                .addSubcommand(new BenchmarkScaleCommand(session))
                .addSubcommand(new BenchmarkEventsCommand(session))
                .addSubcommand(new BenchmarkScreenCommand(session))
                .addSubcommand(new BenchmarkTrainingCommand(session))
                .addSubcommand(new BenchmarkRecipeCommand(session))
                .addSubcommand(new BenchmarkScoresCommand(session))
                .addSubcommand(new BenchmarkNeuroBenchCommand(session)));
        commands.put(COMPLETION, session -> new CompletionCommand());
        commands.put(MAN, ManCommand::new);
        commands.put("gui", GuiCommand::new);
        return Collections.unmodifiableSequencedMap(commands);
    }

    public Cli(CliEnvironment environment) {
        this.environment = environment;
    }

    /**
     * Runs one command.
     *
     * @param out gets results only
     * @param err gets progress, notes and errors
     * @return the exit code, as documented in {@code hasnas --help}
     */
    public int run(String[] args, ResultStream out, PrintStream err) {
        int exitCode = runCommand(args, out, err);
        int writing = out.failure().map(failure -> reportUnwritten(failure, err)).orElse(ExitCodes.OK);
        err.flush();
        return exitCode == ExitCodes.OK ? writing : exitCode;
    }

    /** A reader such as {@code head} that had enough is no failure. */
    private static int reportUnwritten(IOException failure, PrintStream err) {
        if (ResultStream.isReaderGone(failure)) {
            return ExitCodes.OK;
        }
        err.println("hasnas: the result could not be written to standard output (" + PlainText.message(String.valueOf(failure.getMessage()))
                + ") and is lost or cut off; make room or write it to another place, and run the command again.");
        return ErrorCode.IO.exitCode();
    }

    private int runCommand(String[] args, ResultStream out, PrintStream err) {
        if (args.length == 1 && (args[0].equals("--version") || args[0].equals("-V"))) {
            // Scripts ask for it; building the tree of commands takes longer than all the rest.
            versionLines(environment).forEach(out::println);
            return ExitCodes.OK;
        }
        Session session = new Session(environment, out, err);
        RootCommand root = new RootCommand(session);
        int exitCode = GuiCommand.withoutParser(session, List.of(args)).map(desktop -> open(desktop, err))
                .orElseGet(() -> execute(root, session, args, out, err));
        try {
            session.close();
        } catch (HasnasException | RuntimeException e) {
            int closing = report(e, root.debug(), err);
            exitCode = exitCode == ExitCodes.OK ? closing : exitCode;
        }
        return exitCode;
    }

    private int open(GuiCommand desktop, PrintStream err) {
        try {
            return desktop.call();
        } catch (HasnasException | RuntimeException | OutOfMemoryError | LinkageError | StackOverflowError e) {
            return report(e, false, err);
        }
    }

    private int execute(RootCommand root, Session session, String[] args, ResultStream out, PrintStream err) {
        try {
            CommandLine commandLine = commandLine(root, session, needed(args));
            commandLine.setOut(new PrintWriter(out, true, out.charset()));
            commandLine.setErr(new PrintWriter(err, true, err.charset()));
            commandLine.setExecutionStrategy(line -> {
                OnlyWith.Check.refuseWithoutEffect(line);
                return new CommandLine.RunLast().execute(line);
            });
            commandLine.setParameterExceptionHandler((exception, ignored) -> reportUsage(exception, err));
            commandLine.setExecutionExceptionHandler((exception, ignored, parsed) -> report(exception, root.debug(), err));
            return commandLine.execute(args);
        } catch (OutOfMemoryError | LinkageError | StackOverflowError e) {
            return report(e, root.debug(), err);
        }
    }

    /** The whole tree of commands; nothing is opened by building it. */
    static CommandLine commandLine(RootCommand root, Session session) {
        return commandLine(root, session, name -> true);
    }

    /** What a call needs of the tree: looking into the annotations of all commands takes longer than most of them work. */
    private static Predicate<String> needed(String[] args) {
        if (args.length == 0) { // the desktop
            return name -> false;
        }
        boolean ofOthers = args[0].equals(MAN) || args[0].equals(COMPLETION);
        return COMMANDS.containsKey(args[0]) && !ofOthers ? name -> name.equals(args[0]) : name -> true;
    }

    private static CommandLine commandLine(RootCommand root, Session session, Predicate<String> needed) {
        CommandLine commandLine = new CommandLine(root);
        COMMANDS.forEach((name, command) -> {
            if (needed.test(name)) {
                commandLine.addSubcommand(name, command.apply(session));
            }
        });
        commandLine.getCommandSpec().version(versionLines(session.environment()).toArray(String[]::new));
        commandLine.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        commandLine.setUsageHelpAutoWidth(false);
        commandLine.setUsageHelpWidth(110);
        commandLine.setAbbreviatedOptionsAllowed(false);
        commandLine.setExpandAtFiles(false); // @NAME is a word like any other, not a file of words
        commandLine.setUnmatchedOptionsAllowedAsOptionParameters(false); // one that does not exist is no value of the one before
        Converters.register(commandLine);
        layOutHelp(commandLine);
        return commandLine;
    }

    /** Gives the help of a command, and of those below it, its headings; the lines at its foot are examples. */
    private static void layOutHelp(CommandLine commandLine) {
        commandLine.getCommandSpec().usageMessage().descriptionHeading("%n").parameterListHeading("%n").optionListHeading("%nOptions:%n")
                .commandListHeading("%nCommands:%n").footerHeading("%nExamples:%n").sortOptions(false);
        commandLine.getSubcommands().values().forEach(Cli::layOutHelp);
    }

    private static List<String> versionLines(CliEnvironment environment) {
        return Stream.concat(Stream.of("HASNAS Studio " + environment.version()), environment.build().stream()).toList();
    }

    private static int reportUsage(ParameterException exception, PrintStream err) {
        String command = exception.getCommandLine().getCommandSpec().qualifiedName();
        String message = explanation(exception).orElse(Objects.requireNonNullElse(exception.getMessage(), "wrong usage"));
        err.println(command + ": " + sentence(message));
        if (exception instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()) {
            List<String> suggestions = unmatched.getSuggestions();
            if (!suggestions.isEmpty()) {
                err.println("Did you mean " + String.join(" or ", suggestions.stream().limit(3).map(PlainText::message).toList()) + "?");
            }
        }
        err.println("Try '" + command + " --help'.");
        return ExitCodes.USAGE;
    }

    /** What the parser can't know: the commands there are, and the forms of a report. */
    private static Optional<String> explanation(ParameterException exception) {
        CommandLine commandLine = exception.getCommandLine();
        if (!(exception instanceof UnmatchedArgumentException unmatched)) {
            return Optional.empty();
        }
        if (unmatched.getUnmatched().isEmpty()) { // where the option before takes several values
            return Optional.of(String.valueOf(exception.getMessage()).replaceFirst("; Expected.*", ""));
        }
        String unknown = unmatched.getUnmatched().getFirst();
        if (!commandLine.getSubcommands().isEmpty() && !unknown.startsWith("-")) {
            return Optional.of("there is no command '" + unknown + "'; the commands are " + String.join(", ", commandLine.getSubcommands().keySet()));
        }
        return unknown.equals("--csv") && commandLine.getCommand() instanceof ReportCommand
                ? Optional.of("its report has no form as CSV; it is printed as text, or as JSON with --json") : Optional.empty();
    }

    private int report(Throwable problem, boolean debug, PrintStream err) {
        if (problem instanceof StoppedException stopped) {
            err.println(PlainText.message(String.valueOf(stopped.getMessage())));
            return ExitCodes.INTERRUPTED;
        }
        if (debug) {
            StringWriter trace = new StringWriter();
            problem.printStackTrace(new PrintWriter(trace));
            err.print(PlainText.escaped(trace.toString()));
        }
        if (problem instanceof HasnasException failure) {
            err.println("hasnas: " + sentence(failure.getMessage()));
            return failure.code().exitCode();
        }
        if (problem instanceof CancellationException) {
            err.println("hasnas: stopped.");
            return ExitCodes.INTERRUPTED;
        }
        Optional<String> shortage = MemoryShortage.behind(problem);
        if (shortage.isPresent()) {
            err.println("hasnas: " + sentence(shortage.get()));
            return ExitCodes.BUG;
        }
        LoggerFactory.getLogger(Cli.class).error("unexpected error of a command", problem);
        err.println("hasnas: something went wrong that should not (" + PlainText.message(problem.toString()) + "). Details are in "
                + environment.logFile()
                + "; --debug shows them here.");
        return ExitCodes.BUG;
    }

    private static String sentence(String message) {
        String text = PlainText.message(message.strip());
        return text.isEmpty() || ".!?".indexOf(text.charAt(text.length() - 1)) >= 0 ? text : text + ".";
    }
}
