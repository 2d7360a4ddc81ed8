package org.hasnas.cli.score;

import java.io.PrintStream;
import java.util.stream.Collectors;
import org.hasnas.chip.model.CostReport;
import org.hasnas.chip.model.SpikeSimSettings;
import org.hasnas.cli.console.ReportCommand;
import org.hasnas.cli.console.Session;
import org.hasnas.cli.option.BatchOptions;
import org.hasnas.cli.option.DatasetOptions;
import org.hasnas.cli.option.NetworkChoice;
import org.hasnas.cli.option.OnlyWith;
import org.hasnas.cli.option.ThreadsOption;
import org.hasnas.cli.report.CostSheet;
import org.hasnas.cli.report.Figures;
import org.hasnas.cli.report.JsonDocument;
import org.hasnas.cli.report.Naming;
import org.hasnas.cli.report.Report;
import org.hasnas.cli.report.TextTable;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.error.HasnasException;
import org.hasnas.network.Network;
import org.hasnas.score.model.FitnessReport;
import org.hasnas.score.model.FitnessSettings;
import org.hasnas.score.model.ScoreId;
import org.hasnas.score.model.WeightPrecision;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.units.EnumNames;
import org.hasnas.workbench.Workbench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hasnas fitness}: the training-free score of one network. */
@OnlyWith(options = {"--exact", "--batch", "--batches", "--seed", "--subset", "--subset-seed"},
        without = {"--score=parameters", "--score=convolutions", "--score=depth", "--score=chain", "--score=hasnas"})
@Command(name = "fitness", description = "Training-free score of one network: SAHD on images of a data set, or another one. It is not an accuracy.",
        footer = {
            "  hasnas fitness --preset digits --matrix '0302 0030 3003 0000' --batch 64 --seed 1",
            "  hasnas fitness --preset hasnas-cifar10 --matrix '0302 0030 3003 0000' --data cifar10 --batch 32 --seed 1 --json",
            "  hasnas fitness --preset hasnas-cifar10 --matrix '0302 0030 3003 0000' --score hasnas"})
public final class FitnessCommand extends ReportCommand {
    @Mixin
    private NetworkChoice choice = new NetworkChoice();

    @Mixin
    private DatasetOptions images = new DatasetOptions();

    @Option(names = "--score", paramLabel = "NAME", description = "sahd, sahd-sum, class-distance, snip,"
            + " parameters, convolutions, depth, chain or hasnas; default: sahd. Only the first four are simulated and need images.")
    private ScoreId score = ScoreId.SAHD;

    @Mixin
    private BatchOptions batches = new BatchOptions(64, 2);

    @Option(names = "--exact", description = "Compute in float32 as the public code does, instead of with int8 weights: slower, a score of its"
            + " own, the same ranking.")
    private boolean exact;

    @Option(names = "--seed", paramLabel = "S", description = "Seed of weights and batches; default: 1.")
    private long seed = 1;

    @Mixin
    private ThreadsOption threads = new ThreadsOption();

    public FitnessCommand(Session session) {
        super(session);
    }

    @Override
    protected Report report() throws HasnasException {
        Network network = choice.network(images, session());
        FitnessSettings settings = batches.settings(exact ? WeightPrecision.FLOAT32 : WeightPrecision.INT8, score);
        int threadCount = threads.count();
        DatasetReference dataset = settings.score().isSimulated() ? images.dataset(network.template(), session())
                : DatasetReference.EMBEDDED_DIGITS; // never read
        Workbench workbench = session().workbench();
        CostReport cost = workbench.costs().report(network, SpikeSimSettings.DEFAULT);
        if (settings.score().isSimulated()) {
            session().note(Figures.format("needs about %.0f MB of memory", Math.ceil(workbench.scores().memoryBytes(network, settings) * 1e-6)));
        }
        FitnessReport found = session().result(workbench.scores().fitness(dataset, network, settings, seed, threadCount));
        return new Scored(network, dataset, settings, seed, threadCount, found, cost);
    }

    /**
     * The score of a network, beside what the network costs.
     *
     * @param dataset whose images it is computed on, if it is simulated
     */
    private record Scored(Network network, DatasetReference dataset, FitnessSettings settings, long seed, int threads, FitnessReport found,
            CostReport cost) implements Report {
        private CostSheet sheet() {
            return new CostSheet(cost.total(), ConstraintSet.PUBLISHED);
        }

        @Override
        public JsonDocument json() {
            return JsonDocument.of("hasnas-fitness", 1).putAll(Naming.json(network)).putAll(Naming.json(found.result().score(), settings.score()))
                    .put("fitness_per_batch", found.result().perBatch())
                    .put("dataset", settings.score().isSimulated() ? Naming.text(dataset) : null).put("batch_size", settings.batchSize())
                    .put("batches", settings.batches())
                    .put("precision", settings.precision())
                    .put("seed", seed).put("threads", threads).put("seconds", found.seconds())
                    .putAll(sheet().json()).putAll(CostSheet.provenance(SpikeSimSettings.DEFAULT, cost))
                    .put("layers", found.result().layers().stream().map(layer -> new JsonDocument().put("layer", layer.layer())
                            .put("firing_rate_per_time_step", layer.perTimeStep())).toList());
        }

        @Override
        public void text(PrintStream out) {
            out.println(Naming.text(network) + (settings.score().isSimulated() ? " on " + Naming.text(dataset) : ""));
            out.println();
            out.println("fitness " + Naming.text(found.result().score(), settings.score(), 9) + "  (" + settings.score().title() + ": "
                    + Naming.SCORE_MEANING + ")");
            out.println(settings.score().trust());
            if (settings.score().isSimulated()) {
                printSimulation(out);
            }
            out.println();
            out.println(Naming.text(SpikeSimSettings.DEFAULT));
            sheet().printLimits(out);
        }

        private void printSimulation(PrintStream out) {
            out.println("mean of " + settings.batches() + " batches of " + settings.batchSize() + " images, "
                    + EnumNames.of(settings.precision()) + ", seed " + seed + ": "
                    + found.result().perBatch().stream().map(value -> Figures.decimals(6, value)).collect(Collectors.joining(", ")));
            out.println(Figures.format("mean firing rate %.4f, %.2f s", found.result().score().meanFiringRate(), found.seconds()));
            out.println();
            TextTable table = new TextTable("LIF layer", "<firing rate per time step");
            found.result().layers().forEach(layer -> table.row(layer.layer(), Figures.list(3, layer.perTimeStep())));
            table.print(out);
        }
    }
}
