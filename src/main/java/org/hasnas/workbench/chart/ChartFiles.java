package org.hasnas.workbench.chart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.hasnas.document.AtomicFile;
import org.hasnas.document.Markup;
import org.hasnas.error.HasnasException;

/** A chart as a picture in SVG, by itself or in a page, and its data as CSV. */
public final class ChartFiles {
    private static final double WIDTH = 720;
    private static final double HEIGHT = 340;
    private static final double LEFT = 66;
    private static final double RIGHT = 16;
    private static final double BOTTOM = 46;
    private static final double LEGEND_LINE = 20;
    private static final double LEGEND_TEXT = 6.6;
    private static final double TOP = 12;

    /** The colours are those of Okabe and Ito (2008), darker ones on white: they stay apart for every common kind of colour blindness. */
    private static final String STYLE = """
            .chart text { font: 12px system-ui, sans-serif; fill: currentColor; }
            .chart .grid { stroke: #8884; } .chart .frame { fill: none; stroke: #8888; }
            .chart .line { fill: none; stroke-width: 2; } .chart .level { stroke-width: 1.6; stroke-dasharray: 6 4; }
            .chart .c0 { color: #0072b2; } .chart .c1 { color: #d55e00; } .chart .c2 { color: #009e73; } .chart .c3 { color: #8c5a8c; }
            .chart .line, .chart .level, .chart .interval { stroke: currentColor; }
            .chart circle, .chart .bar { fill: currentColor; fill-opacity: .75; }
            @media (prefers-color-scheme: dark) {
              .chart .c0 { color: #56b4e9; } .chart .c1 { color: #e69f00; } .chart .c2 { color: #2bc79a; } .chart .c3 { color: #cc79a7; } }
            """;
    private static final int COLOURS = 4;

    private ChartFiles() {}

    public static void writeSvg(Curves curves, String title, Path file) throws HasnasException {
        Markup out = new Markup();
        svg(curves, title, out);
        AtomicFile.write(file, out.text());
    }

    public static void writeCsv(Curves curves, Path file) throws HasnasException {
        AtomicFile.write(file, csv(curves));
    }

