package org.hasnas.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cells that differ in the numbers of their inner nodes: one form where they compute the same, and only there. */
final class MirrorImageTest {
    private static final SearchSpace SPACE = SearchSpaces.SNASNET;
    private static final int NODES = 4;
    private static final int WIDTH = 3;
    private static final int STEPS = 5;
    /** [step][channel]. */
    private static final double[][] INPUTS = random(new Random(8), STEPS, -1, 1);

    @ParameterizedTest
    @CsvSource({
        // two paths side by side
        "0320 0003 0001 0000, 0230 0001 0003 0000",
        // one way, through node 1 or node 2
        "0030 0000 0003 0000, 0300 0003 0000 0000",
        // feedback from the output
        "0300 0003 0000 0200, 0030 0000 0003 0020"})
    void mirrorImagesHaveOneForm(String one, String other) {
        ConnectionMatrix form = CanonicalForm.of(SPACE, ConnectionMatrix.parse(one));
        assertEquals(form, CanonicalForm.of(SPACE, ConnectionMatrix.parse(other)));
        assertEquals(form, CanonicalForm.of(SPACE, form));
    }

    @Test
    void anEdgeBetweenTheNodesTellsThemApart() {
        // 1->2 within a time step; mirrored it would be 2->1, a time step later
        assertNotEquals(CanonicalForm.of(SPACE, ConnectionMatrix.parse("0300 0030 0003 0000")),
                CanonicalForm.of(SPACE, ConnectionMatrix.parse("0030 0003 0300 0000")));
    }

    @Test
    void eachCellOfANetworkIsMirroredByItself() {
        assertEquals(Architecture.parse("0030 0000 0003 0000"),
                CanonicalForm.of(SPACE, Architecture.parse("0300 0003 0000 0000|0030 0000 0003 0000")));
    }

    @Test
    void moreNodesAreRenumberedInAnyWayThatKeepsDirections() {
        SearchSpace space = new SearchSpace("five nodes", 5, SPACE.operations(), true);
        Random random = new Random(1);
        int changed = 0;
        for (int i = 0; i < 500; i++) {
            ConnectionMatrix cell = ConnectionMatrix.empty(5);
            for (Edge pair : space.pairs()) {
                cell = cell.with(random.nextInt(4) == 0 ? pair.reversed() : pair, random.nextInt(3) == 0 ? 3 : 0);
            }
            ConnectionMatrix form = CanonicalForm.of(space, cell);
            for (int a = 1; a < 4; a++) {
                for (int b = a + 1; b < 4; b++) {
                    ConnectionMatrix renumbered = swapped(cell, a, b);
                    if (keepsDirections(cell, a, b)) {
                        assertEquals(form, CanonicalForm.of(space, renumbered), cell::text);
                        changed += renumbered.equals(cell) ? 0 : 1;
                    }
                }
            }
        }
        assertTrue(changed > 100, "renumbered " + changed);
    }

    private static boolean keepsDirections(ConnectionMatrix cell, int a, int b) {
        return cell.edges().stream().allMatch(edge -> edge.isForward() == other(edge.source(), a, b) < other(edge.target(), a, b));
    }

    private static ConnectionMatrix swapped(ConnectionMatrix cell, int a, int b) {
        ConnectionMatrix swapped = ConnectionMatrix.empty(cell.nodes());
        for (Edge edge : cell.edges()) {
            swapped = swapped.with(new Edge(other(edge.source(), a, b), other(edge.target(), a, b)), cell.digit(edge));
        }
        return swapped;
    }

    private static int other(int node, int a, int b) {
        return node == a ? b : node == b ? a : node;
    }

    /**
     * Over all 186 148 cells of SNASNet's space that are connected and have no dead edge: a cell and its mirror image have one form if and only if a
     * simulation, in which every convolution takes its weights along, gives one output. With a convolution no other cells are merged.
     */
    @Test
    void ofAllCellsThoseAreOneThatComputeTheSame() {
        double[][][] weights = randomWeights();
        double[][][] mirroredWeights = new double[NODES * NODES][][];
        for (int source = 0; source < NODES; source++) {
            for (int target = 0; target < NODES; target++) {
                mirroredWeights[other(source, 1, 2) * NODES + other(target, 1, 2)] = weights[source * NODES + target];
            }
        }
        Map<ConnectionMatrix, ConnectionMatrix> known = new HashMap<>(); // of cells and, when these come, of their mirror images
        Set<ConnectionMatrix> forms = new HashSet<>();
        Set<ConnectionMatrix> withoutMirrors = new HashSet<>();
        int[] counts = new int[2];
        forEachLiveCell(digits -> {
            ConnectionMatrix cell = matrix(digits);
            int[][] mirror = new int[NODES][NODES];
            for (int source = 0; source < NODES; source++) {
                for (int target = 0; target < NODES; target++) {
                    mirror[other(source, 1, 2)][other(target, 1, 2)] = digits[source][target];
                }
            }
            ConnectionMatrix form = known.computeIfAbsent(cell, any -> CanonicalForm.of(SPACE, any));
            ConnectionMatrix mirrorForm = known.computeIfAbsent(matrix(mirror), any -> CanonicalForm.of(SPACE, any));
            boolean same = isSame(output(digits, weights), output(mirror, mirroredWeights));
            assertEquals(same, form.equals(mirrorForm), () -> cell + " and its mirror image " + matrix(mirror));
            counts[0]++;
            counts[1] += same && !matrix(mirror).equals(cell) ? 1 : 0;
            boolean linear = cell.text().chars().noneMatch(digit -> digit == '2' || digit == '3');
            if (!linear) {
                assertTrue(form.equals(cell) || form.equals(matrix(mirror)), () -> cell + " has the form " + form);
            }
            ConnectionMatrix searched = CanonicalForm.of(SPACE, cell, true);
            forms.add(searched);
            withoutMirrors.add(linear ? searched : cell);
        });
        assertEquals(186_148, counts[0], "cells");
        assertEquals(8_144, counts[1], "cells with another mirror image that computes the same");
        assertEquals(182_844, withoutMirrors.size(), "networks, mirror images told apart");
        assertEquals(178_922, forms.size(), "networks");
    }

