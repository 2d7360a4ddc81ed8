package org.hasnas.ui.plot.canvas;

import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;
import org.hasnas.ui.fx.Texts;

/** What changes while the marks stand still: limit line, best, selection, pointer, legend. A few strokes on a canvas of its own. */
final class OverlayLayer {
    private static final Font FONT = Font.font(12);
    private static final Font BOLD = Font.font(FONT.getFamily(), FontWeight.BOLD, 12);
    /** Of the rings, where marks are larger. */
    private static final double WIDER = 3;
    /** Distance of the star from a mark that it must not cover. */
    private static final double STAR_ABOVE = 19;
    private static final double STAR = 10;

    /**
     * All it shows.
     *
     * @param imported networks of other tools
     * @param across with its limit, as {@code up}
     * @param zoomArea the rectangle being dragged
     * @param hint shown in the middle unless blank
     * @param focused whether the keyboard acts on the plot
     */
    record Content(PlacedPoints placed, List<ImportedMark> imported, PlotLegend legend, AxisSetting across, AxisSetting up,
            Highlights highlights, ZoomArea zoomArea, String hint, boolean focused) {
        Content {
            imported = List.copyOf(imported);
        }

        private PlotPoints points() {
            return placed.points();
        }

        private PlotGeometry geometry() {
            return placed.geometry();
        }
    }

    /**
     * Indices of candidates that stand out; -1 for none.
     *
     * @param best has the star
     * @param front the Pareto front's points from left to right
     * @param running designs that are being trained
     * @param hovered under the pointer
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
    record Highlights(int best, int[] front, int[] running, int selected, int hovered) {}

    /** A dragged rectangle between two corners in pixels; without extent when nothing is dragged. */
    record ZoomArea(double fromX, double fromY, double toX, double toY) {
        static final ZoomArea NONE = new ZoomArea(0, 0, 0, 0);

        boolean isEmpty() {
            return Math.abs(toX - fromX) < 4 || Math.abs(toY - fromY) < 4;
        }
    }

    private final Canvas canvas = new Canvas();
    private final GraphicsContext context = canvas.getGraphicsContext2D();
    private final Texts texts;
    private int redraws;

    OverlayLayer(Texts texts) {
        this.texts = texts;
        canvas.setManaged(false);
        canvas.setMouseTransparent(true);
    }

    Node node() {
        return canvas;
    }

    /** How often the overlay was drawn. */
    int redraws() {
        return redraws;
    }

    void resize(double width, double height) {
        canvas.setWidth(width);
        canvas.setHeight(height);
    }

    void draw(Content content, PlotPalette palette) {
        context.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        PlotGeometry area = content.geometry();
        PlacedPoints placed = content.placed();
        Highlights highlights = content.highlights();
        if (content.across().hasLimit()) {
            drawLimitAcross(content, palette);
        }
        if (content.up().hasLimit()) {
            drawLimitUp(content, palette);
        }
        content.legend().draw(context, area.left() + ChartLayer.LEGEND_LEFT, canvas.getWidth() - area.left() - ChartLayer.LEGEND_LEFT);
        drawFront(content, palette);
        drawIntervals(content, highlights.hovered(), palette);
        drawIntervals(content, highlights.selected(), palette);
        if (!area.clamped()) {
            text(texts.get("plot.zoomed"), area.right() - 8, area.top() + 14, TextAlignment.RIGHT, FONT, palette.muted(), palette);
        }
        if (!content.hint().isBlank()) {
            text(content.hint(), area.left() + area.width() / 2, area.top() + area.height() / 2, TextAlignment.CENTER, Font.font(14),
                    palette.muted(), palette);
        }
        if (placed.isVisible(highlights.best())) {
            drawBest(content, highlights.best(), palette);
        }
        for (ImportedMark mark : content.imported()) {
            drawImported(area, mark, palette);
        }
        for (int point : highlights.running()) {
            if (placed.isVisible(point)) {
                runningRing(context, placed.pixelX(point), placed.pixelY(point), 9.5, palette);
            }
        }
        double wider = content.points().isExpected() ? WIDER : 0;
        if (placed.isVisible(highlights.hovered())) {
            ring(placed, highlights.hovered(), 6.5 + wider, 1.5, palette);
        }
        if (placed.isVisible(highlights.selected())) {
            ring(placed, highlights.selected(), 10 + wider, 2.5, palette);
        }
        if (!content.zoomArea().isEmpty()) {
            drawZoomArea(content.zoomArea(), palette);
        }
        if (content.focused()) {
            context.setStroke(PlotPalette.fx(palette.feasible()));
            context.setLineWidth(1.5);
            context.strokeRect(area.left() - 0.5, area.top() - 0.5, area.width() + 1, area.height() + 1);
        }
        redraws++;
    }

