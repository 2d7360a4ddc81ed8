package org.hasnas.cli.search;

import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.cli.console.ExitCodes;
import org.hasnas.cli.console.JsonDocument;
import org.hasnas.cli.console.Session;
import org.hasnas.cli.console.TextTable;
import org.hasnas.cli.option.LimitOptions;
import org.hasnas.cli.report.CostDocument;
import org.hasnas.cli.report.RunReport;
import org.hasnas.cli.report.RunResult;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.search.model.ParetoArchive;
import org.hasnas.search.model.RunSummary;
import org.hasnas.search.model.Trial;
import org.hasnas.units.EnumNames;
import org.hasnas.workbench.Workbench;
import org.hasnas.workbench.project.Project;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hasnas runs}: the stored runs of a project, or one of them. */
@Command(name = "runs", description = "List the stored runs of a project, or show one with its best network (and, as JSON, all trials).",
        descriptionHeading = "%n", optionListHeading = "%nOptions:%n", parameterListHeading = "%n", footerHeading = "%nExamples:%n",
        footer = {
            "  hasnas runs sample-projects/digits-quickstart",
            "  hasnas runs sample-projects/digits-quickstart --run 3 --json",
            "  hasnas runs sample-projects/digits-quickstart --run 3 --pareto --closest 'memory=20 k,energy=0.5 uJ'"})
public final class RunsCommand implements Callable<Integer> {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private final Session session;

    @Parameters(index = "0", paramLabel = "PROJECT", description = "Project folder (or its project.yaml).")
    private Path project = Path.of("");

    @Option(names = "--run", paramLabel = "N", description = "Show the run of this number.")
    private @Nullable Long run;

    @Option(names = "--pareto", description = "With --run: only the trials that no other beats in fitness and all four costs.")
    private boolean pareto;

    @Option(names = "--closest", paramLabel = "POINT", description = "With --run: the feasible trial whose costs are nearest to a point such as"
            + " 'memory=2 M,area=40 mm2' (least squares of the logarithms).")
    private @Nullable String closest;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    public RunsCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws HasnasException {
        Workbench workbench = session.workbench();
        Project opened = workbench.projects().open(session.resolve(project));
        Long wanted = run;
        String point = closest;
        if (wanted == null && (pareto || point != null)) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "--pareto and --closest look at one run; name it with --run N");
        }
        if (wanted != null && (pareto || point != null)) {
            choose(RunReport.of(workbench, opened, wanted), point);
        } else if (wanted != null) {
            show(RunReport.of(workbench, opened, wanted));
        } else if (json) {
            list(opened, workbench.searches().list(opened)).print(session.out());
        } else {
            print(opened, workbench.searches().list(opened));
        }
        return ExitCodes.OK;
    }

    private void show(RunReport report) {
        if (!json) {
            report.printText(session.out());
            return;
        }
        List<Map<String, @Nullable Object>> trials = new ArrayList<>();
        for (Trial trial : report.result().trials()) {
            trials.add(report.trial(trial).map());
        }
        report.document(session.environment().version()).put("trial_list", trials).print(session.out());
    }

    /** The front of a run, or the trial nearest to a point, or both. */
    private void choose(RunReport report, @Nullable String point) throws HasnasException {
        RunResult result = report.result();
        List<Trial> front = pareto ? ParetoArchive.of(result.limits().memoryScope(), result.trials()).front() : List.of();
        Optional<Trial> nearest = point == null ? Optional.empty()
                : ParetoArchive.closest(pareto ? front : result.trials(), result.limits(), LimitOptions.point("--closest", point));
        if (json) {
            JsonDocument document = report.document(session.environment().version());
            if (pareto) {
                document.put("pareto_front", front.stream().map(trial -> report.trial(trial).map()).toList());
            }
            if (point != null) {
                document.put("closest_to", point).put("closest", nearest.map(trial -> report.trial(trial).map()).orElse(null));
            }
            document.print(session.out());
            return;
        }
        if (pareto) {
            session.out().println(front.size() + " of " + result.evaluated()
                    + " scored networks are beaten by no other in fitness and all four costs:");
            table(result, front).print(session.out());
        }
        if (point != null) {
            session.out().println(nearest.isEmpty() ? "No feasible network was scored." : "Closest feasible network to " + point + ":");
            nearest.ifPresent(trial -> table(result, List.of(trial)).print(session.out()));
        }
    }

    private static TextTable table(RunResult result, List<Trial> trials) {
        TextTable table = new TextTable(Stream.of(Stream.of("trial", "<matrix", "fitness"), Stream.of(CostKind.values()).map(CostKind::label),
                Stream.of("<feasible")).flatMap(titles -> titles).toArray(String[]::new));
        for (Trial trial : trials) {
            HardwareCost cost = trial.cost().orElseThrow();
            List<String> cells = new ArrayList<>(List.of(Integer.toString(trial.index()), trial.architecture().text(),
                    trial.fitness().map(score -> String.format(Locale.ROOT, "%.4f", score.value())).orElse("-")));
            for (CostKind kind : CostKind.values()) {
                cells.add(kind.quantity().format(kind.costOf(cost, result.limits().memoryScope())));
            }
            cells.add(result.limits().isMetBy(cost) ? "yes" : "no");
            table.row(cells.toArray(String[]::new));
        }
        return table;
    }

    private JsonDocument list(Project opened, List<RunSummary> runs) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (RunSummary summary : runs) {
            rows.add(new JsonDocument().put("run", summary.id()).put("status", EnumNames.of(summary.status()))
                    .put("started", summary.started().toString()).put("trials", summary.trials()).put("budget", summary.request().budget())
                    .put("algorithm", summary.request().algorithm().label()).put("seed", summary.request().seed())
                    .put("preset", summary.request().template().name()).put("search_space", summary.request().space().name())
                    .put("dataset", RunReport.dataset(summary.request().dataset())).put("model", summary.request().hardware().model().label())
                    .put("limits", CostDocument.limits(summary.request().limits())).put("run_program_version", summary.programVersion()).map());
        }
        return session.document("hasnas-runs", 1).put("project", opened.folder().toString()).put("runs", rows);
    }

    private void print(Project opened, List<RunSummary> runs) {
        if (runs.isEmpty()) {
            session.out().println(opened.folder() + " has no runs yet; start one with: hasnas search " + project);
            return;
        }
        TextTable table = new TextTable("run", "<status", "<started", "trials", "budget", "<algorithm", "seed", "<template", "<data set");
        for (RunSummary summary : runs) {
            table.row(Long.toString(summary.id()), EnumNames.of(summary.status()), TIME.format(summary.started().atZone(ZoneId.systemDefault())),
                    Integer.toString(summary.trials()), Integer.toString(summary.request().budget()), summary.request().algorithm().label(),
                    Long.toString(summary.request().seed()), summary.request().template().name(),
                    RunReport.dataset(summary.request().dataset()));
        }
        table.print(session.out());
    }
}
