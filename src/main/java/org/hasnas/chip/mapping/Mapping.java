package org.hasnas.chip.mapping;

import java.util.ArrayList;
import java.util.List;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.network.LinearLayer;
import org.hasnas.network.Network;
import org.hasnas.simulation.weights.WeightRounding;

/**
 * Layers on crossbars, PEs and tiles, as SpikeSim (arXiv 2210.12899) maps them. PEs fill tiles without regard to layers; the last tile
 * is built whole.
 *
 * @param crossbarSize side X of a crossbar in cells
 * @param kernelSize side of the network's largest kernel: every PE has its square as crossbars, a 1x1 layer's too
 * @param pesPerTile PEs per tile
 * @param layers layers in network order, at least one
 */
public record Mapping(int crossbarSize, int kernelSize, int pesPerTile, List<MappedLayer> layers) {
    public Mapping {
        layers = List.copyOf(layers);
        requirePositive("crossbarSize", crossbarSize);
        requirePositive("kernelSize", kernelSize);
        requirePositive("pesPerTile", pesPerTile);
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("a mapping needs at least one layer");
        }
    }

    /**
     * Maps convolutions and, behind them, linear layers as convolutions of 1x1 maps.
     *
     * @param linears the classifier's layers; empty for convolutions only
     */
    public static Mapping of(List<ConvolutionLayer> convolutions, List<LinearLayer> linears, int crossbarSize, int pesPerTile) {
        int kernelSize = 1;
        for (ConvolutionLayer layer : convolutions) {
            kernelSize = Math.max(kernelSize, layer.kernelSize());
        }
        return of(convolutions, linears, crossbarSize, kernelSize, pesPerTile);
    }

    /**
     * Maps a network.
     *
     * @param withClassifier whether the classifier's layers are mapped, too
     */
    public static Mapping of(Network network, boolean withClassifier, int crossbarSize, int pesPerTile) {
        Mapping mapping = of(network.convolutions(), withClassifier ? network.linears() : List.of(), crossbarSize, pesPerTile);
        List<MappedLayer> mapped = new ArrayList<>(mapping.layers);
        for (int index = 1; index < network.convolutions().size(); index++) {
            if (network.convolutions().get(index).readsSums()) {
                mapped.set(index, mapped.get(index).withInputBits(
                        WeightRounding.sumBits(network.convolutions().get(index - 1).fanIn(), network.template().weightBits())));
            }
        }
        return new Mapping(crossbarSize, mapping.kernelSize, pesPerTile, mapped);
    }

    /** As {@link #of(List, List, int, int)} with the kernel size of all PEs given. */
    public static Mapping of(List<ConvolutionLayer> convolutions, List<LinearLayer> linears, int crossbarSize, int kernelSize, int pesPerTile) {
        requirePositive("crossbarSize", crossbarSize);
        List<MappedLayer> mapped = new ArrayList<>(convolutions.size() + linears.size());
        for (ConvolutionLayer layer : convolutions) {
            mapped.add(MappedLayer.of(layer, crossbarSize, kernelSize));
        }
        for (LinearLayer layer : linears) {
            mapped.add(MappedLayer.of(layer, crossbarSize, kernelSize));
        }
        return new Mapping(crossbarSize, kernelSize, pesPerTile, mapped);
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be >= 1, was " + value);
        }
    }

    /** PEs that hold weights. */
    public long processingElements() {
        long sum = 0;
        for (MappedLayer layer : layers) {
            sum += layer.processingElements();
        }
        return sum;
    }

    public long tiles() {
        return Math.ceilDiv(processingElements(), (long) pesPerTile);
    }

    /** PEs that are built, those of the last tile that hold nothing included. */
    public long builtProcessingElements() {
        return tiles() * pesPerTile;
    }

    /** Crossbars per PE. */
    public long kernelPositions() {
        return (long) kernelSize * kernelSize;
    }
}
