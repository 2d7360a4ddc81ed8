package org.hasnas.workbench.diagram;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hasnas.chip.model.CostReport;
import org.hasnas.chip.model.PhysicalCostReport;
import org.hasnas.chip.model.SpikeSimCostReport;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.network.LayerNames;
import org.hasnas.network.LinearLayer;
import org.hasnas.network.Network;
import org.hasnas.network.plan.MapShape;
import org.hasnas.simulation.model.LayerRate;
import org.hasnas.units.Area;
import org.hasnas.units.Energy;
import org.hasnas.units.Latency;

/**
 * What is known of a layer with weights.
 *
 * @param name see {@link LayerNames}
 * @param input shape of the map that it reads
 * @param output shape of its result, behind the pool that follows directly
 * @param parameters weights, and biases where it has them
 * @param multiplyAccumulates of one image, over all time steps, as if no input were 0
 * @param inputRates share of ones among its inputs in each time step; empty if it was not measured or reads no spikes
 * @param cost on a chip; empty if the chip does not hold the layer
 */
public record LayerFacts(String name, MapShape input, MapShape output, long parameters, long multiplyAccumulates,
        List<Double> inputRates, Optional<Cost> cost) {
    public LayerFacts {
        inputRates = List.copyOf(inputRates);
    }

    /**
     * What a layer costs on a chip.
     *
     * @param crossbars of one copy of its weights
     */
    public record Cost(long crossbars, Area area, Latency latency, Energy energy) {}

    /** Mean share of ones among its inputs; empty if unknown. */
    public OptionalDouble inputRate() {
        return inputRates.stream().mapToDouble(Double::doubleValue).average();
    }

    /** Accumulations that spikes cause: those of {@link #multiplyAccumulates} whose input is a one; empty if the inputs' rate is unknown. */
    public OptionalDouble synapticOperations() {
        OptionalDouble rate = inputRate();
        return rate.isEmpty() ? rate : OptionalDouble.of(rate.getAsDouble() * multiplyAccumulates);
    }

    /**
     * The layers of a network in its order.
     *
     * @param report costs of this network; empty if they are not known
     * @param rates of its LIF layers; those that are missing are unknown
     */
    public static List<LayerFacts> of(Network network, Optional<CostReport> report, List<LayerRate> rates) {
        Map<String, Cost> costs = report.map(LayerFacts::costs).orElse(Map.of());
        Map<String, List<Double>> ones = new HashMap<>();
        rates.forEach(rate -> ones.put(rate.layer(), rate.perTimeStep()));
        int steps = network.template().timeSteps();
        List<LayerFacts> facts = new ArrayList<>();
        for (ConvolutionLayer layer : network.convolutions()) {
            boolean once = layer.role() == ConvolutionLayer.Role.STEM; // it reads the image, which is the same at every time step
            facts.add(new LayerFacts(layer.name(), new MapShape(layer.inHeight(), layer.inWidth(), layer.inChannels()),
                    new MapShape(layer.pooledHeight(), layer.pooledWidth(), layer.outChannels()), layer.weights(),
                    layer.multiplyAccumulates() * (once ? 1 : steps), ones.getOrDefault(layer.name(), List.of()),
                    Optional.ofNullable(costs.get(layer.name()))));
        }
        String before = LayerNames.LAST;
        for (LinearLayer layer : network.linears()) {
            // the first one reads the average of a window of spikes: the mean of its inputs is the share of ones
            facts.add(new LayerFacts(layer.name(), new MapShape(1, 1, layer.inFeatures()), new MapShape(1, 1, layer.outFeatures()),
                    layer.parameters(), (long) layer.inFeatures() * layer.outFeatures() * steps, ones.getOrDefault(before, List.of()),
                    Optional.ofNullable(costs.get(layer.name()))));
            before = layer.name();
        }
        return List.copyOf(facts);
    }

    private static Map<String, Cost> costs(CostReport report) {
        Map<String, Cost> costs = new HashMap<>();
        switch (report) {
            case PhysicalCostReport physical -> physical.layers().forEach(layer -> costs.put(layer.layer(),
                    new Cost(layer.crossbars(), layer.area(), layer.latency(), layer.energy())));
            case SpikeSimCostReport spikeSim -> spikeSim.layers().forEach(layer -> costs.put(layer.layer(),
                    new Cost(layer.crossbars(), layer.peArea(), layer.latency(), layer.energy())));
        }
        return costs;
    }
}
