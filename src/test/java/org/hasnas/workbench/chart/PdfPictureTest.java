package org.hasnas.workbench.chart;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PdfPictureTest {
    private static final int RED = 0xFFCC0011;
    private static final int BLUE = 0xFF0072B2;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void thePageIsThePictureAndTheTableLeadsToItsParts() throws Exception {
        Path file = folder.resolve("chart.pdf");
        PdfPicture.write(new int[] {RED, BLUE, BLUE, RED, RED, RED}, 2, 0.5, file);
        byte[] bytes = Files.readAllBytes(file);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        assertTrue(text.startsWith("%PDF-1.4\n") && text.endsWith("%%EOF\n"));
        assertTrue(text.contains("/MediaBox [0 0 1.00 1.50]") && text.contains("/Width 2 /Height 3 "), text);
        Matcher place = Pattern.compile("(\\d{10}) 00000 n \n").matcher(text);
        int number = 0;
        while (place.find()) {
            number++;
            assertTrue(text.startsWith(number + " 0 obj\n", Integer.parseInt(place.group(1))), "object " + number);
        }
        assertEquals(5, number);
        int table = Integer.parseInt(text.substring(text.indexOf("startxref\n") + 10, text.indexOf("\n%%EOF")));
        assertTrue(text.startsWith("xref\n0 6\n", table));
        int start = text.indexOf("stream\n") + 7;
        Matcher length = Pattern.compile("FlateDecode /Length (\\d+) ").matcher(text);
        assertTrue(length.find());
        assertTrue(text.startsWith("\nendstream", start + Integer.parseInt(length.group(1))));
        byte[] pixels = new byte[18];
        try (Inflater inflater = new Inflater()) {
            inflater.setInput(bytes, start, Integer.parseInt(length.group(1)));
            assertEquals(18, inflater.inflate(pixels));
        }
        byte red = (byte) 0xCC;
        byte green = (byte) 0x72;
        byte blue = (byte) 0xB2;
        assertArrayEquals(new byte[] {red, 0, 17, 0, green, blue, 0, green, blue, red, 0, 17, red, 0, 17, red, 0, 17}, pixels);
    }
}
