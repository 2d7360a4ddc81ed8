package org.hasnas.chip.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hasnas.chip.catalog.HardwareProfiles;
import org.hasnas.chip.model.PhysicalSettings;
import org.hasnas.chip.model.SpikeRateSource;
import org.hasnas.chip.model.SpikeRateSource.Given;
import org.hasnas.chip.model.SpikeRateSource.Measured;
import org.hasnas.chip.model.SpikeRates;
import org.hasnas.data.ImageSet;
import org.hasnas.error.HasnasException;
import org.hasnas.network.Architecture;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.network.LinearLayer;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.network.SearchSpaces;
import org.hasnas.network.plan.NetworkPlan;
import org.hasnas.simulation.model.LayerRate;
import org.hasnas.testdata.EventNetworks;
import org.junit.jupiter.api.Test;

final class SimulatedRatesTest {
    private static final Network NETWORK = Network.of(NetworkTemplates.DIGITS.template(), SearchSpaces.HASNAS_OPERATIONS,
            Architecture.parse("0442 0044 2004 4400"));

    @Test
    void theStemOfEventsHasTheRateThatWasCountedAtItsTimeSteps() throws HasnasException {
        Network events = EventNetworks.like(NETWORK);
        int steps = events.template().timeSteps();
        assertEquals(energy(events, new Given(SpikeRates.withImage(0.1, 0.28))), energy(events, counted(steps, 0.28)));
        assertEquals(energy(events, new Given(SpikeRates.withImage(0.1, 0))), energy(events, counted(steps + 1, 0.28)), "nobody has counted these");
        assertTrue(energy(events, counted(steps, 0.64)) > energy(events, counted(steps, 0.28)));
        assertEquals(energy(NETWORK, new Given(SpikeRates.withImage(0.1, 0.5))), energy(NETWORK, counted(steps, 0.28)), "bits of an image");
        PhysicalSettings known = settings(counted(steps, 0.28));
        assertEquals(known, settings(new Measured(0)).withEventRatesOf(known));
        assertEquals(settings(new Given(SpikeRates.of(0.1))), settings(new Given(SpikeRates.of(0.1))).withEventRatesOf(known));
    }

    private static Measured counted(int steps, double rate) {
        return new Measured(0, new TreeMap<>(Map.of(steps, rate)));
    }

    private static PhysicalSettings settings(SpikeRateSource rates) throws HasnasException {
        return HardwareProfiles.settings("neurosim-22nm-rram", "", Path.of(""), rates);
    }

    private static double energy(Network network, SpikeRateSource rates) throws HasnasException {
        return ChipCost.of(settings(rates)).total(network, 0.1).energy().joules();
    }

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
