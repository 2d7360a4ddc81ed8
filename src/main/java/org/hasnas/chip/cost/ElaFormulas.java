package org.hasnas.chip.cost;

import java.util.ArrayList;
import java.util.List;
import org.hasnas.chip.cost.ElaCost.ComponentShare;
import org.hasnas.chip.cost.ElaCost.LayerShare;
import org.hasnas.chip.mapping.MappedLayer;
import org.hasnas.chip.mapping.Mapping;

/**
 * The SpikeSim ELA formulas for one chip and network. With s = X / 8, k the kernel side, P the PEs per tile and T the time steps:
 *
 * <ul>
 *   <li>PE cycle (pJ) = Htree + fetch + neuron + s (k^2 xbar + s (ADC + MUX)) + 16 s Sub + s Temp + Tile; a layer takes PEs * output
 *       pixels * T of them;
 *   <li>tile (um2) = s Sub + Temp + Tile + P (k^2 xbar + s (ADC + MUX)) + Htree; besides the tiles there is memory for the inputs of all
 *       layers and for the neurons of the first five;
 *   <li>latency: a layer starts when 75 % of the outputs of the one before it are there, the last one runs to its end; one PE cycle per
 *       output neuron and time step;
 *   <li>beyond the tool: a layer that reads sums of several bits takes as many times as many cycles.
 * </ul>
 *
 * <p>Source: the public tool's ela_spikesim.py, functions compute_energy, compute_area, latency_gen.
 */
final class ElaFormulas {
    private static final ElaComponent[] COMPONENTS = ElaComponent.values();

    private final ElaConstants constants;
    private final ElaInputs inputs;
    private final Mapping mapping;
    private final double adcsPerPe;
    private final double crossbarEnergy;
    private final double crossbarArea;

    ElaFormulas(ElaConstants constants, ElaInputs inputs) {
        this.constants = constants;
        this.inputs = inputs;
        this.mapping = inputs.mapping();
        this.adcsPerPe = mapping.crossbarSize() / (double) constants.columnsPerAdc;
        this.crossbarEnergy = constants.crossbarEnergy(inputs.device());
        this.crossbarArea = constants.crossbarArea(inputs.device());
    }

    ElaCost cost() {
        double cycleEnergy = cycleEnergy();
        List<MappedLayer> layers = mapping.layers();
        List<LayerShare> layerShares = new ArrayList<>(layers.size());
        for (int index = 0; index < layers.size(); index++) {
            MappedLayer layer = layers.get(index);
            layerShares.add(new LayerShare(layer.processingElements() * peArea(), peCycles(layer) * cycleEnergy,
                    latencyCycles(index) * inputs.peCycleNanoseconds()));
        }
        double cycles = peCycles();
        List<ComponentShare> componentShares = new ArrayList<>(COMPONENTS.length);
        for (ElaComponent component : COMPONENTS) {
            componentShares.add(new ComponentShare(component, area(component), cycles * cycleEnergy(component)));
        }
        return new ElaCost(totals(), cycleEnergy, layerShares, componentShares);
    }

    ElaTotals totals() {
        double area = 0;
        for (ElaComponent component : COMPONENTS) {
            area += area(component);
        }
        double latencyCycles = 0;
        for (int index = 0; index < mapping.layers().size(); index++) {
            latencyCycles += latencyCycles(index);
        }
        return new ElaTotals(area, peCycles() * cycleEnergy(), latencyCycles * inputs.peCycleNanoseconds());
    }

    private double cycleEnergy() {
        double sum = 0;
        for (ElaComponent component : COMPONENTS) {
            sum += cycleEnergy(component);
        }
        return sum;
    }

    /** Energy of a component in one PE cycle, in pJ. */
    private double cycleEnergy(ElaComponent component) {
        return switch (component) {
            case CROSSBAR -> adcsPerPe * mapping.kernelPositions() * crossbarEnergy;
            case ADC -> adcsPerPe * adcsPerPe * constants.adcEnergy;
            case MULTIPLEXER -> adcsPerPe * adcsPerPe * constants.multiplexerEnergy;
            case SUBTRACTOR -> constants.subtractionsPerCycle * adcsPerPe * constants.subtractorEnergy;
            case TEMPORARY_BUFFER -> adcsPerPe * constants.temporaryBufferEnergy;
            case TILE_BUFFER -> constants.tileBufferEnergy;
            case H_TREE -> constants.hTreeEnergy;
            case MEMORY_FETCH -> constants.memoryFetchEnergy;
            case NEURON_UNIT -> constants.neuronEnergy;
            case INPUT_MEMORY, NEURON_MEMORY -> 0;
        };
    }

    /** Area of a component on the whole chip, in um2. */
    private double area(ElaComponent component) {
        double tiles = mapping.tiles();
        double builtPes = mapping.builtProcessingElements();
        return switch (component) {
            case CROSSBAR -> builtPes * mapping.kernelPositions() * crossbarArea;
            case ADC -> builtPes * adcsPerPe * constants.adcArea;
            case MULTIPLEXER -> builtPes * adcsPerPe * constants.multiplexerArea;
            case SUBTRACTOR -> tiles * adcsPerPe * constants.subtractorArea;
            case TEMPORARY_BUFFER -> tiles * constants.temporaryBufferArea;
            case TILE_BUFFER -> tiles * constants.tileBufferArea;
            case H_TREE -> tiles * constants.hTreeArea;
            case MEMORY_FETCH, NEURON_UNIT -> 0;
            case INPUT_MEMORY -> inputs() * constants.memoryArea;
            case NEURON_MEMORY -> neuronsWithMemory() * constants.memoryArea;
        };
    }

    private double peArea() {
        return mapping.kernelPositions() * crossbarArea + adcsPerPe * (constants.adcArea + constants.multiplexerArea);
    }

    private double inputs() {
        double sum = 0;
        for (MappedLayer layer : mapping.layers()) {
            sum += layer.inputs();
        }
        return sum;
    }

    private double neuronsWithMemory() {
        double sum = 0;
        int count = Math.min(constants.layersWithNeuronMemory, mapping.layers().size());
        for (int index = 0; index < count; index++) {
            sum += mapping.layers().get(index).neurons();
        }
        return sum;
    }

    private double peCycles() {
        double sum = 0;
        for (MappedLayer layer : mapping.layers()) {
            sum += peCycles(layer);
        }
        return sum;
    }

    private double peCycles(MappedLayer layer) {
        return (double) layer.processingElements() * layer.outPixels() * layer.inputBits() * inputs.timeSteps();
    }

    /** PE cycles by which a layer lengthens an inference: until the next layer starts, or to the end for the last one. */
    private double latencyCycles(int index) {
        MappedLayer layer = mapping.layers().get(index);
        double neurons = layer.neurons();
        boolean last = index == mapping.layers().size() - 1;
        return (last ? neurons : Math.floor(constants.pipelineStartFraction * neurons)) * layer.inputBits() * inputs.timeSteps();
    }
}
