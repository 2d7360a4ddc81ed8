package org.hasnas.cli.chip;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hasnas.chip.model.ComparedChip;
import org.hasnas.chip.model.CostModelId;
import org.hasnas.chip.model.MeasuredAccuracy;
import org.hasnas.chip.model.PhysicalCostReport;
import org.hasnas.chip.model.PhysicalSettings;
import org.hasnas.chip.model.SpikeRateSource;
import org.hasnas.chip.model.SpikeRates;
import org.hasnas.chip.model.SpikeSimCostReport;
import org.hasnas.chip.model.SpikeSimSettings;
import org.hasnas.cli.console.Session;
import org.hasnas.cli.console.TableCommand;
import org.hasnas.cli.option.DatasetOptions;
import org.hasnas.cli.option.HardwareOptions;
import org.hasnas.cli.option.LimitOptions;
import org.hasnas.cli.option.NetworkChoice;
import org.hasnas.cli.option.OnlyWith;
import org.hasnas.cli.option.Options;
import org.hasnas.cli.option.PhysicalOptions;
import org.hasnas.cli.report.Figures;
import org.hasnas.cli.report.JsonDocument;
import org.hasnas.cli.report.Naming;
import org.hasnas.cli.report.TableReport;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.data.model.RecordingFacts;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.score.model.FitnessSettings;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.training.model.Accuracy;
import org.hasnas.workbench.Workbench;
import org.hasnas.workbench.candidate.KnownCandidates;
import org.hasnas.workbench.cost.Costs;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hasnas cost}: what a network costs on a chip, beside the limits. */
@OnlyWith(options = {"--data", "--format"}, without = "--layers")
@OnlyWith(options = "--images-per-second", with = "--model=physical")
@OnlyWith(options = "--measured", with = "--hardware", without = "--layers")
@OnlyWith(options = {"--subset", "--subset-seed"}, with = "--spike-rates=simulate")
@OnlyWith(options = "--project", with = "--matrix",
        without = {"--preset", "--layers", "--time-steps", "--data", "--format", "--subset", "--subset-seed",
            "--model", "--hardware", "--catalog", "--devices", "--spike-rates", "--crossbar", "--pes-per-tile", "--device", "--include-classifier"})
@Command(name = "cost", description = "What a network costs on a chip (memory, area, latency, energy), beside the limits.",
        footer = {
            "  hasnas cost --layers layers.csv --model physical --spike-rates 0.1 --hardware neurosim-1.4-22nm-rram,neurosim-1.4-7nm-sram",
            "  hasnas cost --preset digits --matrix '0303 0030 2002 0200' --model physical --spike-rates 0.1 --hardware all",
            "  hasnas cost --preset snasnet-cifar10 --matrix '0303 0030 2002 0200'",
            "  hasnas cost --preset hasnas-cifar10 --matrix '0302 0030 3003 0000' --limits 'memory=2 M' --json",
            "  hasnas cost --project sample-projects/digits-quickstart --matrix '0302 0030 3003 0000'",
            "  hasnas cost --layers layers.csv --time-steps 5",
            "  hasnas cost --preset digits --matrix '0303 0030 2002 0200' --model physical --hardware neurosim-22nm-rram --spike-rates 0.1",
            "  hasnas cost --preset digits --matrix '0303 0030 2002 0200' --model physical --hardware my-chip.json --spike-rates simulate",
            "",
            "layers.csv has a header: name,in_channels,out_channels,in_dim,out_dim,kernel_size (name and kernel_size may be",
            "left out; in_dim and out_dim are the sides of the maps in pixels, out_dim after a pooling that follows). Lists of",
            "DNN+NeuroSim such as NetWork_VGG8.csv have none: height, width, channels, kernel, kernel, channels, pooling, stride."})
public final class CostCommand extends TableCommand {
    private static final int DEFAULT_TIME_STEPS = 5;
    private static final String GIVEN = "given";
    /** Rates of 64 images differ by less than a hundredth of themselves from those of many more. */
    private static final FitnessSettings SIMULATION = new FitnessSettings(32, 2);
    private static final long SIMULATION_SEED = 1;

    @Mixin
    private NetworkChoice choice = new NetworkChoice();

    @Option(names = "--layers", paramLabel = "CSV",
            description = "List of layers instead of --preset and --matrix, also as DNN+NeuroSim has them; time steps: 5 by default.")
    private @Nullable Path layers;

    @Option(names = "--project", paramLabel = "PROJECT",
            description = "Project whose template, space, chip and limits --matrix goes with, instead of --preset and the options of a chip.")
    private @Nullable Path project;

    @Mixin
    private HardwareOptions hardwareOptions = new HardwareOptions();

