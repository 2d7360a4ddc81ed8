package org.hasnas.search.algorithm;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.hasnas.network.Architecture;
import org.hasnas.network.ConnectionMatrix;
import org.hasnas.network.Edge;
import org.hasnas.network.SearchSpace;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.DecompositionSolver;
import org.hipparchus.stat.descriptive.rank.Median;

/**
 * A Gaussian process over architectures, learnt from the fitness values that a search has computed: k(a, b) = exp(-h / 2) / 2 +
 * exp(-c / 6) / 2, where h is the number of node pairs that differ (of 6, the mean over cells) and c the squared distance of the numbers of
 * edges by operation. The values are centred by their median and scaled by their median deviation; low outliers are cut at 3 deviations.
 */
final class FitnessModel {
    private static final double PAIR_LENGTH = 2;
    private static final double COUNT_LENGTH = 6;
    private static final double NOISE_VARIANCE = 0.1;
    private static final double LOWEST = -3;
    private static final double MAD_TO_DEVIATION = 1.4826;

    private final SearchSpace space;
    private final List<Edge> pairs;
    private final int cells;
    private final int[][] known;
    private final double mean;
    private final double spread;
    private final double[] weights;
    private final DecompositionSolver solver;

    /**
     * @param cells matrices of an architecture
     * @param candidates at least one
     * @param fitness of each candidate; negative infinity counts as very low
     */
    FitnessModel(SearchSpace space, int cells, List<Architecture> candidates, double[] fitness) {
        this.space = space;
        this.pairs = space.pairs();
        this.cells = cells;
        this.known = candidates.stream().map(this::choices).toArray(int[][]::new);
        double[] scaled = scaled(fitness);
        this.mean = Arrays.stream(scaled).average().orElse(0);
        double variance = Arrays.stream(scaled).map(value -> (value - mean) * (value - mean)).average().orElse(0);
        this.spread = Math.sqrt(variance);
        double[][] kernel = new double[known.length][known.length];
        for (int i = 0; i < known.length; i++) {
            for (int j = 0; j < known.length; j++) {
                kernel[i][j] = similarity(known[i], known[j]) + (i == j ? NOISE_VARIANCE : 0);
            }
        }
        this.solver = new CholeskyDecomposition(new Array2DRowRealMatrix(kernel, false)).getSolver();
        this.weights = solver.solve(new ArrayRealVector(Arrays.stream(scaled).map(value -> value - mean).toArray(), false)).toArray();
    }

    private static double[] scaled(double[] fitness) {
        double[] finite = Arrays.stream(fitness).filter(Double::isFinite).toArray();
        if (finite.length == 0) {
            return new double[fitness.length];
        }
        double median = new Median().evaluate(finite);
        double deviation = MAD_TO_DEVIATION * new Median().evaluate(Arrays.stream(finite).map(value -> Math.abs(value - median)).toArray());
        double unit = deviation > 0 ? deviation : 1;
        return Arrays.stream(fitness).map(value -> Math.max(LOWEST, (value - median) / unit)).toArray();
    }

    /** Digit by pair of each cell, negative for backward edges. */
    private int[] choices(Architecture architecture) {
        int[] choices = new int[cells * pairs.size()];
        for (int cell = 0; cell < cells; cell++) {
            ConnectionMatrix matrix = architecture.cell(cell);
            for (int pair = 0; pair < pairs.size(); pair++) {
                int forward = matrix.digit(pairs.get(pair));
                choices[cell * pairs.size() + pair] = forward != 0 ? forward : -matrix.digit(pairs.get(pair).reversed());
            }
        }
        return choices;
    }

    private double similarity(int[] one, int[] other) {
        int different = 0;
        int[] counts = new int[space.operations().size()];
        for (int place = 0; place < one.length; place++) {
            different += one[place] == other[place] ? 0 : 1;
            counts[Math.abs(one[place])]++;
            counts[Math.abs(other[place])]--;
        }
        double squares = IntStream.range(1, counts.length).mapToDouble(digit -> (double) counts[digit] * counts[digit]).sum();
        double perCell = 6.0 / one.length;
        return 0.5 * Math.exp(-different * perCell / PAIR_LENGTH) + 0.5 * Math.exp(-squares * perCell * perCell / COUNT_LENGTH);
    }

    /** Mean plus one standard deviation of the prediction for a candidate: high where the candidate is good or little is known. */
    double optimistic(Architecture candidate) {
        int[] choices = choices(candidate);
        double[] near = Arrays.stream(known).mapToDouble(other -> similarity(choices, other)).toArray();
        double expected = mean;
        for (int i = 0; i < near.length; i++) {
            expected += near[i] * weights[i];
        }
        double explained = solver.solve(new ArrayRealVector(near, false)).dotProduct(new ArrayRealVector(near, false));
        return expected + spread * Math.sqrt(Math.max(0, 1 - explained));
    }
}
