package org.hasnas.chip.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.hasnas.chip.catalog.HardwareProfiles;
import org.hasnas.chip.cost.PhysicalModel;
import org.hasnas.chip.inference.model.ChipConditions;
import org.hasnas.chip.inference.model.ChipConditions.Compensation;
import org.hasnas.chip.model.CrossbarMapRequest;
import org.hasnas.chip.model.CrossbarMapRequest.Chip;
import org.hasnas.chip.model.HardwareProfile;
import org.hasnas.chip.model.HardwareProfile.SignCoding;
import org.hasnas.chip.model.Imperfections;
import org.hasnas.chip.model.PhysicalCostReport;
import org.hasnas.chip.model.SpikeRates;
import org.hasnas.chip.tiling.CrossbarMapping;
import org.hasnas.data.ImageSet;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.network.Network;
import org.hasnas.simulation.engine.Simulation;
import org.hasnas.simulation.engine.SimulationMode;
import org.hasnas.simulation.engine.SimulationResult;
import org.hasnas.simulation.engine.Workers;
import org.hasnas.simulation.kernel.Kernels;
import org.hasnas.simulation.kernel.column.ColumnFormat;
import org.hasnas.simulation.kernel.layout.SpikeLayout;
import org.hasnas.simulation.weights.Weights;
import org.hasnas.testdata.LearntNeurons;
import org.junit.jupiter.api.Test;

/** Without imperfections, wires and lost ADC codes a chip is the quantised network, spike for spike. */
final class IdealChipTest {
    /** Spikes of all layers and time steps and the scores of one image. */
    @SuppressWarnings("ArrayRecordComponent") // compared part by part
    private record Trace(Map<String, String> spikes, double[] scores, long ones) {}

    @Test
    void anIdealChipFiresLikeTheQuantizedNetwork() {
        List<HardwareProfile> profiles = List.of(
                SampleNetworks.profile(128, 2, 8, SignCoding.OFFSET, true),
                SampleNetworks.profile(64, 2, 8, SignCoding.DIFFERENTIAL, false),
                SampleNetworks.profile(32, 1, 4, SignCoding.OFFSET, false),
                SampleNetworks.profile(32, 4, 6, SignCoding.DIFFERENTIAL, true),
                SampleNetworks.profile(64, 1, 7, SignCoding.OFFSET, true, 16));
        for (Network network : SampleNetworks.all()) {
            compare(network, LearntNeurons.normed(network, LearntNeurons.in(network, SampleNetworks.weights(network, 1))), profiles.getFirst(), 1);
            for (HardwareProfile profile : profiles) {
                for (long seed = 1; seed <= 3; seed++) {
                    compare(network, SampleNetworks.weights(network, seed), profile, seed);
                }
            }
        }
    }

    /** Costs, circuits and inference count the same crossbars for every operation on every chip. */
    @Test
    void allCountTheSameCrossbars() throws HasnasException {
        List<HardwareProfile> profiles = List.of(HardwareProfiles.find("neurosim-22nm-rram"), HardwareProfiles.find("neurosim-1.4-7nm-sram"),
                SampleNetworks.profile(128, 1, 8, SignCoding.DIFFERENTIAL, false), SampleNetworks.profile(32, 1, 5, SignCoding.OFFSET, true),
                SampleNetworks.profile(64, 2, 7, SignCoding.DIFFERENTIAL, true, 32));
        for (Network network : SampleNetworks.all()) {
            for (HardwareProfile profile : profiles) {
                QuantizedNetwork quantized = QuantizedNetwork.of(network, SampleNetworks.weights(network, 1),
                        SampleNetworks.images(network, 1).normalization(), profile.array().weightBits(), 8);
                Map<String, Integer> placed = new TreeMap<>();
                LayerPlacement.of(quantized, profile).forEach(layer -> placed.put(layer.layer().name(), layer.arrays()));
                Map<String, Integer> priced = new TreeMap<>();
                PhysicalCostReport cost = new PhysicalModel(profile, HardwareProfiles.catalog(profile.withCatalog("neurosim-1.3-22nm-rram")))
                        .cost(network, SpikeRates.of(0.1));
                cost.layers().forEach(layer -> priced.put(layer.layer(), Math.toIntExact(layer.crossbars())));
                assertEquals(priced, placed, profile.id());
                for (String layer : placed.keySet()) {
                    int solved = CrossbarMapping.map(network, new CrossbarMapRequest(layer, Chip.of(profile), 0, 0, Imperfections.NONE, 1, 1),
                            JobContext.NONE).arrays().size();
                    assertEquals(placed.get(layer), solved, layer);
                }
            }
        }
    }

