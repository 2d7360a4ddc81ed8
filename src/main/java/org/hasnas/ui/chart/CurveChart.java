package org.hasnas.ui.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Polygon;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import org.hasnas.ui.fx.Texts;
import org.hasnas.workbench.chart.Curves;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;
import org.jfree.fx.FXGraphics2D;

/** A few curves with a legend, in the colours of the theme. Drawn anew when it gets other curves or another size. */
public final class CurveChart extends Region implements Chart {
    /** So that a lone point has labels of few digits. */
    private static final double MIN_RANGE = 0.02;

    private static final double MIN_WIDTH = 140;
    private static final double MIN_HEIGHT = 100;
    /** Colours that stay apart for every common kind of colour blindness (Okabe and Ito 2008), dark ones for light themes first. */
    private static final List<Color> ON_LIGHT = List.of(new Color(0x0072B2), new Color(0xD55E00), new Color(0x009E73), new Color(0x8C5A8C));
    private static final List<Color> ON_DARK = List.of(new Color(0x56B4E9), new Color(0xE69F00), new Color(0x2BC79A), new Color(0xCC79A7));

    /** One for each colour, for those who see these alike: a circle, a square, a triangle, a diamond. */
    private static final List<Shape> SHAPES = List.of(new Ellipse2D.Double(-3, -3, 6, 6), new Rectangle2D.Double(-2.7, -2.7, 5.4, 5.4),
            new Polygon(new int[] {-4, 4, 0}, new int[] {3, 3, -4}, 3), new Polygon(new int[] {-4, 0, 4, 0}, new int[] {0, -4, 0, 4}, 4));

    private final Texts texts;
    private final Canvas canvas = new Canvas();
    private final FXGraphics2D graphics = new FXGraphics2D(canvas.getGraphicsContext2D());
    private Optional<Curves> shown = Optional.empty();
    private boolean dark;

    public CurveChart(Texts texts) {
        this.texts = texts;
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        canvas.setManaged(false);
        canvas.setMouseTransparent(true);
        setMinSize(MIN_WIDTH, MIN_HEIGHT);
        getChildren().add(canvas);
    }

    /** The colour of a curve, as style sheets write it. */
    public static String colour(int index, boolean onDark) {
        List<Color> colours = onDark ? ON_DARK : ON_LIGHT;
        return String.format(Locale.ROOT, "#%06x", colours.get(index % colours.size()).getRGB() & 0xFFFFFF);
    }

    /** Shows curves in place of those before. */
    public void show(Curves curves) {
        if (!shown.equals(Optional.of(curves))) {
            shown = Optional.of(curves);
            setAccessibleText(words(curves));
            draw();
        }
    }

    /** The chart as a screen reader tells it: its axes, and of each curve where it begins and ends and between which values it lies. */
    private String words(Curves curves) {
        Stream<String> each = curves.curves().stream().filter(curve -> !curve.points().isEmpty()).map(curve -> {
            DoubleSummaryStatistics y = curve.points().stream().mapToDouble(Curves.Point::y).summaryStatistics();
            return texts.get("chart.words.curve", curve.name(), curve.points().size(), number(curve.points().getFirst().y()),
                    number(curve.points().getLast().y()), number(y.getMin()), number(y.getMax()));
        });
        return Stream.concat(Stream.of(texts.get("chart.words", curves.yTitle(), curves.xTitle())), each).collect(Collectors.joining(" "));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4g", value);
    }

    @Override
    public Optional<Curves> data() {
        return shown;
    }

    public void setDark(boolean isDark) {
        if (dark != isDark) {
            dark = isDark;
            draw();
        }
    }

    @Override
    protected void layoutChildren() {
        if (canvas.getWidth() != getWidth() || canvas.getHeight() != getHeight()) {
            canvas.setWidth(getWidth());
            canvas.setHeight(getHeight());
            draw();
        }
    }

    private void draw() {
        GraphicsContext context = canvas.getGraphicsContext2D();
        context.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        if (shown.filter(curves -> !curves.isEmpty()).isPresent() && canvas.getWidth() > 0
                && canvas.getHeight() > 0) {
            context.save();
            chart(shown.get()).draw(graphics, new Rectangle2D.Double(0, 0, canvas.getWidth(), canvas.getHeight()));
            context.restore();
        }
    }

