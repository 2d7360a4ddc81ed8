package org.hasnas.simulation.kernel.training;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.hasnas.simulation.kernel.layout.SpikeLayout;
import org.hasnas.simulation.kernel.layout.VectorWidth;

/** {@link TrainingKernels#addActive} with the Vector API: four neurons of a position share the loads of the gradients they see. */
final class VectorActiveGradient {
    /** Two of them are the partial sums of a neuron; wider ones would leave too few sums to hide the latency of the multiply-adds. */
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_256;
    private static final int LANES = FLOATS.length();
    private static final int TOGETHER = 4;
    private static final ScalarTrainingKernels NARROW = new ScalarTrainingKernels();

    private VectorActiveGradient() {}

    static void add(SameConvolution shape, SpikeLayout layout, float[] turned, float[] gradient, int from, long[] active, int firstWord,
            float[] target, int to) {
        if (VectorWidth.BITS < FLOATS.vectorBitSize()) {
            NARROW.addActive(shape, layout, turned, gradient, from, active, firstWord, target, to);
            return;
        }
        int words = layout.wordsPerPosition();
        int reach = shape.kernelSize() / 2;
        int ofChannel = shape.taps() * shape.paddedOut();
        int[] weights = new int[TOGETHER];
        float[] sums = new float[TOGETHER * LANES];
        for (int position = 0; position < shape.positions(); position++) {
            int patch = from + shape.bordered(position / shape.width() - reach, position % shape.width() - reach);
            int at = to + position * shape.paddedIn();
            for (int w = 0; w < words; w++) {
                long bits = active[firstWord + position * words + w];
                while (bits != 0) {
                    long rest = bits;
                    for (int i = 0; i < TOGETHER; i++) { // where there are fewer, the last is summed again
                        weights[i] = (w * Long.SIZE + Long.numberOfTrailingZeros(rest)) * ofChannel;
                        long left = rest & rest - 1;
                        rest = left == 0 ? rest : left;
                    }
                    sumFour(shape, gradient, patch, turned, weights[0], weights[1], weights[2], weights[3], sums);
                    for (int i = 0; i < TOGETHER && bits != 0; i++, bits &= bits - 1) {
                        target[at + w * Long.SIZE + Long.numberOfTrailingZeros(bits)] += sumByHalves(sums, i * LANES);
                    }
                }
            }
        }
    }

    private static void sumFour(SameConvolution shape, float[] gradient, int patch, float[] turned, int a, int b, int c, int d, float[] sums) {
        int row = shape.kernelSize() * shape.paddedOut();
        int step = (shape.width() + shape.kernelSize() - 1) * shape.paddedOut();
        FloatVector a0 = FloatVector.zero(FLOATS);
        FloatVector a1 = a0;
        FloatVector b0 = a0;
        FloatVector b1 = a0;
        FloatVector c0 = a0;
        FloatVector c1 = a0;
        FloatVector d0 = a0;
        FloatVector d1 = a0;
        for (int ky = 0, tap = 0; ky < shape.kernelSize(); ky++, patch += step) {
            for (int i = 0; i < row; i += 2 * LANES, tap += 2 * LANES) {
                FloatVector left = FloatVector.fromArray(FLOATS, gradient, patch + i);
                FloatVector right = FloatVector.fromArray(FLOATS, gradient, patch + i + LANES);
                a0 = FloatVector.fromArray(FLOATS, turned, a + tap).fma(left, a0);
                a1 = FloatVector.fromArray(FLOATS, turned, a + tap + LANES).fma(right, a1);
                b0 = FloatVector.fromArray(FLOATS, turned, b + tap).fma(left, b0);
                b1 = FloatVector.fromArray(FLOATS, turned, b + tap + LANES).fma(right, b1);
                c0 = FloatVector.fromArray(FLOATS, turned, c + tap).fma(left, c0);
                c1 = FloatVector.fromArray(FLOATS, turned, c + tap + LANES).fma(right, c1);
                d0 = FloatVector.fromArray(FLOATS, turned, d + tap).fma(left, d0);
                d1 = FloatVector.fromArray(FLOATS, turned, d + tap + LANES).fma(right, d1);
            }
        }
        a0.add(a1).intoArray(sums, 0);
        b0.add(b1).intoArray(sums, LANES);
        c0.add(c1).intoArray(sums, 2 * LANES);
        d0.add(d1).intoArray(sums, 3 * LANES);
    }

    /** As {@link FlatMath#sumByHalves}, unrolled. */
    private static float sumByHalves(float[] values, int from) {
        float first = values[from] + values[from + 4];
        float second = values[from + 1] + values[from + 5];
        float third = values[from + 2] + values[from + 6];
        float fourth = values[from + 3] + values[from + 7];
        return first + third + (second + fourth);
    }
}
