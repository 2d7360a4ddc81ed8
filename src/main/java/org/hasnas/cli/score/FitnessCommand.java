package org.hasnas.cli.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.hasnas.chip.model.CostReport;
import org.hasnas.chip.model.SpikeSimSettings;
import org.hasnas.cli.chip.CostCommand;
import org.hasnas.cli.console.ExitCodes;
import org.hasnas.cli.console.JsonDocument;
import org.hasnas.cli.console.Session;
import org.hasnas.cli.console.TextTable;
import org.hasnas.cli.option.BatchOptions;
import org.hasnas.cli.option.Converters;
import org.hasnas.cli.option.DatasetOptions;
import org.hasnas.cli.option.NetworkChoice;
import org.hasnas.cli.option.ThreadsOption;
import org.hasnas.cli.report.CostDocument;
import org.hasnas.cli.report.CostText;
import org.hasnas.cli.report.RunReport;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.error.HasnasException;
import org.hasnas.network.Network;
import org.hasnas.score.model.FitnessReport;
import org.hasnas.score.model.FitnessSettings;
import org.hasnas.score.model.ScoreId;
import org.hasnas.score.model.WeightPrecision;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.simulation.model.LayerRate;
import org.hasnas.units.EnumNames;
import org.hasnas.workbench.Workbench;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hasnas fitness}: the training-free score of one network. */
@Command(name = "fitness", description = "Training-free score of one network: SAHD on images of a data set, or another one. It is not an accuracy.",
        descriptionHeading = "%n", optionListHeading = "%nOptions:%n", footerHeading = "%nExamples:%n", sortOptions = false,
        footer = {
            "  hasnas fitness --preset digits --matrix '0302 0030 3003 0000' --batch 64 --seed 1",
            "  hasnas fitness --preset hasnas-cifar10 --matrix '0302 0030 3003 0000' --data cifar10 --batch 32 --seed 1 --json",
            "  hasnas fitness --preset hasnas-cifar10 --matrix '0302 0030 3003 0000' --score hasnas"})
public final class FitnessCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private NetworkChoice choice = new NetworkChoice();

    @Mixin
    private DatasetOptions images = new DatasetOptions();

    @Option(names = "--score", paramLabel = "NAME", converter = Converters.OfScore.class, description = "sahd, sahd-sum, class-distance, snip,"
            + " parameters, convolutions, depth or hasnas; default: sahd. Only the first four are simulated and need images.")
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

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    public FitnessCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws HasnasException {
        Network network = choice.network();
        FitnessSettings settings = batches.settings(exact ? WeightPrecision.FLOAT32 : WeightPrecision.INT8, score);
        int threadCount = threads.count();
        DatasetReference dataset = settings.score().isSimulated() ? images.dataset(network.template(), session)
                : DatasetReference.EMBEDDED_DIGITS; // never read
        Workbench workbench = session.workbench();
        CostReport cost = workbench.costs().report(network, SpikeSimSettings.DEFAULT);
        if (settings.score().isSimulated()) {
            session.note(String.format(Locale.ROOT, "needs about %.0f MB of memory",
                    Math.ceil(workbench.scores().memoryBytes(network, settings) * 1e-6)));
        }
        FitnessReport report = session.compute(job -> workbench.scores().fitness(dataset, network, settings, seed, threadCount, job));
        if (json) {
            document(network, dataset, settings, threadCount, report, cost).print(session.out());
        } else {
            print(network, dataset, settings, report, cost);
        }
        return ExitCodes.OK;
    }

    private JsonDocument document(Network network, DatasetReference dataset, FitnessSettings settings, int threadCount, FitnessReport report,
            CostReport cost) {
        List<Map<String, @Nullable Object>> layers = new ArrayList<>();
        for (LayerRate layer : report.result().layers()) {
            layers.add(new JsonDocument().put("layer", layer.layer()).put("firing_rate_per_time_step", layer.perTimeStep()).map());
        }
        return session.document("hasnas-fitness", 1).putAll(CostDocument.network(network))
                .putAll(CostDocument.score(report.result().score(), settings.score()))
                .put("fitness_per_batch", report.result().perBatch().stream().map(value -> Double.isFinite(value) ? value : null).toList())
                .put("dataset", settings.score().isSimulated() ? RunReport.dataset(dataset) : null).put("batch_size", settings.batchSize())
                .put("batches", settings.batches())
                .put("precision", EnumNames.of(settings.precision()))
                .put("seed", seed).put("threads", threadCount).put("seconds", report.seconds())
                .putAll(CostDocument.cost(cost.total())).putAll(CostDocument.verdict(cost.total(), ConstraintSet.PUBLISHED))
                .putAll(CostDocument.provenance(SpikeSimSettings.DEFAULT, cost)).put("layers", layers);
    }

    private void print(Network network, DatasetReference dataset, FitnessSettings settings, FitnessReport report, CostReport cost) {
        session.out().println(CostCommand.title(network) + (settings.score().isSimulated() ? " on " + RunReport.dataset(dataset) : ""));
        session.out().println();
        session.out().println("fitness " + CostDocument.text(report.result().score(), settings.score(), 9) + "  (" + settings.score().title() + ": "
                + CostDocument.SCORE_MEANING + ")");
        session.out().println(settings.score().trust());
        if (settings.score().isSimulated()) {
            printSimulation(settings, report);
        }
        session.out().println();
        session.out().println(CostText.hardware(SpikeSimSettings.DEFAULT));
        new CostText(session.out()).limits(cost.total(), ConstraintSet.PUBLISHED);
    }

    private void printSimulation(FitnessSettings settings, FitnessReport report) {
        session.out().println("mean of " + settings.batches() + " batches of " + settings.batchSize() + " images, "
                + EnumNames.of(settings.precision()) + ", seed " + seed + ": "
                + report.result().perBatch().stream().map(value -> String.format(Locale.ROOT, "%.6f", value)).collect(Collectors.joining(", ")));
        session.out().println(String.format(Locale.ROOT, "mean firing rate %.4f, %.2f s",
                report.result().score().meanFiringRate(), report.seconds()));
        session.out().println();
        TextTable table = new TextTable("LIF layer", "<firing rate per time step");
        for (LayerRate layer : report.result().layers()) {
            table.row(layer.layer(), layer.perTimeStep().stream().map(rate -> String.format(Locale.ROOT, "%.3f", rate))
                    .collect(Collectors.joining(" ")));
        }
        table.print(session.out());
    }
}