    @Mixin
    private DatasetOptions images = new DatasetOptions();

    @Option(names = "--images-per-second", paramLabel = "R",
            description = "Physical model: for how many images a second the energy of an image is told, with what leaks away between them.")
    private @Nullable Double imagesPerSecond;

    @Option(names = "--measured", paramLabel = "PROJECT",
            description = "Of several chips: a project whose accuracies of this network, measured on these chips, are shown beside the costs.")
    private @Nullable Path measured;

    @Mixin
    private LimitOptions limitOptions = new LimitOptions();

    public CostCommand(Session session) {
        super(session);
    }

    @Override
    protected TableReport report() throws HasnasException {
        Path ofProject = project;
        if (ofProject != null) {
            return ofProject(session().workbench().projects().open(session().resolve(ofProject)).search());
        }
        if (layers == null && choice.isEmpty()) {
            throw new HasnasException(ErrorCode.BAD_INPUT,
                    "say which network: --preset P --matrix M, or --project PROJECT --matrix M, or --layers CSV");
        }
        return hardwareOptions.isPhysical() ? physical() : spikeSim();
    }

    private TableReport spikeSim() throws HasnasException {
        SpikeSimSettings hardware = hardwareOptions.settings();
        ConstraintSet limits = limitOptions.applyTo(ConstraintSet.PUBLISHED, hardware.model());
        Costs costs = session().workbench().costs();
        Path file = layers;
        if (file != null) {
            LayerList list = layerList(file);
            return new SpikeSimReport(list.subject(), list.subjectKeys(), (SpikeSimCostReport) costs.report(list.layers, list.timeSteps, hardware),
                    limits, Optional.empty(), costs);
        }
        Network network = choice.network(images, session());
        return new SpikeSimReport(Naming.text(network), Naming.json(network), (SpikeSimCostReport) costs.report(network, hardware), limits,
                recordings(network, Optional.empty()), costs);
    }

    private TableReport ofProject(SearchRequest request) throws HasnasException {
        NetworkTemplates.fit(request.template()).ifPresent(session()::note);
        Network network = choice.network(request);
        ConstraintSet limits = limitOptions.applyTo(request.limits(), request.hardware().model());
        Optional<RecordingFacts> recordings = recordings(network, Optional.of(request.dataset()));
        Costs costs = session().workbench().costs();
        return switch (request.hardware().chosenBy(network.architecture().macro())) {
            case SpikeSimSettings chip -> new SpikeSimReport(Naming.text(network), Naming.json(network),
                    (SpikeSimCostReport) costs.report(network, chip), limits, recordings, costs);
            case PhysicalSettings chip -> {
                boolean simulate = chip.spikeRates() instanceof SpikeRateSource.Measured;
                PhysicalSettings rated = simulate ? chip.withSpikeRates(new SpikeRateSource.Given(simulatedRates(network, request.dataset()))) : chip;
                yield new PhysicalReport(Naming.text(network), Naming.json(network), (PhysicalCostReport) costs.report(network, rated),
                        simulate ? simulation(request.dataset()) : "of the project", limits, /* judged= */ true, recordings, OptionalDouble.empty(),
                        costs);
            }
        };
    }

    /** A list of layers as the user gave it. */
    private record LayerList(Path file, List<ConvolutionLayer> layers, int timeSteps) {
        String subject() {
            int linear = layers.size() - ConvolutionLayer.withoutLinear(layers).size();
            return layers.size() - linear + " convolutions" + (linear == 0 ? "" : " and " + Figures.count(linear, "linear layer")) + " of " + file
                    + ", " + timeSteps + " time steps";
        }

        JsonDocument subjectKeys() {
            return new JsonDocument().put("layers_file", file.toString()).put("time_steps", timeSteps);
        }
    }

