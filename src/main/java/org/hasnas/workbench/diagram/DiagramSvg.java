package org.hasnas.workbench.diagram;

import java.nio.file.Path;
import java.util.Locale;
import org.hasnas.document.AtomicFile;
import org.hasnas.document.Markup;
import org.hasnas.error.HasnasException;

/** A {@link NetworkDiagram} as a picture in SVG, by itself or in a page. */
public final class DiagramSvg {
    private static final String STYLE = """
            .diagram text { font: 11px system-ui, sans-serif; fill: currentColor; } .diagram .strong { font-weight: 600; }
            .diagram rect, .diagram path { stroke: #888; fill: none; } .diagram .frame { stroke-dasharray: 3 3; }
            .diagram .layer { fill: #0072b222; stroke: #0072b2; } .diagram .backward { stroke-dasharray: 5 4; }
            """;
    private static final double LINE_HEIGHT = 15;
    private static final double ARROW = 5;

    private DiagramSvg() {}

    public static void write(NetworkDiagram diagram, String title, Path file) throws HasnasException {
        Markup out = new Markup();
        draw(diagram, title, out);
        AtomicFile.write(file, out.text());
    }

    /**
     * Draws into a page, or a text of its own.
     *
     * @param title what it shows, for screen readers
     */
    public static void draw(NetworkDiagram diagram, String title, Markup out) {
        out.open("svg", "xmlns", "http://www.w3.org/2000/svg", "viewBox",
                "0 0 " + Markup.pixels(diagram.width()) + " " + Markup.pixels(diagram.height()), "class",
                "diagram", "role", "img", "aria-label", title, "style", "max-width: " + Markup.pixels(diagram.width()) + "px");
        out.element("title", title);
        out.element("style", STYLE);
        for (NetworkDiagram.Frame frame : diagram.frames()) {
            out.empty("rect", "class", "frame", "x", Markup.pixels(frame.x()), "y", Markup.pixels(frame.y()), "width", Markup.pixels(frame.width()),
                    "height",
                    Markup.pixels(frame.height()), "rx", "8");
            out.element("text", frame.title(), "text-anchor", "end", "x", Markup.pixels(frame.x() + frame.width() - 8), "y",
                    Markup.pixels(frame.y() + LINE_HEIGHT));
        }
        for (NetworkDiagram.Arrow arrow : diagram.arrows()) {
            arrow(arrow, out);
        }
        for (NetworkDiagram.Box box : diagram.boxes()) {
            out.empty("rect", "class", box.kind().name().toLowerCase(Locale.ROOT), "x", Markup.pixels(box.x()), "y", Markup.pixels(box.y()), "width",
                    Markup.pixels(box.width()), "height", Markup.pixels(box.height()), "rx", box.kind() == NetworkDiagram.Kind.NODE ? "12" : "5");
            double y = box.middle() - (box.lines().size() - 1) * LINE_HEIGHT / 2 + 4;
            for (int line = 0; line < box.lines().size(); line++) {
                out.element("text", box.lines().get(line), "class", line == 0 ? "strong" : "plain", "text-anchor", "middle", "x",
                        Markup.pixels(box.centre()), "y", Markup.pixels(y + line * LINE_HEIGHT));
            }
        }
        out.close();
    }

    private static void arrow(NetworkDiagram.Arrow arrow, Markup out) {
        double angle = Math.atan2(arrow.toY() - arrow.controlY(), arrow.toX() - arrow.controlX());
        StringBuilder path = new StringBuilder(
                "M" + Markup.pixels(arrow.fromX()) + " " + Markup.pixels(arrow.fromY()) + "C" + Markup.pixels(arrow.controlX()) + " "
                        + Markup.pixels(arrow.controlY()) + " " + Markup.pixels(arrow.controlX()) + " " + Markup.pixels(arrow.controlY()) + " "
                        + Markup.pixels(arrow.toX()) + " "
                        + Markup.pixels(arrow.toY()));
        for (double turn : new double[] {-2.6, 2.6}) {
            path.append('M').append(Markup.pixels(arrow.toX())).append(' ').append(Markup.pixels(arrow.toY())).append('L')
                    .append(Markup.pixels(arrow.toX() + ARROW * Math.cos(angle + turn))).append(' ')
                    .append(Markup.pixels(arrow.toY() + ARROW * Math.sin(angle + turn)));
        }
        out.empty("path", "class", arrow.backward() ? "backward" : "forward", "d", path.toString());
    }
}