    private JFreeChart chart(Curves curves) {
        XYSeriesCollection plain = new XYSeriesCollection();
        XYLineAndShapeRenderer lines = new XYLineAndShapeRenderer();
        YIntervalSeriesCollection uncertain = new YIntervalSeriesCollection();
        XYErrorRenderer errors = new XYErrorRenderer();
        XYSeriesCollection barred = new XYSeriesCollection();
        XYBarRenderer bars = new XYBarRenderer(0.1);
        bars.setBarPainter(new StandardXYBarPainter());
        bars.setShadowVisible(false);
        errors.setDrawXError(false);
        for (Curves.Curve curve : curves.curves()) {
            switch (curve.style()) {
                case INTERVALS -> {
                    YIntervalSeries series = new YIntervalSeries(curve.name());
                    curve.points().forEach(point -> series.add(point.x(), point.y(), point.low(), point.high()));
                    style(errors, uncertain.getSeriesCount(), curve.colour());
                    errors.setDefaultLinesVisible(true);
                    uncertain.addSeries(series);
                }
                case BARS -> {
                    bars.setSeriesPaint(barred.getSeriesCount(), colour(curve.colour()));
                    barred.addSeries(series(curve));
                }
                case LINE, POINTS -> {
                    style(lines, plain.getSeriesCount(), curve.colour());
                    lines.setSeriesLinesVisible(plain.getSeriesCount(), curve.style() == Curves.Style.LINE);
                    plain.addSeries(series(curve));
                }
            }
        }
        addLevels(curves, plain, lines);
        XYPlot plot = new XYPlot(plain, xAxis(curves), style(numberAxis(curves.yTitle())), lines);
        if (uncertain.getSeriesCount() > 0) {
            plot.setDataset(1, uncertain);
            plot.setRenderer(1, errors);
        }
        if (barred.getSeriesCount() > 0) {
            plot.setDataset(2, barred);
            plot.setRenderer(2, bars);
            plot.getDomainAxis().setLowerMargin(0); // bars have room of their own at both ends
            plot.getDomainAxis().setUpperMargin(0);
        }
        NumberAxis values = (NumberAxis) plot.getRangeAxis();
        values.setAutoRangeIncludesZero(barred.getSeriesCount() > 0);
        values.setAutoRangeMinimumSize(MIN_RANGE);
        plot.setBackgroundPaint(null);
        plot.setDomainGridlinePaint(grid());
        plot.setRangeGridlinePaint(grid());
        plot.setDomainGridlineStroke(new BasicStroke(1));
        plot.setRangeGridlineStroke(new BasicStroke(1));
        plot.setOutlinePaint(frame());
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        JFreeChart chart = new JFreeChart(null, ChartFont.plain(), plot, true);
        chart.setBackgroundPaint(null);
        chart.setPadding(new RectangleInsets(2, 2, 2, 10));
        LegendTitle legend = chart.getLegend();
        legend.setPosition(RectangleEdge.TOP);
        legend.setBackgroundPaint(null);
        legend.setItemPaint(text());
        legend.setItemFont(ChartFont.plain());
        legend.setFrame(org.jfree.chart.block.BlockBorder.NONE);
        return chart;
    }

    /** Levels reach over all points; a lone point gets a short piece of them. */
    private void addLevels(Curves curves, XYSeriesCollection plain, XYLineAndShapeRenderer lines) {
        double least = xs(curves).min().orElse(0);
        double most = xs(curves).max().orElse(1);
        double margin = least < most ? 0 : 1;
        for (Curves.Level level : curves.levels()) {
            XYSeries series = new XYSeries(level.name());
            series.add(least - (curves.logX() ? 0 : margin), level.y());
            series.add(most + margin, level.y());
            int index = plain.getSeriesCount();
            style(lines, index, level.colour());
            lines.setSeriesStroke(index, new BasicStroke(1.6f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {6, 4}, 0));
            lines.setSeriesShapesVisible(index, false);
            plain.addSeries(series);
        }
    }

    private static DoubleStream xs(Curves curves) {
        return curves.curves().stream().flatMap(curve -> curve.points().stream()).mapToDouble(Curves.Point::x);
    }

    private static XYSeries series(Curves.Curve curve) {
        XYSeries series = new XYSeries(curve.name());
        curve.points().forEach(point -> series.add(point.x(), point.y()));
        return series;
    }

    private Color colour(int index) {
        List<Color> colours = dark ? ON_DARK : ON_LIGHT;
        return colours.get(index % colours.size());
    }

    private void style(XYLineAndShapeRenderer renderer, int series, int colour) {
        renderer.setSeriesPaint(series, colour(colour));
        renderer.setSeriesStroke(series, new BasicStroke(2));
        renderer.setSeriesShape(series, SHAPES.get(colour % SHAPES.size()));
        if (renderer instanceof XYErrorRenderer errors) {
            errors.setErrorStroke(new BasicStroke(1.4f));
        }
    }

    private ValueAxis xAxis(Curves curves) {
        if (curves.logX()) {
            LogAxis axis = new LogAxis(curves.xTitle());
            axis.setNumberFormatOverride(new PlainNumbers());
            return style(axis);
        }
        NumberAxis axis = numberAxis(curves.xTitle());
        axis.setAutoRangeIncludesZero(false);
        if (curves.wholeX()) {
            axis.setStandardTickUnits(NumberAxis.createIntegerTickUnits(Locale.ROOT));
        }
        style(axis);
        axis.setTickLabelsVisible(!curves.xTitle().isEmpty());
        axis.setTickMarksVisible(!curves.xTitle().isEmpty());
        return axis;
    }

    /** With numbers written as everywhere in the program, whatever the locale. */
    private static NumberAxis numberAxis(String title) {
        NumberAxis axis = new NumberAxis(title.isEmpty() ? null : title);
        axis.setStandardTickUnits(NumberAxis.createStandardTickUnits(Locale.ROOT));
        return axis;
    }

    private <A extends ValueAxis> A style(A axis) {
        axis.setLabelFont(ChartFont.bold());
        axis.setLabelPaint(text());
        axis.setTickLabelFont(ChartFont.plain());
        axis.setTickLabelPaint(muted());
        axis.setTickMarkPaint(frame());
        axis.setAxisLineVisible(false);
        return axis;
    }

    private Color text() {
        return new Color(dark ? 0xE6EDF3 : 0x1F2328);
    }

    private Color muted() {
        return new Color(dark ? 0x9198A1 : 0x59636E);
    }

    private Color grid() {
        return new Color(dark ? 0x252B33 : 0xE4E8EC);
    }

    private Color frame() {
        return new Color(dark ? 0x4A525C : 0xB5BDC5);
    }
}
