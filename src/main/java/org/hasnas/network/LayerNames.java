package org.hasnas.network;

/**
 * Names of the layers of a {@link Network}. A LIF layer has the name of the convolution that reads it ({@code cell1.0->3}, {@code reduction1}); the
 * one before the classifier is {@link #LAST}, the classifier's own is {@link #HIDDEN}.
 */
public final class LayerNames {
    /** The LIF layer before the final pool. */
    public static final String LAST = "last";
    /** The classifier's hidden linear layer and its LIF layer. */
    public static final String HIDDEN = "hidden";
    /** The classifier's last linear layer. */
    public static final String OUTPUT = "output";
    /** The stem convolution. */
    public static final String STEM = "stem";

    private LayerNames() {}

    /** The convolution on an edge of a cell, such as {@code cell1.0->3}; cells are counted from 1 in names. */
    public static String edge(int cellIndex, Edge edge) {
        return "cell" + (cellIndex + 1) + "." + edge;
    }

    /** The convolution that reads the sums of another one, with no neurons between. */
    public static String behind(String layer) {
        return layer + ".pointwise";
    }

    /** The convolution between stage {@code stage}, counted from 1, and the next. */
    public static String reduction(int stage) {
        return "reduction" + stage;
    }

    /** The batch norm behind a convolution, or before the last LIF layer. */
    public static String norm(String layer) {
        return layer + ".bn";
    }

    /** The batch norm of the membrane potentials of a LIF layer. */
    public static String membraneNorm(String layer) {
        return layer + ".membrane";
    }

    /** The batch norm before a reduction's LIF layer. */
    public static String inputNorm(String reduction) {
        return reduction + ".input.bn";
    }
}
