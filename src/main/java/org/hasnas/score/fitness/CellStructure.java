package org.hasnas.score.fitness;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.hasnas.network.CanonicalForm;
import org.hasnas.network.ConnectionMatrix;
import org.hasnas.network.Edge;
import org.hasnas.network.Operation;
import org.hasnas.network.SearchSpace;

/**
 * What a cell's graph alone says about how it computes; defined for every search space. Edges that lie on no way from node 0 to the last
 * node are left out before anything is counted. A way visits no node twice; backward edges are followed like forward ones.
 *
 * @param liveEdges edges left
 * @param nodes nodes that an edge left leads to
 * @param convolutions convolutions left
 * @param skips identities left
 * @param ways ways from node 0 to the last node; 0 if the cell is dead
 * @param depth convolutions on the way that has most of them
 * @param shallowest convolutions on the way that has fewest
 * @param firstThreshold threshold of the first convolution of the deepest ways, averaged over them; 1 if there is none
 * @param lastThreshold threshold of their last convolution
 * @param inputThreshold thresholds of all convolutions that read node 0, averaged; 1 if there is none
 * @param outputThreshold thresholds of all convolutions that write the last node, averaged; 1 if there is none
 * @param mixedShare of the deepest ways, if they have two convolutions or more, the share whose last convolution reads a node that the cell's
 *        input reaches without convolution too; else 0
 */
public record CellStructure(int liveEdges, int nodes, int convolutions, int skips, int ways, int depth, int shallowest, double firstThreshold,
        double lastThreshold, double inputThreshold, double outputThreshold, double mixedShare) {
    /** What stands for a threshold where there is no convolution: the usual one of LIF neurons. */
    private static final double USUAL_THRESHOLD = 1;

    /** The convolutions of a way from node 0 to the last node, in order. */
    private record Way(List<Double> thresholds, List<Integer> sources) {
        static final Way NONE = new Way(List.of(), List.of());

        Way then(double threshold, int source) {
            List<Double> longer = new ArrayList<>(thresholds);
            longer.add(threshold);
            List<Integer> further = new ArrayList<>(sources);
            further.add(source);
            return new Way(longer, further);
        }

        int depth() {
            return thresholds.size();
        }
    }

    /** Reads a cell. */
    public static CellStructure of(SearchSpace space, ConnectionMatrix matrix) {
        ConnectionMatrix live = CanonicalForm.withoutDeadEdges(matrix);
        List<Edge> edges = live.edges();
        List<Double> input = new ArrayList<>();
        List<Double> output = new ArrayList<>();
        int convolutions = 0;
        int skips = 0;
        for (Edge edge : edges) {
            Operation operation = space.operation(live, edge);
            OptionalDouble threshold = operation.threshold();
            if (threshold.isPresent()) {
                convolutions++;
                if (edge.source() == 0) {
                    input.add(threshold.getAsDouble());
                }
                if (edge.target() == live.nodes() - 1) {
                    output.add(threshold.getAsDouble());
                }
            }
            skips += operation instanceof Operation.SkipConnection ? 1 : 0;
        }
        List<Way> ways = new ArrayList<>();
        boolean[] unconvolved = new boolean[live.nodes()];
        if (!edges.isEmpty()) {
            follow(space, live, 0, new boolean[live.nodes()], Way.NONE, ways, unconvolved);
        }
        int depth = ways.stream().mapToInt(Way::depth).max().orElse(0);
        int shallowest = ways.stream().mapToInt(Way::depth).min().orElse(0);
        List<Way> deepest = ways.stream().filter(way -> way.depth() == depth && depth > 0).toList();
        double mixed = depth < 2 ? 0 : (double) deepest.stream().filter(way -> unconvolved[way.sources().getLast()]).count() / deepest.size();
        int targets = (int) edges.stream().mapToInt(Edge::target).distinct().count();
        return new CellStructure(edges.size(), targets, convolutions, skips, ways.size(), depth, shallowest,
                mean(deepest.stream().map(way -> way.thresholds().getFirst()).toList()),
                mean(deepest.stream().map(way -> way.thresholds().getLast()).toList()), mean(input), mean(output), mixed);
    }

    /** Whether nothing of the input reaches the output: such a network can learn nothing. */
    public boolean isDead() {
        return ways == 0;
    }

    /** Collects every way from a node to the last one, and marks the nodes that node 0 reaches without convolution. */
    private static void follow(SearchSpace space, ConnectionMatrix live, int node, boolean[] visited, Way way, List<Way> ways,
            boolean[] unconvolved) {
        unconvolved[node] |= way.depth() == 0;
        if (node == live.nodes() - 1) {
            ways.add(way);
            return;
        }
        visited[node] = true;
        for (Edge edge : live.edges()) {
            if (edge.source() == node && !visited[edge.target()]) {
                OptionalDouble threshold = space.operation(live, edge).threshold();
                Way longer = threshold.isPresent() ? way.then(threshold.getAsDouble(), node) : way;
                follow(space, live, edge.target(), visited, longer, ways, unconvolved);
            }
        }
        visited[node] = false;
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(USUAL_THRESHOLD);
    }
}