    private LayerList layerList(Path file) throws HasnasException {
        if (!choice.isEmpty() || hardwareOptions.includeClassifier()) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "--layers is a whole list of layers; leave out --preset, --matrix and"
                    + " --include-classifier");
        }
        Path resolved = session().resolve(file);
        return new LayerList(resolved, session().workbench().costs().layers(resolved), choice.timeStepsOr(DEFAULT_TIME_STEPS));
    }

    private TableReport physical() throws HasnasException {
        PhysicalOptions options = hardwareOptions.physical();
        if (options.compares() ? imagesPerSecond != null : measured != null) {
            throw new HasnasException(ErrorCode.BAD_INPUT, options.compares()
                    ? "--images-per-second is told of one chip; leave it out, or name one chip and one catalogue"
                    : "--measured has an effect only beside several chips; leave it out, or write --hardware all or names with commas");
        }
        ConstraintSet limits = limitOptions.applyTo(ConstraintSet.usual(CostModelId.PHYSICAL), CostModelId.PHYSICAL);
        String rates = options.requiredSpikeRates();
        boolean simulate = rates.equals(PhysicalOptions.SIMULATE);
        Costs costs = session().workbench().costs();
        Path file = layers;
        if (file != null) {
            LayerList list = layerList(file);
            if (simulate) {
                throw new HasnasException(ErrorCode.BAD_INPUT, "--spike-rates simulate needs a network (--preset and --matrix); give the rates of"
                        + " a list of layers as a number or a file");
            }
            SpikeRateSource given = new SpikeRateSource.Given(PhysicalOptions.rates(rates, session(), Optional.empty()));
            if (options.compares()) {
                return comparison(list.subject(), list.subjectKeys(), GIVEN, options.compared(session(), given), limits,
                        chip -> costs.report(list.layers, list.timeSteps, chip), Optional.empty());
            }
            PhysicalSettings settings = options.settings(session(), given);
            return new PhysicalReport(list.subject(), list.subjectKeys(), (PhysicalCostReport) costs.report(list.layers, list.timeSteps, settings),
                    GIVEN, limits, !limitOptions.isEmpty(), Optional.empty(), rate(), costs);
        }
        Network network = choice.network(images, session());
        SpikeRateSource given = new SpikeRateSource.Given(
                simulate ? SpikeRates.of(0) : PhysicalOptions.rates(rates, session(), Optional.of(network)));
        List<PhysicalSettings> chips = options.compares() ? options.compared(session(), given) : List.of(options.settings(session(), given));
        String source = GIVEN;
        if (simulate) { // only after all else was found right
            DatasetReference dataset = images.dataset(network.template(), session());
            SpikeRateSource simulated = new SpikeRateSource.Given(simulatedRates(network, dataset));
            chips = chips.stream().map(chip -> chip.withSpikeRates(simulated)).toList();
            source = simulation(dataset);
        }
        if (options.compares()) {
            return comparison(Naming.text(network), Naming.json(network), source, chips, limits, chip -> costs.report(network, chip),
                    Optional.of(network));
        }
        return new PhysicalReport(Naming.text(network), Naming.json(network), (PhysicalCostReport) costs.report(network, chips.getFirst()), source,
                limits, !limitOptions.isEmpty(), recordings(network, Optional.empty()), rate(), costs);
    }

    private TableReport comparison(String subject, JsonDocument subjectKeys, String rates, List<PhysicalSettings> chips, ConstraintSet limits,
            Costs.Pricing pricing, Optional<Network> network) throws HasnasException {
        List<MeasuredAccuracy> known = List.of();
        Path folder = measured;
        if (folder != null) {
            Workbench workbench = session().workbench();
            known = workbench.trainings().accuracies(workbench.projects().open(session().resolve(folder)));
        }
        List<ComparedChip> compared = new ArrayList<>();
        for (PhysicalSettings chip : chips) {
            Optional<Accuracy> onChip = network.isEmpty() ? Optional.empty()
                    : MeasuredAccuracy.onChip(known, KnownCandidates.networkHash(network.get()), chip.profile());
            compared.add(session().workbench().costs().compared(chip, pricing, onChip));
        }
        return new ChipComparison(subject, subjectKeys, rates, compared, limits, !limitOptions.isEmpty(),
                session().workbench().costs());
    }

    private OptionalDouble rate() throws HasnasException {
        Double rate = imagesPerSecond;
        if (rate != null && !(rate > 0 && rate < Double.POSITIVE_INFINITY)) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "--images-per-second must be above 0, was " + rate);
        }
        return rate == null ? OptionalDouble.empty() : OptionalDouble.of(rate);
    }

    private Optional<RecordingFacts> recordings(Network network, Optional<DatasetReference> ofProject) throws HasnasException {
        return switch (network.template().input().kind()) {
            case IMAGE -> Optional.empty();
            case EVENTS -> session().workbench().datasets().recordings(
                    ofProject.isPresent() ? ofProject.get() : images.dataset(network.template(), session()), Path.of(""));
        };
    }

    private static String simulation(DatasetReference dataset) {
        return "simulated: untrained network, " + Naming.text(dataset) + ", " + SIMULATION.batches() + " batches of " + SIMULATION.batchSize()
                + " images, seed " + SIMULATION_SEED;
    }

    private SpikeRates simulatedRates(Network network, DatasetReference dataset) throws HasnasException {
        int threads = Options.threads(null);
        return session().result(session().workbench().scores().spikeRates(dataset, network, SIMULATION, SIMULATION_SEED, threads));
    }
}
