package org.hasnas.ui.plot;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.hasnas.chip.model.MemoryScope;
import org.hasnas.training.model.AccuracyKind;
import org.hasnas.ui.accuracy.KnownAccuracies;
import org.hasnas.ui.plot.canvas.ChoiceAxis;
import org.hasnas.ui.plot.canvas.CostAxis;
import org.hasnas.ui.plot.canvas.PlotAxis;
import org.hasnas.ui.plot.canvas.PlotPoints.Interval;
import org.hasnas.ui.plot.canvas.PlotValue;
import org.hasnas.ui.project.KnownTrials;
import org.hasnas.ui.project.Outlooks;
import org.hasnas.ui.quantities.DesignQuantities;

/**
 * What stands on an axis of every known trial, by position.
 *
 * @param values NaN where there is none
 * @param intervals of accuracies
 */
@SuppressWarnings("ArrayRecordComponent") // 50 000 values: handed over, never compared
record AxisValues(double[] values, Interval intervals) {
    private static final double PERCENT = 100;

    static AxisValues of(PlotAxis axis, KnownTrials known, Outlooks outlooks, KnownAccuracies accuracies, MemoryScope scope) {
        return switch (axis) {
            case CostAxis cost ->
                    new AxisValues(cost.limited().map(kind -> known.costs(kind, scope)).orElseGet(known::energyDelayAreas), Interval.NONE);
            case ChoiceAxis choice -> new AxisValues(DesignQuantities.choices(known, choice.dimension()), Interval.NONE);
            case PlotValue value -> of(value, known, outlooks, accuracies);
        };
    }

    private static AxisValues of(PlotValue value, KnownTrials known, Outlooks outlooks, KnownAccuracies accuracies) {
        return switch (value) {
            case FITNESS -> new AxisValues(known.fitness(), Interval.NONE);
            case EXPECTED -> new AxisValues(column(known, outlooks::percent), new Interval(
                    column(known, position -> outlooks.of(position).map(outlook -> PERCENT * outlook.expected().lowFraction()).orElse(Double.NaN)),
                    column(known, position -> outlooks.of(position).map(outlook -> PERCENT * outlook.expected().highFraction()).orElse(Double.NaN))));
            case PREDICTED, BENCHMARK, TRAINED, QUANTIZED, ON_CHIP, ALL_ACCURACIES -> {
                AccuracyKind kind = value.kind().orElseThrow(() -> new IllegalArgumentException(value + " is no axis of its own"));
                yield new AxisValues(column(known, position -> accuracies.percent(kind, position)), new Interval(
                        column(known, position -> accuracies.lowPercent(kind, position)),
                        column(known, position -> accuracies.highPercent(kind, position))));
            }
        };
    }

    /** Of points by the positions of their trials. */
    Interval intervalsOf(int[] owner, int count) {
        return intervals.isEmpty() ? Interval.NONE : new Interval(of(intervals.low(), owner, count), of(intervals.high(), owner, count));
    }

    private static double[] of(double[] byPosition, int[] owner, int count) {
        double[] values = new double[count];
        Arrays.setAll(values, i -> byPosition[owner[i]]);
        return values;
    }

    private static double[] column(KnownTrials known, IntToDoubleFunction value) {
        double[] values = new double[known.size()];
        Arrays.setAll(values, value);
        return values;
    }
}
