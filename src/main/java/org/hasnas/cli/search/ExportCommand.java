package org.hasnas.cli.search;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.hasnas.cli.console.ExitCodes;
import org.hasnas.cli.console.Session;
import org.hasnas.cli.option.ProjectParameter;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.search.model.Candidate;
import org.hasnas.search.model.Project;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.hasnas.workbench.Workbench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hasnas export}: writes one candidate of a run to a file. */
@Command(name = "export", description = "Write a candidate of a run: as JSON that can be imported again, or its cost report as CSV.",
        footer = {
            "  hasnas export sample-projects/digits-quickstart --run 3 --to best.json",
            "  hasnas export sample-projects/digits-quickstart --run 3 --trial 17 --to trial17.csv"})
public final class ExportCommand implements Callable<Integer> {
    private static final String BEST = "best";

    private final Session session;

    @Mixin
    private ProjectParameter project = new ProjectParameter();

    @Option(names = "--run", paramLabel = "N", required = true, description = "Number of the run.")
    private long run;

    @Option(names = "--trial", paramLabel = "I", description = "Index of the trial, or 'best' (the default): the best feasible one.")
    private String trial = BEST;

    @Option(names = "--to", paramLabel = "FILE", required = true, description = "File ending in .json or .csv; it is replaced if it exists.")
    private Path to = Path.of("");

    public ExportCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws HasnasException {
        Path file = session.resolve(to);
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (!name.endsWith(".json") && !name.endsWith(".csv")) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "--to " + to + ": the file's name must end in .json (candidate) or .csv (cost report)");
        }
        Workbench workbench = session.workbench();
        Project opened = project.open(session);
        RunResult result = new RunResult(workbench.searches().get(opened, run), workbench.searches().trials(opened, run));
        Trial chosen = choose(result);
        SearchRequest request = result.run().request();
        if (name.endsWith(".json")) {
            workbench.candidates().write(new Candidate(request, chosen), file);
        } else {
            workbench.costs().export(workbench.costs().report(new Candidate(request, chosen), request.hardware()), request.limits(), file);
        }
        session.note("trial " + chosen.index() + " (" + chosen.architecture().text() + ") written to " + file);
        return ExitCodes.OK;
    }

    private Trial choose(RunResult result) throws HasnasException {
        if (trial.equalsIgnoreCase(BEST)) {
            return result.best().orElseThrow(() -> new HasnasException(ErrorCode.NOT_FOUND, "run " + run
                    + " has no feasible candidate; name a trial with --trial I"));
        }
        int index;
        try {
            index = Integer.parseInt(trial);
        } catch (NumberFormatException e) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "--trial '" + trial + "' is neither a trial's index nor 'best'", e);
        }
        List<Trial> trials = result.trials();
        return trials.stream().filter(known -> known.index() == index).findFirst().orElseThrow(() -> new HasnasException(ErrorCode.NOT_FOUND,
                trials.isEmpty() ? "run " + run + " has no trials" : "run " + run + " has no trial " + index + "; it has the trials "
                        + trials.getFirst().index() + " to " + trials.getLast().index()));
    }
}
