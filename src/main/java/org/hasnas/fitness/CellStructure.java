package org.hasnas.fitness;

import java.util.ArrayList;
import java.util.List;
import org.hasnas.domain.architecture.CanonicalForm;
import org.hasnas.domain.architecture.ConnectionMatrix;
import org.hasnas.domain.architecture.Edge;
import org.hasnas.domain.architecture.Operation;
import org.hasnas.domain.architecture.SearchSpace;

/**
 * What a cell's graph alone says about how it computes; defined for every search space. Edges that lie on no way from node 0 to the last
 * node are left out before anything is counted. A way visits no node twice; backward edges are followed like forward ones.
 *
 * @param liveEdges edges left
 * @param convolutions convolutions left
 * @param skips identities left
 * @param ways ways from node 0 to the last node; 0 if the cell is dead
 * @param depth convolutions on the way that has most of them
 * @param shallowest convolutions on the way that has fewest
 * @param firstThreshold threshold of the first convolution of the deepest ways, averaged over them; 1 if there is none
 * @param lastThreshold threshold of their last convolution
 * @param inputThreshold thresholds of all convolutions that read node 0, averaged; 1 if there is none
 * @param outputThreshold thresholds of all convolutions that write the last node, averaged; 1 if there is none
 */
public record CellStructure(int liveEdges, int convolutions, int skips, int ways, int depth, int shallowest, double firstThreshold,
        double lastThreshold, double inputThreshold, double outputThreshold) {
    /** What stands for a threshold where there is no convolution: the usual one of LIF neurons. */
    private static final double USUAL_THRESHOLD = 1;

    /** Reads a cell. */
    public static CellStructure of(SearchSpace space, ConnectionMatrix matrix) {
        ConnectionMatrix live = CanonicalForm.withoutDeadEdges(matrix);
        List<Edge> edges = live.edges();
        List<Double> input = new ArrayList<>();
        List<Double> output = new ArrayList<>();
        int convolutions = 0;
        int skips = 0;
        for (Edge edge : edges) {
            switch (space.operation(live, edge)) {
                case Operation.SpikingConvolution convolution -> {
                    convolutions++;
                    if (edge.source() == 0) {
                        input.add(convolution.vThreshold());
                    }
                    if (edge.target() == live.nodes() - 1) {
                        output.add(convolution.vThreshold());
                    }
                }
                case Operation.SkipConnection skip -> skips++;
                case Operation.AveragePool pool -> {}
                case Operation.MaxPool pool -> {}
                case Operation.Zeroize none -> {}
            }
        }
        List<List<Double>> ways = new ArrayList<>();
        if (!edges.isEmpty()) {
            follow(space, live, 0, new boolean[live.nodes()], new ArrayList<>(), ways);
        }
        int depth = ways.stream().mapToInt(List::size).max().orElse(0);
        int shallowest = ways.stream().mapToInt(List::size).min().orElse(0);
        List<List<Double>> deepest = ways.stream().filter(way -> way.size() == depth && depth > 0).toList();
        return new CellStructure(edges.size(), convolutions, skips, ways.size(), depth, shallowest,
                mean(deepest.stream().map(List::getFirst).toList()), mean(deepest.stream().map(List::getLast).toList()), mean(input), mean(output));
    }

    /** Whether nothing of the input reaches the output: such a network can learn nothing. */
    public boolean isDead() {
        return ways == 0;
    }

    /** Collects the thresholds of the convolutions along every way from a node to the last one. */
    private static void follow(SearchSpace space, ConnectionMatrix live, int node, boolean[] visited, List<Double> thresholds,
            List<List<Double>> ways) {
        if (node == live.nodes() - 1) {
            ways.add(List.copyOf(thresholds));
            return;
        }
        visited[node] = true;
        for (Edge edge : live.edges()) {
            if (edge.source() == node && !visited[edge.target()]) {
                if (space.operation(live, edge) instanceof Operation.SpikingConvolution convolution) {
                    thresholds.add(convolution.vThreshold());
                    follow(space, live, edge.target(), visited, thresholds, ways);
                    thresholds.removeLast();
                } else {
                    follow(space, live, edge.target(), visited, thresholds, ways);
                }
            }
        }
        visited[node] = false;
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(USUAL_THRESHOLD);
    }
}
