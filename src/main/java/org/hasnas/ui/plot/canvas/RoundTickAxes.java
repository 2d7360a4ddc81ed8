package org.hasnas.ui.plot.canvas;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.function.IntFunction;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.axis.TickType;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

/**
 * JFreeChart's axes with our ticks. Its own logarithmic axis labels powers of ten only, which leaves an axis over two decades with
 * three labels, and its formats depend on the locale.
 */
final class RoundTickAxes {
    /** Room for a label beside the next one, in pixels. */
    private static final double LABEL_WIDTH = 64;

    private static final double LABEL_HEIGHT = 44;

    private RoundTickAxes() {}

    /** Choices of designs have ticks at whole numbers alone, and kinds their names; accuracies have none beyond 100 %. */
    static ValueAxis of(AxisScale scale, PlotAxis of) {
        return of(scale, switch (of) {
            case ChoiceAxis choice -> room -> AxisTicks.whole(scale, room, choice::format);
            case PlotValue value when value.isPercent() -> room -> AxisTicks.percent(scale, room);
            case CostAxis _,PlotValue _ -> room -> AxisTicks.of(scale, room);
        });
    }

    private static ValueAxis of(AxisScale scale, IntFunction<List<AxisTicks.Tick>> ticks) {
        ValueAxis axis = scale.log() ? new RoundLogAxis(ticks) : new RoundNumberAxis(ticks);
        axis.setAutoRange(false);
        axis.setRange(scale.lower(), scale.upper());
        return axis;
    }

    private static List<NumberTick> ticks(IntFunction<List<AxisTicks.Tick>> ticks, Rectangle2D area, RectangleEdge edge) {
        boolean horizontal = RectangleEdge.isTopOrBottom(edge);
        int most = (int) (horizontal ? area.getWidth() / LABEL_WIDTH : area.getHeight() / LABEL_HEIGHT);
        TextAnchor anchor = horizontal ? TextAnchor.TOP_CENTER : TextAnchor.CENTER_RIGHT;
        return ticks.apply(most).stream()
                .map(tick -> new NumberTick(tick.major() ? TickType.MAJOR : TickType.MINOR, tick.value(), tick.label(), anchor,
                        TextAnchor.CENTER, 0))
                .toList();
    }

    @SuppressWarnings("serial") // never serialised; the base class happens to be Serializable
    private static final class RoundNumberAxis extends NumberAxis {
        private final transient IntFunction<List<AxisTicks.Tick>> ticks;

        RoundNumberAxis(IntFunction<List<AxisTicks.Tick>> ticks) {
            this.ticks = ticks;
        }

        @Override
        public List<NumberTick> refreshTicks(Graphics2D graphics, AxisState state, Rectangle2D area, RectangleEdge edge) {
            return RoundTickAxes.ticks(ticks, area, edge);
        }
    }

    @SuppressWarnings("serial") // never serialised; the base class happens to be Serializable
    private static final class RoundLogAxis extends LogAxis {
        private final transient IntFunction<List<AxisTicks.Tick>> ticks;

        RoundLogAxis(IntFunction<List<AxisTicks.Tick>> ticks) {
            this.ticks = ticks;
        }

        @Override
        public List<NumberTick> refreshTicks(Graphics2D graphics, AxisState state, Rectangle2D area, RectangleEdge edge) {
            return RoundTickAxes.ticks(ticks, area, edge);
        }
    }
}
