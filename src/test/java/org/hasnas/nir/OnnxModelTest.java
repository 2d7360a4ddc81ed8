package org.hasnas.nir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.hasnas.job.JobContext;
import org.hasnas.network.Architecture;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplate.ImageShape;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.network.SearchSpaces;
import org.hasnas.simulation.engine.Simulation;
import org.hasnas.simulation.engine.SimulationMode;
import org.hasnas.simulation.weights.Weights;
import org.hasnas.testdata.EventNetworks;
import org.hasnas.testdata.LivelyWeights;
import org.hasnas.testdata.OddSides;
import org.hasnas.testdata.RandomImages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models of ONNX, run by ONNX Runtime: scores are those of the engine. */
final class OnnxModelTest {
    @TempDir
    private Path folder;

    @Test
    void fiveHundredImagesGetOurScoresAndClasses() throws Exception {
        compare(Network.of(NetworkTemplates.DIGITS.template().withTimeSteps(3), SearchSpaces.SNASNET, Architecture.parse("0302 0030 3003 0400")),
                500);
    }

    @Test
    void oddMapsNodesThatWaitForTheirFirstInputAndSeparableConvolutions() throws Exception {
        compare(OddSides.twoStages(), 8);
        compare(Network.of(NetworkTemplates.DIGITS.template().withTimeSteps(2), SearchSpaces.HASNAS_OPERATIONS,
                Architecture.parse("000a 0003 0000 0300")), 8);
    }

    @Test
    void framesOfEvents() throws Exception {
        compare(EventNetworks.like(OddSides.twoStages()), 8);
        compare(EventNetworks.like(Network.of(NetworkTemplates.DIGITS.template().withTimeSteps(3), SearchSpaces.SNASNET,
                Architecture.parse("0302 0030 3003 0400"))), 50);
    }

    private void compare(Network network, int images) throws Exception {
        Weights weights = LivelyWeights.of(network, true);
        Path file = folder.resolve("net.onnx");
        OnnxModel.write(NirNetwork.of(NetworkGraph.of(network, weights, Map.of()), NetworkGraph.DT), NetworkGraph.DT, network.template().timeSteps(),
                network.template().input().kind(), Map.of("about", "a test"), file);
        float[][] pixels = RandomImages.of(images, network.template());
        double[][] expected = new Simulation(network, weights, images, SimulationMode.EVALUATION, JobContext.NONE)
                .run(pixels, new float[0][], (_, _, _) -> {}, JobContext.NONE).scores();
        ImageShape shape = network.template().input();
        FloatBuffer input = FloatBuffer.allocate(images * network.template().inputSize());
        for (float[] image : pixels) {
            for (double[] frame : NetworkGraph.input(image, shape)) {
                for (double value : frame) {
                    input.put((float) value);
                }
            }
        }
        float[][] scores = run(file, input.flip(), switch (shape.kind()) {
            case IMAGE -> new long[] {images, shape.channels(), shape.height(), shape.width()};
            case EVENTS -> new long[] {images, network.template().timeSteps(), shape.channels(), shape.height(), shape.width()};
        });
        int classes = network.template().classes();
        double smallest = Double.POSITIVE_INFINITY;
        double largest = Double.NEGATIVE_INFINITY;
        for (int image = 0; image < images; image++) {
            int row = image;
            for (int c = 0; c < classes; c++) {
                assertEquals(expected[image][c], scores[image][c], 1e-4, "image " + image);
            }
            int best = IntStream.range(0, classes).reduce((a, b) -> expected[row][b] > expected[row][a] ? b : a).orElseThrow();
            int theirs = IntStream.range(0, classes).reduce((a, b) -> scores[row][b] > scores[row][a] ? b : a).orElseThrow();
            assertTrue(best == theirs || expected[row][best] - expected[row][theirs] < 1e-6, "image " + image);
            smallest = Math.min(smallest, scores[image][0]);
            largest = Math.max(largest, scores[image][0]);
        }
        assertTrue(largest - smallest > 1e-3, "images differ by more than the tolerance: " + smallest + " to " + largest);
    }

    /** What the model gives. The library's start needs more stack the longer the command line is, so it has a thread with a large one. */
    private static float[][] run(Path file, FloatBuffer input, long[] shape) throws Exception {
        FutureTask<float[][]> task = new FutureTask<>(() -> {
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            try (OrtSession session = environment.createSession(file.toString());
                    OnnxTensor tensor = OnnxTensor.createTensor(environment, input, shape);
                    OrtSession.Result result = session.run(Map.of("input", tensor))) {
                return (float[][]) result.get(0).getValue();
            }
        });
        Thread thread = new Thread(null, task, "onnx", 64 << 20);
        thread.start();
        thread.join();
        return task.get();
    }
}
