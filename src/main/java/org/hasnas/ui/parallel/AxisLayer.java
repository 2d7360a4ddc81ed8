package org.hasnas.ui.parallel;

import java.util.List;
import java.util.Map;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.TextAlignment;
import org.hasnas.ui.quantities.Axis;

/** What stands in front of the lines: axes with titles, numbers and ranges, and the lines of the designs under the pointer and selected. */
final class AxisLayer {
    private static final Font FONT = Font.font(11);
    private static final Font BOLD = Font.font(null, FontWeight.BOLD, 11);
    private static final double LINE = 2.2;
    private static final double DOT = 6;
    private static final double RANGE = 14;
    private static final Color RANGE_COLOUR = Color.web("#0969da", 0.22);
    /** Titles stand in two rows where axes are nearer to each other than this. */
    private static final double ROOM_OF_TITLE = 120;

    private final Canvas canvas = new Canvas();
    private final GraphicsContext context = canvas.getGraphicsContext2D();

    AxisLayer() {
        canvas.setManaged(false);
        canvas.setMouseTransparent(true);
    }

    Node node() {
        return canvas;
    }

    /** Whether the size is another one. */
    boolean resize(double width, double height) {
        if (canvas.getWidth() == width && canvas.getHeight() == height) {
            return false;
        }
        canvas.setWidth(width);
        canvas.setHeight(height);
        return true;
    }

    void clear() {
        context.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
    }

    /** @param keyAxis the axis that the keyboard acts on, -1 if it acts on none */
    void drawAxes(ParallelGeometry geometry, List<Axis> axes, Map<String, Range> ranges, int keyAxis, ParallelColours colours) {
        double room = geometry.span() / (axes.size() - 1) - 6;
        for (int i = 0; i < axes.size(); i++) {
            Axis axis = axes.get(i);
            double x = Math.round(geometry.x(i)) + 0.5;
            drawLine(geometry, x, 1, colours.muted());
            if (i == keyAxis) {
                drawLine(geometry, x, 3, colours.accent());
            }
            Range range = ranges.get(axis.id());
            if (range != null) {
                drawRange(geometry, axis, x, range, colours);
            }
            boolean last = i == axes.size() - 1;
            TextAlignment side = i == 0 ? TextAlignment.LEFT : last ? TextAlignment.RIGHT : TextAlignment.CENTER;
            double at = i == 0 ? 4 : last ? geometry.width() - 4 : x;
            double ofTitle = i == 0 || last ? room / 2 + ParallelGeometry.SIDE : 2 * room;
            write(axis.titleWithScale(), at, i % 2 == 0 || room > ROOM_OF_TITLE ? 12 : 0, side, BOLD, colours.text(), colours.back(), ofTitle);
            write(axis.text().apply(range == null ? axis.high() : range.high()), at, geometry.top() - 15, side, FONT, colours.muted(), colours.back(),
                    room);
            write(axis.text().apply(range == null ? axis.low() : range.low()), at, geometry.bottom() + 3, side, FONT, colours.muted(), colours.back(),
                    room);
        }
    }

    private void drawLine(ParallelGeometry geometry, double x, double width, Color colour) {
        context.setStroke(colour);
        context.setLineWidth(width);
        context.strokeLine(x, geometry.top(), x, geometry.bottom());
    }

    private void drawRange(ParallelGeometry geometry, Axis axis, double x, Range range, ParallelColours colours) {
        double top = geometry.y(Math.clamp(axis.fraction(range.high()), 0, 1));
        double low = geometry.y(Math.clamp(axis.fraction(range.low()), 0, 1));
        context.setFill(RANGE_COLOUR);
        context.fillRect(x - RANGE / 2, top - 1, RANGE, low - top + 2);
        context.setStroke(colours.accent());
        context.setLineWidth(1);
        context.strokeRect(x - RANGE / 2, top - 1, RANGE, low - top + 2);
    }

    private void write(String text, double x, double y, TextAlignment side, Font font, Color colour, Color back, double room) {
        context.setFont(font);
        context.setTextAlign(side);
        context.setTextBaseline(VPos.TOP);
        context.setStroke(back);
        context.setLineWidth(3);
        context.strokeText(text, x, y, room);
        context.setFill(colour);
        context.fillText(text, x, y, room);
    }

    /** The line of one design; nothing where an axis says nothing of it. */
    void drawDesign(ParallelGeometry geometry, LineRaster.Places places, int position, Color colour) {
        context.setStroke(colour);
        context.setFill(colour);
        context.setLineWidth(LINE);
        for (int axis = 0; axis < geometry.axes(); axis++) {
            float here = places.fractions()[axis][position];
            if (Float.isNaN(here)) {
                continue;
            }
            double x = geometry.x(axis);
            double y = geometry.y(here);
            context.fillOval(x - DOT / 2, y - DOT / 2, DOT, DOT);
            if (axis + 1 < geometry.axes() && !Float.isNaN(places.fractions()[axis + 1][position])) {
                context.strokeLine(x, y, geometry.x(axis + 1), geometry.y(places.fractions()[axis + 1][position]));
            }
        }
    }
}
