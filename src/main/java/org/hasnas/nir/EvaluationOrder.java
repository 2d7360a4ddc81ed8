package org.hasnas.nir;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.nir.model.NirGraph.Edge;
import org.hasnas.nir.model.NirNode;
import org.hasnas.nir.model.NirTensor;

/**
 * The order in which the nodes of a graph are computed within a time step, and where its loops wait for the next one.
 *
 * <p>Spikes arrive within the same step. In every strongly connected component, the edges that come from inside and end at a node that also has an
 * edge from outside carry the value of the step before; if there is no such node, the edges into neurons do. That is repeated for the loops that are
 * left. A Delay of at least one step breaks its loops by itself.
 *
 * @param names nodes in order
 * @param delayed edges that carry the value of the step before
 */
record EvaluationOrder(List<String> names, Set<Edge> delayed) {
    /** @throws HasnasException BAD_DATA if a loop has neither neurons nor a delay */
    static EvaluationOrder of(Map<String, NirNode> nodes, Collection<Edge> edges, double dt) throws HasnasException {
        Set<Edge> within = edges.stream().filter(edge -> !(nodes.get(edge.to()) instanceof NirNode.Delay(NirTensor delay) && isAStep(delay, dt)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Set<Edge> stateless = within.stream().filter(edge -> !(nodes.get(edge.to()) instanceof NirNode.Neuron)).collect(Collectors.toSet());
        for (Set<String> loop : loops(nodes.keySet(), stateless)) {
            throw new HasnasException(ErrorCode.BAD_DATA, "the nodes " + loop.stream().map(name -> "\"" + name + "\"")
                    .collect(Collectors.joining(", ")) + " feed each other without a neuron or a delay between them: there is no order in which they"
                    + " can be computed");
        }
        Set<Edge> delayed = new LinkedHashSet<>();
        List<Set<String>> loops = loops(nodes.keySet(), within);
        while (!loops.isEmpty()) {
            for (Set<String> loop : loops) {
                Set<String> entries = edges.stream().filter(edge -> loop.contains(edge.to()) && !loop.contains(edge.from())).map(Edge::to)
                        .collect(Collectors.toSet());
                Set<Edge> waiting = within.stream().filter(edge -> loop.contains(edge.from()) && loop.contains(edge.to()))
                        .filter(edge -> entries.isEmpty() ? nodes.get(edge.to()) instanceof NirNode.Neuron : entries.contains(edge.to()))
                        .collect(Collectors.toSet());
                delayed.addAll(waiting);
                within.removeAll(waiting);
            }
            loops = loops(nodes.keySet(), within);
        }
        return new EvaluationOrder(sorted(nodes.keySet(), within), delayed);
    }

    /** Whether all values wait for at least a step. */
    static boolean isAStep(NirTensor delay, double dt) {
        return Arrays.stream(delay.values()).allMatch(value -> Math.rint(value / dt) >= 1);
    }

    private static Map<String, List<String>> targets(Collection<String> names, Collection<Edge> edges) {
        Map<String, List<String>> targets = new LinkedHashMap<>();
        names.forEach(name -> targets.put(name, new ArrayList<>()));
        edges.forEach(edge -> targets.getOrDefault(edge.from(), new ArrayList<>()).add(edge.to()));
        return targets;
    }

    /** Nodes so that no edge leads backwards; there are no loops. */
    private static List<String> sorted(Collection<String> names, Collection<Edge> edges) {
        Map<String, List<String>> targets = targets(names, edges);
        Map<String, Integer> waitingFor = new HashMap<>();
        edges.forEach(edge -> waitingFor.merge(edge.to(), 1, Integer::sum));
        Deque<String> ready = new ArrayDeque<>(names.stream().filter(name -> !waitingFor.containsKey(name)).toList());
        List<String> order = new ArrayList<>();
        while (!ready.isEmpty()) {
            String next = ready.remove();
            order.add(next);
            for (String target : targets.getOrDefault(next, List.of())) {
                if (waitingFor.merge(target, -1, Integer::sum) == 0) {
                    ready.add(target);
                }
            }
        }
        return order;
    }

    /** Strongly connected components with an edge inside, by Tarjan's method with a stack of its own: graphs may be long chains. */
    static List<Set<String>> loops(Collection<String> names, Collection<Edge> edges) {
        Components components = new Components(targets(names, edges));
        names.forEach(components::visit);
        return components.found.stream().filter(component -> component.size() > 1
                || edges.contains(new Edge(component.iterator().next(), component.iterator().next()))).toList();
    }

    /** The state of one search for components. */
    private static final class Components {
        private final Map<String, List<String>> targets;
        private final Map<String, Integer> number = new HashMap<>();
        private final Map<String, Integer> lowest = new HashMap<>();
        private final Deque<String> path = new ArrayDeque<>();
        private final Set<String> onPath = new HashSet<>();
        private final List<Set<String>> found = new ArrayList<>();

        /** A node whose targets are looked at, and which of them is next. */
        private static final class Step {
            final String name;
            int next;

            Step(String name) {
                this.name = name;
            }
        }

        Components(Map<String, List<String>> targets) {
            this.targets = targets;
        }

        void visit(String root) {
            if (number.containsKey(root)) {
                return;
            }
            Deque<Step> steps = new ArrayDeque<>();
            steps.push(enter(root));
            while (!steps.isEmpty()) {
                Step step = steps.peek();
                List<String> ahead = targets.getOrDefault(step.name, List.of());
                if (step.next < ahead.size()) {
                    String target = ahead.get(step.next++);
                    if (!number.containsKey(target)) {
                        steps.push(enter(target));
                    } else if (onPath.contains(target)) {
                        lower(step.name, number.getOrDefault(target, 0));
                    }
                } else {
                    steps.pop();
                    if (!steps.isEmpty()) {
                        lower(steps.peek().name, lowest.getOrDefault(step.name, 0));
                    }
                    if (Objects.equals(lowest.get(step.name), number.get(step.name))) {
                        close(step.name);
                    }
                }
            }
        }

        private Step enter(String name) {
            lowest.put(name, number.size());
            number.put(name, number.size());
            path.push(name);
            onPath.add(name);
            return new Step(name);
        }

        private void lower(String name, int candidate) {
            lowest.merge(name, candidate, Math::min);
        }

        private void close(String name) {
            Set<String> component = new LinkedHashSet<>();
            String member;
            do {
                member = path.pop();
                onPath.remove(member);
                component.add(member);
            } while (!member.equals(name));
            found.add(component);
        }
    }
}
