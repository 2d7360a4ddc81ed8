package org.hasnas.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hasnas.domain.architecture.SearchSpace;
import org.hasnas.domain.error.HasnasException;
import org.hasnas.domain.run.ScoreId;
import org.hasnas.domain.run.SearchRequest;
import org.hasnas.domain.study.CostUnit;
import org.hasnas.domain.study.Interval;
import org.hasnas.domain.study.OperationEffect;
import org.hasnas.domain.study.OperationStudy;
import org.hasnas.domain.study.OperationStudyRequest;
import org.hasnas.domain.study.TableEffect;
import org.hasnas.workbench.Project;
import org.hasnas.workbench.Workbench;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hasnas operations}: step 1, what each operation of the space is worth. */
@Command(name = "operations", description = {"Measure what leaving out each operation of the search space does to fitness and to each cost,"
        + " over paired random candidates, with 95 %% intervals, and recommend an operation set.", "", OperationStudy.PAIRING},
        descriptionHeading = "%n", optionListHeading = "%nOptions:%n", parameterListHeading = "%n", footerHeading = "%nExamples:%n",
        sortOptions = false,
        footer = {
            "  hasnas operations sample-projects/digits-quickstart --space hasnas-operations --pairs 100",
            "  hasnas operations PROJECT --space spikenas-bench --table cifar10.csv --json"})
