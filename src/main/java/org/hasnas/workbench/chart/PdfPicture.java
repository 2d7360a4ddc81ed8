package org.hasnas.workbench.chart;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.Deflater;
import org.hasnas.document.AtomicFile;
import org.hasnas.error.HasnasException;

/** A picture as a PDF of one page that is as large as the picture (PDF 32000-1:2008, 7.5 and 8.9): what is drawn by pixels has no other form there. */
public final class PdfPicture {
    private static final String HEADER = "%PDF-1.4\n";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final List<Integer> starts = new ArrayList<>();

    private PdfPicture() {}

    /**
     * Writes a picture.
     *
     * @param rgb pixels row by row from the top, as 0xRRGGBB; what is above that is left out
     * @param width in pixels
     * @param pointsPerPixel size of a pixel, in 1/72 inch
     * @throws HasnasException IO if the file can't be written
     */
    public static void write(int[] rgb, int width, double pointsPerPixel, Path file) throws HasnasException {
        AtomicFile.write(file, ByteBuffer.wrap(new PdfPicture().document(rgb, width, pointsPerPixel)));
    }

    private byte[] document(int[] rgb, int width, double pointsPerPixel) {
        int height = rgb.length / width;
        String wide = String.format(Locale.ROOT, "%.2f", width * pointsPerPixel);
        String high = String.format(Locale.ROOT, "%.2f", height * pointsPerPixel);
        text(HEADER);
        object("<< /Type /Catalog /Pages 2 0 R >>");
        object("<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
        object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 " + wide + " " + high
                + "] /Resources << /XObject << /Picture 4 0 R >> >> /Contents 5 0 R >>");
        stream("/Type /XObject /Subtype /Image /Width " + width + " /Height " + height
                + " /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /FlateDecode ", deflated(rgb));
        stream("", ("q " + wide + " 0 0 " + high + " 0 0 cm /Picture Do Q").getBytes(StandardCharsets.US_ASCII));
        int table = out.size();
        text("xref\n0 " + (starts.size() + 1) + "\n0000000000 65535 f \n");
        starts.forEach(start -> text(String.format(Locale.ROOT, "%010d 00000 n \n", start)));
        text("trailer\n<< /Size " + (starts.size() + 1) + " /Root 1 0 R >>\nstartxref\n" + table + "\n%%EOF\n");
        return out.toByteArray();
    }

    private void text(String text) {
        out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    private void object(String content) {
        starts.add(out.size());
        text(starts.size() + " 0 obj\n" + content + "\nendobj\n");
    }

    private void stream(String keys, byte[] content) {
        starts.add(out.size());
        text(starts.size() + " 0 obj\n<< " + keys + "/Length " + content.length + " >>\nstream\n");
        out.writeBytes(content);
        text("\nendstream\nendobj\n");
    }

    private static byte[] deflated(int[] rgb) {
        byte[] bytes = new byte[3 * rgb.length];
        for (int i = 0; i < rgb.length; i++) {
            bytes[3 * i] = (byte) (rgb[i] >> 16);
            bytes[3 * i + 1] = (byte) (rgb[i] >> 8);
            bytes[3 * i + 2] = (byte) rgb[i];
        }
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (Deflater deflater = new Deflater()) {
            deflater.setInput(bytes);
            deflater.finish();
            byte[] part = new byte[1 << 16];
            while (!deflater.finished()) {
                packed.write(part, 0, deflater.deflate(part));
            }
        }
        return packed.toByteArray();
    }
}
