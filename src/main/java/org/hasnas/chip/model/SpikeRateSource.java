package org.hasnas.chip.model;

/** Where the spike rates of the physical model come from. */
public sealed interface SpikeRateSource {
    /** Fraction of ones among the bits of an image, where only spikes are measured: bits of evenly distributed values. */
    double IMAGE_BIT_RATE = 0.5;

    /** Rates for a network that is not simulated: of measured rates, their lower bound. */
    SpikeRates beforeSimulation();

    /** Rates for a network of this mean firing rate. */
    SpikeRates afterSimulation(double meanFiringRate);

    /** The same rates for every network. */
    record Given(SpikeRates rates) implements SpikeRateSource {
        @Override
        public SpikeRates beforeSimulation() {
            return rates;
        }

        @Override
        public SpikeRates afterSimulation(double meanFiringRate) {
            return rates;
        }
    }

    /**
     * Every network's own mean firing rate, for all layers but the stem, whose image bits are taken as {@link #IMAGE_BIT_RATE}. Limits
     * are checked before the simulation with the bound. Energy grows with the rate and no other cost depends on it, so nothing feasible
     * is refused if no network fires less than the bound; with a bound of 0 that is certain.
     *
     * @param leastRate fraction that no network is expected to fall below, 0 to 1
     */
    record Measured(double leastRate) implements SpikeRateSource {
        public Measured {
            if (!(leastRate >= 0 && leastRate <= 1)) {
                throw new IllegalArgumentException("the least spike rate must be from 0 to 1, was " + leastRate);
            }
        }

        @Override
        public SpikeRates beforeSimulation() {
            return SpikeRates.withImage(leastRate, IMAGE_BIT_RATE);
        }

        @Override
        public SpikeRates afterSimulation(double meanFiringRate) {
            return SpikeRates.withImage(meanFiringRate, IMAGE_BIT_RATE);
        }
    }
}