    /** A limit of what is on the x axis: a line, and a veil over what lies beyond. */
    private void drawLimitAcross(Content content, PlotPalette palette) {
        PlotGeometry area = content.geometry();
        double fraction = area.x().fraction(content.across().limit());
        double line = area.left() + Math.clamp(fraction, 0, 1) * area.width();
        context.setFill(PlotPalette.fx(palette.limit(), 0.09));
        context.fillRect(line, area.top(), area.right() - line, area.height());
        String label = label(content.across());
        double textY = area.bottom() - 14; // away from the front and the star
        if (fraction > 1) {
            text(label + " \u25b6", area.right() - 8, textY, TextAlignment.RIGHT, BOLD, palette.limit(), palette);
        } else if (fraction < 0) {
            text("\u25c0 " + label, area.left() + 8, textY, TextAlignment.LEFT, BOLD, palette.limit(), palette);
        } else {
            double x = Math.round(line) + 0.5;
            strokeLimit(x, area.top(), x, area.bottom(), palette);
            boolean roomOnTheRight = x + 8 + widthOf(label, BOLD) < area.right();
            text(label, roomOnTheRight ? x + 6 : x - 6, textY, roomOnTheRight ? TextAlignment.LEFT : TextAlignment.RIGHT, BOLD,
                    palette.limit(), palette);
        }
    }

    /** A limit of what is on the y axis; its label is at the left, where the other one never is but beyond the edge. */
    private void drawLimitUp(Content content, PlotPalette palette) {
        PlotGeometry area = content.geometry();
        double fraction = area.y().fraction(content.up().limit());
        double line = area.top() + (1 - Math.clamp(fraction, 0, 1)) * area.height();
        context.setFill(PlotPalette.fx(palette.limit(), 0.09));
        context.fillRect(area.left(), area.top(), area.width(), line - area.top());
        String label = label(content.up());
        double x = area.left() + 8;
        if (fraction > 1) {
            text("\u25b2 " + label, x, area.top() + 14, TextAlignment.LEFT, BOLD, palette.limit(), palette);
        } else if (fraction < 0) {
            text("\u25bc " + label, x, area.bottom() - 34, TextAlignment.LEFT, BOLD, palette.limit(), palette);
        } else {
            double y = Math.round(line) + 0.5;
            strokeLimit(area.left(), y, area.right(), y, palette);
            boolean roomBelow = y + 24 < area.bottom();
            text(label, x, roomBelow ? y + 12 : y - 12, TextAlignment.LEFT, BOLD, palette.limit(), palette);
        }
    }

    private String label(AxisSetting limited) {
        return texts.get("plot.limit", limited.axis().format(limited.limit()));
    }

    private void strokeLimit(double fromX, double fromY, double toX, double toY, PlotPalette palette) {
        context.setStroke(PlotPalette.fx(palette.limit()));
        context.setLineWidth(1.5);
        context.setLineDashes(7, 4);
        context.strokeLine(fromX, fromY, toX, toY);
        context.setLineDashes();
    }

    /** A staircase: for a cost between two of its points nothing feasible is better than the cheaper one. */
    private void drawFront(Content content, PlotPalette palette) {
        PlacedPoints placed = content.placed();
        boolean costsUp = content.up().axis().isCost();
        context.setStroke(PlotPalette.fx(palette.text(), 0.75));
        context.setLineWidth(1.2);
        double lastX = Double.NaN;
        double lastY = Double.NaN;
        for (int point : content.highlights().front()) {
            if (placed.isVisible(point) && placed.place(point) == PlacedPoints.INSIDE) {
                double x = placed.pixelX(point);
                double y = placed.pixelY(point);
                if (!Double.isNaN(lastX)) {
                    double cornerX = costsUp ? lastX : x;
                    double cornerY = costsUp ? y : lastY;
                    context.strokeLine(lastX, lastY, cornerX, cornerY);
                    context.strokeLine(cornerX, cornerY, x, y);
                }
                if (!content.points().isExpected()) { // whose marks are rings themselves
                    context.strokeOval(x - 6, y - 6, 12, 12);
                }
                lastX = x;
                lastY = y;
            }
        }
    }

