package org.hasnas.chip.tiling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.hasnas.chip.circuit.CellAccess;
import org.hasnas.chip.circuit.CircuitResistances;
import org.hasnas.chip.device.CellLevels;
import org.hasnas.chip.device.WeightCoding;
import org.hasnas.chip.mapping.CrossbarLayer;
import org.hasnas.chip.model.ArrayOutcome;
import org.hasnas.chip.model.HardwareProfile.SignCoding;
import org.hasnas.chip.model.Imperfections;
import org.hasnas.job.JobContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class LayerOnCrossbarsTest {
    private static CrossbarDesign design(int side, SignCoding sign, double wireOhms, Imperfections imperfections) {
        return new CrossbarDesign(side, new WeightCoding(sign, 8, 2), CellLevels.ofOhms(20e3, 200e3, 2), CellAccess.TRANSISTOR,
                new CircuitResistances(wireOhms, wireOhms, 0, 0, 0), imperfections, 1);
    }

    private static LayerOnCrossbars compute(CrossbarDesign design, int[][] weights, long seed) {
        CrossbarLayer layer = new CrossbarLayer("layer", -1, 1, weights.length, weights[0].length, 1, 1, 1, 1, 0);
        return LayerOnCrossbars.compute(design, "layer", design.blocks(layer, false), weights, seed, JobContext.NONE);
    }

    private static int[][] weights(int inputs, int outputs) {
        RandomGenerator random = new SplittableRandom(9);
        int[][] weights = new int[inputs][outputs];
        for (int[] row : weights) {
            for (int output = 0; output < outputs; output++) {
                row[output] = random.nextInt(-127, 128);
            }
        }
        return weights;
    }

    @ParameterizedTest
    @EnumSource(SignCoding.class)
    void withoutWiresTheEffectiveWeightsAreTheWeights(SignCoding sign) {
        int[][] weights = weights(37, 7);
        LayerOnCrossbars mapped = compute(design(16, sign, 0, Imperfections.NONE), weights, 1);
        for (int input = 0; input < 37; input++) {
            for (int output = 0; output < 7; output++) {
                assertEquals(weights[input][output], mapped.effectiveWeight(input, output), 1e-9);
            }
        }
        mapped.arrays().forEach(array -> assertEquals(0, array.worstLossRatio(), 1e-12));
    }

    @Test
    void blocksHoldWholeWeightsAndSayHowMuchIsUsed() {
        // 8 columns for an output, so 2 outputs on 16 columns: 3 blocks of inputs by 4 of outputs
        LayerOnCrossbars mapped = compute(design(16, SignCoding.DIFFERENTIAL, 1, Imperfections.NONE), weights(37, 7), 1);
        assertEquals(12, mapped.arrays().size());
        ArrayOutcome first = mapped.arrays().getFirst();
        assertEquals(1, first.usedFraction());
        ArrayOutcome last = mapped.arrays().getLast();
        assertEquals(5, last.rows());
        assertEquals(8, last.columns());
        assertEquals(5 * 8 / 256.0, last.usedFraction());
        assertThrows(IllegalArgumentException.class, () -> design(7, SignCoding.DIFFERENTIAL, 1, Imperfections.NONE));
    }

    @Test
    void moreWireLosesMore() {
        double before = 0;
        for (double ohms : new double[] {0.1, 1, 5}) {
            LayerOnCrossbars mapped = compute(design(32, SignCoding.OFFSET, ohms, Imperfections.NONE), weights(32, 8), 1);
            double loss = mapped.arrays().getFirst().meanLossRatio();
            assertTrue(loss > before, ohms + " ohm: " + loss);
            before = loss;
        }
    }

    @Test
    void devicesFollowTheSeed() {
        Imperfections spread = new Imperfections(0.1, 0, 0, 0, 0, 0, 0);
        int[][] weights = weights(16, 2);
        double first = compute(design(16, SignCoding.OFFSET, 1, spread), weights, 1).effectiveWeight(3, 1);
        assertEquals(first,
                compute(design(16, SignCoding.OFFSET, 1, spread), weights, 1).effectiveWeight(3, 1));
        assertTrue(first
                != compute(design(16, SignCoding.OFFSET, 1, spread), weights, 2).effectiveWeight(3, 1));
    }
}
