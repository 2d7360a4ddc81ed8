package org.hasnas.cli.search;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.hasnas.cli.console.ExitCodes;
import org.hasnas.cli.console.Session;
import org.hasnas.cli.console.TextTable;
import org.hasnas.cli.option.LimitOptions;
import org.hasnas.cli.report.CostDocument;
import org.hasnas.cli.report.CostText;
import org.hasnas.cli.report.FeasibilityDocument;
import org.hasnas.error.HasnasException;
import org.hasnas.search.model.Feasibility;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.workbench.project.Project;
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
public final class FeasibilityCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(index = "0", paramLabel = "PROJECT", description = "Project folder (or its project.yaml).")
    private Path project = Path.of("");

    @Mixin
    private LimitOptions limitOptions = new LimitOptions();

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    public FeasibilityCommand(Session session) {
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
                    .putAll(FeasibilityDocument.of(feasibility)).print(session.out());
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
}
