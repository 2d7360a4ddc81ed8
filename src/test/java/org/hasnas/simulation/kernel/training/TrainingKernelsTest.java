package org.hasnas.simulation.kernel.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.hasnas.simulation.kernel.Kernels;
import org.hasnas.simulation.kernel.layout.SpikeLayout;
import org.junit.jupiter.api.Test;

/** Vectors give the bits of plain Java. */
final class TrainingKernelsTest {
    private static final int FRAMES = 3;

    private final SplittableRandom random = new SplittableRandom(4);
    private final TrainingKernels plain = new ScalarTrainingKernels();
    private final TrainingKernels fast = Kernels.ofProgram().training();

    private float[] floats(int length, double low, double high) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextDouble(low, high);
        }
        return values;
    }

    /** Of frames, the border zero. */
    private float[] gradients(SameConvolution shape) {
        float[] gradients = new float[FRAMES * shape.borderedGradient()];
        for (int row = 0; row < FRAMES * shape.height(); row++) {
            float[] inside = floats(shape.width() * shape.paddedOut(), -1, 1);
            System.arraycopy(inside, 0, gradients, shape.borderedRow(row), inside.length);
        }
        return gradients;
    }

    @Test
    void rowsAreAddedInTheirOrderWhateverTheirLength() {
        for (int count : new int[] {5, 16, 40, 67}) {
            int rows = 7;
            float[] source = floats(3 + rows * count, -1, 1);
            float[] factors = floats(2 + rows, -2, 2);
            float[] expected = floats(1 + count, -1, 1);
            float[] result = expected.clone();
            float[] oneByOne = expected.clone();
            plain.addRows(expected, 1, source, 3, factors, 2, rows, count);
            fast.addRows(result, 1, source, 3, factors, 2, rows, count);
            for (int row = 0; row < rows; row++) {
                FlatMath.addScaled(oneByOne, 1, source, 3 + row * count, factors[2 + row], count);
            }
            assertArrayEquals(oneByOne, expected);
            assertArrayEquals(expected, result);
        }
    }

    @Test
    void framesTogetherHaveTheGradientsOfEachAlone() {
        for (Surrogate surrogate : List.of(Surrogate.ARCTAN, new Surrogate(Surrogate.Shape.TRIANGLE, 1))) {
            for (int side : new int[] {1, 3}) {
                SameConvolution shape = new SameConvolution(20, 33, side, 4, 6);
                InputGradient way = InputGradient.of(shape, surrogate);
                way.setWeights(floats(shape.weights(), -1, 1));
                float[] gradient = gradients(shape);
                SpikeLayout layout = new SpikeLayout(shape.positions(), shape.inChannels());
                long[] active = new long[FRAMES * layout.words()];
                for (int i = 0; i < active.length; i++) { // few
                    active[i] = random.nextInt(4) == 0 ? 1L << random.nextInt(shape.inChannels()) : 0;
                }
                int frame = shape.positions() * shape.paddedIn();
                float[][] sums = new float[2][FRAMES * frame];
                way.add(FRAMES, gradient, active, sums[0], 0, fast, new InputGradient.Scratch());
                for (int i = 0; i < FRAMES; i++) {
                    float[] one = Arrays.copyOfRange(gradient, i * shape.borderedGradient(), (i + 1) * shape.borderedGradient());
                    long[] mine = Arrays.copyOfRange(active, i * layout.words(), (i + 1) * layout.words());
                    way.add(1, one, mine, sums[1], i * frame, fast, new InputGradient.Scratch());
                }
                assertArrayEquals(sums[1], sums[0]);
            }
        }
    }

    @Test
    void convolutionsAndTheirGradientsHaveEqualBits() {
        for (int[] sizes : new int[][] {{3, 5, 3, 4, 5}, {70, 40, 3, 3, 9}, {96, 130, 1, 5, 4}, {16, 33, 5, 6, 6}, {20, 33, 3, 8, 12}}) {
            SameConvolution shape = new SameConvolution(sizes[0], sizes[1], sizes[2], sizes[3], sizes[4]);
            SpikeLayout layout = new SpikeLayout(shape.positions(), shape.inChannels());
            long[] spikes = new long[FRAMES * layout.words()];
            for (int position = 0; position < FRAMES * layout.positions(); position++) {
                for (int channel = 0; channel < layout.channels(); channel++) {
                    if (random.nextInt(6) == 0) {
                        layout.fire(spikes, position, channel);
                    }
                }
            }
            SpikeEvents events = new SpikeEvents();
            float[] weights = floats(shape.weights(), -1, 1);
            float[] gradient = gradients(shape);
            float[] bordered = new float[shape.borderedWeights()];
            shape.border(weights, bordered);
            InputGradient inputGradient = InputGradient.dense(shape);
            inputGradient.setWeights(weights);
            float[][] outputs = new float[2][shape.positions() * shape.paddedOut()];
            float[] begun = floats(shape.weights(), -1, 1);
            float[][] weightGradients = {begun, begun.clone()};
            float[][] inputGradients = new float[2][FRAMES * shape.positions() * shape.paddedIn()];
            TrainingKernels[] kernels = {plain, fast};
            for (int k = 0; k < 2; k++) {
                events.list(shape, layout, spikes, layout.words(), 1);
                kernels[k].convolve(shape, bordered, events, outputs[k], 0);
                events.list(shape, layout, spikes, 0, FRAMES);
                kernels[k].addWeightGradient(shape, events, gradient, weightGradients[k]);
                inputGradient.add(FRAMES, gradient, spikes, inputGradients[k], 0, kernels[k], new InputGradient.Scratch());
            }
            assertArrayEquals(outputs[0], outputs[1]);
            assertArrayEquals(weightGradients[0], weightGradients[1]);
            assertArrayEquals(inputGradients[0], inputGradients[1]);
        }
    }

    @Test
    void winogradsFilteringGivesTheDirectSum() {
        winogradsFilteringGivesTheDirectSum(new SameConvolution(20, 33, 3, 6, 10), WinogradInputGradient.SMALL, 2e-5f);
        winogradsFilteringGivesTheDirectSum(new SameConvolution(20, 33, 3, 8, 12), WinogradInputGradient.LARGE, 1e-4f);
    }

    /** @param most difference of sums of 297 products below 1 */
    private void winogradsFilteringGivesTheDirectSum(SameConvolution shape, int tile, float most) {
        assertEquals(tile, WinogradInputGradient.tile(shape));
        float[] weights = floats(shape.weights(), -1, 1);
        float[] gradient = gradients(shape);
        float[] begun = floats(FRAMES * shape.positions() * shape.paddedIn(), -1, 1);
        float[][] sums = {begun, begun.clone()};
        InputGradient[] ways = {new DirectInputGradient(shape), new WinogradInputGradient(shape, tile)};
        for (int way = 0; way < 2; way++) {
            ways[way].setWeights(weights);
            ways[way].add(FRAMES, gradient, new long[0], sums[way], 0, plain, new InputGradient.Scratch());
        }
        assertArrayEquals(sums[0], sums[1], most);
    }

    @Test
    void neuronsHaveEqualBitsForwardAndBack() {
        SpikeLayout layout = new SpikeLayout(6, 70);
        int padded = SameConvolution.padded(70);
        int length = 6 * padded;
        float[] input = floats(length, -2, 4);
        float[] gain = floats(padded, 0, 2);
        float[] offset = floats(padded, -0.5, 0.5);
        float[] before = floats(length, -1, 2);
        float[][] potentials = new float[2][length];
        long[][] spikes = new long[2][layout.words()];
        float[] earlier = floats(padded, -0.5, 2);
        float[] thresholds = floats(padded, -0.5, 2);
        Arrays.fill(thresholds, 70, padded, Float.MAX_VALUE);
        plain.fire(layout, input, 0, gain, offset, false, before, earlier, potentials[0], 0, 0.75f, thresholds, spikes[0], 0);
        fast.fire(layout, input, 0, gain, offset, false, before, earlier, potentials[1], 0, 0.75f, thresholds, spikes[1], 0);
        assertArrayEquals(potentials[0], potentials[1]);
        assertArrayEquals(spikes[0], spikes[1]);
        for (Surrogate surrogate : List.of(Surrogate.ARCTAN, new Surrogate(Surrogate.Shape.TRIANGLE, 1), new Surrogate(Surrogate.Shape.ARCTAN, 0.3f),
                new Surrogate(Surrogate.Shape.TRIANGLE, 2.5f))) {
            float[] gradient = floats(length, -1, 1);
            float[] carry = floats(length, -1, 1);
            float[][] carries = {carry, carry.clone()};
            float[] target = floats(length, -1, 1);
            float[][] targets = {target, target.clone()};
            plain.fireBack(surrogate, 6, potentials[0], 0, gradient, carries[0], 0.75f, thresholds, targets[0], true);
            fast.fireBack(surrogate, 6, potentials[0], 0, gradient, carries[1], 0.75f, thresholds, targets[1], true);
            assertArrayEquals(carries[0], carries[1]);
            assertArrayEquals(targets[0], targets[1]);
        }
    }
}
