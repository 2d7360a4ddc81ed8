package org.hasnas.nir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.hasnas.job.JobContext;
import org.hasnas.network.Architecture;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplate.InputKind;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.network.SearchSpaces;
import org.hasnas.nir.model.NirFile;
import org.hasnas.simulation.engine.Simulation;
import org.hasnas.simulation.engine.SimulationMode;
import org.hasnas.simulation.engine.SimulationResult;
import org.hasnas.simulation.weights.Weights;
import org.hasnas.testdata.EventNetworks;
import org.hasnas.testdata.LivelyWeights;
import org.hasnas.testdata.OddSides;
import org.hasnas.testdata.PythonTool;
import org.hasnas.testdata.RandomImages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Modules of PyTorch, run by it: scores and every spike are those of the engine. */
final class PyTorchModuleTest {
    private static final int IMAGES = 5;

    @TempDir
    private Path folder;

    @Test
    void aModuleGivesOurScoresAndSpikes() throws Exception {
        PythonTool python = PythonTool.with("torch");
        Network backward = Network.of(NetworkTemplates.DIGITS.template().withTimeSteps(3), SearchSpaces.SNASNET,
                Architecture.parse("0302 0030 3003 0400"));
        Network waiting = Network.of(NetworkTemplates.DIGITS.template().withTimeSteps(2), SearchSpaces.HASNAS_OPERATIONS,
                Architecture.parse("000a 0003 0000 0300"));
        for (Network network : List.of(backward, waiting, OddSides.twoStages(), EventNetworks.like(backward))) {
            compare(python, network);
        }
    }

    private void compare(PythonTool python, Network network) throws Exception {
        Weights weights = LivelyWeights.of(network, true);
        NirFile graph = NetworkGraph.of(network, weights, Map.of());
        Path module = folder.resolve("net.py");
        int steps = network.template().timeSteps();
        PyTorchModule.write(NirNetwork.of(graph, NetworkGraph.DT), NetworkGraph.DT, steps, network.template().input().kind(),
                List.of("A \"\"\"test\"\"\"."), module);
        float[][] images = RandomImages.of(IMAGES, network.template());
        double[][][] inputs =
                Arrays.stream(images).map(image -> NetworkGraph.input(image, network.template().input())).toArray(double[][][]::new);
        var shape = network.template().input();
        Files.writeString(folder.resolve("input.json"), new ObjectMapper().writeValueAsString(Map.of("images", inputs,
                "shape", shape.kind() == InputKind.EVENTS ? List.of(IMAGES, steps, shape.channels(), shape.height(), shape.width())
                        : List.of(IMAGES, shape.channels(), shape.height(), shape.width()))));
        Path program = Files.writeString(folder.resolve("run.py"), """
                import json, os, sys
                sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
                import torch
                import net
                given = json.load(open(sys.argv[1]))
                network = net.Network()
                spikes = []
                scores = network(torch.tensor(given["images"], dtype=torch.float32).reshape(given["shape"]), spikes=spikes)
                scores.sum().backward()
                trained = sum(int(p.grad is not None and p.grad.abs().sum() > 0) for p in network.parameters())
                print(json.dumps({"scores": scores.tolist(), "trained": trained, "parameters": len(list(network.parameters())),
                                  "spikes": [{k: v.flatten(1).int().tolist() for k, v in step.items()} for step in spikes]}))
                """);
        JsonNode result = new ObjectMapper().readTree(python.output(program, folder.resolve("input.json").toString()));
        assertTrue(result.get("trained").asInt() > 3, "gradients reach weights behind spikes");
        int[] compared = new int[2];
        SimulationResult expected = new Simulation(network, weights, IMAGES, SimulationMode.EVALUATION, JobContext.NONE).run(images, new float[0][],
                (layer, step, engine) -> {
                    JsonNode ours = result.get("spikes").get(step).get(layer.names().getFirst());
                    if (ours == null) {
                        return; // nothing leads from it to the output
                    }
                    int positions = layer.layout().positions();
                    for (int image = 0; image < IMAGES; image++) {
                        for (int neuron = 0; neuron < ours.get(image).size(); neuron++) {
                            boolean fired = layer.layout().fired(engine[image], neuron % positions, neuron / positions);
                            assertEquals(fired ? 1 : 0, ours.get(image).get(neuron).asInt(), layer.names() + ", step " + step + ", neuron " + neuron);
                            compared[0] += fired ? 1 : 0;
                            compared[1]++;
                        }
                    }
                }, JobContext.NONE);
        assertTrue(compared[0] > 100 && compared[0] < compared[1], "some neurons fire: " + Arrays.toString(compared));
        for (int image = 0; image < IMAGES; image++) {
            for (int c = 0; c < network.template().classes(); c++) {
                assertEquals(expected.scores()[image][c], result.get("scores").get(image).get(c).asDouble(), 1e-5);
            }
        }
    }
}
