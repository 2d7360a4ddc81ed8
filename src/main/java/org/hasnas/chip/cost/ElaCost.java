package org.hasnas.chip.cost;

import java.util.List;

/**
 * Result of the SpikeSim ELA formulas in the tool's own units.
 *
 * @param cycleEnergyPicojoules energy of one PE cycle
 * @param layers one share per layer, in network order; energies and latencies sum to the totals
 * @param components one share per {@link ElaComponent}, in its order; areas and energies sum to the totals
 */
public record ElaCost(ElaTotals total, double cycleEnergyPicojoules, List<LayerShare> layers, List<ComponentShare> components) {

    /** What belongs to one layer; the area is that of its PEs alone. */
    public record LayerShare(double peAreaSquareMicrometres, double energyPicojoules, double latencyNanoseconds) {}

    /** What one kind of component takes on the whole chip. */
    public record ComponentShare(ElaComponent component, double areaSquareMicrometres, double energyPicojoules) {}

    public ElaCost {
        layers = List.copyOf(layers);
        components = List.copyOf(components);
    }

    /** Area of one kind of component on the whole chip. */
    public double areaSquareMicrometres(ElaComponent component) {
        return components.stream().filter(share -> share.component() == component).mapToDouble(ComponentShare::areaSquareMicrometres).sum();
    }
}
