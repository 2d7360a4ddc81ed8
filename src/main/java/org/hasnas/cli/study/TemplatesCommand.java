package org.hasnas.cli.study;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hasnas.chip.model.CostKind;
import org.hasnas.cli.console.JsonDocument;
import org.hasnas.cli.console.Session;
import org.hasnas.cli.console.TextTable;
import org.hasnas.cli.option.LimitOptions;
import org.hasnas.cli.option.Options;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.study.model.Interval;
import org.hasnas.search.study.model.ShortTrainings;
import org.hasnas.search.study.model.TemplateResult;
import org.hasnas.search.study.model.TemplateStudy;
import org.hasnas.search.study.model.TemplateStudyRequest;
import org.hasnas.units.EnumNames;
import org.hasnas.workbench.project.Project;
import org.hasnas.workbench.study.Studies;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hasnas templates}: step 2, what each part of the template is worth. */
@Command(name = "templates", description = {"Compare templates around the project's: widths, cells, one matrix or one each, final pool, classifier"
        + " and time steps, one changed at a time, with random candidates that all share, under the project's limits."},
        descriptionHeading = "%n", optionListHeading = "%nOptions:%n", parameterListHeading = "%n", footerHeading = "%nExamples:%n",
        sortOptions = false,
        footer = {
            "  hasnas templates sample-projects/digits-quickstart --candidates 100",
            "  hasnas templates sample-projects/digits-quickstart --score sahd --train 8 --epochs 10",
            "  hasnas templates PROJECT --score sahd --limits 'memory=4 M' --json"})
public final class TemplatesCommand extends StudyCommand<TemplateStudy> {
    @Option(names = "--candidates", paramLabel = "N", description = "Random candidates that all templates share; default: 30.")
    private int candidates = 30;

    @Option(names = "--train", paramLabel = "N", description = "Also train the first N of them in every template, on 70 %% of the training images,"
            + " and tell the accuracies on the rest.")
    private int trained;

    @Option(names = "--epochs", paramLabel = "N", description = "Epochs of these trainings; default: 10.")
    private int epochs = 10;

    @Mixin
    private LimitOptions limitOptions = new LimitOptions();

    public TemplatesCommand(Session session) {
        super(session);
    }

    @Override
    TemplateStudy study(Studies studies, Project opened, SearchRequest search, int threadCount, JobContext job) throws HasnasException {
        SearchRequest limited = search.withLimits(limitOptions.applyTo(search.limits(), search.hardware().model()));
        int shared = Options.atLeast("--candidates", candidates, 2);
        return studies.templates(opened, new TemplateStudyRequest(limited, shared, trainings(shared)), threadCount, _ -> {}, job);
    }

