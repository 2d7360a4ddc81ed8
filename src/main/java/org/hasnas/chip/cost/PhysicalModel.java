package org.hasnas.chip.cost;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.hasnas.chip.catalog.ComponentCatalog;
import org.hasnas.chip.catalog.DeviceFiles;
import org.hasnas.chip.catalog.HardwareProfiles;
import org.hasnas.chip.mapping.FloorPlan;
import org.hasnas.chip.mapping.TiledLayer;
import org.hasnas.chip.model.ChipComponent;
import org.hasnas.chip.model.CostModelId;
import org.hasnas.chip.model.DeviceStatistics;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.chip.model.HardwareProfile;
import org.hasnas.chip.model.HardwareProfile.Schedule;
import org.hasnas.chip.model.PhysicalCostReport;
import org.hasnas.chip.model.PhysicalCostReport.LayerCost;
import org.hasnas.chip.model.PhysicalCostReport.PartCost;
import org.hasnas.chip.model.PhysicalSettings;
import org.hasnas.chip.model.Programming;
import org.hasnas.chip.model.SpikeRates;
import org.hasnas.error.HasnasException;
import org.hasnas.network.Architecture;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.network.MacroChoice;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.PartialArchitecture;
import org.hasnas.network.SearchSpace;
import org.hasnas.units.Area;
import org.hasnas.units.Energy;
import org.hasnas.units.Latency;

/**
 * The cost model {@code physical}: arrays, converters, adders, buffers and wires of a chip, each with its own scaling law.
 *
 * <p>Its constants are in catalogues, one for each source, node and cell; what a catalogue's laws do not have is left out. Immutable and safe for any
 * thread.
 */
public final class PhysicalModel {
    /** So much of a copy is none. */
    private static final double ROUNDING = 1e-9;

    private final HardwareProfile profile;
    private final ComponentCatalog catalog;
    private final PhysicalConstants constants;
    private final DeviceStatistics written;

    /** @throws HasnasException BAD_DATA if the catalogue lacks a constant or has one the model does not know */
    public PhysicalModel(HardwareProfile profile, ComponentCatalog catalog) throws HasnasException {
        this(profile, catalog, "");
    }

    /** With the constants and devices that settings embed; {@code profile} is theirs, or what a design makes of it. */
    public PhysicalModel(HardwareProfile profile, PhysicalSettings settings) throws HasnasException {
        this(profile, HardwareProfiles.catalog(settings), settings.devicesText());
    }

    private PhysicalModel(HardwareProfile profile, ComponentCatalog catalog, String devicesText) throws HasnasException {
        this.profile = profile;
        this.catalog = catalog;
        this.constants = new PhysicalConstants(catalog);
        this.written = DeviceFiles.written(profile.devices(), devicesText, catalog.id());
    }

    public HardwareProfile profile() {
        return profile;
    }

    private PhysicalModel(HardwareProfile profile, PhysicalModel other) {
        this.profile = profile;
        this.catalog = other.catalog;
        this.constants = other.constants;
        this.written = other.written;
    }

    /** The chip of a design. */
    public PhysicalModel chosenBy(MacroChoice design) {
        return design.equals(MacroChoice.OF_TEMPLATE) ? this : new PhysicalModel(profile.chosenBy(design), this);
    }

    private PhysicalModel chipOf(Network network) {
        return chosenBy(network.architecture().macro());
    }

    /** The costs of a network alone. */
    public HardwareCost total(Network network, SpikeRates rates) {
        return chipOf(network).totalHere(network, rates);
    }

    private HardwareCost totalHere(Network network, SpikeRates rates) {
        PhysicalInputs inputs = NetworkWork.of(network, profile);
        return total(formulas(inputs, NetworkWork.withSums(network, rates)), inputs.timeSteps(), network.parameters(), network.convolutionWeights());
    }

    /** The costs of a network with their layers, components, warnings and known limits. */
    public PhysicalCostReport cost(Network network, SpikeRates rates) {
        return chipOf(network).reportHere(network, rates);
    }

    private PhysicalCostReport reportHere(Network network, SpikeRates rates) {
        return report(NetworkWork.of(network, profile), NetworkWork.withSums(network, rates), network.parameters(), network.convolutionWeights());
    }

    /** The costs of matrices. Nothing is known of other parameters, so all weights count as those of convolutions. */
    public PhysicalCostReport cost(PhysicalInputs inputs, SpikeRates rates) {
        long weights = 0;
        for (var layer : inputs.layers()) {
            weights += layer.weights();
        }
        return report(inputs, rates, weights, weights);
    }

