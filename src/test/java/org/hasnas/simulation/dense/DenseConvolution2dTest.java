package org.hasnas.simulation.dense;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.SplittableRandom;
import org.hasnas.simulation.kernel.float32.DenseConvolution;
import org.hasnas.simulation.kernel.layout.ConvolutionShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DenseConvolution2dTest {
    @ParameterizedTest
    @CsvSource({"1, 1, 0", "3, 1, 1", "3, 2, 1", "5, 1, 2"})
    void equalsThePlainConvolution(int kernelSize, int stride, int padding) {
        ConvolutionShape shape = new ConvolutionShape(5, 7, kernelSize, stride, padding, 6, 9);
        SplittableRandom random = new SplittableRandom(kernelSize);
        float[][] weights = random(random, shape.weightRows(), shape.outChannels());
        float[][] frames = random(random, 2, shape.inputLayout().neurons());
        int positions = shape.outHeight() * shape.outWidth();
        try (DenseConvolution2d dense = new DenseConvolution2d(shape, weights, frames)) {
            dense.run();
            float[][] output = dense.output();
            for (int frame = 0; frame < frames.length; frame++) {
                float[][] expected = new float[positions][shape.outChannels()];
                DenseConvolution.convolve(shape, weights, frames[frame], 0, expected, 0);
                for (int position = 0; position < positions; position++) {
                    for (int channel = 0; channel < shape.outChannels(); channel++) {
                        assertEquals(expected[position][channel], output[frame][position * shape.outChannels() + channel], 1e-4);
                    }
                }
            }
            assertEquals(2L * positions * shape.weightRows() * shape.outChannels(), dense.multiplyAccumulates());
        }
    }

    @Test
    void framesOfAnotherShapeAreRefused() {
        ConvolutionShape shape = new ConvolutionShape(5, 7, 3, 1, 1, 6, 9);
        assertThrows(IllegalArgumentException.class, () -> new DenseConvolution2d(shape, new float[45][7], new float[2][3]));
    }

    private static float[][] random(SplittableRandom random, int rows, int columns) {
        float[][] values = new float[rows][columns];
        for (float[] row : values) {
            for (int c = 0; c < columns; c++) {
                row[c] = (float) random.nextDouble(-1, 1);
            }
        }
        return values;
    }
}
