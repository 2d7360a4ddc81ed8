package org.hasnas.ui.plot.canvas;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import org.hasnas.ui.chart.ChartFont;
import org.jfree.chart.ChartRenderingInfo;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYDotRenderer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.fx.FXGraphics2D;

/**
 * Axes, titles, grid and frame, drawn by JFreeChart onto a canvas. It gets no data: its data area tells where the marks go. The chart
 * listens to nothing, so that it is drawn when {@link #draw} is called and at no other time.
 */
final class ChartLayer {
    /** From the left edge of the data area to the middle of the legend's first mark. */
    static final double LEGEND_LEFT = 5;
    /** Left of everything. */
    private static final double LEFT = 4;

    /** Room for title and numbers of the y axis. Fixed, or the data area would move with the width of the numbers. */
    private static final double Y_AXIS_WIDTH = 62;

    private final Canvas canvas = new Canvas();
    private final FXGraphics2D graphics = new FXGraphics2D(canvas.getGraphicsContext2D());
    private final XYPlot plot = new XYPlot();
    private final JFreeChart chart = new JFreeChart("", ChartFont.plain(), plot, false);
    private int redraws;

    ChartLayer() {
        canvas.setManaged(false);
        canvas.setMouseTransparent(true);
        chart.setNotify(false);
        chart.setTitle((String) null);
        // The theme's background shines through: no grey surround.
        chart.setBackgroundPaint(null);
        plot.setBackgroundPaint(null);
        plot.setInsets(RectangleInsets.ZERO_INSETS);
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        AxisSpace yAxis = new AxisSpace();
        yAxis.setLeft(Y_AXIS_WIDTH);
        plot.setFixedRangeAxisSpace(yAxis);
        // Draws nothing, but without a renderer JFreeChart draws no grid.
        plot.setRenderer(new XYDotRenderer());
        plot.setDomainGridlineStroke(new BasicStroke(1));
        plot.setRangeGridlineStroke(new BasicStroke(1));
    }

    Node node() {
        return canvas;
    }

    /** Room for the legend. */
    double legendWidth() {
        return canvas.getWidth() - LEFT - Y_AXIS_WIDTH - LEGEND_LEFT;
    }

    /** How often the chart was drawn. */
    int redraws() {
        return redraws;
    }

    /** Whether the size is a new one. */
    boolean resize(double width, double height) {
        boolean changed = canvas.getWidth() != width || canvas.getHeight() != height;
        canvas.setWidth(width);
        canvas.setHeight(height);
        return changed;
    }

    /**
     * An axis as it is drawn.
     *
     * @param scale in the unit shown
     * @param title with that unit
     * @param labels whether it has numbers; the y axis has none as long as there is no value
     */
    record DrawnAxis(PlotAxis of, AxisScale scale, String title, boolean labels) {}

    /**
     * Draws the chart.
     *
     * @param legendRows that have room above the data area
     * @return the data area
     */
    Rectangle2D draw(DrawnAxis across, DrawnAxis up, int legendRows, PlotPalette palette) {
        // The last tick label is as wide as two insets.
        chart.setPadding(new RectangleInsets(PlotLegend.height(legendRows), LEFT, 4, 28));
        plot.setDomainAxis(axis(across, palette));
        plot.setRangeAxis(axis(up, palette));
        plot.setDomainGridlinePaint(new Color(palette.grid()));
        plot.setRangeGridlinePaint(new Color(palette.grid()));
        plot.setRangeGridlinesVisible(up.labels());
        plot.setOutlinePaint(new Color(palette.frame()));
        GraphicsContext context = canvas.getGraphicsContext2D();
        context.save();
        context.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        ChartRenderingInfo info = new ChartRenderingInfo(null);
        chart.draw(graphics, new Rectangle2D.Double(0, 0, canvas.getWidth(), canvas.getHeight()), null, info);
        context.restore();
        redraws++;
        return info.getPlotInfo().getDataArea();
    }

    private static ValueAxis axis(DrawnAxis drawn, PlotPalette palette) {
        ValueAxis axis = RoundTickAxes.of(drawn.scale(), drawn.of());
        Color text = new Color(palette.text());
        Color muted = new Color(palette.muted());
        axis.setLabel(drawn.title());
        axis.setLabelFont(ChartFont.bold());
        axis.setLabelPaint(text);
        axis.setTickLabelFont(ChartFont.plain());
        axis.setTickLabelPaint(muted);
        axis.setTickLabelsVisible(drawn.labels());
        axis.setTickMarksVisible(drawn.labels());
        axis.setTickMarkPaint(new Color(palette.frame()));
        axis.setAxisLineVisible(false);
        axis.setMinorTickMarksVisible(true);
        axis.setTickMarkOutsideLength(4);
        axis.setMinorTickMarkOutsideLength(2);
        return axis;
    }
}
