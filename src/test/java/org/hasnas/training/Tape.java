package org.hasnas.training;

import java.util.ArrayList;
import java.util.List;

/** Reverse-mode differentiation of scalars in float64, independent of the program's own way back. */
final class Tape {
    private final List<Node> nodes = new ArrayList<>();

    /** A number that remembers how it was made. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Node(double value, int[] parents, double[] slopes, int index) {}

    Node constant(double value) {
        return make(value, new int[0], new double[0]);
    }

    private Node make(double value, int[] parents, double[] slopes) {
        Node node = new Node(value, parents, slopes, nodes.size());
        nodes.add(node);
        return node;
    }

    Node add(Node a, Node b) {
        return make(a.value + b.value, new int[] {a.index, b.index}, new double[] {1, 1});
    }

    Node multiply(Node a, Node b) {
        return make(a.value * b.value, new int[] {a.index, b.index}, new double[] {b.value, a.value});
    }

    Node scale(Node a, double factor) {
        return make(a.value * factor, new int[] {a.index}, new double[] {factor});
    }

    /** A function whose value and slope are given. */
    Node map(Node a, double value, double slope) {
        return make(value, new int[] {a.index}, new double[] {slope});
    }

    Node sum(List<Node> terms) {
        int[] parents = new int[terms.size()];
        double[] slopes = new double[terms.size()];
        double sum = 0;
        for (int i = 0; i < parents.length; i++) {
            parents[i] = terms.get(i).index;
            slopes[i] = 1;
            sum += terms.get(i).value;
        }
        return make(sum, parents, slopes);
    }

    /** Derivatives of a number by all. */
    double[] gradients(Node of) {
        double[] gradients = new double[nodes.size()];
        gradients[of.index] = 1;
        for (int i = of.index; i >= 0; i--) {
            Node node = nodes.get(i);
            for (int p = 0; p < node.parents.length; p++) {
                gradients[node.parents[p]] += gradients[i] * node.slopes[p];
            }
        }
        return gradients;
    }
}