final class OperationsCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(index = "0", paramLabel = "PROJECT", description = "Project folder (or its project.yaml).")
    private Path project = Path.of("");

    @Option(names = "--pairs", paramLabel = "N", description = "Pairs of candidates per operation; default: 50.")
    private int pairs = 50;

    @Option(names = "--space", paramLabel = "NAME", converter = Converters.OfSpace.class,
            description = "Search space to study, such as hasnas-operations; default: the project's.")
    private @Nullable SearchSpace space;

    @Option(names = "--score", paramLabel = "NAME", converter = Converters.OfScore.class,
            description = "Training-free score: sahd, sahd-sum, parameters, convolutions, depth or hasnas; default: the project's.")
    private @Nullable ScoreId score;

    @Option(names = "--table", paramLabel = "FILE", description = "CSV table of SpikeNAS-Bench: adds what leaving out each operation does to the trained"
            + " accuracies, over all pairs of the table.")
    private @Nullable Path table;

    @Option(names = "--seed", paramLabel = "S", description = "Seed of every random draw; default: the project's.")
    private @Nullable Long seed;

    @Option(names = "--csv", paramLabel = "FILE", description = "Also write the table as CSV.")
    private @Nullable Path csv;

    @Option(names = "--threads", paramLabel = "K", description = "Threads; they change no result. Default: all cores.")
    private @Nullable Integer threads;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    OperationsCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws HasnasException {
        Workbench workbench = session.workbench();
        Project opened = workbench.projects().open(session.resolve(project));
        OperationStudyRequest request = new OperationStudyRequest(
                StudyReport.changed(opened.search(), Optional.ofNullable(space), Optional.ofNullable(score), Optional.ofNullable(seed)),
                Options.atLeast("--pairs", pairs, 2));
        AtomicBoolean stopped = new AtomicBoolean();
        ProgressDisplay display = session.progress();
        OperationStudy study;
        try (Interrupts.Registration _ = session.onInterrupt(() -> stopped.set(true))) {
            study = workbench.studies().operations(opened, request, Optional.ofNullable(table).map(session::resolve), Options.threads(threads),
                    new DisplayedJob(display, stopped));
        } finally {
            display.clear();
        }
        study.failures().forEach(failure -> session.note("could not be evaluated: " + failure));
        Path file = csv;
        if (file != null) {
            workbench.studies().export(study, session.resolve(file));
        }
        if (json) {
            document(study).print(session.out());
        } else {
            print(study);
        }
        return ExitCodes.OK;
    }

    private void print(OperationStudy study) {
        SearchRequest search = study.request().search();
        session.out().println("What leaving out an operation of space '" + search.space().name() + "' does (mean and 95 % interval over "
                + study.request().pairs() + " pairs)");
        StudyReport.printSource(session.out(), search);
        session.out().println();
        TextTable effects = new TextTable("left out", "fitness", "<", "k parameters", "mm2", "ms", "uJ", "<recommended", "<because");
        for (OperationEffect effect : study.effects()) {
            effects.row(effect.operation(), StudyReport.signed(effect.fitnessChange().mean()), StudyReport.range(effect.fitnessChange()),
                    cost(effect, CostUnit.PARAMETERS), cost(effect, CostUnit.AREA), cost(effect, CostUnit.LATENCY), cost(effect, CostUnit.ENERGY),
                    effect.kept() ? "keep" : "drop", effect.reason());
        }
        effects.print(session.out());
        session.out().println();
        TextTable ratios = new TextTable("fitness lost or won per", "k parameters", "mm2", "ms", "uJ");
        for (OperationEffect effect : study.effects()) {
            ratios.row(effect.operation(), ratio(effect, CostUnit.PARAMETERS), ratio(effect, CostUnit.AREA), ratio(effect, CostUnit.LATENCY),
                    ratio(effect, CostUnit.ENERGY));
        }
        ratios.print(session.out());
        session.out().println("Above 0: fitness is bought with that cost; below 0: the operation is both fitter and cheaper than what replaces it, or"
                + " neither. A dash, or a ? above: the cost does not change for sure.");
        if (!study.table().isEmpty()) {
            session.out().println();
            session.out().println("Trained accuracies from benchmark " + study.table() + ", all pairs of its networks:");
            TextTable trained = new TextTable("left out", "accuracy, points", "<", "pairs", "learn nothing with it", "without it");
            for (OperationEffect effect : study.effects()) {
                effect.table().ifPresent(known -> trained.row(effect.operation(), StudyReport.signed(100 * known.accuracyChangeFraction().mean()),
                        StudyReport.range(known.accuracyChangeFraction().times(100)), Long.toString(known.pairs()), percent(known.deadWithFraction()),
                        percent(known.deadWithoutFraction())));
            }
            trained.print(session.out());
            session.out().println("The interval is that of the mean over the networks of the table that have the operation.");
        }
        session.out().println();
        session.out().println("Recommended: " + String.join(", ", study.recommended()));
        session.out().println("Rule: " + OperationStudy.RULE);
        session.out().println("Intervals are not corrected for looking at " + study.effects().size() + " operations at once. "
                + search.fitness().score().trust());
    }

    private static String cost(OperationEffect effect, CostUnit unit) {
        Interval change = effect.costChange(unit.kind()).times(unit.unitFactor());
        return StudyReport.signed(change.mean()) + (change.isNegative() || change.isPositive() ? "" : " ?");
    }

    private static String ratio(OperationEffect effect, CostUnit unit) {
        Interval ratio = effect.fitnessPerCost().getOrDefault(unit.kind(), Interval.NONE);
        return ratio.samples() == 0 ? "-" : StudyReport.signed(ratio.mean() / unit.unitFactor()) + " " + StudyReport.range(ratio.times(1 / unit.unitFactor()));
    }

    private static String percent(double fraction) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * fraction);
    }

    private JsonDocument document(OperationStudy study) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (OperationEffect effect : study.effects()) {
            JsonDocument costs = new JsonDocument();
            JsonDocument ratios = new JsonDocument();
            for (CostUnit unit : CostUnit.values()) {
                costs.put(unit.key(), StudyReport.interval(effect.costChange(unit.kind()).times(unit.keyFactor())));
                ratios.put(unit.key(), StudyReport.interval(effect.fitnessPerCost().getOrDefault(unit.kind(), Interval.NONE).times(1 / unit.keyFactor())));
            }
            JsonDocument row = new JsonDocument().put("digit", effect.digit()).put("operation", effect.operation()).put("kept", effect.kept())
                    .put("reason", effect.reason()).put("pairs", effect.pairs()).put("unscored", effect.unscored())
                    .put("fitness_change", StudyReport.interval(effect.fitnessChange())).put("cost_change", costs).put("fitness_per_cost", ratios);
            effect.table().ifPresent(known -> put(row, known));
            rows.add(row.map());
        }
        return StudyReport.source(new JsonDocument().put("document", "hasnas-operations").put("version", 1)
                .put("program_version", session.environment().version()), study.request().search())
                .put("pairs", study.request().pairs()).put("scored", study.scored()).put("failed", study.failures().size())
                .put("change", "without minus with the operation").put("pairing", OperationStudy.PAIRING).put("rule", OperationStudy.RULE)
                .put("benchmark_table", study.table().isEmpty() ? null : study.table()).put("operations", rows).put("recommended", study.recommended());
    }

    private static void put(JsonDocument row, TableEffect known) {
        row.put("benchmark", new JsonDocument().put("pairs", known.pairs())
                .put("accuracy_change", StudyReport.interval(known.accuracyChangeFraction())).put("dead_with", known.deadWithFraction())
                .put("dead_without", known.deadWithoutFraction()));
    }
}