    /** The 95 % intervals of the accuracies of a point, cut off where the plot ends. */
    private void drawIntervals(Content content, int point, PlotPalette palette) {
        drawInterval(content, point, palette);
        drawIntervalAcross(content, point, palette);
    }

    private void drawIntervalAcross(Content content, int point, PlotPalette palette) {
        PlotPoints.Interval across = content.points().across();
        if (across.isEmpty() || !content.placed().isVisible(point) || !(across.low()[point] < across.high()[point])) {
            return;
        }
        PlotGeometry area = content.geometry();
        double y = content.placed().pixelY(point);
        double low = area.pixelX(across.low()[point]);
        double high = area.pixelX(across.high()[point]);
        context.setStroke(PlotPalette.fx(palette.text()));
        context.setLineWidth(1.5);
        context.strokeLine(Math.clamp(low, area.left(), area.right()), y, Math.clamp(high, area.left(), area.right()), y);
        if (low >= area.left()) {
            context.strokeLine(low, y - 5, low, y + 5);
        }
        if (high <= area.right()) {
            context.strokeLine(high, y - 5, high, y + 5);
        }
    }

    private void drawInterval(Content content, int point, PlotPalette palette) {
        if (!content.points().isAccuracy() || !content.placed().isVisible(point)
                || !(content.points().low()[point] < content.points().high()[point])) {
            return;
        }
        PlotGeometry area = content.geometry();
        double x = content.placed().pixelX(point);
        double low = area.pixelY(content.points().low()[point]);
        double high = area.pixelY(content.points().high()[point]);
        context.setStroke(PlotPalette.fx(palette.text()));
        context.setLineWidth(1.5);
        context.strokeLine(x, Math.clamp(low, area.top(), area.bottom()), x, Math.clamp(high, area.top(), area.bottom()));
        if (low <= area.bottom()) {
            context.strokeLine(x - 5, low, x + 5, low);
        }
        if (high >= area.top()) {
            context.strokeLine(x - 5, high, x + 5, high);
        }
    }

    /** On the mark or, where the mark itself says something, above it. */
    private void drawBest(Content content, int best, PlotPalette palette) {
        PlotGeometry area = content.geometry();
        double x = content.placed().pixelX(best);
        double mark = content.placed().pixelY(best);
        double y = !content.points().isExpected() ? mark : mark - STAR_ABOVE < area.top() + STAR ? mark + STAR_ABOVE : mark - STAR_ABOVE;
        if (y != mark) { // a stem, so that the star is not read as a point of its own
            context.setStroke(PlotPalette.fx(palette.text()));
            context.setLineWidth(1.2);
            context.strokeLine(x, mark, x, y);
        }
        star(context, x, y, STAR, palette);
        if (content.points().isExpected()) {
            return; // the legend names it, and here it would cover other marks
        }
        boolean roomOnTheRight = x + 50 < area.right();
        text(texts.get("plot.mark.best"), roomOnTheRight ? x + 14 : x - 14, y, roomOnTheRight ? TextAlignment.LEFT : TextAlignment.RIGHT, BOLD,
                palette.text(),
                palette);
    }

    private void drawImported(PlotGeometry area, ImportedMark mark, PlotPalette palette) {
        double x = area.pixelX(mark);
        if (Double.isNaN(x)) {
            return;
        }
        double y = area.pixelY(mark);
        hexagon(context, x, y, 8, mark.feasible(), palette);
        boolean roomOnTheRight = x + 12 + widthOf(mark.name(), FONT) < area.right();
        text(mark.name(), roomOnTheRight ? x + 12 : x - 12, y, roomOnTheRight ? TextAlignment.LEFT : TextAlignment.RIGHT, FONT, palette.text(),
                palette);
    }

