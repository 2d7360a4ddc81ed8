package org.hasnas.score.fitness;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.hasnas.network.CanonicalForm;
import org.hasnas.network.ConnectionMatrix;
import org.hasnas.network.Edge;
import org.hasnas.network.Network;
import org.hasnas.network.Operation;
import org.hasnas.network.SearchSpace;

/**
 * What a cell's graph alone says about how it computes; defined for every search space. Edges that lie on no path from node 0 to the last node
 * are left out before anything is counted. A path visits no node twice; backward edges are followed like forward ones.
 *
 * @param liveEdges edges left
 * @param nodes nodes that an edge left leads to
 * @param convolutions convolutions left
 * @param skips identities left
 * @param paths paths from node 0 to the last node; 0 if the cell is dead
 * @param depth convolutions on the path that has most of them
 * @param shallowest convolutions on the path that has fewest
 * @param firstThreshold threshold of the first convolution of the deepest paths, averaged over them; 1 if there is none
 * @param lastThreshold threshold of their last convolution
 * @param inputThreshold thresholds of all convolutions that read node 0, averaged; 1 if there is none
 * @param outputThreshold thresholds of all convolutions that write the last node, averaged; 1 if there is none
 * @param mixedShare of the deepest paths, if they have two convolutions or more, the share whose last convolution reads a node that the cell's
 *        input reaches without convolution too; else 0
 */
public record CellStructure(int liveEdges, int nodes, int convolutions, int skips, int paths, int depth, int shallowest, double firstThreshold,
        double lastThreshold, double inputThreshold, double outputThreshold, double mixedShare) {
    /** What stands for a threshold where there is no convolution: the usual one of LIF neurons. */
    private static final double USUAL_THRESHOLD = 1;

    /** The convolutions of a path from node 0 to the last node, in order. */
    private record CellPath(List<Double> thresholds, List<Integer> sources) {
        static final CellPath NONE = new CellPath(List.of(), List.of());

        CellPath then(double threshold, int source) {
            List<Double> longer = new ArrayList<>(thresholds);
            longer.add(threshold);
            List<Integer> further = new ArrayList<>(sources);
            further.add(source);
            return new CellPath(longer, further);
        }

        int depth() {
            return thresholds.size();
        }
    }

    /** The structure of each cell, in network order. */
    public static List<CellStructure> of(Network network) {
        List<CellStructure> cells = new ArrayList<>();
        for (int cell = 0; cell < network.template().cellCount(); cell++) {
            cells.add(of(network.space(), network.architecture().cell(cell)));
        }
        return List.copyOf(cells);
    }

    /**
     * Whether a network can learn nothing, since in one of its cells no path leads from the input to the output. Of SpikeNAS-Bench these are
     * exactly the networks that stay at 10 %.
     */
    public static boolean isAnyDead(Network network) {
        return of(network).stream().anyMatch(CellStructure::isDead);
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
        List<CellPath> paths = new ArrayList<>();
        boolean[] unconvolved = new boolean[live.nodes()];
        if (!edges.isEmpty()) {
            follow(space, live, 0, new boolean[live.nodes()], CellPath.NONE, paths, unconvolved);
        }
        int depth = paths.stream().mapToInt(CellPath::depth).max().orElse(0);
        int shallowest = paths.stream().mapToInt(CellPath::depth).min().orElse(0);
        List<CellPath> deepest = paths.stream().filter(path -> path.depth() == depth && depth > 0).toList();
        double mixed = depth < 2 ? 0 : (double) deepest.stream().filter(path -> unconvolved[path.sources().getLast()]).count() / deepest.size();
        int targets = (int) edges.stream().mapToInt(Edge::target).distinct().count();
        return new CellStructure(edges.size(), targets, convolutions, skips, paths.size(), depth, shallowest,
                mean(deepest.stream().map(path -> path.thresholds().getFirst()).toList()),
                mean(deepest.stream().map(path -> path.thresholds().getLast()).toList()), mean(input), mean(output), mixed);
    }

    /** Whether nothing of the input reaches the output: such a network can learn nothing. */
    public boolean isDead() {
        return paths == 0;
    }

    /** Collects every path from a node to the last one, and marks the nodes that node 0 reaches without convolution. */
    private static void follow(SearchSpace space, ConnectionMatrix live, int node, boolean[] visited, CellPath path, List<CellPath> paths,
            boolean[] unconvolved) {
        unconvolved[node] |= path.depth() == 0;
        if (node == live.nodes() - 1) {
            paths.add(path);
            return;
        }
        visited[node] = true;
        for (Edge edge : live.edges()) {
            if (edge.source() == node && !visited[edge.target()]) {
                OptionalDouble threshold = space.operation(live, edge).threshold();
                CellPath longer = threshold.isPresent() ? path.then(threshold.getAsDouble(), node) : path;
                follow(space, live, edge.target(), visited, longer, paths, unconvolved);
            }
        }
        visited[node] = false;
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(USUAL_THRESHOLD);
    }
}
