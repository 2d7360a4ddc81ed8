package org.hasnas.workbench.print;

import com.openhtmltopdf.css.sheet.FontFaceRule;
import com.openhtmltopdf.css.style.CssContext;
import com.openhtmltopdf.extend.FSSupplier;
import com.openhtmltopdf.extend.OutputDevice;
import com.openhtmltopdf.extend.SVGDrawer;
import com.openhtmltopdf.layout.SharedContext;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.render.Box;
import com.openhtmltopdf.render.RenderingContext;
import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.io.File;
import java.io.InputStream;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Draws the pictures that the program writes as SVG ({@code ChartFiles}, {@code DiagramSvg}): the elements and attributes that they have, and no
 * others. The library's own drawer is Apache Batik, 4 MB that need fonts of the machine and refuse the colours of current style sheets. Words
 * become outlines.
 */
final class SvgDrawer implements SVGDrawer {
    /** What fits on a sheet of A4 within the margins of a page, in CSS pixels; larger pictures are made smaller. */
    private static final double WIDE = 680;
    private static final double HIGH = 900;

    private static final Pattern STEP = Pattern.compile("([MLC])([^MLC]*)");
    private static final Pattern MOVE = Pattern.compile("(translate|rotate)\\(([^)]*)\\)");
    /** As much wider than others are the outlines of words that stand out; the font has no letters of its own for them. */
    private static final float STRONG = 0.04f;

    private final PrintFonts fonts;

    SvgDrawer(PrintFonts fonts) {
        this.fonts = fonts;
    }

    @Override
    public SVGImage buildSVGImage(Element svg, Box box, CssContext context, double width, double height, double dotsPerPixel) {
        double[] view = numbers(svg.getAttribute("viewBox"));
        double scale = Math.min(1, Math.min(WIDE / view[2], HIGH / view[3]));
        return new Picture(svg, scale, scale * view[2], scale * view[3], dotsPerPixel);
    }

    /** A picture, its size in CSS pixels. */
    private final class Picture implements SVGImage {
        private final Element svg;
        private final double scale;
        private final double width;
        private final double height;
        private final double dotsPerPixel;

        Picture(Element svg, double scale, double width, double height, double dotsPerPixel) {
            this.svg = svg;
            this.scale = scale;
            this.width = width;
            this.height = height;
            this.dotsPerPixel = dotsPerPixel;
        }

        @Override
        public int getIntrinsicWidth() {
            return (int) Math.ceil(width * dotsPerPixel);
        }

        @Override
        public int getIntrinsicHeight() {
            return (int) Math.ceil(height * dotsPerPixel);
        }

        @Override
        public void drawSVG(OutputDevice device, RenderingContext context, double x, double y) {
            device.drawWithGraphics((float) x, (float) y, (float) Math.ceil(width), (float) Math.ceil(height), graphics -> {
                graphics.scale(scale, scale);
                draw(svg, graphics);
            });
        }
    }

    private void draw(Element svg, Graphics2D graphics) {
        List<Element> parts = elements(svg);
        SvgStyle style = new SvgStyle(parts.stream().filter(part -> part.getNodeName().equals("style")).map(Element::getTextContent).findFirst()
                .orElse(""));
        for (Element part : parts) {
            SvgStyle.Of look = style.of(part);
            switch (part.getNodeName()) {
                case "title", "style" -> { // not seen
                }
                case "text" -> text(part, look, graphics);
                case "rect" -> draw(rectangle(part), look, graphics);
                case "circle" -> draw(circle(part), look, graphics);
                case "line" ->
                        draw(new Line2D.Double(number(part, "x1"), number(part, "y1"), number(part, "x2"), number(part, "y2")), look, graphics);
                case "path" -> draw(path(part.getAttribute("d")), look, graphics);
                default -> throw new IllegalArgumentException("no element that pictures of the program have: " + part.getNodeName());
            }
        }
    }

    private static List<Element> elements(Element parent) {
        NodeList nodes = parent.getChildNodes();
        return IntStream.range(0, nodes.getLength()).mapToObj(nodes::item).filter(Element.class::isInstance).map(Element.class::cast).toList();
    }

    private static void draw(Shape shape, SvgStyle.Of look, Graphics2D graphics) {
        if (!(shape instanceof Line2D)) {
            look.fill().ifPresent(colour -> {
                graphics.setColor(colour);
                graphics.fill(shape);
            });
        }
        look.stroke().ifPresent(colour -> {
            float[] dashes = look.dashes();
            graphics.setColor(colour);
            graphics.setStroke(dashes.length == 0 ? new BasicStroke((float) look.strokeWidth())
                    : new BasicStroke((float) look.strokeWidth(), BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, dashes, 0));
            graphics.draw(shape);
        });
    }

    private void text(Element element, SvgStyle.Of look, Graphics2D graphics) {
        PrintFonts.Line line = fonts.line(element.getTextContent(), look.fontSize());
        double before = line.width() * switch (element.getAttribute("text-anchor")) {
            case "middle" -> 0.5;
            case "end" -> 1;
            default -> 0;
        };
        AffineTransform place = transform(element.getAttribute("transform"));
        place.translate(number(element, "x") - before, number(element, "y"));
        Shape outline = place.createTransformedShape(line.outline());
        look.fill().ifPresent(colour -> {
            graphics.setColor(colour);
            graphics.fill(outline);
            if (look.isStrong()) {
                graphics.setStroke(new BasicStroke((float) (STRONG * look.fontSize())));
                graphics.draw(outline);
            }
        });
    }

    private static Shape rectangle(Element element) {
        double corner = 2 * number(element, "rx");
        return new RoundRectangle2D.Double(number(element, "x"), number(element, "y"), number(element, "width"), number(element, "height"), corner,
                corner);
    }

    private static Shape circle(Element element) {
        double radius = number(element, "r");
        return new Ellipse2D.Double(number(element, "cx") - radius, number(element, "cy") - radius, 2 * radius, 2 * radius);
    }

    private static Shape path(String steps) {
        Path2D path = new Path2D.Double();
        Matcher step = STEP.matcher(steps);
        while (step.find()) {
            double[] to = numbers(step.group(2));
            switch (step.group(1)) {
                case "M" -> path.moveTo(to[0], to[1]);
                case "L" -> path.lineTo(to[0], to[1]);
                default -> path.curveTo(to[0], to[1], to[2], to[3], to[4], to[5]);
            }
        }
        return path;
    }

    private static AffineTransform transform(String moves) {
        AffineTransform all = new AffineTransform();
        Matcher move = MOVE.matcher(moves);
        while (move.find()) {
            double[] by = numbers(move.group(2));
            if (move.group(1).equals("rotate")) {
                all.rotate(Math.toRadians(by[0]));
            } else {
                all.translate(by[0], by[1]);
            }
        }
        return all;
    }

    private static double number(Element element, String name) {
        return element.hasAttribute(name) ? Double.parseDouble(element.getAttribute(name)) : 0;
    }

    private static double[] numbers(String words) {
        return Stream.of(words.strip().split("\\s+")).mapToDouble(Double::parseDouble).toArray();
    }

    @Override
    public void importFontFaceRules(List<FontFaceRule> fontFaces, SharedContext shared) {
        // pages name no fonts
    }

    @Override
    public void addFontFile(File fontFile, String family, Integer weight, FontStyle style) {
        // the fonts are those of the document
    }

    @Override
    public void addFontStream(FSSupplier<InputStream> supplier, String family, Integer weight, FontStyle style) {
        // the fonts are those of the document
    }

    @Override
    public void close() {
        // nothing is open
    }
}
