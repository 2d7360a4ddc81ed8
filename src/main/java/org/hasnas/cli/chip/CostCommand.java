package org.hasnas.cli.chip;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hasnas.chip.model.CostModelId;
import org.hasnas.chip.model.CostReport;
import org.hasnas.chip.model.HardwareSettings;
import org.hasnas.chip.model.PhysicalCostReport;
import org.hasnas.chip.model.PhysicalSettings;
import org.hasnas.chip.model.SpikeRateSource;
import org.hasnas.chip.model.SpikeRates;
import org.hasnas.chip.model.SpikeSimCostReport;
import org.hasnas.chip.model.SpikeSimSettings;
import org.hasnas.cli.console.ExitCodes;
import org.hasnas.cli.console.JsonDocument;
import org.hasnas.cli.console.Session;
import org.hasnas.cli.option.DatasetOptions;
import org.hasnas.cli.option.HardwareOptions;
import org.hasnas.cli.option.LimitOptions;
import org.hasnas.cli.option.NetworkChoice;
import org.hasnas.cli.option.Options;
import org.hasnas.cli.option.PhysicalOptions;
import org.hasnas.cli.option.SpikeRatesOption;
import org.hasnas.cli.report.CostDocument;
import org.hasnas.cli.report.CostText;
import org.hasnas.cli.report.PhysicalCostOutput;
import org.hasnas.cli.report.RunReport;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.network.Network;
import org.hasnas.score.model.FitnessSettings;
import org.hasnas.search.model.ConstraintSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hasnas cost}: what a network costs on a chip, beside the limits. */
@Command(name = "cost", description = "What a network costs on a chip (memory, area, latency, energy), beside the limits.",
        descriptionHeading = "%n", optionListHeading = "%nOptions:%n", footerHeading = "%nExamples:%n", sortOptions = false,
        footer = {
            "  hasnas cost --preset snasnet-cifar10 --matrix '0303 0030 2002 0200'",
            "  hasnas cost --preset hasnas-cifar10 --matrix '0302 0030 3003 0000' --limits 'memory=2 M' --json",
            "  hasnas cost --layers layers.csv --time-steps 5",
            "  hasnas cost --preset digits --matrix '0303 0030 2002 0200' --model physical --hardware neurosim-22nm-rram --spike-rates 0.1",
            "  hasnas cost --preset digits --matrix '0303 0030 2002 0200' --model physical --hardware my-chip.json --spike-rates simulate",
            "",
            "layers.csv has a header: name,in_channels,out_channels,in_dim,out_dim,kernel_size (name and kernel_size may be",
            "left out; in_dim and out_dim are the sides of the maps in pixels, out_dim after a pooling that follows)."})
public final class CostCommand implements Callable<Integer> {
    private static final int DEFAULT_TIME_STEPS = 5;
    /** Rates of 64 images differ by less than a hundredth of themselves from those of many more. */
    private static final FitnessSettings SIMULATION = new FitnessSettings(32, 2);
    private static final long SIMULATION_SEED = 1;

    private final Session session;

    @Mixin
    private NetworkChoice choice = new NetworkChoice();

    @Option(names = "--layers", paramLabel = "CSV",
            description = "List of convolutions instead of --preset and --matrix; time steps: 5 by default.")
    private @Nullable Path layers;

    @Mixin
    private HardwareOptions hardwareOptions = new HardwareOptions();

    @Mixin
    private DatasetOptions images = new DatasetOptions();

    @Mixin
    private LimitOptions limitOptions = new LimitOptions();

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Option(names = "--csv", description = "Print one CSV row per layer and per component.")
    private boolean csv;

