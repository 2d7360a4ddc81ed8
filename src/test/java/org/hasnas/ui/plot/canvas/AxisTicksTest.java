package org.hasnas.ui.plot.canvas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.SplittableRandom;
import org.hasnas.network.Dimension;
import org.hasnas.ui.plot.canvas.AxisTicks.Tick;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.ui.RectangleEdge;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AxisTicksTest {
    @ParameterizedTest
    @CsvSource({"1, 1", "1.01, 2", "2, 2", "2.3, 2.5", "3, 5", "5, 5", "7, 10", "0.003, 0.005", "1200, 2000"})
    void stepsAreRound(double step, double expected) {
        assertEquals(expected, AxisTicks.niceStep(step), expected * 1e-12);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "3, 2, 5", "9.9, 5, 10", "0.02, 0.02, 0.02", "1000, 1000, 1000", "1001, 1000, 2000"})
    void endsOfLogarithmicRangesAreRound(double value, double below, double above) {
        assertEquals(below, AxisTicks.niceBelow(value), below * 1e-12);
        assertEquals(above, AxisTicks.niceAbove(value), above * 1e-12);
    }

    @Test
    void linearTicksIncludeBothRoundEnds() {
        assertEquals(List.of("0", "50", "100", "150", "200", "250", "300", "350"), labels(new AxisScale(false, 0, 350), 8));
        assertEquals(List.of("-1", "-0.5", "0", "0.5", "1"), labels(new AxisScale(false, -1, 1), 5));
        assertEquals(List.of("0.1", "0.2", "0.3"), labels(new AxisScale(false, 0.1, 0.3), 3));
    }

    @Test
    void percentEndAtAHundred() {
        assertEquals(List.of("95", "100"), AxisTicks.percent(new AxisScale(false, 92, 106), 3).stream().map(Tick::label).toList());
        assertEquals(List.of("0", "50", "100"), AxisTicks.percent(new AxisScale(false, -20, 150), 4).stream().map(Tick::label).toList());
    }

    /** Through the axis itself: accuracies end at 100 %, scores go on. */
    @Test
    void axesOfAccuraciesHaveNoTicksBeyondAHundred() {
        for (PlotValue value : PlotValue.values()) {
            List<?> ticks = RoundTickAxes.of(new AxisScale(false, 70, 110), value).refreshTicks(
                    new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics(), new AxisState(), new Rectangle2D.Double(0, 0, 400, 400),
                    RectangleEdge.LEFT);
            double last = ticks.stream().mapToDouble(tick -> ((NumberTick) tick).getValue()).max().orElseThrow();
            assertEquals(value == PlotValue.FITNESS ? 110 : 100, last, value.name());
        }
    }

    @Test
    void logarithmicTicksAreOneTwoFive() {
        assertEquals(List.of("10", "20", "50", "100", "200", "500", "1000"), labels(new AxisScale(true, 10, 1000), 10));
        assertEquals(List.of("0.01", "0.1", "1", "10", "100"), labels(new AxisScale(true, 0.01, 100), 6));
        assertEquals(List.of("0.2", "0.5", "1", "2", "5"), labels(new AxisScale(true, 0.2, 5), 3), "not 1 alone, however little room");
    }

    @Test
    void hugeAndTinyNumbersGetAnExponent() {
        assertEquals("2e7", AxisTicks.label(2e7, 1e7));
        assertEquals("-1.5e8", AxisTicks.label(-1.5e8, 5e7));
        assertEquals("5e-5", AxisTicks.label(5e-5, 1e-5));
    }

    @Test
    void anyRangeGetsTicksInsideItAndNotTooMany() {
        SplittableRandom random = new SplittableRandom(11);
        for (int round = 0; round < 2_000; round++) {
            boolean log = random.nextBoolean();
            double lower = Math.pow(10, random.nextDouble(-9, 9));
            double upper = lower * (1 + Math.pow(10, random.nextDouble(-4, log ? 6 : 3)));
            AxisScale scale = new AxisScale(log, lower, upper);
            List<Tick> major = AxisTicks.of(scale, 9).stream().filter(Tick::major).toList();
            assertTrue(major.size() <= 13, () -> scale + " has " + major);
            assertTrue(major.stream().allMatch(tick -> scale.contains(tick.value())), scale::toString);
            assertEquals(major.size(), major.stream().map(Tick::label).distinct().count(), () -> scale + " repeats " + major);
        }
    }

    @Test
    void choicesHaveTicksAtWholeNumbersAndKindsTheirNames() {
        ChoiceAxis steps = new ChoiceAxis(Dimension.TIME_STEPS);
        assertEquals(List.of("1", "2"), whole(steps, new AxisScale(false, 0.9, 2.1), 9));
        assertEquals(List.of("0", "5", "10", "15", "20", "25"), whole(steps, new AxisScale(false, 0, 25), 10));
        assertEquals(List.of("1", "2", "5", "10", "20"), whole(steps, new AxisScale(true, 0.5, 20), 10));
        assertEquals(List.of("flash", "sar"), whole(new ChoiceAxis(Dimension.ADC_KIND), new AxisScale(false, 0.9, 2.1), 9));
    }

    private static List<String> whole(ChoiceAxis axis, AxisScale scale, int most) {
        return AxisTicks.whole(scale, most, axis::format).stream().filter(Tick::major).map(Tick::label).toList();
    }

    private static List<String> labels(AxisScale scale, int most) {
        return AxisTicks.of(scale, most).stream().filter(Tick::major).map(Tick::label).toList();
    }
}
