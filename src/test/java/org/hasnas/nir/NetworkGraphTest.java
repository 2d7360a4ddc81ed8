package org.hasnas.nir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.network.Architecture;
import org.hasnas.network.LayerNames;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.network.SearchSpaces;
import org.hasnas.nir.model.NirFile;
import org.hasnas.nir.model.NirNode;
import org.hasnas.simulation.engine.Simulation;
import org.hasnas.simulation.engine.SimulationMode;
import org.hasnas.simulation.engine.SimulationResult;
import org.hasnas.simulation.weights.Weights;
import org.hasnas.testdata.EventNetworks;
import org.hasnas.testdata.LivelyWeights;
import org.hasnas.testdata.OddSides;
import org.hasnas.testdata.RandomImages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Networks of this program, written as NIR, read again and simulated there: every spike is that of the engine. */
final class NetworkGraphTest {
    private static final int IMAGES = 4;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "0302 0030 3003 0000, 4, true", "0302 0030 3003 0000, 4, false", "0303 0030 2002 0200, 3, true", "0002 3000 0303 4010, 3, true",
        "0010 0000 0002 0000, 2, true", "0001 0000 0000 0000, 1, true"})
    void digitsDesignsFireTheSameAfterTheRoundTrip(String matrix, int timeSteps, boolean perStep) throws HasnasException {
        Network network = Network.of(NetworkTemplates.DIGITS.template().withTimeSteps(timeSteps), SearchSpaces.SNASNET, Architecture.parse(matrix));
        assertSameSpikes(network, perStep);
    }

    @Test
    void oddMapsReductionsHiddenLayersAndSeparableConvolutionsFireTheSame() throws HasnasException {
        assertSameSpikes(OddSides.twoStages(), true);
        assertSameSpikes(OddSides.threeStages(), false);
        assertSameSpikes(EventNetworks.like(OddSides.twoStages()), true);
        Network separable = Network.of(NetworkTemplates.DIGITS.template().withTimeSteps(2), SearchSpaces.HASNAS_OPERATIONS,
                Architecture.parse("0a01 0000 000a 0000"));
        assertSameSpikes(separable, true);
    }

    private void assertSameSpikes(Network network, boolean perStep) throws HasnasException {
        Weights weights = LivelyWeights.of(network, perStep);
        Path file = folder.resolve("net.nir");
        NirWriter.write(NetworkGraph.of(network, weights, Map.of("design", network.architecture().text())), file);
        NirFile read = NirReader.read(file);
        assertEquals(network.architecture().text(), read.metadata().get("design"));
        NirNetwork graph = NirNetwork.of(read, NetworkGraph.DT);
        assertEquals(List.of(), graph.delayedEdges(), "loops wait in Delay nodes only");
        float[][] images = RandomImages.of(IMAGES, network.template());
        Map<String, List<double[][]>> spikes = new HashMap<>(); // by node: [step][image][neuron]
        double[][] scores = new double[IMAGES][network.template().classes()];
        for (int image = 0; image < IMAGES; image++) {
            NirSimulation simulation = new NirSimulation(graph, NetworkGraph.DT);
            double[][] input = NetworkGraph.input(images[image], network.template().input());
            for (int step = 0; step < network.template().timeSteps(); step++) {
                simulation.step(Map.of("input", NetworkGraph.at(step, input)));
                for (int site = 0; site < graph.sites().size(); site++) {
                    NirNetwork.Site node = graph.sites().get(site);
                    if (node.node() instanceof NirNode.Neuron) {
                        List<double[][]> steps = spikes.computeIfAbsent(node.name(), _ -> new ArrayList<>());
                        if (steps.size() <= step) {
                            steps.add(new double[IMAGES][]);
                        }
                        steps.get(step)[image] = simulation.output(site).clone();
                    }
                    if (node.name().equals("output")) {
                        for (int c = 0; c < scores[image].length; c++) {
                            scores[image][c] += simulation.output(site)[c] / network.template().timeSteps();
                        }
                    }
                }
            }
        }
        List<String> seen = new ArrayList<>();
        long[] fired = new long[3];
        SimulationResult result = new Simulation(network, weights, IMAGES, SimulationMode.EVALUATION, JobContext.NONE).run(images, new float[0][],
                (layer, step, engine) -> {
                    List<double[][]> ours = spikes.get(layer.names().getFirst());
                    if (ours == null) {
                        return; // a layer from which nothing leads to the output
                    }
                    seen.add(layer.names().getFirst());
                    int positions = layer.layout().positions();
                    for (int image = 0; image < IMAGES; image++) {
                        for (int neuron = 0; neuron < ours.get(step)[image].length; neuron++) {
                            boolean expected = layer.layout().fired(engine[image], neuron % positions, neuron / positions);
                            fired[0] += expected ? 1 : 0;
                            fired[1] += expected && layer.names().contains(LayerNames.LAST) ? 1 : 0;
                            fired[2] += !expected && layer.names().contains(LayerNames.LAST) ? 1 : 0;
                            assertEquals(expected, ours.get(step)[image][neuron] != 0, layer.names() + ", step " + step + ", neuron " + neuron);
                        }
                    }
                }, JobContext.NONE);
        assertEquals(spikes.size() * network.template().timeSteps(), seen.size());
        assertTrue(fired[0] > 100 && fired[1] > 10 && fired[2] > 10, "neurons fire, and not always: " + Arrays.toString(fired));
        for (int image = 0; image < IMAGES; image++) {
            for (int c = 0; c < scores[image].length; c++) {
                assertEquals(result.scores()[image][c], scores[image][c], 1e-5);
            }
        }
    }

    @Test
    void constantsOfEachStepAreSaidToBeBeyondTheFormat() throws HasnasException {
        Network network = OddSides.twoStages();
        assertTrue(NetworkGraph.of(network, LivelyWeights.of(network, true), Map.of()).metadata().getOrDefault("batch_norm", "")
                .contains("each time step"));
        assertEquals(null, NetworkGraph.of(network, LivelyWeights.of(network, false), Map.of()).metadata().get("batch_norm"));
    }

    @Test
    void aMaximumIsRefusedWithItsEdge() {
        Network network = Network.of(NetworkTemplates.DIGITS.template(), SearchSpaces.HASNAS_OPERATIONS,
                Architecture.parse("0007 0000 0000 0000"));
        HasnasException refused = assertThrows(HasnasException.class,
                () -> NetworkGraph.of(network, LivelyWeights.of(network, false), Map.of()));
        assertTrue(refused.getMessage().contains("cell1.0->3") && refused.getMessage().contains("MaxPool"), refused.getMessage());
    }
}
