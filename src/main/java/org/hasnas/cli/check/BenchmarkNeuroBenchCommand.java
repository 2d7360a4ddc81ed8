package org.hasnas.cli.check;

import java.io.PrintStream;
import java.util.List;
import org.hasnas.cli.console.ReportCommand;
import org.hasnas.cli.console.Session;
import org.hasnas.cli.option.Options;
import org.hasnas.cli.option.ProjectParameter;
import org.hasnas.cli.report.Figures;
import org.hasnas.cli.report.JsonDocument;
import org.hasnas.cli.report.Report;
import org.hasnas.cli.report.TextTable;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.network.Architecture;
import org.hasnas.network.Network;
import org.hasnas.nir.model.NetworkSource;
import org.hasnas.nir.model.NeuroBenchMetrics;
import org.hasnas.search.model.Project;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hasnas benchmark neurobench}: the complexity of a network in the terms of NeuroBench. */
@Command(name = "neurobench", description = "Measure a network as NeuroBench does (arXiv 2304.04640): footprint, connection and activation sparsity,"
        + " effective synaptic operations and membrane updates, for one image.",
        footer = {
            "  hasnas benchmark neurobench sample-projects/digits-quickstart --network 1",
            "  hasnas benchmark neurobench sample-projects/digits-quickstart --matrix '0302 0030 3003 0000' --images 100 --json"})
public final class BenchmarkNeuroBenchCommand extends ReportCommand {
    @Mixin
    private ProjectParameter project = new ProjectParameter();

    @ArgGroup(multiplicity = "1")
    private Which which = new Which();

    /** Which network. */
    private static final class Which {
        @Option(names = "--network", paramLabel = "N", description = "A finished training of the project, by its number (see hasnas trainings).")
        private @Nullable Long training;

        @Option(names = "--matrix", paramLabel = "M", arity = "1..*", description = "A design of the project's template and space with untrained"
                + " weights, such as '0302 0030 3003 0000'.")
        private List<String> matrix = List.of();
    }

    @Option(names = "--images", paramLabel = "N", description = "Test images that are run, from the first; default: ${DEFAULT-VALUE}.")
    private int images = 10;

    public BenchmarkNeuroBenchCommand(Session session) {
        super(session);
    }

    @Override
    protected Report report() throws HasnasException {
        Options.atLeastOne("--images", images);
        Project opened = project.open(session());
        NetworkSource source = source(opened);
        return new Measured(source, session().result(session().workbench().exchange().neuroBench(opened, source, images)));
    }

    private NetworkSource source(Project opened) throws HasnasException {
        Long number = which.training;
        if (number != null) {
            return new NetworkSource.Trained(number);
        }
        String text = String.join(" ", which.matrix);
        try {
            return new NetworkSource.Untrained(Network.of(opened.search().template(), opened.search().space(), Architecture.parse(text)),
                    opened.search().seed());
        } catch (IllegalArgumentException wrong) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "--matrix '" + text + "': " + wrong.getMessage(), wrong);
        }
    }

    private record Measured(NetworkSource source, NeuroBenchMetrics metrics) implements Report {
        @Override
        public JsonDocument json() {
            JsonDocument document = JsonDocument.of("hasnas-neurobench", 1);
            switch (source) {
                case NetworkSource.Trained(long training) -> document.put("training", training);
                case NetworkSource.Untrained(Network network, long seed) ->
                        document.put("design", network.architecture().text()).put("untrained_seed", seed);
            }
            return document.put("images", metrics.images()).put("footprint_bytes", metrics.footprintBytes()).put("weight_bits", metrics.weightBits())
                    .put("connection_sparsity", metrics.connectionSparsity()).put("activation_sparsity", metrics.activationSparsity())
                    .put("effective_macs", metrics.effectiveMacs()).put("effective_acs", metrics.effectiveAcs())
                    .put("dense_operations", metrics.denseOperations()).put("membrane_updates", metrics.membraneUpdates());
        }

        @Override
        public void text(PrintStream out) {
            out.println(switch (source) {
                case NetworkSource.Trained(long training) -> "training " + training;
                case NetworkSource.Untrained(Network network, long seed) -> network.architecture().text() + ", untrained, seed " + seed;
            } + "; mean of " + metrics.images() + " images, all time steps of one");
            TextTable table = new TextTable("NeuroBench", "value");
            table.row("footprint (bytes, weights of " + metrics.weightBits() + " bits)", Long.toString(metrics.footprintBytes()));
            table.row("connection sparsity", Figures.decimals(3, metrics.connectionSparsity()));
            table.row("activation sparsity", Figures.decimals(3, metrics.activationSparsity()));
            table.row("effective MACs", Figures.decimals(1, metrics.effectiveMacs()));
            table.row("effective ACs", Figures.decimals(1, metrics.effectiveAcs()));
            table.row("dense operations", Figures.decimals(0, metrics.denseOperations()));
            table.row("membrane updates", Figures.decimals(1, metrics.membraneUpdates()));
            table.print(out);
        }
    }
}
