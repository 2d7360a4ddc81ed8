package org.hasnas.chip.model;

import java.util.List;
import org.hasnas.units.Area;
import org.hasnas.units.Energy;
import org.hasnas.units.Latency;

/**
 * A cost by the model {@code spikesim-ela} with where it comes from.
 *
 * @param settings model and inputs that produced it
 * @param total the four costs
 * @param layers costs that belong to one layer, in network order
 * @param components costs by chip component, of the whole chip
 * @param catalogHash hash of the component catalogue's content
 * @param coverage which layers the model covered, as a sentence
 * @param knownLimits what the model leaves out or gets wrong, as sentences for the user
 */
public record SpikeSimCostReport(
        SpikeSimSettings settings,
        HardwareCost total,
        List<LayerCost> layers,
        List<ComponentCost> components,
        String catalogHash,
        String coverage,
        List<String> knownLimits) implements CostReport {

    /**
     * What one layer costs.
     *
     * @param processingElements PEs the layer is mapped to
     * @param crossbars crossbars the layer is mapped to
     * @param peArea area of those PEs without what tiles and chip share
     */
    public record LayerCost(String layer, long weights, long processingElements, long crossbars, Area peArea, Latency latency, Energy energy) {}

    /** What one kind of component costs on the whole chip; a component without latency or energy of its own has zero there. */
    public record ComponentCost(String component, Area area, Energy energy) {}

    public SpikeSimCostReport {
        layers = List.copyOf(layers);
        components = List.copyOf(components);
        knownLimits = List.copyOf(knownLimits);
    }
}
