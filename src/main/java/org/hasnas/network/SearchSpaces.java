package org.hasnas.network;

import java.util.List;
import java.util.Optional;
import org.hasnas.network.Operation.Grouping;

/** The search spaces that come with the program. */
public final class SearchSpaces {
    /** SNASNet (Kim et al., ECCV 2022), Table 1: five operations, forward and backward edges. */
    public static final SearchSpace SNASNET = new SearchSpace("snasnet", 4, List.of(new Operation.Zeroize(), new Operation.SkipConnection(),
            new Operation.SpikingConvolution(1, 1.0), new Operation.SpikingConvolution(3, 1.0), new Operation.AveragePool(3)), true);

    /** SNASNet without backward edges (SNASNet-Fw of the paper). */
    public static final SearchSpace SNASNET_FORWARD = new SearchSpace("snasnet-forward", 4, SNASNET.operations(), false);

    /** SpikeNAS-Bench (IEEE TAI 2025): three LIF thresholds before a conv3x3, forward edges only. */
    public static final SearchSpace SPIKENAS_BENCH = new SearchSpace("spikenas-bench", 4, List.of(new Operation.Zeroize(),
            new Operation.SkipConnection(), new Operation.SpikingConvolution(3, 0.5), new Operation.SpikingConvolution(3, 1.0),
            new Operation.SpikingConvolution(3, 1.5)), false);

    /**
     * Ours: every operation the program knows, to measure what each is worth: SNASNet's five, then conv5x5, depthwise conv3x3, max pool,
     * conv3x3 behind the two other thresholds of SpikeNAS-Bench, and depthwise-separable conv3x3. Forward and backward edges.
     */
    public static final SearchSpace HASNAS_OPERATIONS = new SearchSpace("hasnas-operations", 4, List.of(new Operation.Zeroize(),
            new Operation.SkipConnection(), new Operation.SpikingConvolution(1, 1.0), new Operation.SpikingConvolution(3, 1.0),
            new Operation.AveragePool(3), new Operation.SpikingConvolution(5, 1.0), new Operation.SpikingConvolution(3, 1.0, Grouping.DEPTHWISE),
            new Operation.MaxPool(3), new Operation.SpikingConvolution(3, 0.5), new Operation.SpikingConvolution(3, 1.5),
            new Operation.SpikingConvolution(3, 1.0, Grouping.SEPARABLE)), true);

    public static final List<SearchSpace> ALL = List.of(SNASNET, SNASNET_FORWARD, SPIKENAS_BENCH, HASNAS_OPERATIONS);

    private SearchSpaces() {}

    public static Optional<SearchSpace> byName(String name) {
        return ALL.stream().filter(space -> space.name().equals(name)).findFirst();
    }
}
