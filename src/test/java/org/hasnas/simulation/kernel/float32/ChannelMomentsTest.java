package org.hasnas.simulation.kernel.float32;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class ChannelMomentsTest {
    @Test
    void varianceIsBiasedAndKeepsItsDigitsBesideALargeMean() {
        float[][] rows = {{4096f, 1f}, {4096.5f, 2f}, {4097f, 3f}, {4097.5f, 10f}};
        ChannelMoments moments = new ChannelMoments(2);
        for (int repetition = 0; repetition < 2; repetition++) { // clear() forgets
            moments.clear();
            moments.addToMean(rows, 0, 2);
            moments.addToMean(rows, 2, 2);
            moments.finishMean(4);
            moments.addToVariance(rows, 0, 2);
            moments.addToVariance(rows, 2, 2);
            moments.finishVariance(4);
        }
        assertEquals(4096.75, moments.mean(0));
        assertEquals(0.3125, moments.variance(0));
        assertEquals(4, moments.mean(1));
        assertEquals((9 + 4 + 1 + 36) / 4.0, moments.variance(1));
    }
}