    private ShortTrainings trainings(int shared) throws HasnasException {
        if (trained == 0) {
            return ShortTrainings.NONE;
        }
        int networks = Options.atLeast("--train", trained, 2);
        if (networks > shared) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "--train " + networks + " asks for more networks than the " + shared
                    + " candidates that are shared. Take a smaller number, or more --candidates.");
        }
        return new ShortTrainings(networks, Options.atLeast("--epochs", epochs, 1));
    }

    @Override
    List<String> failures(TemplateStudy study) {
        return study.failures();
    }

    @Override
    void export(Studies studies, TemplateStudy study, Path file) throws HasnasException {
        studies.export(study, file);
    }

    @Override
    void print(TemplateStudy study) {
        PrintStream out = session().out();
        SearchRequest search = study.request().search();
        out.println("Templates around '" + search.template().name() + "', " + study.request().candidates()
                + " random candidates of space '" + search.space().name() + "' in each");
        StudyReport.printSource(out, search);
        out.println();
        TextTable table = new TextTable(around(Stream.of("template", "feasible"), kind -> Stream.of(kind.tableUnit().symbol(), "<"),
                "largest k"));
        TextTable fitness = new TextTable(around(Stream.of("template", "fitness", "size-free", "median", "best feasible", "change", "<"),
                kind -> Stream.of("per " + kind.tableUnit().symbol()), "<verdict"));
        for (TemplateResult result : study.results()) {
            table.row(around(Stream.of(result.variant().name(), result.feasible() + "/" + result.priced()),
                    kind -> Stream.of(cost(result, kind), left(result, kind)), StudyReport.plain(result.largestParameters() / 1e3)));
            boolean unchanged = result.variant().isUnchanged();
            fitness.row(around(Stream.of(result.variant().name(), StudyReport.plain(result.fitness().mean()),
                    StudyReport.plain(result.comparable().mean()), StudyReport.plain(result.median()), StudyReport.plain(result.best()),
                    unchanged ? "" : StudyReport.signed(result.comparableChange().mean()),
                    unchanged ? "" : StudyReport.range(result.comparableChange())), kind -> Stream.of(ratio(result, kind)),
                    result.verdict().sentence()));
        }
        table.print(out);
        out.println("Mean costs, in brackets the median share of the limit that is left; largest: parameters of the largest cell of the space.");
        out.println();
        fitness.print(out);
        out.println("Changes are those of the size-free fitness against the template as it is, candidate by candidate, with the 95 % interval of"
                + " their mean.");
        if (study.request().trainings().isAsked()) {
            printTrainings(study);
        }
        out.println(TemplateStudy.comparability(search.fitness().score()));
        out.println(search.fitness().score().trust());
    }

    private void printTrainings(TemplateStudy study) {
        PrintStream out = session().out();
        TextTable table = new TextTable("template", "networks", "accuracy %", "change in points", "<", "change of size-free fitness");
        for (TemplateResult result : study.results()) {
            Interval accuracy = result.trained().accuracy().times(100);
            boolean unchanged = result.variant().isUnchanged();
            table.row(result.variant().name(), Integer.toString(accuracy.samples()), StudyReport.plain(accuracy.mean()),
                    unchanged ? "" : StudyReport.signed(result.trained().change().times(100).mean()),
                    unchanged ? "" : StudyReport.range(result.trained().change().times(100)),
                    unchanged ? "" : StudyReport.signed(result.comparableChange().mean()));
        }
        out.println();
        table.print(out);
        out.println(TemplateStudy.shortTrainings(study.request().trainings().epochs()));
        study.agreement().ifPresent(tau -> out.println(TemplateStudy.agreement(tau)));
        out.println();
    }

    /** Cells of a row: some, those of every cost, and a last one. */
    private static String[] around(Stream<String> first, Function<CostKind, Stream<String>> costs, String last) {
        return Stream.of(first, Stream.of(CostKind.values()).flatMap(costs), Stream.of(last)).flatMap(cells -> cells).toArray(String[]::new);
    }

    private static String cost(TemplateResult result, CostKind kind) {
        return StudyReport.plain(result.meanCost(kind) * kind.tableUnit().factor());
    }

    private static String left(TemplateResult result, CostKind kind) {
        return Double.isFinite(result.left(kind)) ? String.format(Locale.ROOT, "(%.0f %%)", 100 * result.left(kind)) : "";
    }

    private static String ratio(TemplateResult result, CostKind kind) {
        Interval ratio = result.changePerCost().getOrDefault(kind, Interval.NONE);
        return ratio.samples() == 0 ? "-" : StudyReport.signed(ratio.mean() / kind.tableUnit().factor());
    }

    @Override
    JsonDocument document(TemplateStudy study) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (TemplateResult result : study.results()) {
            JsonDocument costs = new JsonDocument();
            for (CostKind kind : CostKind.values()) {
                costs.put(kind.key(), new JsonDocument().put("mean", result.meanCost(kind) * kind.unit().factor())
                        .put("median_left_fraction", result.left(kind))
                        .put("change", StudyReport.interval(result.costChange(kind).times(kind.unit().factor())))
                        .put("size_free_change_per_unit", StudyReport.interval(
                                result.changePerCost().getOrDefault(kind, Interval.NONE).times(1 / kind.unit().factor()))));
            }
            rows.add(new JsonDocument().put("template", result.variant().name()).put("part", result.variant().part())
                    .put("change", result.variant().change()).put("verdict", EnumNames.of(result.verdict())).put("feasible", result.feasible())
                    .put("candidates", result.priced()).put("largest_parameters", result.largestParameters()).put("costs", costs)
                    .put("fitness", StudyReport.interval(result.fitness())).put("size_free_fitness", StudyReport.interval(result.comparable()))
                    .put("size_free_change", StudyReport.interval(result.comparableChange())).put("size_free_median", result.median())
                    .put("size_free_best_feasible", result.best())
                    .put("trained_accuracy_fraction", StudyReport.interval(result.trained().accuracy()))
                    .put("trained_accuracy_change", StudyReport.interval(result.trained().change())).map());
        }
        SearchRequest search = study.request().search();
        ShortTrainings trainings = study.request().trainings();
        return StudyReport.source(session().document("hasnas-templates", 1), search).put("shared_candidates", study.request().candidates())
                .put("trained_networks", trainings.networks()).put("epochs", trainings.epochs())
                .put("agreement_kendall_tau_b", study.agreement().isPresent() ? study.agreement().getAsDouble() : null)
                .put("failed", study.failures().size()).put("comparability", TemplateStudy.comparability(search.fitness().score()))
                .put("templates", rows);
    }
}
