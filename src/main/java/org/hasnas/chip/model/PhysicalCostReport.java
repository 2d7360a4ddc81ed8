package org.hasnas.chip.model;

import java.util.List;
import java.util.Optional;
import org.hasnas.units.Area;
import org.hasnas.units.Energy;
import org.hasnas.units.Latency;

/**
 * A cost by the physical model with all it is made of.
 *
 * @param profile the chip
 * @param total the four costs; the energy without leakage
 * @param layers what each layer costs, in network order
 * @param components what each kind of component costs on the whole chip
 * @param leakage energy that leaks away during one inference
 * @param clock period of the chip's clock
 * @param interval time after which a pipelined chip can take the next time step; layer by layer, the time of one time step
 * @param utilizationFraction used cells of all cells built
 * @param catalogHash hash of the component catalogue's content
 * @param expectedError how far the model was off on chips of this node and cell that it was not fitted on
 * @param programming what it takes to write the weights; empty for cells that are written like any memory
 * @param warnings what is doubtful about this chip for this network, as sentences
 * @param knownLimits what the model leaves out, as sentences
 */
public record PhysicalCostReport(
        HardwareProfile profile,
        HardwareCost total,
        List<LayerCost> layers,
        List<PartCost> components,
        Energy leakage,
        Latency clock,
        Latency interval,
        double utilizationFraction,
        String catalogHash,
        ExpectedError expectedError,
        Optional<Programming> programming,
        List<String> warnings,
        List<String> knownLimits) implements CostReport {

    /** What one kind of component costs, here or on the whole chip; work of several components at once counts for the slowest. */
    public record PartCost(ChipComponent component, Area area, Energy energy, Latency latency) {}

    /**
     * What one layer costs.
     *
     * @param crossbars crossbars of one copy of its weights
     * @param tiles tiles it has for itself
     * @param elementsPerTile PEs of a tile
     * @param arraysPerElement crossbars of a PE, used or not
     * @param copies copies of its weights in these tiles, which work at the same time
     * @param utilizationFraction used cells of the cells of its tiles
     * @param inputBits bits of an input, read one after the other
     * @param spikeRate fraction of ones among the input bits
     * @param parts costs by component
     */
    public record LayerCost(String layer, long weights, long crossbars, long tiles, long elementsPerTile, long arraysPerElement, long copies,
            double utilizationFraction, int inputBits, double spikeRate, Area area, Energy energy, Latency latency, List<PartCost> parts) {
        public LayerCost {
            parts = List.copyOf(parts);
        }

        /** What one kind of component costs in this layer. */
        public PartCost part(ChipComponent component) {
            return find(parts, component);
        }
    }

    public PhysicalCostReport {
        layers = List.copyOf(layers);
        components = List.copyOf(components);
        warnings = List.copyOf(warnings);
        knownLimits = List.copyOf(knownLimits);
    }

    @Override
    public String coverage() {
        return profile.layout().includeClassifier() ? "Convolutions and the classifier's linear layers are mapped."
                : "Convolutions are mapped; the classifier's linear layers are not.";
    }

    /** Power that leaks away whether the chip works or not, in watt. */
    public double leakageWatts() {
        return leakage.joules() / total.latency().seconds();
    }

    /**
     * Energy for each image at a rate of images: the work of one and what leaks until the next.
     *
     * @param imagesPerSecond above 0; a chip can't do more than one in each latency
     */
    public Energy perImage(double imagesPerSecond) {
        return new Energy(total.energy().joules() + leakageWatts() / imagesPerSecond);
    }

    @Override
    public Energy perSecond(double inputSeconds) {
        return new Energy(perImage(1 / inputSeconds).joules() / inputSeconds);
    }

    /** Images per second below which more leaks away than the work takes. */
    public double balancedImagesPerSecond() {
        return leakageWatts() / total.energy().joules();
    }

    /** What one kind of component costs on the whole chip. */
    public PartCost component(ChipComponent component) {
        return find(components, component);
    }

    private static PartCost find(List<PartCost> parts, ChipComponent component) {
        for (PartCost part : parts) {
            if (part.component() == component) {
                return part;
            }
        }
        throw new IllegalArgumentException("there is no component " + component.label());
    }
}
