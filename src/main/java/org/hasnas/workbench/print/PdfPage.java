package org.hasnas.workbench.print;

import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder.PdfAConformance;
import com.openhtmltopdf.util.XRLog;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.hasnas.document.AtomicFile;
import org.hasnas.error.HasnasException;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** A page that the program has written as HTML that is XML too, on sheets of paper in a PDF. */
public final class PdfPage {
    private PdfPage() {}

    /**
     * Writes a page, whole or not at all. Nothing but the page itself is read: pictures and style sheets from elsewhere are left out.
     *
     * @param html the page, whose style sheet is for paper (CSS 2.1 with page boxes) and names no fonts
     * @throws HasnasException IO if the file can't be written
     */
    public static void write(String html, Path file) throws HasnasException {
        Document page = parsed(html);
        XRLog.setLoggerImpl(new PrintLog());
        AtomicFile.write(file, temporary -> {
            try (OutputStream out = Files.newOutputStream(temporary); PDDocument document = new PDDocument();
                    PrintFonts fonts = PrintFonts.covering(html)) {
                render(page, document, fonts, out);
            }
        });
    }

    private static void render(Document page, PDDocument document, PrintFonts fonts, OutputStream out) throws IOException {
        String families = String.join(", ", fonts.families()); // a style sheet of a page names none
        page.getElementsByTagName("head").item(0).appendChild(page.createElement("style"))
                .setTextContent("html { font-family: " + families + "; }");
        PdfRendererBuilder builder = new PdfRendererBuilder().usePDDocument(document).withW3cDocument(page, "").toStream(out)
                .withProducer("HASNAS Studio").useSVGDrawer(new SvgDrawer(fonts))
                // Every font is within the file then, and the colours are told; no font of this machine is looked for.
                .usePdfAConformance(PdfAConformance.PDFA_2_U).useColorProfile(ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData())
                .useUriResolver((base, uri) -> null)
                .useExternalResourceAccessControl((uri, kind) -> false, ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI);
        fonts.register(document, builder);
        builder.run();
    }

    private static Document parsed(String html) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            return factory.newDocumentBuilder().parse(new InputSource(new StringReader(html)));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalArgumentException("the page is no XML: " + e.getMessage(), e); // pages are written by the program
        }
    }
}
