package org.hasnas.cli.search;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.cli.console.ReportCommand;
import org.hasnas.cli.console.Session;
import org.hasnas.cli.option.LimitOptions;
import org.hasnas.cli.option.OnlyWith;
import org.hasnas.cli.option.ProjectParameter;
import org.hasnas.cli.report.Figures;
import org.hasnas.cli.report.JsonDocument;
import org.hasnas.cli.report.Naming;
import org.hasnas.cli.report.Report;
import org.hasnas.cli.report.TextTable;
import org.hasnas.error.HasnasException;
import org.hasnas.search.model.ParetoArchive;
import org.hasnas.search.model.Project;
import org.hasnas.search.model.RunSummary;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.hasnas.units.EnumNames;
import org.hasnas.workbench.Workbench;
import org.hasnas.workbench.search.Searches;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hasnas runs}: the stored runs of a project, or one of them. */
@OnlyWith(options = {"--pareto", "--closest", "--note", "--delete", "--restore"}, with = "--run")
@OnlyWith(options = {"--pareto", "--closest"}, without = {"--note", "--delete", "--restore"})
@OnlyWith(options = "--delete", without = "--restore")
@OnlyWith(options = "--find", without = "--run")
@Command(name = "runs", description = "List the stored runs of a project, or show one with its best network (and, as JSON, all trials)."
        + " Notes and deletions are for people: no result depends on them.",
        footer = {
            "  hasnas runs sample-projects/digits-quickstart",
            "  hasnas runs sample-projects/digits-quickstart --run 3 --json",
            "  hasnas runs sample-projects/digits-quickstart --run 3 --note 'wide cells #edge'",
            "  hasnas runs sample-projects/digits-quickstart --find '#edge'",
            "  hasnas runs sample-projects/digits-quickstart --run 3 --pareto --closest 'memory=20 k,energy=0.5 uJ'"})
public final class RunsCommand extends ReportCommand {
    @Mixin
    private ProjectParameter project = new ProjectParameter();

    @Option(names = "--run", paramLabel = "N", description = "Show the run of this number.")
    private @Nullable Long run;

    @Option(names = "--pareto", description = "With --run: only the trials that no other beats in fitness and all four costs.")
    private boolean pareto;

    @Option(names = "--closest", paramLabel = "POINT", description = "With --run: the feasible trial whose costs are nearest to a point such as"
            + " 'memory=2 M,area=40 mm2' (least squares of the logarithms).")
    private @Nullable String closest;

    @Option(names = "--note", paramLabel = "TEXT", description = "With --run: keep a note with it; words that begin with # are tags.")
    private @Nullable String note;

    @Option(names = "--delete", description = "With --run: take it from the list; its trials stay in the store.")
    private boolean delete;

    @Option(names = "--restore", description = "With --run: bring a deleted run back.")
    private boolean restore;

    @Option(names = "--find", paramLabel = "TEXT", description = "List only runs whose number, status, algorithm, time or note has this text.")
    private String find = "";

    public RunsCommand(Session session) {
        super(session);
    }

    @Override
    protected Report report() throws HasnasException {
        Workbench workbench = session().workbench();
        Project opened = project.open(session());
        Long wanted = run;
        String point = closest;
        if (wanted == null) {
            return new Listed(opened.folder(), project.word(), workbench.searches().list(opened).stream().filter(one -> one.has(find)).toList());
        }
        String said = note;
        if (said != null) {
            workbench.searches().annotate(opened, wanted, said);
        }
        if (delete) {
            workbench.searches().delete(opened, wanted);
            session().note("run " + wanted + " is deleted; --run " + wanted + " --restore brings it back");
        }
        if (restore) {
            workbench.searches().restore(opened, wanted);
        }
        if (said != null || delete || restore) {
            return new Listed(opened.folder(), project.word(), workbench.searches().list(opened));
        }
        if (pareto || point != null) {
            return chosen(opened, wanted, point);
        }
        RunReport found = RunReport.of(session(), opened, wanted);
        return isJson() ? new WithTrials(found, workbench.searches().trials(opened, wanted)) : found;
    }

