package org.hasnas.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hasnas.network.Operation.Grouping;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.junit.jupiter.api.Test;

final class OperationTest {
    /** Of each kind several, that differ in one property each or in all. */
    private static List<Operation> operations() {
        List<Operation> operations = new ArrayList<>(List.of(new Operation.Zeroize(), new Operation.SkipConnection()));
        for (int kernelSize : new int[] {1, 3, 5}) {
            operations.add(new Operation.AveragePool(kernelSize));
            operations.add(new Operation.MaxPool(kernelSize));
            for (double vThreshold : new double[] {0.5, 1.0, 1.5, 4}) {
                for (Grouping grouping : Grouping.values()) {
                    operations.add(new Operation.SpikingConvolution(kernelSize, vThreshold, grouping));
                }
            }
        }
        return operations;
    }

    private static double similarity(Operation one, Operation other) {
        return one.similarity(other);
    }

    @Test
    void similarityIsSymmetricAndOneForEqualOperationsOnly() {
        List<Operation> operations = operations();
        for (int row = 0; row < operations.size(); row++) {
            for (int column = 0; column < operations.size(); column++) {
                double found = similarity(operations.get(row), operations.get(column));
                assertEquals(similarity(operations.get(column), operations.get(row)), found);
                assertTrue(row == column ? found == 1 : found >= 0 && found < 1, operations.get(row) + ", " + operations.get(column) + ": " + found);
            }
        }
    }

    @Test
    void similarityIsAKernel() {
        List<Operation> operations = operations();
        double[][] similarities = new double[operations.size()][operations.size()];
        for (int row = 0; row < similarities.length; row++) {
            for (int column = 0; column < similarities.length; column++) {
                similarities[row][column] = similarity(operations.get(row), operations.get(column));
            }
        }
        double[] eigenvalues = new EigenDecompositionSymmetric(new Array2DRowRealMatrix(similarities)).getEigenvalues();
        assertTrue(Arrays.stream(eigenvalues).min().orElseThrow() > 0, () -> Arrays.toString(eigenvalues));
    }

    @Test
    void eachPropertyThatDiffersTakesSomething() {
        Operation full = new Operation.SpikingConvolution(3, 1.0);
        assertEquals(0.5, similarity(full, new Operation.SpikingConvolution(5, 1.0)));
        assertEquals(0.5, similarity(full, new Operation.SpikingConvolution(3, 1.0, Grouping.DEPTHWISE)));
        assertEquals(0.5, similarity(full, new Operation.SpikingConvolution(3, 1.0, Grouping.SEPARABLE)));
        assertEquals(Math.exp(-0.5), similarity(full, new Operation.SpikingConvolution(3, 1.5)));
        assertEquals(0.25 * Math.exp(-0.5), similarity(full, new Operation.SpikingConvolution(1, 0.5, Grouping.DEPTHWISE)));
        assertEquals(0.5, similarity(new Operation.AveragePool(3), new Operation.AveragePool(5)));
        assertEquals(0.5, similarity(new Operation.MaxPool(3), new Operation.MaxPool(5)));
        assertEquals(0, similarity(new Operation.AveragePool(3), new Operation.MaxPool(3)));
    }

    /** What has weights has neurons in front of them, and a cost that does not depend on their threshold. */
    @Test
    void whatHasWeightsHasAThresholdThatCostsNothing() {
        for (Operation operation : operations()) {
            assertEquals(operation.threshold().isPresent(), !operation.kernels().isEmpty(), operation::label);
            assertEquals(operation.kernels(), operation.ofEqualCost().kernels(), operation::label);
            assertTrue(operation.threshold().isEmpty() || operation.averagedSide().isEmpty(), operation::label);
        }
        assertEquals(new Operation.SpikingConvolution(3, 1.5, Grouping.SEPARABLE).ofEqualCost(),
                new Operation.SpikingConvolution(3, 0.5, Grouping.SEPARABLE).ofEqualCost());
        assertEquals(operations().size(), operations().stream().map(Operation::label).distinct().count());
    }
}
