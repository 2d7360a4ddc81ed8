package org.hasnas.cli.study;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hasnas.chip.model.CostKind;
import org.hasnas.cli.console.JsonDocument;
import org.hasnas.cli.console.Session;
import org.hasnas.cli.console.TextTable;
import org.hasnas.cli.option.Options;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.study.model.Interval;
import org.hasnas.search.study.model.OperationEffect;
import org.hasnas.search.study.model.OperationStudy;
import org.hasnas.search.study.model.OperationStudyRequest;
import org.hasnas.search.study.model.TableEffect;
import org.hasnas.workbench.project.Project;
import org.hasnas.workbench.study.Studies;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code hasnas operations}: step 1, what each operation of the space is worth. */
@Command(name = "operations", description = {"Measure what leaving out each operation of the search space does to fitness and to each cost,"
        + " over paired random candidates, with 95 %% intervals, and recommend an operation set.", "", OperationStudy.PAIRING},
        descriptionHeading = "%n", optionListHeading = "%nOptions:%n", parameterListHeading = "%n", footerHeading = "%nExamples:%n",
        sortOptions = false,
        footer = {
            "  hasnas operations sample-projects/digits-quickstart --space hasnas-operations --pairs 100",
            "  hasnas operations PROJECT --space spikenas-bench --table cifar10.csv --json"})
public final class OperationsCommand extends StudyCommand<OperationStudy> {
    @Option(names = "--pairs", paramLabel = "N", description = "Pairs of candidates per operation; default: 50.")
    private int pairs = 50;

    @Option(names = "--table", paramLabel = "FILE", description = "CSV table of SpikeNAS-Bench: adds what leaving out each operation does to the"
            + " trained accuracies, over all pairs of the table.")
    private @Nullable Path table;

    public OperationsCommand(Session session) {
        super(session);
    }

    @Override
    OperationStudy study(Studies studies, Project opened, SearchRequest search, int threadCount, JobContext job) throws HasnasException {
        OperationStudyRequest request = new OperationStudyRequest(search, Options.atLeast("--pairs", pairs, 2));
        return studies.operations(opened, request, Optional.ofNullable(table).map(session()::resolve), threadCount, job);
    }

    @Override
    List<String> failures(OperationStudy study) {
        return study.failures();
    }

    @Override
    void export(Studies studies, OperationStudy study, Path file) throws HasnasException {
        studies.export(study, file);
    }

    @Override
    void print(OperationStudy study) {
        PrintStream out = session().out();
        SearchRequest search = study.request().search();
        out.println("What leaving out an operation of space '" + search.space().name() + "' does (mean and 95 % interval over "
                + study.request().pairs() + " pairs)");
        StudyReport.printSource(out, search);
        out.println();
        TextTable effects = new TextTable(row(Stream.of("left out", "fitness", "<"), kind -> kind.tableUnit().symbol(),
                Stream.of("<recommended", "<because")));
        for (OperationEffect effect : study.effects()) {
            effects.row(row(Stream.of(effect.operation(), StudyReport.signed(effect.fitnessChange().mean()),
                    StudyReport.range(effect.fitnessChange())), kind -> cost(effect, kind),
                    Stream.of(effect.kept() ? "keep" : "drop", effect.reason())));
        }
        effects.print(out);
        out.println();
        TextTable ratios = new TextTable(row(Stream.of("fitness lost or won per"), kind -> kind.tableUnit().symbol(), Stream.empty()));
        for (OperationEffect effect : study.effects()) {
            ratios.row(row(Stream.of(effect.operation()), kind -> ratio(effect, kind), Stream.empty()));
        }
        ratios.print(out);
        out.println("Above 0: fitness is bought with that cost; below 0: the operation is both fitter and cheaper than what replaces it, or"
                + " neither. A dash, or a ? above: the cost does not change for sure.");
        if (!study.table().isEmpty()) {
            out.println();
            out.println("Trained accuracies from benchmark " + study.table() + ", all pairs of its networks:");
            TextTable trained = new TextTable("left out", "accuracy, points", "<", "pairs", "learn nothing with it", "without it");
            for (OperationEffect effect : study.effects()) {
                effect.table().ifPresent(known -> trained.row(effect.operation(), StudyReport.signed(100 * known.accuracyChangeFraction().mean()),
                        StudyReport.range(known.accuracyChangeFraction().times(100)), Long.toString(known.pairs()), percent(known.deadWithFraction()),
                        percent(known.deadWithoutFraction())));
            }
            trained.print(out);
            out.println("The interval is that of the mean over the networks of the table that have the operation.");
        }
        out.println();
        out.println("Recommended: " + String.join(", ", study.recommended()));
        out.println("Rule: " + OperationStudy.RULE);
        out.println("Intervals are not corrected for looking at " + study.effects().size() + " operations at once. "
                + search.fitness().score().trust());
    }

    /** Cells of a row: some, one of every cost, and the last ones. */
    private static String[] row(Stream<String> first, Function<CostKind, String> cost, Stream<String> last) {
        return Stream.of(first, Stream.of(CostKind.values()).map(cost), last).flatMap(cells -> cells).toArray(String[]::new);
    }

    private static String cost(OperationEffect effect, CostKind kind) {
        Interval change = effect.costChange(kind).times(kind.tableUnit().factor());
        return StudyReport.signed(change.mean()) + (change.isNegative() || change.isPositive() ? "" : " ?");
    }

    private static String ratio(OperationEffect effect, CostKind kind) {
        Interval ratio = effect.fitnessPerCost().getOrDefault(kind, Interval.NONE);
        return ratio.samples() == 0 ? "-" : StudyReport.signed(ratio.mean() / kind.tableUnit().factor()) + " "
                + StudyReport.range(ratio.times(1 / kind.tableUnit().factor()));
    }

    private static String percent(double fraction) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * fraction);
    }

    @Override
    JsonDocument document(OperationStudy study) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (OperationEffect effect : study.effects()) {
            JsonDocument costs = new JsonDocument();
            JsonDocument ratios = new JsonDocument();
            for (CostKind kind : CostKind.values()) {
                costs.put(kind.key(), StudyReport.interval(effect.costChange(kind).times(kind.unit().factor())));
                ratios.put(kind.key(), StudyReport.interval(effect.fitnessPerCost().getOrDefault(kind, Interval.NONE)
                        .times(1 / kind.unit().factor())));
            }
            JsonDocument row = new JsonDocument().put("digit", effect.digit()).put("operation", effect.operation()).put("kept", effect.kept())
                    .put("reason", effect.reason()).put("pairs", effect.pairs()).put("unscored", effect.unscored())
                    .put("fitness_change", StudyReport.interval(effect.fitnessChange())).put("cost_change", costs).put("fitness_per_cost", ratios);
            effect.table().ifPresent(known -> put(row, known));
            rows.add(row.map());
        }
        return StudyReport.source(session().document("hasnas-operations", 1), study.request().search()).put("pairs", study.request().pairs())
                .put("scored", study.scored()).put("failed", study.failures().size())
                .put("change", "without minus with the operation").put("pairing", OperationStudy.PAIRING).put("rule", OperationStudy.RULE)
                .put("benchmark_table", study.table().isEmpty() ? null : study.table()).put("operations", rows)
                .put("recommended", study.recommended());
    }

    private static void put(JsonDocument row, TableEffect known) {
        row.put("benchmark", new JsonDocument().put("pairs", known.pairs())
                .put("accuracy_change", StudyReport.interval(known.accuracyChangeFraction())).put("dead_with", known.deadWithFraction())
                .put("dead_without", known.deadWithoutFraction()));
    }
}
