package org.hasnas.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.hasnas.data.DatasetLoader;
import org.hasnas.data.ImageSet;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.job.JobContext;
import org.hasnas.network.Architecture;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.simulation.engine.Workers;
import org.hasnas.simulation.kernel.Kernels;
import org.hasnas.simulation.kernel.training.Surrogate;
import org.hasnas.simulation.kernel.training.TrainingKernels;
import org.hasnas.training.layer.Loss;
import org.hasnas.training.layer.Parameter;
import org.hasnas.training.layer.TrainingNetwork;
import org.junit.jupiter.api.Test;

final class InitialGradientTest {
    private final TrainingKernels kernels = Kernels.ofProgram().training();
    private final Network network = Network.of(NetworkTemplates.DIGITS.template(), NetworkTemplates.DIGITS.space(),
            Architecture.parse("0303 0030 2002 0200"));

    private static float[][] pixels(ImageSet images, int first, int count) {
        return IntStream.range(first, first + count).mapToObj(image -> images.input(image, 1)).toArray(float[][]::new);
    }

    private static int[] labels(ImageSet images, int first, int count) {
        return IntStream.range(first, first + count).map(images::label).toArray();
    }

    private InitialGradient gradient(long seed) {
        return new InitialGradient(network, 8, seed, kernels, Workers.CALLER, JobContext.NONE);
    }

    @Test
    void theSaliencyIsTheSumOverTheConvolutionsOfTheCells() throws Exception {
        ImageSet images = new DatasetLoader().load(DatasetReference.EMBEDDED_DIGITS, Path.of(""), JobContext.NONE).training();
        float[][] pixels = pixels(images, 0, 8);
        int[] labels = labels(images, 0, 8);
        double[][] targets = Loss.targets(labels, network.template().classes());
        InitialGradient.Result result = gradient(1).of(pixels, labels, Workers.CALLER, JobContext.NONE);
        // the same gradients, summed here
        TrainingNetwork plain = new TrainingNetwork(network, 8, 1, kernels, Surrogate.ARCTAN);
        plain.set(TrainingInitialization.draw(network, 1, JobContext.NONE));
        plain.train(pixels, targets, new float[0][], Loss.OF_MEAN, Workers.CALLER, JobContext.NONE);
        double sum = 0;
        List<String> names = new ArrayList<>();
        for (Parameter parameter : plain.parameters()) {
            if (parameter.decays && parameter.name.startsWith("cell")) {
                names.add(parameter.name);
                for (int i = 0; i < parameter.value.length; i++) {
                    sum += Math.abs((double) parameter.value[i] * parameter.gradient[i]);
                }
            }
        }
        assertEquals(sum, result.saliency(), 1e-9 * sum);
        assertTrue(sum > 0);
        assertEquals(network.convolutions().size() - 2, names.size(), names::toString);
        assertTrue(result.meanFiringRate() > 0.01 && result.meanFiringRate() < 0.5, result.toString());
        // the output layer is linear, so there a weight's share is a derivative that a small change shows
        Parameter output = plain.parameters().stream().filter(parameter -> parameter.name.equals("output")).findFirst().orElseThrow();
        int at = largest(output.gradient);
        double gradient = output.gradient[at];
        double step = 1e-2;
        output.value[at] += (float) step;
        double more = plain.train(pixels, targets, new float[0][], Loss.OF_MEAN, Workers.CALLER, JobContext.NONE).loss();
        output.value[at] -= (float) (2 * step);
        double less = plain.train(pixels, targets, new float[0][], Loss.OF_MEAN, Workers.CALLER, JobContext.NONE).loss();
        assertEquals(gradient, (more - less) / (2 * step), 0.02 * Math.abs(gradient) + 1e-5);
    }

    private static int largest(float[] values) {
        int largest = 0;
        for (int i = 0; i < values.length; i++) {
            largest = Math.abs(values[i]) > Math.abs(values[largest]) ? i : largest;
        }
        return largest;
    }

    @Test
    void aBatchGivesTheSameAfterAnotherAndAnotherSeedAnother() throws Exception {
        ImageSet images = new DatasetLoader().load(DatasetReference.EMBEDDED_DIGITS, Path.of(""), JobContext.NONE).training();
        InitialGradient gradient = gradient(1);
        InitialGradient.Result first = gradient.of(pixels(images, 0, 8), labels(images, 0, 8), Workers.CALLER, JobContext.NONE);
        InitialGradient.Result other = gradient.of(pixels(images, 8, 8), labels(images, 8, 8), Workers.CALLER, JobContext.NONE);
        assertNotEquals(first.saliency(), other.saliency());
        assertEquals(first, gradient.of(pixels(images, 0, 8), labels(images, 0, 8), Workers.CALLER, JobContext.NONE));
        assertNotEquals(first.saliency(), gradient(2).of(pixels(images, 0, 8), labels(images, 0, 8), Workers.CALLER, JobContext.NONE).saliency());
    }
}