    /** A line for each point; the interval of a value that has none is the value. */
    public static String csv(Curves curves) {
        StringBuilder text = new StringBuilder();
        try (CSVPrinter csv = new CSVPrinter(text, CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get())) {
            csv.printRecord("curve", curves.xTitle().isEmpty() ? "x" : curves.xTitle(), curves.yTitle().isEmpty() ? "value" : curves.yTitle(), "low",
                    "high");
            for (Curves.Curve curve : curves.curves()) {
                for (Curves.Point point : curve.points()) {
                    csv.printRecord(curve.name(), point.x(), point.y(), point.low(), point.high());
                }
            }
            for (Curves.Level level : curves.levels()) {
                csv.printRecord(level.name(), "", level.y(), level.y(), level.y());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a text in memory takes all
        }
        return text.toString();
    }

    /**
     * Draws into a page, or a text of its own. It has the colours of the theme of who looks at it.
     *
     * @param title what it shows, for screen readers
     */
    public static void svg(Curves curves, String title, Markup out) {
        new Drawing(curves, out).draw(title);
    }

    private static final class Drawing {
        private final Curves curves;
        private final Markup out;
        private final Ticks horizontal;
        private final Ticks vertical;
        private final List<List<Entry>> legend;
        private final double top;
        private final double height;

        /** A name in the legend, and how far from the left it stands. */
        private record Entry(String name, int colour, Mark mark, double x) {}

        /** What stands before a name: what is drawn of it. */
        private enum Mark {
            LINE, LEVEL, POINT, BAR;

            static Mark of(Curves.Style style) {
                return switch (style) {
                    case LINE, INTERVALS -> LINE;
                    case POINTS -> POINT;
                    case BARS -> BAR;
                };
            }
        }

        Drawing(Curves curves, Markup out) {
            this.curves = curves;
            this.out = out;
            horizontal = Ticks.of(points().mapToDouble(Curves.Point::x), curves.wholeX(), curves.logX());
            boolean bars = curves.curves().stream().anyMatch(curve -> curve.style() == Curves.Style.BARS);
            vertical = Ticks.of(DoubleStream.concat(points().flatMapToDouble(point -> DoubleStream.of(point.low(), point.high())),
                    DoubleStream.concat(curves.levels().stream().mapToDouble(Curves.Level::y), bars ? DoubleStream.of(0) : DoubleStream.empty())),
                    false, false);
            legend = legend();
            top = TOP + legend.size() * LEGEND_LINE;
            height = HEIGHT + (legend.size() - 1) * LEGEND_LINE;
        }

        private Stream<Curves.Point> points() {
            return curves.curves().stream().flatMap(curve -> curve.points().stream());
        }

        private List<List<Entry>> legend() {
            List<List<Entry>> lines = new ArrayList<>(List.of(new ArrayList<>()));
            double x = LEFT;
            List<Entry> entries = new ArrayList<>();
            curves.curves().forEach(curve -> entries.add(new Entry(curve.name(), curve.colour(), Mark.of(curve.style()), 0)));
            curves.levels().forEach(level -> entries.add(new Entry(level.name(), level.colour(), Mark.LEVEL, 0)));
            for (Entry entry : entries) {
                double width = 34 + entry.name().length() * LEGEND_TEXT;
                if (x + width > WIDTH && !lines.getLast().isEmpty()) {
                    lines.add(new ArrayList<>());
                    x = LEFT;
                }
                lines.getLast().add(new Entry(entry.name(), entry.colour(), entry.mark(), x));
                x += width;
            }
            return lines;
        }

        private double x(double value) {
            return LEFT + (WIDTH - LEFT - RIGHT) * horizontal.share(value);
        }

        private double y(double value) {
            return height - BOTTOM - (height - BOTTOM - top) * vertical.share(value);
        }

        void draw(String title) {
            out.open("svg", "xmlns", "http://www.w3.org/2000/svg", "viewBox", "0 0 " + Markup.pixels(WIDTH) + " " + Markup.pixels(height), "class",
                    "chart", "role",
                    "img", "aria-label", title);
            out.element("title", title);
            out.element("style", STYLE);
            grid();
            legend.forEach(line -> line.forEach(entry -> entry(entry, TOP + LEGEND_LINE * legend.indexOf(line))));
            for (Curves.Level level : curves.levels()) {
                line("level c" + level.colour() % COLOURS, LEFT, y(level.y()), WIDTH - RIGHT, y(level.y()));
            }
            curves.curves().forEach(this::curve);
            out.close();
        }

        private void grid() {
            for (BigDecimal mark : horizontal.marks()) {
                double x = x(mark.doubleValue());
                line("grid", x, top, x, height - BOTTOM);
                if (!curves.xTitle().isEmpty()) {
                    text(x, height - BOTTOM + 16, "middle", Ticks.text(mark));
                }
            }
            for (BigDecimal mark : vertical.marks()) {
                double y = y(mark.doubleValue());
                line("grid", LEFT, y, WIDTH - RIGHT, y);
                text(LEFT - 6, y + 4, "end", Ticks.text(mark));
            }
            out.empty("rect", "class", "frame", "x", Markup.pixels(LEFT), "y", Markup.pixels(top), "width", Markup.pixels(WIDTH - LEFT - RIGHT),
                    "height",
                    Markup.pixels(height - BOTTOM - top));
            text((LEFT + WIDTH - RIGHT) / 2, height - 10, "middle", curves.xTitle());
            double middle = (top + height - BOTTOM) / 2;
            out.element("text", curves.yTitle(), "transform", "translate(14 " + Markup.pixels(middle) + ") rotate(-90)", "text-anchor", "middle");
        }

        private void entry(Entry entry, double y) {
            String colour = "c" + entry.colour() % COLOURS;
            switch (entry.mark()) {
                case LINE -> line("line " + colour, entry.x(), y, entry.x() + 18, y);
                case LEVEL -> line("level " + colour, entry.x(), y, entry.x() + 18, y);
                case POINT -> out.empty("circle", "class", colour, "cx", Markup.pixels(entry.x() + 9), "cy", Markup.pixels(y), "r", "3");
                case BAR -> out.empty("rect", "class", "bar " + colour, "x", Markup.pixels(entry.x()), "y", Markup.pixels(y - 5), "width", "18",
                        "height", "10");
            }
            text(entry.x() + 23, y + 4, "start", entry.name());
        }

        private void curve(Curves.Curve curve) {
            String colour = "c" + curve.colour() % COLOURS;
            StringBuilder path = new StringBuilder();
            for (Curves.Point point : curve.points()) {
                String x = Markup.pixels(x(point.x()));
                String y = Markup.pixels(y(point.y()));
                path.append(path.isEmpty() ? "M" : "L").append(x).append(' ').append(y);
                if (curve.style() == Curves.Style.INTERVALS) {
                    line("interval " + colour, x(point.x()), y(point.low()), x(point.x()), y(point.high()));
                }
                if (curve.style() == Curves.Style.BARS) {
                    double width = Math.max(1, 0.9 * (WIDTH - LEFT - RIGHT) / curve.points().size());
                    out.empty("rect", "class", "bar " + colour, "x", Markup.pixels(x(point.x()) - width / 2), "y", y, "width", Markup.pixels(width),
                            "height",
                            Markup.pixels(Math.max(0, y(0) - y(point.y()))));
                } else {
                    out.empty("circle", "class", colour, "cx", x, "cy", y, "r", "3");
                }
            }
            boolean joined = switch (curve.style()) {
                case LINE, INTERVALS -> true;
                case POINTS, BARS -> false;
            };
            if (joined && !path.isEmpty()) {
                out.empty("path", "class", "line " + colour, "d", path.toString());
            }
        }

        private void line(String kind, double x1, double y1, double x2, double y2) {
            out.empty("line", "class", kind, "x1", Markup.pixels(x1), "y1", Markup.pixels(y1), "x2", Markup.pixels(x2), "y2", Markup.pixels(y2));
        }

        private void text(double x, double y, String anchor, String words) {
            out.element("text", words, "x", Markup.pixels(x), "y", Markup.pixels(y), "text-anchor", anchor);
        }
    }
}