    private static void compare(Network network, Weights weights, HardwareProfile profile, long seed) {
        ImageSet images = SampleNetworks.images(network, seed);
        QuantizedNetwork quantized = QuantizedNetwork.of(network, weights, images.normalization(),
                profile.array().weightBits(), profile.layout().imageBits());
        ChipConditions conditions = ChipConditions.ideal(profile.array().size() * ((1 << profile.array().cellBits()) - 1) < 512 ? 9 : 11);
        List<LayerPlacement> placements = LayerPlacement.of(quantized, profile);
        Map<String, ColumnFormat> formats = new HashMap<>();
        placements.forEach(placement -> formats.put(placement.layer().name(), ConverterSteps.choose(placement, CalibrationUnit.emptySums(placement),
                conditions.converters().bits(), conditions.converters().range())));
        // a gain of 1 changes nothing, nor does the order of the rows
        for (Compensation compensation : seed == 1 ? Compensation.values() : new Compensation[] {Compensation.NONE}) {
            ProgrammedChip chip = ProgrammedChip.program(placements, CellCircuit.of(profile, conditions.withCompensation(compensation)), seed,
                    Workers.CALLER, JobContext.NONE);
            for (int image = 0; image < (compensation == Compensation.NONE ? SampleNetworks.IMAGES : 1); image++) {
                Trace exact = trace(quantized, MatrixUnit.Exact::new, images, image);
                assertTrue(exact.ones > 200, "a silent network proves nothing: " + exact.ones);
                Trace onChip =
                        trace(quantized, layer -> chip.layer(layer.name()).unit(format(formats, layer), 0, Optional.empty(), new NormalQuantiles(),
                                Kernels.ofProgram().column()), images, image);
                assertEquals(exact.spikes, onChip.spikes);
                assertArrayEquals(exact.scores, onChip.scores);
            }
        }
    }

    private static ColumnFormat format(Map<String, ColumnFormat> formats, QuantizedLayer layer) {
        ColumnFormat format = formats.get(layer.name());
        if (format == null) {
            throw new AssertionError(layer.name());
        }
        return format;
    }

    private static Trace trace(QuantizedNetwork quantized, Function<QuantizedLayer, MatrixUnit> units, ImageSet images, int image) {
        double[] scores = new double[quantized.network().template().classes()];
        Map<String, String> spikes = new TreeMap<>();
        long[] ones = new long[1];
        new NetworkRun(quantized, units, false, ReadNoise.of(0, 0)).run(images, image, ReadNoise.of(0, image), (layer, t, layout, words) -> {
            spikes.put(layer + "@" + t, bits(layout, words));
            ones[0] += SpikeLayout.count(words);
        }, scores, JobContext.NONE);
        return new Trace(spikes, scores, ones[0]);
    }

    private static String bits(SpikeLayout layout, long[] words) {
        StringBuilder text = new StringBuilder();
        for (int position = 0; position < layout.positions(); position++) {
            for (int channel = 0; channel < layout.channels(); channel++) {
                text.append(layout.fired(words, position, channel) ? '1' : '0');
            }
        }
        return text.toString();
    }

    @Test
    void theQuantizedNetworkIsTheFloatNetworkWithItsWeights() {
        for (Network network : SampleNetworks.all()) {
            for (long seed = 1; seed <= 3; seed++) {
                ImageSet images = SampleNetworks.images(network, seed);
                Weights plain = SampleNetworks.weights(network, seed);
                Weights weights = seed == 3 ? LearntNeurons.normed(network, LearntNeurons.in(network, plain)) : plain;
                QuantizedNetwork quantized = QuantizedNetwork.of(network, weights, images.normalization(), 8, 8);
                float[][] inputs = new float[SampleNetworks.IMAGES][network.template().inputSize()];
                for (int image = 0; image < inputs.length; image++) {
                    inputs[image] = images.input(image, network.template().frames());
                }
                Map<String, String> expected = new TreeMap<>();
                SimulationResult result = new Simulation(network, SampleNetworks.dequantized(quantized, weights), inputs.length,
                        SimulationMode.EVALUATION, JobContext.NONE).run(inputs, new float[0][], (layer, t, spikes) -> {
                            for (int image = 0; image < spikes.length; image++) {
                                for (String name : layer.names()) {
                                    expected.put(image + name + "@" + t, bits(layer.layout(), spikes[image]));
                                }
                            }
                        }, JobContext.NONE);
                int different = 0;
                int all = 0;
                for (int image = 0; image < inputs.length; image++) {
                    Trace trace = trace(quantized, MatrixUnit.Exact::new, images, image);
                    for (Map.Entry<String, String> layer : trace.spikes.entrySet()) {
                        String other = expected.getOrDefault(image + layer.getKey(), "");
                        assertEquals(other.length(), layer.getValue().length());
                        for (int i = 0; i < other.length(); i++) {
                            all++;
                            different += other.charAt(i) == layer.getValue().charAt(i) ? 0 : 1;
                        }
                    }
                    if (different == 0) {
                        assertArrayEquals(result.scores()[image], trace.scores, 1e-5);
                    }
                }
                // sums in another order: single neurons at their threshold may differ
                assertTrue(different < 1e-4 * all, different + " of " + all + " spikes differ");
            }
        }
    }
}