    private Chosen chosen(Project opened, long wanted, @Nullable String point) throws HasnasException {
        Optional<RunReport> whole = isJson() ? Optional.of(RunReport.of(session(), opened, wanted)) : Optional.empty();
        RunResult result = whole.isPresent() ? whole.get().result() : RunReport.result(session(), opened, wanted);
        Searches searches = session().workbench().searches();
        List<Trial> front = pareto ? searches.front(opened, result.run()) : List.of();
        Optional<Trial> nearest = Optional.empty();
        if (point != null) {
            Map<CostKind, Double> costs = LimitOptions.point("--closest", point);
            nearest = pareto ? ParetoArchive.closest(front, result.limits(), costs) : searches.closest(opened, result.run(), costs);
        }
        return new Chosen(result, whole, pareto ? Optional.of(front) : Optional.empty(), Optional.ofNullable(point), nearest);
    }

    /** A run with all its trials. */
    private record WithTrials(RunReport run, List<Trial> trials) implements Report {
        @Override
        public JsonDocument json() {
            return run.json().put("trial_list", trials.stream().map(run::json));
        }

        @Override
        public void text(PrintStream out) {
            run.text(out);
        }
    }

    /**
     * Some trials of a run.
     *
     * @param run what else there is to say of it, which takes longer and only stands in JSON
     * @param front those that no other beats, if they were asked for
     * @param point wanted costs, if they were given
     * @param nearest the feasible trial nearest to that point
     */
    private record Chosen(RunResult result, Optional<RunReport> run, Optional<List<Trial>> front, Optional<String> point, Optional<Trial> nearest)
            implements Report {
        @Override
        public JsonDocument json() {
            RunReport whole = run.orElseThrow();
            JsonDocument document = whole.json();
            front.ifPresent(trials -> document.put("pareto_front", trials.stream().map(whole::json).toList()));
            point.ifPresent(wanted -> document.put("closest_to", wanted).put("closest", nearest.map(whole::json)));
            return document;
        }

        @Override
        public void text(PrintStream out) {
            front.ifPresent(trials -> {
                out.println(trials.size() + " of " + result.tally().evaluated()
                        + " scored networks are beaten by no other in fitness and all four costs:");
                table(trials).print(out);
            });
            point.ifPresent(wanted -> out.println(nearest.isEmpty() ? "No feasible network was scored."
                    : "Closest feasible network to " + wanted + ":"));
            nearest.ifPresent(trial -> table(List.of(trial)).print(out));
        }

        private TextTable table(List<Trial> trials) {
            TextTable table = new TextTable("trial", "<matrix", "fitness", "memory", "area", "latency", "energy", "<feasible");
            for (Trial trial : trials) {
                HardwareCost cost = trial.cost().orElseThrow();
                List<Object> cells = new ArrayList<>(List.of(trial.index(), trial.architecture().text(),
                        trial.fitness().map(score -> Figures.decimals(4, score.value())).orElse("-")));
                for (CostKind kind : CostKind.values()) {
                    cells.add(kind.quantity().format(kind.costOf(cost, result.limits().memoryScope())));
                }
                cells.add(result.limits().isMetBy(cost) ? "yes" : "no");
                table.row(cells.toArray());
            }
            return table;
        }
    }

    /**
     * The runs of a project.
     *
     * @param word the project as the user wrote it
     */
    private record Listed(Path folder, String word, List<RunSummary> runs) implements Report {
        private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

        @Override
        public JsonDocument json() {
            return JsonDocument.of("hasnas-runs", 1).put("project", folder.toString()).put("runs", runs.stream().map(Listed::json).toList());
        }

        private static JsonDocument json(RunSummary run) {
            SearchRequest request = run.request();
            return new JsonDocument().put("run", run.id()).put("status", run.status())
                    .put("started", run.started().toString()).put("trials", run.trials()).put("budget", request.budget())
                    .put("algorithm", request.algorithm().label()).put("seed", request.seed())
                    .put("preset", request.template().name()).put("search_space", request.space().name())
                    .put("dataset", Naming.text(request.dataset())).put("model", request.hardware().model().label())
                    .put("limits", Naming.json(request.limits())).put("run_program_version", run.programVersion()).put("note", run.note());
        }

        @Override
        public void text(PrintStream out) {
            if (runs.isEmpty()) {
                out.println(folder + " has no runs yet; start one with: hasnas search " + word);
                return;
            }
            TextTable table =
                    new TextTable("run", "<status", "<started", "trials", "budget", "<algorithm", "seed", "<template", "<data set", "<note");
            for (RunSummary summary : runs) {
                table.row(summary.id(), EnumNames.of(summary.status()), TIME.format(summary.started().atZone(ZoneId.systemDefault())),
                        summary.trials(), summary.request().budget(), summary.request().algorithm().label(),
                        summary.request().seed(), summary.request().template().name(),
                        Naming.text(summary.request().dataset()), summary.note());
            }
            table.print(out);
        }
    }
}