    /**
     * The costs of a list of layers; nothing is known of other parameters, nor of what merges maps.
     *
     * @param chain in network order, at least one, the first a stem; linear layers as convolutions of one pixel
     */
    public PhysicalCostReport cost(List<ConvolutionLayer> chain, int timeSteps, SpikeRates rates) {
        return report(NetworkWork.of(chain, timeSteps, profile), rates, ConvolutionLayer.weights(chain),
                ConvolutionLayer.weights(ConvolutionLayer.withoutLinear(chain)));
    }

    /** The costs of matrices of a network that this program did not make. */
    public PhysicalCostReport cost(PhysicalInputs inputs, SpikeRates rates, long parameters, long convolutionWeights) {
        return report(inputs, rates, parameters, convolutionWeights);
    }

    /** Whether a converter is wider than the array that it stands below; then its floor is counted as if it had room. */
    public boolean isNarrow() {
        return new ArrayFormulas(constants, profile, 1).isNarrow();
    }

    /**
     * One array of the chip by itself.
     *
     * @param serialBits bits of an input, read one after the other
     * @param activeRows of the read, at most X
     */
    public ArrayCost array(int serialBits, double activeRows) {
        ArrayFormulas array = new ArrayFormulas(constants, profile, serialBits);
        int columns = profile.array().size();
        return new ArrayCost(Area.ofSquareMicrometres(array.cellsArea()), Area.ofSquareMicrometres(array.adcArea()),
                Area.ofSquareMicrometres(array.driversArea()), Energy.ofPicojoules(array.cellsEnergy(activeRows, columns)),
                Energy.ofPicojoules(columns * array.conversionEnergy(activeRows, activeRows > 0 ? 1 : 0)),
                Energy.ofPicojoules(columns * array.sliceEnergy()), Energy.ofPicojoules(array.driversEnergy(activeRows)),
                Latency.ofNanoseconds(array.clockNanoseconds()));
    }

    /**
     * What no completion of a partial architecture costs less than; it never falls when a further edge is decided. The tiles of a chip follow
     * all its layers, so every layer takes the cheapest of all tiles it could get, for each cost by itself; distances are those of arrays
     * without buffers and of the smallest chip. Additions where edges meet are left out. So the bound is below the costs also where all is decided.
     *
     * @return empty if every completion has an unconnected cell
     */
    public Optional<HardwareCost> lowerBound(NetworkTemplate template, SearchSpace space, PartialArchitecture partial, SpikeRates rates) {
        HardwareCost least = null;
        for (Architecture architecture : partial.leastArchitectures(space)) {
            HardwareCost cost = PhysicalBound.of(constants, profile, Network.of(template, space, architecture), rates);
            least = least == null ? cost : least.least(cost);
        }
        return Optional.ofNullable(least);
    }

    private FloorPlan plan(PhysicalInputs inputs, SpikeRates rates) {
        FloorPlan plan = FloorPlan.of(inputs.layers(), profile.array().size(), profile.array().cellsPerWeight(), profile.layout().kernelTiles());
        int copies = profile.layout().fabric().layerCopies();
        if (copies == 1) {
            return plan;
        }
        PhysicalFormulas single = new PhysicalFormulas(constants, profile, inputs, plan, rates);
        double[] clocks = new double[inputs.layers().size()];
        Arrays.setAll(clocks, single::clocks);
        double slowest = Arrays.stream(clocks).max().orElse(0);
        return plan.inSets(Arrays.stream(clocks).mapToLong(own -> Math.max(1, (long) Math.ceil(copies * own / slowest - ROUNDING))).toArray());
    }

    private PhysicalFormulas formulas(PhysicalInputs inputs, SpikeRates rates) {
        return new PhysicalFormulas(constants, profile, inputs, plan(inputs, rates), rates);
    }

    private HardwareCost total(PhysicalFormulas formulas, int timeSteps, long parameters, long convolutionWeights) {
        double clock = formulas.clockNanoseconds();
        return new HardwareCost(CostModelId.PHYSICAL, parameters, convolutionWeights, Area.ofSquareMicrometres(formulas.area()),
                Latency.ofNanoseconds(clock * inferenceClocks(formulas, timeSteps)), Energy.ofPicojoules(timeSteps * formulas.energy()));
    }

