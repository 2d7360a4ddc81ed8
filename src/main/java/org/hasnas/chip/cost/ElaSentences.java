package org.hasnas.chip.cost;

import java.util.ArrayList;
import java.util.List;
import org.hasnas.chip.mapping.MappedLayer;
import org.hasnas.chip.mapping.Mapping;
import org.hasnas.network.ConvolutionLayer;

/** What users must know about numbers of the SpikeSim ELA model: its known limits, and where a network is beyond what the tool accepts. */
final class ElaSentences {
    /** The tool lists the pipeline fraction for so many layers and stops with an IndexError beyond. */
    private static final int TOOL_LAYERS = 12;

    private static final List<String> KNOWN_LIMITS = List.of(
            "Latency counts output neurons, one PE cycle each, and ignores how the crossbars work in parallel.",
            "Only a crossbar side of 64 is self-consistent: the crossbar's area and energy do not change with its side.",
            "A weight takes one cell, whatever its bits.",
            "Energy does not depend on how often neurons spike.",
            "All layers are mapped with the largest kernel of the network: a 1x1 convolution costs like a 3x3.",
            "Neuron memory is counted for the first five layers only.",
            "Batch norm, skip additions, pooling and leakage cost nothing.");

    private ElaSentences() {}

    static String coverage(boolean classifierMapped) {
        return classifierMapped ? "convolutions and classifier (extension: linear layers as 1x1 maps of one pixel)"
                : "convolutions only, as in the tool";
    }

    static List<String> of(Mapping mapping, List<ConvolutionLayer> convolutions, boolean classifierMapped) {
        List<String> sentences = new ArrayList<>(KNOWN_LIMITS);
        if (!classifierMapped) {
            sentences.add("The classifier is left out of area, latency and energy.");
        }
        int layers = mapping.layers().size();
        if (layers > TOOL_LAYERS) {
            sentences.add("Beyond the tool: it fails above " + TOOL_LAYERS + " layers, this network has " + layers
                    + "; latency continues its closed form.");
        }
        if (!isSorted(mapping)) {
            sentences.add("Beyond the tool: it accepts layers in ascending order of their PEs only; the closed form is used for these, too.");
        }
        if (mapping.layers().stream().allMatch(layer -> fillsNoPe(layer, mapping.crossbarSize()))) {
            sentences.add("Beyond the tool: no layer of this network fills a PE, where the tool's latency never ends; the closed form is used.");
        }
        if (convolutions.stream().anyMatch(ConvolutionLayer::depthwise)) {
            sentences.add("Beyond the tool: it knows no depthwise convolution; only the crossbars on the diagonal of its matrix are counted, each"
                    + " mostly empty, and it takes as long as a convolution of all channels.");
        }
        mapping.layers().stream().filter(layer -> layer.inputBits() > 1).findFirst().ifPresent(layer -> sentences.add("Beyond the tool: it knows no"
                + " inputs of several bits; layer '" + layer.name() + "' reads the sums of the convolution before it bit by bit, in "
                + layer.inputBits() + " PE cycles instead of one."));
        if (convolutions.stream().anyMatch(ElaSentences::isOblong)) {
            sentences.add("Beyond the tool: it knows square maps only; height times width is used for the others.");
        }
        return List.copyOf(sentences);
    }

    /** The tool compares the PE counts, rounded up for tiles and unrounded for latency; both must ascend. */
    private static boolean isSorted(Mapping mapping) {
        MappedLayer before = mapping.layers().getFirst();
        for (MappedLayer layer : mapping.layers()) {
            if (layer.processingElements() < before.processingElements()
                    || layer.inChannels() * layer.outChannels() < before.inChannels() * before.outChannels()) {
                return false;
            }
            before = layer;
        }
        return true;
    }

    private static boolean fillsNoPe(MappedLayer layer, int crossbarSize) {
        return layer.inChannels() * layer.outChannels() < (long) crossbarSize * crossbarSize;
    }

    private static boolean isOblong(ConvolutionLayer layer) {
        return layer.inHeight() != layer.inWidth() || layer.pooledHeight() != layer.pooledWidth();
    }
}
