package org.hasnas.chip.model;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hasnas.network.NetworkTemplate;

/** Where the spike rates of the physical model come from. */
public sealed interface SpikeRateSource {
    /** Fraction of ones among the bits of an image, where only spikes are measured: bits of evenly distributed values. */
    double IMAGE_BIT_RATE = 0.5;

    /** Rates for a network that is not simulated: of measured rates, their lower bound. */
    SpikeRates beforeSimulation(NetworkTemplate template);

    /** Rates for a network of this mean firing rate. */
    SpikeRates afterSimulation(NetworkTemplate template, double meanFiringRate);

    /** The same rates for every network. */
    record Given(SpikeRates rates) implements SpikeRateSource {
        @Override
        public SpikeRates beforeSimulation(NetworkTemplate template) {
            return rates;
        }

        @Override
        public SpikeRates afterSimulation(NetworkTemplate template, double meanFiringRate) {
            return rates;
        }
    }

    /**
     * Every network's own mean firing rate, for all layers but the stem: image bits are taken as {@link #IMAGE_BIT_RATE}, events as counted. Limits
     * are checked before the simulation with the bound. Energy grows with the rate and no other cost depends on it, so nothing feasible
     * is refused if no network fires less than the bound; with a bound of 0 that is certain.
     *
     * @param leastRate fraction that no network is expected to fall below, 0 to 1
     * @param eventRates fraction of ones among the values of a data set's frames of events, by time steps; where it is not known, the least rate is
     *     taken
     */
    record Measured(double leastRate, SortedMap<Integer, Double> eventRates) implements SpikeRateSource {
        /** Of images, or of events that nobody has counted. */
        public Measured(double leastRate) {
            this(leastRate, Collections.emptySortedMap());
        }

        public Measured {
            eventRates = Collections.unmodifiableSortedMap(new TreeMap<>(eventRates));
            if (!(leastRate >= 0 && leastRate <= 1)) {
                throw new IllegalArgumentException("the least spike rate must be from 0 to 1, was " + leastRate);
            }
        }

        @Override
        public SpikeRates beforeSimulation(NetworkTemplate template) {
            return SpikeRates.withImage(leastRate, inputRate(template));
        }

        @Override
        public SpikeRates afterSimulation(NetworkTemplate template, double meanFiringRate) {
            return SpikeRates.withImage(meanFiringRate, inputRate(template));
        }

        private double inputRate(NetworkTemplate template) {
            return switch (template.input().kind()) {
                case IMAGE -> IMAGE_BIT_RATE;
                case EVENTS -> eventRates.getOrDefault(template.timeSteps(), leastRate);
            };
        }
    }
}
