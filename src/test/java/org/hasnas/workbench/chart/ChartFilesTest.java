package org.hasnas.workbench.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.hasnas.document.Markup;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

final class ChartFilesTest {
    private static final Curves CURVES = new Curves("energy (uJ)", "accuracy (%)", false, true, List.of(
            new Curves.Curve("a \"<front>\", of two", 0, Curves.Style.LINE, List.of(new Curves.Point(0.01, 50), new Curves.Point(1, 90))),
            new Curves.Curve("measured", 1, Curves.Style.INTERVALS, List.of(new Curves.Point(0.1, 70, 60, 80)))),
            List.of(new Curves.Level("float", 2, 95)));

    @Test
    void theDataAreALineForEachPoint() {
        assertEquals("""
                curve,energy (uJ),accuracy (%),low,high
                "a ""<front>"", of two",0.01,50.0,50.0,50.0
                "a ""<front>"", of two",1.0,90.0,90.0,90.0
                measured,0.1,70.0,60.0,80.0
                float,,95.0,95.0,95.0
                """, ChartFiles.csv(CURVES));
    }

    @Test
    void equalFactorsAreEquallyFarOnALogarithmicAxis() throws Exception {
        NodeList circles = svg(CURVES).getElementsByTagName("circle");
        assertEquals(3, circles.getLength());
        double first = at(circles, 0, "cx");
        double last = at(circles, 1, "cx");
        assertEquals((first + last) / 2, at(circles, 2, "cx"), 0.2, "0.1 is in the middle of 0.01 and 1");
        assertEquals((at(circles, 0, "cy") + at(circles, 1, "cy")) / 2, at(circles, 2, "cy"), 0.2, "70 is in the middle of 50 and 90");
    }

    @Test
    void theLegendDrawsWhatItNames() throws Exception {
        List<Curves.Point> two = List.of(new Curves.Point(1, 1), new Curves.Point(2, 2));
        for (Curves.Style style : Curves.Style.values()) {
            Document chart = svg(new Curves("x", "y", false, false, List.of(new Curves.Curve("them", 0, style, two)), List.of()));
            long drawn = style == Curves.Style.BARS ? count(chart, "rect", "bar c0") : count(chart, "circle", "c0");
            boolean one = style == Curves.Style.BARS || style == Curves.Style.POINTS;
            assertEquals(one ? 3 : 2, drawn, style + ": the points, and one in the legend where they are not joined");
            assertEquals(one ? 0 : 1, count(chart, "line", "line c0"), style.toString());
        }
    }

    private static long count(Document chart, String element, String kind) {
        NodeList all = chart.getElementsByTagName(element);
        return IntStream.range(0, all.getLength()).filter(i -> ((Element) all.item(i)).getAttribute("class").equals(kind)).count();
    }

    @Test
    void charactersThatXmlCannotHoldAreReplaced() throws Exception {
        Curves odd = new Curves("x", "y", false, false, List.of(new Curves.Curve("a\u0001b & c", 0, Curves.Style.LINE,
                List.of(new Curves.Point(1, 1)))), List.of());
        assertTrue(svg(odd).getDocumentElement().getTextContent().contains("a\uFFFDb & c"));
    }

    @Test
    void axesCarryRoundNumbers() {
        assertEquals(List.of("0", "20", "40", "60", "80", "100"), marks(Ticks.of(DoubleStream.of(0, 100), false, false)));
        assertEquals(List.of("0.94", "0.945", "0.95", "0.955", "0.96", "0.965"), marks(Ticks.of(DoubleStream.of(0.9378, 0.9641), false, false)));
        assertEquals(List.of("1", "2", "3"), marks(Ticks.of(DoubleStream.of(1, 3), true, false)));
        assertEquals(List.of("0.01", "0.1", "1", "10", "100"), marks(Ticks.of(DoubleStream.of(0.01, 100), false, true)));
        assertEquals(List.of("0.02", "0.05", "0.1", "0.2"), marks(Ticks.of(DoubleStream.of(0.02, 0.25), false, true)));
        assertTrue(marks(Ticks.of(DoubleStream.of(3, 3), false, true)).contains("5"), "a lone value has an axis, too");
    }

    private static List<String> marks(Ticks ticks) {
        return ticks.marks().stream().map(Ticks::text).toList();
    }

    private static double at(NodeList circles, int index, String coordinate) {
        return Double.parseDouble(((Element) circles.item(index)).getAttribute(coordinate));
    }

    private static Document svg(Curves curves) throws Exception {
        Markup out = new Markup();
        ChartFiles.svg(curves, "a chart", out);
        return DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(new InputSource(new StringReader(out.text())));
    }
}