    private double inferenceClocks(PhysicalFormulas formulas, int timeSteps) {
        return switch (profile.layout().schedule()) {
            case LAYER_BY_LAYER -> timeSteps * formulas.stepClocks();
            case PIPELINED -> formulas.stepClocks() + (timeSteps - 1) * formulas.intervalClocks();
        };
    }

    private PhysicalCostReport report(PhysicalInputs inputs, SpikeRates rates, long parameters, long convolutionWeights) {
        FloorPlan plan = plan(inputs, rates);
        PhysicalFormulas formulas = new PhysicalFormulas(constants, profile, inputs, plan, rates);
        double clock = formulas.clockNanoseconds();
        int steps = inputs.timeSteps();
        HardwareCost total = total(formulas, steps, parameters, convolutionWeights);
        List<LayerCost> layers = new ArrayList<>();
        double used = 0;
        for (int index = 0; index < plan.layers().size(); index++) {
            LayerCost layer = layer(plan.layers().get(index), index, formulas, steps, rates);
            used += layer.utilizationFraction() * plan.layers().get(index).builtArrays();
            layers.add(layer);
        }
        List<PartCost> components = new ArrayList<>();
        for (ChipComponent component : ChipComponent.values()) {
            components.add(component(component, layers));
        }
        double interval = clock * (profile.layout().schedule() == Schedule.PIPELINED ? formulas.intervalClocks() : formulas.stepClocks());
        Optional<Programming> programming = written.isPerfect() ? Optional.empty() : Optional.of(programming(layers));
        List<String> warnings = new ArrayList<>(PhysicalSentences.warnings(profile, plan, rates));
        if (formulas.keptFraction() < 1) {
            warnings.add(PhysicalSentences.fetched(1 - formulas.keptFraction(), programming));
        }
        programming.filter(Programming::wearsOut).map(PhysicalSentences::wear).ifPresent(warnings::add);
        return new PhysicalCostReport(profile, total, layers, components,
                new Energy(formulas.leakageNanowatts() * 1e-9 * total.latency().seconds()), Latency.ofNanoseconds(clock),
                Latency.ofNanoseconds(interval), used / plan.builtArrays(), catalog.contentHash(),
                constants.expectedError, programming, warnings, PhysicalSentences.limits(profile, catalog, plan, constants.fabric));
    }

    private Programming programming(List<LayerCost> layers) {
        int cellsPerWeight = profile.array().cellsPerWeight();
        return Programming.of(written, profile.device(), layers.stream().mapToLong(layer -> layer.weights() * layer.copies()).sum(), cellsPerWeight,
                layers.stream().mapToDouble(layer -> (double) layer.weights() * cellsPerWeight / layer.crossbars()).max().orElse(0));
    }

    private LayerCost layer(TiledLayer tiled, int index, PhysicalFormulas formulas, int steps, SpikeRates rates) {
        double clock = formulas.clockNanoseconds();
        List<PartCost> parts = new ArrayList<>();
        double area = 0;
        double energy = 0;
        for (ChipComponent component : ChipComponent.values()) {
            parts.add(new PartCost(component, Area.ofSquareMicrometres(formulas.area(index, component)),
                    Energy.ofPicojoules(steps * formulas.energy(index, component)),
                    Latency.ofNanoseconds(steps * clock * formulas.clocks(index, component))));
            area += formulas.area(index, component);
            energy += steps * formulas.energy(index, component);
        }
        String name = tiled.layer().name();
        return new LayerCost(name, tiled.layer().weights(), tiled.arrays(), tiled.tiles(), tiled.elementsPerTile(),
                tiled.builtArrays() / (tiled.tiles() * tiled.elementsPerTile()), tiled.allCopies(), tiled.utilization(),
                tiled.layer().inputBits(), rates.rate(name), Area.ofSquareMicrometres(area), Energy.ofPicojoules(energy),
                Latency.ofNanoseconds(steps * clock * formulas.clocks(index)), parts);
    }

    private static PartCost component(ChipComponent component, List<LayerCost> layers) {
        double area = 0;
        double energy = 0;
        double latency = 0;
        for (LayerCost layer : layers) {
            PartCost part = layer.part(component);
            area += part.area().squareMetres();
            energy += part.energy().joules();
            latency += part.latency().seconds();
        }
        return new PartCost(component, new Area(area), new Energy(energy), new Latency(latency));
    }
}
