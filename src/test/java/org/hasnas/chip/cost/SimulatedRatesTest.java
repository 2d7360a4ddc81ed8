package org.hasnas.chip.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hasnas.chip.model.SpikeRates;
import org.hasnas.data.ImageSet;
import org.hasnas.network.Architecture;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.network.LinearLayer;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.network.SearchSpaces;
import org.hasnas.network.plan.NetworkPlan;
import org.hasnas.simulation.model.LayerRate;
import org.junit.jupiter.api.Test;

final class SimulatedRatesTest {
    private static final Network NETWORK = Network.of(NetworkTemplates.DIGITS.template(), SearchSpaces.HASNAS_OPERATIONS,
            Architecture.parse("0442 0044 2004 4400"));

    @Test
    void ratesStandInTheOrderOfTheNetwork() {
        ImageSet image = new ImageSet(NETWORK.template().input(), 10, new byte[64], new short[1],
                new ImageSet.Normalization(1, new float[1], new float[] {1}));
        SpikeRates rates = SimulatedRates.of(NETWORK, image, NetworkPlan.of(NETWORK).lifLayers().stream()
                .map(layer -> new LayerRate(layer, List.of(0.25))).toList());
        Set<String> named = rates.byLayer().keySet();
        List<String> inOrder = Stream.concat(NETWORK.convolutions().stream().map(ConvolutionLayer::name),
                NETWORK.linears().stream().map(LinearLayer::name)).filter(named::contains).toList();
        assertTrue(inOrder.size() >= 8, inOrder.toString());
        assertEquals(inOrder, List.copyOf(NetworkWork.withSums(NETWORK, rates).byLayer().keySet()).subList(0, inOrder.size()));
    }
}