    /** The mark of a network of another tool, which no design has: full if it meets all limits. */
    static void hexagon(GraphicsContext context, double x, double y, double radius, boolean feasible, PlotPalette palette) {
        double[] cornersX = new double[6];
        double[] cornersY = new double[6];
        for (int corner = 0; corner < 6; corner++) {
            cornersX[corner] = x + radius * Math.cos(Math.PI * corner / 3);
            cornersY[corner] = y + radius * Math.sin(Math.PI * corner / 3);
        }
        context.setFill(PlotPalette.fx(feasible ? palette.feasible() : palette.background()));
        context.fillPolygon(cornersX, cornersY, 6);
        context.setStroke(PlotPalette.fx(feasible ? palette.text() : palette.infeasible()));
        context.setLineWidth(1.8);
        context.strokePolygon(cornersX, cornersY, 6);
    }

    static void star(GraphicsContext context, double x, double y, double radius, PlotPalette palette) {
        double[] starX = new double[10];
        double[] starY = new double[10];
        for (int corner = 0; corner < 10; corner++) {
            double reach = corner % 2 == 0 ? radius : 0.45 * radius;
            double angle = Math.PI * (corner / 5.0 - 0.5);
            starX[corner] = x + reach * Math.cos(angle);
            starY[corner] = y + reach * Math.sin(angle);
        }
        context.setFill(PlotPalette.fx(palette.best()));
        context.fillPolygon(starX, starY, 10);
        context.setStroke(PlotPalette.fx(palette.text()));
        context.setLineWidth(1.2);
        context.strokePolygon(starX, starY, 10);
    }

    private void ring(PlacedPoints placed, int index, double radius, double thickness, PlotPalette palette) {
        double x = placed.pixelX(index);
        double y = placed.pixelY(index);
        // A halo keeps the ring apart from a crowd of marks.
        context.setStroke(PlotPalette.fx(palette.background(), 0.85));
        context.setLineWidth(thickness + 2);
        context.strokeOval(x - radius, y - radius, 2 * radius, 2 * radius);
        context.setStroke(PlotPalette.fx(palette.text()));
        context.setLineWidth(thickness);
        context.strokeOval(x - radius, y - radius, 2 * radius, 2 * radius);
    }

    /** The dashed ring of a design that is being trained. */
    static void runningRing(GraphicsContext context, double x, double y, double radius, PlotPalette palette) {
        context.setStroke(PlotPalette.fx(palette.text()));
        context.setLineWidth(1.8);
        context.setLineDashes(radius * Math.PI / 6);
        context.strokeOval(x - radius, y - radius, 2 * radius, 2 * radius);
        context.setLineDashes();
    }

    private void drawZoomArea(ZoomArea zoom, PlotPalette palette) {
        double x = Math.min(zoom.fromX(), zoom.toX());
        double y = Math.min(zoom.fromY(), zoom.toY());
        double width = Math.abs(zoom.toX() - zoom.fromX());
        double height = Math.abs(zoom.toY() - zoom.fromY());
        context.setFill(PlotPalette.fx(palette.feasible(), 0.12));
        context.fillRect(x, y, width, height);
        context.setStroke(PlotPalette.fx(palette.feasible()));
        context.setLineWidth(1);
        context.strokeRect(Math.round(x) + 0.5, Math.round(y) + 0.5, width, height);
    }

    /** Text over the marks, on a veil that keeps it readable. */
    private void text(String text, double x, double y, TextAlignment alignment, Font font, int rgb, PlotPalette palette) {
        double width = widthOf(text, font);
        double left = switch (alignment) {
            case LEFT, JUSTIFY -> x;
            case CENTER -> x - width / 2;
            case RIGHT -> x - width;
        };
        context.setFill(PlotPalette.fx(palette.background(), 0.7));
        context.fillRoundRect(left - 3, y - 9, width + 6, 18, 6, 6);
        plainText(text, x, y, alignment, font, rgb);
    }

    private void plainText(String text, double x, double y, TextAlignment alignment, Font font, int rgb) {
        context.setFont(font);
        context.setTextAlign(alignment);
        context.setTextBaseline(VPos.CENTER);
        context.setFill(PlotPalette.fx(rgb));
        context.fillText(text, x, y);
    }

    private static double widthOf(String text, Font font) {
        Text measured = new Text(text);
        measured.setFont(font);
        return measured.getLayoutBounds().getWidth();
    }
}
