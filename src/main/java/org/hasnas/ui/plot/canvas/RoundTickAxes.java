package org.hasnas.ui.plot.canvas;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
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

    static ValueAxis of(AxisScale scale) {
        ValueAxis axis = scale.log() ? new RoundLogAxis(scale) : new RoundNumberAxis(scale);
        axis.setAutoRange(false);
        axis.setRange(scale.lower(), scale.upper());
        return axis;
    }

    private static List<NumberTick> ticks(AxisScale scale, Rectangle2D area, RectangleEdge edge) {
        boolean horizontal = RectangleEdge.isTopOrBottom(edge);
        int most = (int) (horizontal ? area.getWidth() / LABEL_WIDTH : area.getHeight() / LABEL_HEIGHT);
        TextAnchor anchor = horizontal ? TextAnchor.TOP_CENTER : TextAnchor.CENTER_RIGHT;
        return AxisTicks.of(scale, most).stream()
                .map(tick -> new NumberTick(tick.major() ? TickType.MAJOR : TickType.MINOR, tick.value(), tick.label(), anchor,
                        TextAnchor.CENTER, 0))
                .toList();
    }

    @SuppressWarnings("serial") // never serialised; the base class happens to be Serializable
    private static final class RoundNumberAxis extends NumberAxis {
        private final AxisScale scale;

        RoundNumberAxis(AxisScale scale) {
            this.scale = scale;
        }

        @Override
        public List<NumberTick> refreshTicks(Graphics2D graphics, AxisState state, Rectangle2D area, RectangleEdge edge) {
            return ticks(scale, area, edge);
        }
    }

    @SuppressWarnings("serial") // never serialised; the base class happens to be Serializable
    private static final class RoundLogAxis extends LogAxis {
        private final AxisScale scale;

        RoundLogAxis(AxisScale scale) {
            this.scale = scale;
        }

        @Override
        public List<NumberTick> refreshTicks(Graphics2D graphics, AxisState state, Rectangle2D area, RectangleEdge edge) {
            return ticks(scale, area, edge);
        }
    }
}
