package org.hasnas.search.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.hasnas.search.study.model.Interval;
import org.junit.jupiter.api.Test;

final class IntervalsTest {
    @Test
    void theIntervalOfAMeanIsStudents() {
        Interval interval = Intervals.ofMean(List.of(1.0, 2.0, 3.0, 4.0, 5.0));
        assertEquals(3, interval.mean(), 1e-12);
        assertEquals(3 + 2.776445105 * Math.sqrt(2.5 / 5), interval.high(), 1e-6); // t of 4 degrees, from a table
        assertEquals(6, interval.low() + interval.high(), 1e-9);
        assertTrue(Intervals.ofMean(List.of(4.0)).low() == Double.NEGATIVE_INFINITY);
        assertEquals(0, Intervals.ofMean(List.of()).samples());
    }

    @Test
    void nineteenOfTwentyIntervalsHoldTheTruth() {
        SplittableRandom random = new SplittableRandom(2);
        int mean = 0;
        int ratio = 0;
        for (int round = 0; round < 400; round++) {
            List<Double> above = new ArrayList<>();
            List<Double> below = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                double cost = random.nextDouble(1, 3);
                below.add(cost);
                above.add(0.5 * cost + random.nextDouble(-1, 1));
            }
            Interval of = Intervals.ofMean(above);
            mean += of.low() <= 1 && 1 <= of.high() ? 1 : 0;
            Interval per = Intervals.ofRatio(above, below);
            ratio += per.low() <= 0.5 && 0.5 <= per.high() ? 1 : 0;
        }
        assertTrue(mean > 360 && mean < 396, "mean " + mean);
        assertTrue(ratio > 350 && ratio < 396, "ratio " + ratio);
    }
}
