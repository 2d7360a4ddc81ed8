package org.hasnas.cli.search;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.hasnas.cli.console.ExitCodes;
import org.hasnas.cli.console.Session;
import org.hasnas.cli.option.ForceOption;
import org.hasnas.cli.option.ProjectParameter;
import org.hasnas.error.HasnasException;
import org.hasnas.workbench.review.Review;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hasnas report}: writes a run as a page for a design review. */
@Command(name = "report", description = "Write a run as one file for a design review: request, front, charts, and the best design or designs of"
        + " your choice with costs, margins and accuracies. The file needs nothing from elsewhere.",
        footer = {
            "  hasnas report sample-projects/digits-quickstart --run 3 --to run3.html",
            "  hasnas report sample-projects/digits-quickstart --run 3 --trial 17 --trial 4 --to two-designs.pdf"})
public final class RunReportCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private ProjectParameter project = new ProjectParameter();

    @Option(names = "--run", paramLabel = "N", required = true, description = "Number of the run (see hasnas runs).")
    private long run;

    @Option(names = "--trial", paramLabel = "I", description = "Index of a design to tell in full, may be given again: the others are compared with"
            + " the first. Default: the best one.")
    private List<Integer> trials = List.of();

    @Option(names = {"--to", "--out"}, paramLabel = "FILE", required = true, description = "File to write: PDF if its name ends in .pdf, else HTML.")
    private Path to = Path.of("");

    @Mixin
    private ForceOption force = new ForceOption();

    public RunReportCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws HasnasException {
        Path file = force.writable(session.resolve(to));
        Review.of(session.workbench(), project.open(session), run, trials).write(file);
        session.note("written to " + file);
        return ExitCodes.OK;
    }
}