    private static double[][][] randomWeights() {
        Random random = new Random(7);
        return IntStream.range(0, NODES * NODES).mapToObj(edge -> random(random, WIDTH, -2, 2)).toArray(double[][][]::new);
    }

    private static double[][] random(Random random, int rows, double low, double high) {
        return IntStream.range(0, rows).mapToObj(row -> random.doubles(WIDTH, low, high).toArray()).toArray(double[][]::new);
    }

    /** All cells with at most one edge per pair, all edges of which are on paths (closed ones too) from node 0 to node 3. */
    private static void forEachLiveCell(Consumer<int[][]> consumer) {
        int[][] pairs = {{0, 1}, {0, 2}, {0, 3}, {1, 2}, {1, 3}, {2, 3}};
        for (int code = 0; code < 531_441; code++) {
            int[][] digits = new int[NODES][NODES];
            int rest = code;
            for (int[] pair : pairs) {
                int choice = rest % 9;
                rest /= 9;
                if (choice <= 4) {
                    digits[pair[0]][pair[1]] = choice;
                } else {
                    digits[pair[1]][pair[0]] = choice - 4;
                }
            }
            if (isLive(digits)) {
                consumer.accept(digits);
            }
        }
    }

    /** Warshall's closure: an edge is live if its source is reached and its target reaches the output. */
    private static boolean isLive(int[][] digits) {
        boolean[][] reaches = new boolean[NODES][NODES];
        for (int a = 0; a < NODES; a++) {
            for (int b = 0; b < NODES; b++) {
                reaches[a][b] = a == b || digits[a][b] != 0;
            }
        }
        for (int via = 0; via < NODES; via++) {
            for (int a = 0; a < NODES; a++) {
                for (int b = 0; b < NODES; b++) {
                    reaches[a][b] |= reaches[a][via] && reaches[via][b];
                }
            }
        }
        for (int a = 0; a < NODES; a++) {
            for (int b = 0; b < NODES; b++) {
                if (digits[a][b] != 0 && !(reaches[0][a] && reaches[b][NODES - 1])) {
                    return false;
                }
            }
        }
        return reaches[0][NODES - 1];
    }

    private static ConnectionMatrix matrix(int[][] digits) {
        StringBuilder text = new StringBuilder();
        for (int[] row : digits) {
            text.append(text.isEmpty() ? "" : " ");
            for (int digit : row) {
                text.append(digit);
            }
        }
        return new ConnectionMatrix(text.toString());
    }

    private static boolean isSame(double[] one, double[] other) {
        for (int i = 0; i < one.length; i++) {
            if (Math.abs(one[i] - other[i]) > 1e-9 * (1 + Math.abs(one[i]))) {
                return false;
            }
        }
        return true;
    }

    /** The outputs of a cell, after the equations of SNASNet's cell, with inputs that differ from step to step. */
    private static double[] output(int[][] digits, double[][][] weights) {
        double[][] fed = new double[NODES][WIDTH];
        double[] output = new double[STEPS * WIDTH];
        for (int step = 0; step < STEPS; step++) {
            double[][] values = new double[NODES][WIDTH];
            values[0] = INPUTS[step].clone();
            for (int node = 0; node < NODES; node++) {
                for (int source = 0; source < node; source++) {
                    add(values[node], digits[source][node], weights[source * NODES + node], values[source]);
                }
                for (int i = 0; i < WIDTH; i++) {
                    values[node][i] += fed[node][i];
                }
            }
            fed = new double[NODES][WIDTH];
            for (int source = 1; source < NODES; source++) {
                for (int target = 0; target < source; target++) {
                    add(fed[target], digits[source][target], weights[source * NODES + target], values[source]);
                }
            }
            System.arraycopy(values[NODES - 1], 0, output, step * WIDTH, WIDTH);
        }
        return output;
    }

    /** Adds what an operation makes of a value: nothing, the value, a convolution of its own weights behind a nonlinearity, a mean of neighbours. */
    private static void add(double[] sum, int digit, double[][] weights, double[] value) {
        if (digit == 0) {
            return;
        }
        double[] bent = new double[WIDTH];
        for (int i = 0; i < WIDTH && (digit == 2 || digit == 3); i++) {
            bent[i] = Math.tanh(value[i]);
        }
        for (int i = 0; i < WIDTH; i++) {
            sum[i] += switch (digit) {
                case 1 -> value[i];
                case 2, 3 -> digit * (weights[i][0] * bent[0] + weights[i][1] * bent[1] + weights[i][2] * bent[2]);
                default -> (value[i] + value[(i + 1) % WIDTH]) / 3;
            };
        }
    }
}
