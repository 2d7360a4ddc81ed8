package org.hasnas.testdata;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.hasnas.chip.model.CostModelId;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.chip.model.HardwareSettings;
import org.hasnas.chip.model.SpikeSimCostReport;
import org.hasnas.chip.model.SpikeSimCostReport.ComponentCost;
import org.hasnas.chip.model.SpikeSimCostReport.LayerCost;
import org.hasnas.chip.model.SpikeSimSettings;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.files.codec.ProjectYaml;
import org.hasnas.network.Architecture;
import org.hasnas.network.CanonicalForm;
import org.hasnas.network.ConnectionMatrix;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.network.Edge;
import org.hasnas.network.MacroChoice;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplate.CellSharing;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.network.NetworkTemplates.Preset;
import org.hasnas.score.model.FitnessScore;
import org.hasnas.score.model.FitnessSettings;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.SearchAlgorithmId;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.hasnas.search.model.TrialOutcome;
import org.hasnas.units.Area;
import org.hasnas.units.Energy;
import org.hasnas.units.Latency;

/** Requests and trials for tests: real candidates of the search space, with costs of a plausible size made of their layers. */
public final class Samples {
    /** Project files of data sets that are not there. */
    public static final ProjectYaml YAML = new ProjectYaml((dataset, folder) -> dataset.format().shape());

    private Samples() {}

    public static SearchRequest request(Preset preset, int budget) {
        return new SearchRequest(DatasetReference.EMBEDDED_DIGITS, preset.template(), preset.space(), SpikeSimSettings.DEFAULT,
                ConstraintSet.PUBLISHED, SearchAlgorithmId.SNASNET_RANDOM, budget, new FitnessSettings(64, 2), 7);
    }

    public static List<Trial> trials(SearchRequest request, int count) {
        return IntStream.range(0, count).mapToObj(index -> trial(request, index)).toList();
    }

    /** The trial of an index: the same for equal requests; every 97th failed. */
    public static Trial trial(SearchRequest request, int index) {
        SplittableRandom random = new SplittableRandom(request.seed() * 1_000_003 + index);
        Architecture architecture = draw(request, random);
        double seconds = 0.02 + 0.05 * random.nextDouble();
        if (index % 97 == 96) {
            return new Trial(index, architecture, new TrialOutcome.Failed("the network has no path from input to output"), seconds);
        }
        Network network = Network.of(request.template(), request.space(), architecture);
        HardwareCost cost = report(network, request.hardware()).total();
        if (request.algorithm() == SearchAlgorithmId.HASNAS && !request.limits().isMetBy(cost)) {
            return new Trial(index, architecture, new TrialOutcome.OverLimits(cost), seconds / 100);
        }
        if (index % 61 == 60) {
            return new Trial(index, architecture, new TrialOutcome.Evaluated(cost, new FitnessScore(Double.NEGATIVE_INFINITY, 0)), seconds);
        }
        double value = 120 + 25 * Math.log10((double) cost.convolutionWeights()) + 40 * random.nextDouble();
        return new Trial(index, architecture, new TrialOutcome.Evaluated(cost, new FitnessScore(value, 0.05 + 0.2 * random.nextDouble())),
                seconds);
    }

    public static SpikeSimCostReport report(Network network, HardwareSettings hardware) {
        SpikeSimSettings settings = hardware instanceof SpikeSimSettings chip ? chip : SpikeSimSettings.DEFAULT;
        return report(network.convolutions(), network.parameters(), network.template().timeSteps(), settings);
    }

    /** @param parameters of the whole network */
    static SpikeSimCostReport report(List<ConvolutionLayer> convolutions, long parameters, int steps, SpikeSimSettings settings) {
        List<LayerCost> layers = convolutions.stream().map(layer -> layerCost(layer, settings, steps)).toList();
        Area area = layers.stream().map(LayerCost::peArea).reduce(Area.ZERO, Area::plus);
        Latency latency = layers.stream().map(LayerCost::latency).reduce(Latency.ZERO, Latency::plus);
        Energy energy = layers.stream().map(LayerCost::energy).reduce(Energy.ZERO, Energy::plus);
        long weights = convolutions.stream().mapToLong(ConvolutionLayer::weights).sum();
        HardwareCost total = new HardwareCost(CostModelId.SPIKESIM_ELA, parameters, weights, area, latency, energy);
        List<ComponentCost> components = List.of(new ComponentCost("crossbars", area.times(0.1), energy.times(0.2)),
                new ComponentCost("ADC and MUX", area.times(0.5), energy.times(0.6)),
                new ComponentCost("tile buffers", area.times(0.4), energy.times(0.2)));
        return new SpikeSimCostReport(settings, total, layers, components, "test", "All convolutions are covered; the classifier is not.",
                List.of("Latency counts output neurons and ignores the crossbar.", "A 1x1 convolution costs like a 3x3."));
    }

    private static LayerCost layerCost(ConvolutionLayer layer, SpikeSimSettings settings, int steps) {
        int side = settings.crossbarSize();
        long pes = (long) Math.ceilDiv(layer.inChannels(), side) * Math.ceilDiv(layer.outChannels(), side);
        long pixels = (long) layer.outHeight() * layer.outWidth();
        return new LayerCost(layer.name(), layer.weights(), pes, pes * 9, Area.ofSquareMicrometres(pes * 1_000_000.0),
                Latency.ofNanoseconds(0.75 * pixels * layer.outChannels() * steps * 104), Energy.ofPicojoules(pes * pixels * 1_700.0 * steps));
    }

    private static Architecture draw(SearchRequest request, SplittableRandom random) {
        int cells = request.template().cellSharing() == CellSharing.SHARED ? 1 : request.template().cellCount();
        Architecture drawn = new Architecture(IntStream.range(0, cells).mapToObj(cell -> drawMatrix(request, random)).toList());
        List<MacroChoice> choices = request.space().choices().all();
        return choices.size() == 1 ? drawn : drawn.with(choices.get(random.nextInt(choices.size())));
    }

    private static ConnectionMatrix drawMatrix(SearchRequest request, SplittableRandom random) {
        while (true) {
            ConnectionMatrix matrix = ConnectionMatrix.empty(request.space().nodes());
            for (Edge pair : request.space().pairs()) {
                Edge edge = request.space().backwardEdges() && random.nextInt(3) == 0 ? pair.reversed() : pair;
                matrix = matrix.with(edge, random.nextInt(request.space().operations().size()));
            }
            ConnectionMatrix canonical = CanonicalForm.of(request.space(), matrix);
            if (!canonical.edges().isEmpty()) {
                return canonical;
            }
        }
    }

    public static SearchRequest digits(int budget) {
        return request(NetworkTemplates.DIGITS, budget);
    }
}
