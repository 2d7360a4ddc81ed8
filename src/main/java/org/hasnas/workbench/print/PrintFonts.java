package org.hasnas.workbench.print;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PDFontSupplier;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.GlyphData;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeCollection;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.io.RandomAccessReadBufferedFile;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.hasnas.error.PlainText;
import org.slf4j.LoggerFactory;

/**
 * The fonts of one PDF: Liberation Sans, which comes with PDFBox and has the letters of Europe, and of this machine's fonts those that have the
 * characters it lacks. These are looked for only where a page has such characters.
 */
final class PrintFonts implements Closeable {
    private static final String OWN = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
    private static final List<String> FOLDERS = List.of("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts",
            "/System/Library/Fonts", "/Library/Fonts", "~/Library/Fonts", "C:/Windows/Fonts");
    private static final int FOLDERS_DEEP = 5;

    private final List<TrueTypeFont> fonts = new ArrayList<>();
    private final List<Closeable> files = new ArrayList<>();

    private PrintFonts() {}

    /** @param text all that is to be written */
    static PrintFonts covering(String text) throws IOException {
        List<Path> folders = FOLDERS.stream().map(folder -> Path.of(folder.replaceFirst("^~", System.getProperty("user.home", "")))).toList();
        return covering(text, folders);
    }

    /** @param folders where fonts are looked for that have what the own one lacks; the first ones first */
    static PrintFonts covering(String text, List<Path> folders) throws IOException {
        PrintFonts fonts = new PrintFonts();
        try (InputStream own = Objects.requireNonNull(PrintFonts.class.getResourceAsStream(OWN), OWN)) {
            fonts.fonts.add(new TTFParser().parse(new RandomAccessReadBuffer(own)));
        }
        BitSet missing = new BitSet();
        text.codePoints().filter(character -> !Character.isISOControl(character)).forEach(missing::set);
        without(fonts.fonts.getFirst(), missing);
        for (Path file : missing.isEmpty() ? List.<Path>of() : files(folders)) {
            if (!missing.isEmpty()) {
                fonts.addIfItHasSome(missing, file);
            }
        }
        return fonts;
    }

    /** Files that look like fonts, in an order that no file system changes. */
    private static List<Path> files(List<Path> folders) {
        List<Path> files = new ArrayList<>();
        for (Path folder : folders.stream().filter(Files::isDirectory).toList()) {
            try (Stream<Path> found = Files.find(folder, FOLDERS_DEEP, (file, attributes) -> attributes.isRegularFile()
                    && file.toString().toLowerCase(Locale.ROOT).matches(".*\\.(ttf|ttc)"))) {
                found.sorted().forEach(files::add);
            } catch (IOException | RuntimeException e) {
                LoggerFactory.getLogger(PrintFonts.class).debug("fonts of {} can't be listed: {}", folder,
                        PlainText.message(String.valueOf(e.getMessage())));
            }
        }
        return files;
    }

    /** A file of this machine may be anything: one that can't be read, or that its maker lets nobody embed, is left out. */
    private void addIfItHasSome(BitSet missing, Path file) {
        try {
            if (file.toString().toLowerCase(Locale.ROOT).endsWith(".ttc")) {
                TrueTypeCollection collection = new TrueTypeCollection(file.toFile());
                files.add(collection);
                collection.processAllFonts(font -> addIfItHasSome(missing, font));
            } else {
                TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBufferedFile(file));
                files.add(font);
                addIfItHasSome(missing, font);
            }
        } catch (IOException | RuntimeException e) {
            LoggerFactory.getLogger(PrintFonts.class).debug("font {} can't be read: {}", file, PlainText.message(String.valueOf(e.getMessage())));
        }
    }

    private void addIfItHasSome(BitSet missing, TrueTypeFont font) throws IOException {
        int before = missing.cardinality();
        try (PDDocument trial = new PDDocument()) { // refuses what may not be embedded
            PDType0Font.load(trial, font, true);
        }
        without(font, missing);
        if (missing.cardinality() < before) {
            fonts.add(font);
        }
    }

    private static void without(TrueTypeFont font, BitSet missing) throws IOException {
        CmapLookup glyphs = font.getUnicodeCmapLookup();
        for (int character : missing.stream().toArray()) {
            if (glyphs.getGlyphId(character) > 0) {
                missing.clear(character);
            }
        }
    }

    /** Names by which a style sheet calls them, the one to take first first: it is what the layout asks for where a style sheet names none. */
    List<String> families() {
        return IntStream.range(0, fonts.size()).mapToObj(font -> font == 0 ? "serif" : "print" + font).toList();
    }

    /** Puts them into the document, each as far as it is used. */
    void register(PDDocument document, PdfRendererBuilder builder) throws IOException {
        for (int i = 0; i < fonts.size(); i++) {
            PDFont font = PDType0Font.load(document, fonts.get(i), true);
            builder.useFont(new PDFontSupplier(font), families().get(i), 400, FontStyle.NORMAL, true);
        }
    }

    /**
     * A line of text.
     *
     * @param outline of its letters, begun at 0, 0
     * @param width how far the next letter would stand from the first one
     */
    record Line(Shape outline, double width) {}

    /** @param size height of the letters, in the unit of the outline */
    Line line(String text, double size) {
        Path2D outline = new Path2D.Double();
        double x = 0;
        try {
            for (int character : text.codePoints().toArray()) {
                TrueTypeFont font = fontFor(character);
                int glyph = font.getUnicodeCmapLookup().getGlyphId(character);
                double scale = size / font.getUnitsPerEm();
                double at = x;
                Optional.ofNullable(font.getGlyph().getGlyph(glyph)).map(GlyphData::getPath).ifPresent(
                        letter -> outline.append(letter.getPathIterator(new AffineTransform(scale, 0, 0, -scale, at, 0)), false));
                x += scale * font.getAdvanceWidth(glyph);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Line(outline, x);
    }

    private TrueTypeFont fontFor(int character) throws IOException {
        for (TrueTypeFont font : fonts) {
            if (font.getUnicodeCmapLookup().getGlyphId(character) > 0) {
                return font;
            }
        }
        return fonts.getFirst();
    }

    @Override
    public void close() throws IOException {
        fonts.getFirst().close();
        for (Closeable file : files) {
            file.close();
        }
    }
}
