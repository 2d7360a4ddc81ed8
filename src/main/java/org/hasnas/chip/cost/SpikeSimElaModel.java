package org.hasnas.chip.cost;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hasnas.chip.catalog.ComponentCatalog;
import org.hasnas.chip.cost.ElaCost.LayerShare;
import org.hasnas.chip.mapping.MappedLayer;
import org.hasnas.chip.mapping.Mapping;
import org.hasnas.chip.model.CatalogEntry;
import org.hasnas.chip.model.CellDevice;
import org.hasnas.chip.model.CostModelId;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.chip.model.SpikeSimCostReport;
import org.hasnas.chip.model.SpikeSimCostReport.ComponentCost;
import org.hasnas.chip.model.SpikeSimCostReport.LayerCost;
import org.hasnas.chip.model.SpikeSimSettings;
import org.hasnas.error.HasnasException;
import org.hasnas.network.Architecture;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.PartialArchitecture;
import org.hasnas.network.SearchSpace;
import org.hasnas.units.Area;
import org.hasnas.units.Energy;
import org.hasnas.units.Latency;

/**
 * The cost model {@code spikesim-ela}: equal to the public SpikeSim ELA tool on all it accepts, and its closed form beyond.
 *
 * <p>What the tool calls out_dim is a layer's side after the pooling that follows; maps that are not square count height times width.
 * With the networks of this program's presets no cost falls when a convolution is added to a cell. A template whose width grows more than
 * eightfold where the side of the map is halved need not keep that, since only the first five layers have neuron memory.
 *
 * <p>Immutable and safe for any thread.
 */
public final class SpikeSimElaModel {
    private final ComponentCatalog catalog;
    private final ElaConstants constants;

    /** @throws HasnasException BAD_DATA if the catalogue lacks a constant or has one the model does not know */
    public SpikeSimElaModel(ComponentCatalog catalog) throws HasnasException {
        this.catalog = catalog;
        this.constants = new ElaConstants(catalog);
    }

    /** The model with the catalogue that comes with the program. */
    public static SpikeSimElaModel bundled() throws HasnasException {
        return new SpikeSimElaModel(ComponentCatalog.bundled(CostModelId.SPIKESIM_ELA.label()));
    }

    /** Duration of a PE cycle that {@link SpikeSimSettings} stand for: 26 clocks at 250 MHz. */
    public double peCycleNanoseconds() {
        return peCycleNanoseconds(constants.clockMegahertz);
    }

    /** Duration of a PE cycle at another clock. */
    public double peCycleNanoseconds(double clockMegahertz) {
        return constants.clocksPerPeCycle * (1000 / clockMegahertz);
    }

    /** The formulas themselves, in the tool's units. */
    public ElaCost evaluate(ElaInputs inputs) {
        return new ElaFormulas(constants, inputs).cost();
    }

    /** The four costs alone: what a search asks for. */
    public HardwareCost total(Network network, SpikeSimSettings settings) {
        ElaTotals totals = new ElaFormulas(constants, inputs(mapping(network, settings), network.template().timeSteps(), settings)).totals();
        return hardwareCost(totals, network.parameters(), network.convolutionWeights());
    }

    /**
     * What no completion of a partial architecture costs less than, in any of the four costs; the costs themselves, dead edges left out,
     * once all is decided. It never falls when a further edge is decided.
     *
     * <p>An edge counts where it is in use in any case. Of the sets of nodes that may turn out to be in use, each cost takes the cheapest.
     *
     * @return empty if every completion has an unconnected cell
     */
    public Optional<HardwareCost> lowerBound(NetworkTemplate template, SearchSpace space, PartialArchitecture partial, SpikeSimSettings settings) {
        boolean complete = partial.isComplete();
        HardwareCost least = null;
        for (Architecture architecture : partial.leastArchitectures(space)) {
            Network network = Network.of(template, space, architecture);
            Mapping mapping = mapping(network, settings);
            ElaInputs inputs = inputs(mapping, template.timeSteps(), settings);
            ElaTotals totals = complete || isMonotone(mapping) ? new ElaFormulas(constants, inputs).totals() : withoutNeuronMemory(inputs);
            HardwareCost cost = hardwareCost(totals, network.parameters(), network.convolutionWeights());
            least = least == null ? cost : least.least(cost);
        }
        return Optional.ofNullable(least);
    }

    /**
     * Whether no further convolution can lower the area. It adds as many inputs as neurons, and of the first five layers, whose neurons have
     * memory, it pushes out at most one that comes later.
     */
    private static boolean isMonotone(Mapping mapping) {
        long fewest = Long.MAX_VALUE;
        for (MappedLayer layer : mapping.layers()) {
            if (layer.neurons() > 2 * (double) fewest) {
                return false;
            }
            fewest = Math.min(fewest, layer.neurons());
        }
        return true;
    }