    public CostCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws HasnasException {
        if (json && csv) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "give --json or --csv, not both");
        }
        if (hardwareOptions.isPhysical()) {
            physical();
            return ExitCodes.OK;
        }
        SpikeSimSettings hardware = hardwareOptions.settings();
        ConstraintSet limits = limitOptions.applyTo(ConstraintSet.PUBLISHED, hardware.model());
        Path file = layers;
        if (file == null) {
            if (choice.isEmpty()) {
                throw new HasnasException(ErrorCode.BAD_INPUT, "say which network: --preset P --matrix M, or --layers CSV");
            }
            Network network = choice.network();
            if (cost(network, hardware) instanceof SpikeSimCostReport report) {
                print(report, limits, CostDocument.network(network), title(network));
            }
        } else {
            if (!choice.isEmpty() || hardwareOptions.includeClassifier()) {
                throw new HasnasException(ErrorCode.BAD_INPUT, "--layers is a whole list of convolutions; leave out --preset, --matrix and"
                        + " --include-classifier");
            }
            Path resolved = session.resolve(file);
            List<ConvolutionLayer> convolutions = session.workbench().costs().layers(resolved);
            int timeSteps = choice.timeStepsOr(DEFAULT_TIME_STEPS);
            SpikeSimCostReport report = session.workbench().costs().report(convolutions, timeSteps, hardware);
            print(report, limits, new JsonDocument().put("layers_file", resolved.toString()).put("time_steps", timeSteps),
                    convolutions.size() + " convolutions of " + resolved + ", " + timeSteps + " time steps");
        }
        return ExitCodes.OK;
    }

    private CostReport cost(Network network, HardwareSettings hardware) throws HasnasException {
        return session.workbench().costs().report(network, hardware);
    }

    private void physical() throws HasnasException {
        if (layers != null) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "the physical model needs a whole network; give --preset and --matrix, not --layers");
        }
        Network network = choice.network();
        PhysicalOptions options = hardwareOptions.physical();
        ConstraintSet limits = limitOptions.applyTo(ConstraintSet.usual(CostModelId.PHYSICAL), CostModelId.PHYSICAL);
        String rates = options.requiredSpikeRates();
        boolean simulate = rates.equals(PhysicalOptions.SIMULATE);
        PhysicalSettings settings = options.settings(session, new SpikeRateSource.Given(
                simulate ? SpikeRates.of(0) : SpikeRatesOption.parse(rates, session, Optional.of(network))));
        String source = "given";
        if (simulate) { // only after all else was found right
            DatasetReference dataset = images.dataset(network.template(), session);
            settings = settings.withSpikeRates(new SpikeRateSource.Given(simulatedRates(network, dataset)));
            source = "simulated: untrained network, " + RunReport.dataset(dataset) + ", " + SIMULATION.batches() + " batches of "
                    + SIMULATION.batchSize() + " images, seed " + SIMULATION_SEED;
        }
        CostReport report = cost(network, settings);
        if (csv) {
            printCsv(report, limits);
        } else if (report instanceof PhysicalCostReport physical) {
            print(new PhysicalCostOutput(physical, source), network, limits);
        }
    }

    private SpikeRates simulatedRates(Network network, DatasetReference dataset) throws HasnasException {
        int threads = Options.threads(null);
        return session.compute(job -> session.workbench().scores().spikeRates(dataset, network, SIMULATION, SIMULATION_SEED, threads, job));
    }

    private void print(PhysicalCostOutput output, Network network, ConstraintSet limits) {
        if (json) {
            JsonDocument document = session.document("hasnas-physical-cost", 1).putAll(CostDocument.network(network)).putAll(output.json());
            if (!limitOptions.isEmpty()) {
                document.putAll(CostDocument.verdict(output.total(), limits));
            }
            document.print(session.out());
            return;
        }
        session.out().println(title(network));
        output.text(session.out());
        if (!limitOptions.isEmpty()) {
            CostText text = new CostText(session.out());
            session.out().println();
            text.limits(output.total(), limits);
            text.verdict(output.total(), limits);
        }
    }

    public static String title(Network network) {
        return network.template().name() + ", cell " + network.architecture().text() + " (search space " + network.space().name() + ", "
                + network.template().timeSteps() + " time steps)";
    }

    private void print(SpikeSimCostReport report, ConstraintSet limits, JsonDocument subject, String title) throws HasnasException {
        if (csv) {
            printCsv(report, limits);
        } else if (json) {
            session.document("hasnas-cost", 1).putAll(subject).putAll(CostDocument.cost(report.total()))
                    .putAll(CostDocument.verdict(report.total(), limits))
                    .put("other_memory_scope", CostDocument.otherMemoryScope(report.total(), limits))
                    .putAll(CostDocument.provenance(report.settings(), report))
                    .put("layers", CostDocument.layers(report)).put("components", CostDocument.components(report)).print(session.out());
        } else {
            session.out().println(title);
            session.out().println(CostText.hardware(report.settings()));
            session.out().println();
            CostText text = new CostText(session.out());
            text.layersAndComponents(report);
            session.out().println();
            text.limits(report.total(), limits);
            session.out().println();
            text.verdict(report.total(), limits);
            text.provenance(report);
        }
    }

    private void printCsv(CostReport report, ConstraintSet limits) throws HasnasException {
        try {
            session.workbench().costs().export(report, limits, session.out());
        } catch (IOException e) {
            throw new UncheckedIOException("a PrintStream keeps its failures to itself", e);
        }
    }
}
