package org.hasnas.nir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hasnas.job.JobContext;
import org.hasnas.network.Architecture;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.network.SearchSpaces;
import org.hasnas.network.plan.NetworkPlan;
import org.hasnas.network.plan.NormLayer;
import org.hasnas.nir.model.NeuroBenchMetrics;
import org.hasnas.simulation.weights.Weights;
import org.hasnas.testdata.LivelyWeights;
import org.hasnas.testdata.RandomImages;
import org.junit.jupiter.api.Test;

/** NeuroBench's metrics, counted in another way. */
final class NeuroBenchTest {
    private static final int STEPS = 3;
    private static final Network NETWORK = Network.of(NetworkTemplates.DIGITS.template().withTimeSteps(STEPS), SearchSpaces.SNASNET,
            Architecture.parse("0302 0030 3003 0400"));

    private final Weights weights = LivelyWeights.of(NETWORK, true);
    private final double[][] image = NetworkGraph.input(RandomImages.of(1, NETWORK.template())[0], NETWORK.template().input());

    @Test
    void operationsUpdatesAndSpikesAreThoseOfTheSimulation() throws Exception {
        NirNetwork graph = NirNetwork.of(NetworkGraph.exact(NETWORK, weights), NetworkGraph.DT);
        List<String> digital = NetworkPlan.of(NETWORK).norms().stream().map(NormLayer::name).toList();
        NirSimulation simulation = new NirSimulation(graph, NetworkGraph.DT);
        double spikes = 0;
        double neurons = 0;
        for (int step = 0; step < STEPS; step++) {
            simulation.step(Map.of("input", NetworkGraph.at(step, image)));
            for (int site = 0; site < graph.sites().size(); site++) {
                if (graph.sites().get(site).neurons() > 0) {
                    spikes += Arrays.stream(simulation.output(site)).sum();
                    neurons += graph.sites().get(site).neurons();
                }
            }
        }
        double pixels = 0;
        double spiking = 0;
        for (int site = 0; site < graph.sites().size(); site++) {
            String name = graph.sites().get(site).name();
            if (!digital.contains(name) && !name.equals("votes")) {
                boolean isStem = name.equals("stem.conv"); // the graph computes it at every step
                pixels += isStem ? simulation.synapticOperations(site) / (double) STEPS : 0;
                spiking += isStem ? 0 : simulation.synapticOperations(site);
            }
        }
        NeuroBenchMetrics found = NeuroBench.measure(NETWORK, weights, 0, List.of(image, image), JobContext.NONE);
        assertEquals(2, found.images());
        assertEquals(pixels + spiking, found.effectiveMacs() + found.effectiveAcs(), "no weight is 0");
        assertTrue(found.effectiveMacs() >= pixels && found.effectiveAcs() > pixels, "pixels are multiplied, spikes added: " + found);
        assertEquals(1 - spikes / neurons, found.activationSparsity(), 1e-12);
        assertTrue(found.membraneUpdates() > neurons / STEPS && found.membraneUpdates() <= neurons, found.toString());
        assertTrue(found.denseOperations() > found.effectiveMacs() + found.effectiveAcs());
        assertEquals(0, found.connectionSparsity());
        assertTrue(found.footprintBytes() > 4 * NETWORK.parameters(), "floats and potentials");
    }

    @Test
    void weightsOfZeroAreNoConnectionsAndFewBitsTakeLessMemory() throws Exception {
        Map<String, float[][]> rows = new HashMap<>(weights.rows());
        String layer = NETWORK.linears().getLast().name();
        rows.put(layer, Arrays.stream(rows.getOrDefault(layer, new float[0][])).map(row -> new float[row.length]).toArray(float[][]::new));
        Weights sparse = new Weights(rows, weights.biases(), weights.norms(), weights.neurons());
        NeuroBenchMetrics before = NeuroBench.measure(NETWORK, weights, 0, List.<double[][]>of(image), JobContext.NONE);
        NeuroBenchMetrics after = NeuroBench.measure(NETWORK, sparse, 4, List.<double[][]>of(image), JobContext.NONE);
        double weightsInAll =
                NETWORK.convolutionWeights() + NETWORK.linears().stream().mapToLong(one -> (long) one.inFeatures() * one.outFeatures()).sum();
        double zeros = (double) NETWORK.linears().getLast().inFeatures() * NETWORK.linears().getLast().outFeatures();
        assertEquals(zeros / weightsInAll, after.connectionSparsity(), 1e-12);
        assertTrue(after.effectiveAcs() < before.effectiveAcs() && after.effectiveMacs() == before.effectiveMacs(), before + " " + after);
        assertEquals(before.footprintBytes() - ((long) weightsInAll) * 28 / 8, after.footprintBytes(), "28 bits less of each weight");
    }
}
