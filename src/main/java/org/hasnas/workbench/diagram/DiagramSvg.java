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
        out.open("svg", "xmlns", "http://www.w3.org/2000/svg", "viewBox", "0 0 " + brief(diagram.width()) + " " + brief(diagram.height()), "class",
                "diagram", "role", "img", "aria-label", title, "style", "max-width: " + brief(diagram.width()) + "px");
        out.element("title", title);
        out.element("style", STYLE);
        for (NetworkDiagram.Frame frame : diagram.frames()) {
            out.empty("rect", "class", "frame", "x", brief(frame.x()), "y", brief(frame.y()), "width", brief(frame.width()), "height",
                    brief(frame.height()), "rx", "8");
            out.element("text", frame.title(), "x", brief(frame.x() + 8), "y", brief(frame.y() + LINE_HEIGHT));
        }
        for (NetworkDiagram.Arrow arrow : diagram.arrows()) {
            arrow(arrow, out);
        }
        for (NetworkDiagram.Box box : diagram.boxes()) {
            out.empty("rect", "class", box.kind().name().toLowerCase(Locale.ROOT), "x", brief(box.x()), "y", brief(box.y()), "width",
                    brief(box.width()), "height", brief(box.height()), "rx", box.kind() == NetworkDiagram.Kind.NODE ? "12" : "5");
            double y = box.middle() - (box.lines().size() - 1) * LINE_HEIGHT / 2 + 4;
            for (int line = 0; line < box.lines().size(); line++) {
                out.element("text", box.lines().get(line), "class", line == 0 ? "strong" : "plain", "text-anchor", "middle", "x",
                        brief(box.centre()), "y", brief(y + line * LINE_HEIGHT));
            }
        }
        out.close();
    }

    private static void arrow(NetworkDiagram.Arrow arrow, Markup out) {
        double angle = Math.atan2(arrow.toY() - arrow.controlY(), arrow.toX() - arrow.controlX());
        StringBuilder path = new StringBuilder("M" + brief(arrow.fromX()) + " " + brief(arrow.fromY()) + "C" + brief(arrow.controlX()) + " "
                + brief(arrow.controlY()) + " " + brief(arrow.controlX()) + " " + brief(arrow.controlY()) + " " + brief(arrow.toX()) + " "
                + brief(arrow.toY()));
        for (double turn : new double[] {-2.6, 2.6}) {
            path.append('M').append(brief(arrow.toX())).append(' ').append(brief(arrow.toY())).append('L')
                    .append(brief(arrow.toX() + ARROW * Math.cos(angle + turn))).append(' ')
                    .append(brief(arrow.toY() + ARROW * Math.sin(angle + turn)));
        }
        out.empty("path", "class", arrow.backward() ? "backward" : "forward", "d", path.toString());
    }

    private static String brief(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
