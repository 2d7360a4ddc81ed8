package org.hasnas.workbench.print;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.graphics.PDXObject;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.text.PDFTextStripper;
import org.hasnas.document.Markup;
import org.hasnas.workbench.chart.ChartFiles;
import org.hasnas.workbench.chart.Curves;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kordamp.ikonli.materialdesign2.MaterialDesignAIkonHandler;

/** What a PDF of a page holds, as PDFBox reads it back. */
final class PdfPageTest {
    @TempDir
    private Path folder = Path.of("");

    private static String page(String body) {
        return "<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\"><head><title>t</title><style>@page { size: A4; }</style>"
                + "</head><body>" + body + "</body></html>";
    }

    private PDDocument written(String html) throws Exception {
        Path file = folder.resolve("page.pdf");
        PdfPage.write(html, file);
        return Loader.loadPDF(file.toFile());
    }

    @Test
    void wordsOfEuropeStandInItAsTextWithTheirFont() throws Exception {
        String words = "Zürich für 3 µm², 5 µJ – Ελληνικά, Русский, Łódź";
        try (PDDocument document = written(page("<p>" + words + "</p>"))) {
            assertEquals(words, new PDFTextStripper().getText(document).strip());
            List<PDFont> fonts = fonts(document.getPage(0).getResources());
            assertFalse(fonts.isEmpty());
            assertTrue(fonts.stream().allMatch(PDFont::isEmbedded), fonts::toString);
        }
    }

    @Test
    void chartsStayVectors() throws Exception {
        Curves.Point from = new Curves.Point(1, 0.5, 0.25, 0.75);
        Curves.Point to = new Curves.Point(9, 0.75, 0.5, 0.9);
        List<Curves.Curve> curves = new ArrayList<>();
        for (Curves.Style style : Curves.Style.values()) {
            curves.add(new Curves.Curve(style.name(), curves.size(), style, List.of(from, to)));
        }
        Markup chart = new Markup();
        ChartFiles.svg(new Curves("x", "y", false, false, curves, List.of(new Curves.Level("level", 0, 0.6))), "chart", chart);
        try (PDDocument document = written(page(chart.text()))) {
            List<PDXObject> pictures = pictures(document.getPage(0).getResources());
            PDFormXObject picture = (PDFormXObject) pictures.getFirst();
            assertTrue(pictures.stream().noneMatch(PDImageXObject.class::isInstance), "drawn by pixels");
            try (InputStream steps = picture.getContents()) {
                long curved = new String(steps.readAllBytes(), StandardCharsets.ISO_8859_1).lines().filter(line -> line.endsWith(" c"))
                        .count();
                assertTrue(curved > 4 * 6, curved + " curves, fewer than its circles have");
            }
        }
    }

    @Test
    void aLongTableGoesOnOnTheNextSheetUnderItsHead() throws Exception {
        String rows = "<style>table { -fs-table-paginate: paginate; } tr { page-break-inside: avoid; }</style>";
        StringBuilder body = new StringBuilder("<table><thead><tr><th>design</th></tr></thead><tbody>");
        for (int row = 0; row < 150; row++) {
            body.append("<tr><td>row ").append(row).append("</td></tr>");
        }
        String html = page(body.append("</tbody></table>").toString()).replace("</head>", rows + "</head>");
        try (PDDocument document = written(html)) {
            assertTrue(document.getNumberOfPages() > 1);
            String all = new PDFTextStripper().getText(document);
            for (int row = 0; row < 150; row++) {
                assertTrue(all.contains("row " + row + System.lineSeparator()), "row " + row);
            }
            for (int sheet = 1; sheet <= document.getNumberOfPages(); sheet++) {
                PDFTextStripper text = new PDFTextStripper();
                text.setStartPage(sheet);
                text.setEndPage(sheet);
                assertTrue(text.getText(document).startsWith("design"), "sheet " + sheet);
            }
        }
    }

    @Test
    void nothingFromElsewhereIsAskedFor() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        server.start();
        String address = "http://" + InetAddress.getLoopbackAddress().getHostAddress() + ":" + server.getAddress().getPort();
        Path secret = Files.writeString(folder.resolve("secret.css"), "p:after { content: 'secret'; }");
        String html = page("<p>here</p><img src=\"" + address + "/a.png\"/><object data=\"" + address + "/b.svg\" type=\"image/svg+xml\"></object>")
                .replace("</head>",
                        "<link rel=\"stylesheet\" href=\"" + address + "/c.css\"/><link rel=\"stylesheet\" href=\"" + secret.toUri() + "\"/>"
                                + "<style>@import url(" + address + "/d.css); @font-face { font-family: x; src: url(" + address + "/e.ttf); }"
                                + " body { background-image: url(" + address + "/f.png); font-family: x, serif; }</style></head>");
        try (PDDocument document = written(html)) {
            assertEquals("here", new PDFTextStripper().getText(document).strip());
            assertEquals(0, asked.get());
        } finally {
            server.stop(0);
        }
        assertThrows(IllegalArgumentException.class,
                () -> PdfPage.write(page("&x;").replace("<!DOCTYPE html>", "<!DOCTYPE html [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]>"),
                        folder.resolve("x.pdf")));
    }

    @Test
    void charactersThatTheOwnFontLacksComeFromFontsOfTheMachine() throws Exception {
        Path fonts = Files.createDirectory(folder.resolve("fonts"));
        Files.writeString(fonts.resolve("a broken one.ttf"), "no font");
        int icon = 0xF0004;
        String words = "a" + Character.toString(icon);
        try (PrintFonts none = PrintFonts.covering(words, List.of(fonts, folder.resolve("missing")))) {
            assertEquals(List.of("serif"), none.families(), "nothing has it");
            assertTrue(none.line(words, 10).width() > none.line("a", 10).width(), "a box for what is missing");
        }
        Files.write(fonts.resolve("icons.ttf"), icons());
        try (PrintFonts found = PrintFonts.covering(words, List.of(fonts))) {
            assertEquals(2, found.families().size());
            assertEquals(10, found.line(Character.toString(icon), 10).outline().getBounds2D().getHeight(), 4);
        }
        try (PrintFonts needless = PrintFonts.covering("ü", List.of(fonts))) {
            assertEquals(1, needless.families().size(), "the own font has it");
        }
    }

    /** A font within a library of the window: its letters stand where no alphabet has any. */
    private static byte[] icons() throws IOException {
        try (InputStream font = new MaterialDesignAIkonHandler().getFontResourceAsStream()) {
            return font.readAllBytes();
        }
    }

    private static List<PDFont> fonts(PDResources resources) throws IOException {
        List<PDFont> fonts = new ArrayList<>();
        for (COSName name : resources.getFontNames()) {
            fonts.add(Optional.ofNullable(resources.getFont(name)).orElseThrow());
        }
        return fonts;
    }

    private static List<PDXObject> pictures(PDResources resources) throws IOException {
        List<PDXObject> pictures = new ArrayList<>();
        for (COSName name : resources.getXObjectNames()) {
            pictures.add(Optional.ofNullable(resources.getXObject(name)).orElseThrow());
        }
        return pictures;
    }
}
