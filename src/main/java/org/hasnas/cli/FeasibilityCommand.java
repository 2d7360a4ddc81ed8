package org.hasnas.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.hasnas.domain.error.HasnasException;
import org.hasnas.domain.run.Feasibility;
import org.hasnas.domain.run.SearchRequest;
import org.hasnas.workbench.Project;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hasnas feasibility}: whether a project's limits can be met at all. */
@Command(name = "feasibility", description = "Tell, without simulating anything, whether any network of the project's search space meets its limits;"
        + " if none does, which limit is to blame and by how much it must move.",
        descriptionHeading = "%n", optionListHeading = "%nOptions:%n", parameterListHeading = "%n", footerHeading = "%nExamples:%n",
        sortOptions = false,
        footer = {
            "  hasnas feasibility sample-projects/digits-quickstart",
            "  hasnas feasibility sample-projects/cifar10-paper --limits 'energy=10 uJ,latency=50 ms' --json"})
final class FeasibilityCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(index = "0", paramLabel = "PROJECT", description = "Project folder (or its project.yaml).")
    private Path project = Path.of("");

    @Mixin
    private LimitOptions limitOptions = new LimitOptions();

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    FeasibilityCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws HasnasException {
        Project opened = session.workbench().projects().open(session.resolve(project));
        SearchRequest base = opened.search();
        SearchRequest request = base.withLimits(limitOptions.applyTo(base.limits(), base.hardware().model()));
        Feasibility feasibility = session.compute(job -> session.workbench().costs().feasibility(request.template(), request.space(),
                request.hardware(), request.limits(), job));
        if (json) {
            session.document("hasnas-feasibility", 1).put("project", opened.folder().toString()).put("preset", request.template().name())
                    .put("search_space", request.space().name()).putAll(CostDocument.hardware(request.hardware()))
                    .putAll(document(feasibility)).print(session.out());
        } else {
            print(request, feasibility);
        }
        return ExitCodes.OK;
    }

    private void print(SearchRequest request, Feasibility feasibility) {
        session.out().println(request.template().name() + " (search space " + request.space().name() + "); " + CostText.hardware(request.hardware()));
        feasibility.sentences().forEach(session.out()::println);
        session.out().println();
        TextTable table = new TextTable("limit", "is", "least possible", "least beside the other limits");
        for (Feasibility.Reach reach : feasibility.reaches()) {
            table.row(reach.kind().label(), reach.kind().quantity().format(reach.limit()), reach.kind().quantity().format(reach.leastAlone()),
                    reach.leastBesideOthers().map(reach.kind().quantity()::format).orElse("the others can't be met"));
        }
        table.print(session.out());
        session.out().println("memory counts " + request.limits().memoryScope().label());
        feasibility.example().or(feasibility::nearest).ifPresent(priced -> {
            session.out().println();
            session.out().println((feasibility.example().isPresent() ? "One that meets all: " : "Nearest to the limits: ")
                    + priced.architecture().text());
            new CostText(session.out()).limits(priced.cost(), request.limits());
        });
    }

    /** Keys of an answer, in this command's document and in that of a search that found nothing. */
    static JsonDocument document(Feasibility feasibility) {
        List<Map<String, @Nullable Object>> reaches = new ArrayList<>();
        for (Feasibility.Reach reach : feasibility.reaches()) {
            String unit = switch (reach.kind()) {
                case MEMORY -> "parameters";
                case AREA -> "mm2";
                case LATENCY -> "ms";
                case ENERGY -> "uJ";
            };
            double factor = switch (reach.kind()) {
                case MEMORY -> 1;
                case AREA, ENERGY -> 1e6;
                case LATENCY -> 1e3;
            };
            reaches.add(new JsonDocument().put("limit", reach.kind().label()).put("unit", unit).put("is", reach.limit() * factor)
                    .put("least_possible", reach.leastAlone() * factor)
                    .put("least_beside_others", reach.leastBesideOthers().map(value -> value * factor).orElse(null))
                    .put("to_blame", reach.isToBlame()).put("needed", reach.isToBlame() || reach.isImpossible() ? reach.needed() : null).map());
        }
        JsonDocument document = new JsonDocument().put("answer", feasibility.answer().name().toLowerCase(Locale.ROOT))
                .put("explanation", feasibility.sentences()).put("limits", CostDocument.limits(feasibility.limits())).put("reaches", reaches)
                .put("architectures", feasibility.counts().map(counts -> (Object) counts.all()).orElse(null))
                .put("feasible_architectures", feasibility.counts().map(counts -> (Object) counts.feasible()).orElse(null))
                .put("feasible_fraction", feasibility.counts().map(counts -> (Object) counts.feasibleFraction()).orElse(null));
        return document.put("example", feasibility.example().map(priced -> priced(priced, feasibility)).orElse(null))
                .put("nearest_architecture", feasibility.nearest().map(priced -> priced(priced, feasibility)).orElse(null));
    }

    private static Map<String, @Nullable Object> priced(Feasibility.Priced priced, Feasibility feasibility) {
        return new JsonDocument().put("matrix", priced.architecture().text()).putAll(CostDocument.cost(priced.cost()))
                .putAll(CostDocument.verdict(priced.cost(), feasibility.limits())).map();
    }
}