    private ElaTotals withoutNeuronMemory(ElaInputs inputs) {
        ElaCost cost = evaluate(inputs);
        return new ElaTotals(cost.total().areaSquareMicrometres() - cost.areaSquareMicrometres(ElaComponent.NEURON_MEMORY),
                cost.total().energyPicojoules(), cost.total().latencyNanoseconds());
    }

    /** The costs with their layers, components and known limits. */
    public SpikeSimCostReport cost(Network network, SpikeSimSettings settings) {
        return report(mapping(network, settings), network.convolutions(), network.parameters(), network.template().timeSteps(), settings,
                settings.includeClassifier());
    }

    /**
     * The costs of a list of convolutions. Nothing is known of other layers, so the parameters are the convolutions' weights and a
     * classifier is never included.
     *
     * @param layers at least one
     * @param timeSteps simulated time steps T
     */
    public SpikeSimCostReport cost(List<ConvolutionLayer> layers, int timeSteps, SpikeSimSettings settings) {
        Mapping mapping = Mapping.of(layers, List.of(), settings.crossbarSize(), settings.pesPerTile());
        return report(mapping, layers, ConvolutionLayer.weights(layers), timeSteps, settings, false);
    }

    /**
     * The costs of all layers of a network that this program did not make.
     *
     * @param layers in network order, at least one; linear layers as convolutions of one pixel
     * @param parameters all that are trained
     * @param timeSteps simulated time steps T
     */
    public SpikeSimCostReport costOfAll(List<ConvolutionLayer> layers, long parameters, int timeSteps, SpikeSimSettings settings) {
        Mapping mapping = Mapping.of(layers, List.of(), settings.crossbarSize(), settings.pesPerTile());
        return report(mapping, ConvolutionLayer.withoutLinear(layers), parameters, timeSteps, settings, true);
    }

    private static Mapping mapping(Network network, SpikeSimSettings settings) {
        return Mapping.of(network, settings.includeClassifier(), settings.crossbarSize(), settings.pesPerTile());
    }

    private ElaInputs inputs(Mapping mapping, int timeSteps, SpikeSimSettings settings) {
        return new ElaInputs(mapping, timeSteps, settings.device(), peCycleNanoseconds());
    }

    private SpikeSimCostReport report(Mapping mapping, List<ConvolutionLayer> convolutions, long parameters, int timeSteps, SpikeSimSettings settings,
            boolean classifierMapped) {
        ElaCost cost = evaluate(inputs(mapping, timeSteps, settings));
        List<LayerCost> layers = new ArrayList<>();
        for (int index = 0; index < mapping.layers().size(); index++) {
            MappedLayer layer = mapping.layers().get(index);
            LayerShare share = cost.layers().get(index);
            layers.add(new LayerCost(layer.name(), layer.weights(), layer.processingElements(), layer.crossbars(),
                    Area.ofSquareMicrometres(share.peAreaSquareMicrometres()), Latency.ofNanoseconds(share.latencyNanoseconds()),
                    Energy.ofPicojoules(share.energyPicojoules())));
        }
        List<ComponentCost> components = cost.components().stream().map(share -> new ComponentCost(share.component().label(),
                Area.ofSquareMicrometres(share.areaSquareMicrometres()), Energy.ofPicojoules(share.energyPicojoules()))).toList();
        return new SpikeSimCostReport(settings, hardwareCost(cost.total(), parameters, ConvolutionLayer.weights(convolutions)), layers, components,
                catalog.contentHash(), ElaSentences.coverage(classifierMapped), limits(mapping, convolutions, settings, classifierMapped));
    }

    private List<String> limits(Mapping mapping, List<ConvolutionLayer> convolutions, SpikeSimSettings settings,
            boolean classifierMapped) {
        List<String> sentences = new ArrayList<>(ElaSentences.of(mapping, convolutions, classifierMapped));
        if (settings.device() == CellDevice.SRAM) {
            catalog.entries().stream().filter(entry -> entry.key().equals(ElaConstants.SRAM_CROSSBAR_ENERGY))
                    .map(CatalogEntry::caveat).flatMap(Optional::stream).forEach(sentences::add);
        }
        return sentences;
    }

    private static HardwareCost hardwareCost(ElaTotals totals, long parameters, long convolutionWeights) {
        return new HardwareCost(CostModelId.SPIKESIM_ELA, parameters, convolutionWeights, Area.ofSquareMicrometres(totals.areaSquareMicrometres()),
                Latency.ofNanoseconds(totals.latencyNanoseconds()), Energy.ofPicojoules(totals.energyPicojoules()));
    }
}
