package org.hasnas.simulation.weights;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.network.ConvolutionLayer.Role;
import org.hasnas.network.LinearLayer;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplate.Stage;

/**
 * Names of what a {@link Network} does not name itself. A LIF layer has the name of the layer it feeds ({@code cell1.0->3},
 * {@code reduction1}); the one before the classifier is {@link #LAST}, the classifier's own is {@link #HIDDEN}.
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

    /** The batch norm behind a convolution, or before the last LIF layer. */
    public static String norm(String layer) {
        return layer + ".bn";
    }

    /** The batch norm before a reduction's LIF layer. */
    public static String inputNorm(String reduction) {
        return reduction + ".input.bn";
    }

    /** All batch norms of a network with their channels. */
    public static Map<String, Integer> norms(Network network) {
        Map<String, Integer> norms = new LinkedHashMap<>();
        for (ConvolutionLayer layer : network.convolutions()) {
            if (layer.role() == Role.REDUCTION) {
                norms.put(inputNorm(layer.name()), layer.inChannels());
            }
            norms.put(norm(layer.name()), layer.outChannels());
        }
        List<Stage> stages = network.template().stages();
        norms.put(norm(LAST), stages.getLast().width());
        return norms;
    }

    /** All LIF layers of a network, in the order of the network. */
    public static List<String> lifLayers(Network network) {
        List<String> names = new ArrayList<>();
        for (ConvolutionLayer layer : network.convolutions()) {
            if (layer.role() != Role.STEM) {
                names.add(layer.name());
            }
        }
        names.add(LAST);
        for (LinearLayer linear : network.linears()) {
            if (linear.name().equals(HIDDEN)) {
                names.add(HIDDEN);
            }
        }
        return List.copyOf(names);
    }
}
