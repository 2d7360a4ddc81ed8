package org.hasnas.nir.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Nodes by name, and what leads where. Edges may name nodes that do not exist.
 *
 * @param nodes in the order of the file
 * @param edges in the order of the file, which means nothing
 */
public record NirGraph(Map<String, NirNode> nodes, List<Edge> edges) {
    /** The output of one node is an input of another. */
    public record Edge(String from, String to) {
        @Override
        public String toString() {
            return "\"" + from + "\" -> \"" + to + "\"";
        }
    }

    public NirGraph {
        nodes = Collections.unmodifiableMap(new LinkedHashMap<>(nodes));
        edges = List.copyOf(edges);
    }
}
