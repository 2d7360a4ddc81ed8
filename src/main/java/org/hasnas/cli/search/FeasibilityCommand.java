package org.hasnas.cli.search;

import org.hasnas.cli.console.ReportCommand;
import org.hasnas.cli.console.Session;
import org.hasnas.cli.option.LimitOptions;
import org.hasnas.cli.option.ProjectParameter;
import org.hasnas.cli.report.Report;
import org.hasnas.error.HasnasException;
import org.hasnas.search.model.Project;
import org.hasnas.search.model.SearchRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code hasnas feasibility}: whether a project's limits can be met at all. */
@Command(name = "feasibility", description = "Tell, without simulating anything, whether any network of the project's search space meets its limits;"
        + " if none does, which limit is to blame and by how much it must move.",
        footer = {
            "  hasnas feasibility sample-projects/digits-quickstart",
            "  hasnas feasibility sample-projects/cifar10-paper --limits 'energy=10 uJ,latency=50 ms' --json"})
public final class FeasibilityCommand extends ReportCommand {
    @Mixin
    private ProjectParameter project = new ProjectParameter();

    @Mixin
    private LimitOptions limitOptions = new LimitOptions();

    public FeasibilityCommand(Session session) {
        super(session);
    }

    @Override
    protected Report report() throws HasnasException {
        Project opened = project.open(session());
        SearchRequest base = opened.search();
        SearchRequest request = base.withLimits(limitOptions.applyTo(base.limits(), base.hardware().model()));
        return new FeasibilityReport(opened, request, session().result(session().workbench().costs().feasibility(request.template(),
                request.space(), request.hardware(), request.limits())));
    }
}
