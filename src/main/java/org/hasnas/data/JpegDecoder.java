package org.hasnas.data;

import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.hasnas.document.InputFile;
import org.hasnas.error.HasnasException;
import org.hasnas.network.NetworkTemplate.ImageShape;

/** Decodes JPEG files of one size to planes of red, green and blue. For one thread. */
final class JpegDecoder implements AutoCloseable {
    private final ImageShape shape;
    private final ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
    private final int[] samples;

    JpegDecoder(ImageShape shape) {
        this.shape = shape;
        this.samples = new int[shape.size()];
    }

    /** Writes the pixels of a file, layout [channel][row][column], to {@code target} from {@code offset}. Grey becomes red = green = blue. */
    void decode(Path file, byte[] target, int offset) throws HasnasException {
        byte[] content = read(file);
        requireMarkers(file, content);
        Raster raster = raster(file, content);
        int bands = raster.getNumBands();
        if ((bands != 1 && bands != 3) || raster.getDataBuffer().getDataType() != DataBuffer.TYPE_BYTE) {
            throw DataDefect.of(file, "a JPEG image of " + bands + " colour channels", "1 (grey) or 3 (colour) of 8 bits");
        }
        // The raster's own samples: getRGB would take a grey image for linear light and brighten it.
        raster.getPixels(0, 0, shape.width(), shape.height(), samples);
        int plane = shape.width() * shape.height();
        for (int channel = 0; channel < 3; channel++) {
            int band = bands == 1 ? 0 : channel;
            for (int position = 0; position < plane; position++) {
                target[offset + channel * plane + position] = (byte) samples[position * bands + band];
            }
        }
    }

    private static byte[] read(Path file) throws HasnasException {
        return InputFile.bytes(file, InputFile.Kind.IMAGE, DataDefect.absent(file, "a JPEG image"));
    }

    /** Before an image is decoded: its header may claim any size, and memory is taken for what it claims. */
    private void requireSize(Path file, int width, int height) throws HasnasException {
        if (width != shape.width() || height != shape.height()) {
            throw DataDefect.of(file, "an image of " + width + " x " + height + " pixels", shape.width() + " x " + shape.height());
        }
    }

    /** A JPEG file starts with FF D8 and has FF D9 after its data; the JDK's decoder would fill the rest of a truncated image with grey. */
    private static void requireMarkers(Path file, byte[] content) throws HasnasException {
        if (content.length < 2 || (content[0] & 0xFF) != 0xFF || (content[1] & 0xFF) != 0xD8) {
            String found = content.length < 2 ? "only " + content.length + " bytes"
                    : String.format(Locale.ROOT, "bytes %02X %02X", content[0] & 0xFF, content[1] & 0xFF);
            throw DataDefect.atByte(file, 0, found, "FF D8, the start of a JPEG image");
        }
        for (int position = content.length - 2; position > 1; position--) {
            if ((content[position] & 0xFF) == 0xFF && (content[position + 1] & 0xFF) == 0xD9) {
                return;
            }
        }
        throw DataDefect.atByte(file, content.length, "the end of the file", "FF D9, the end of a JPEG image; the file is truncated");
    }

    private Raster raster(Path file, byte[] content) throws HasnasException {
        try (MemoryCacheImageInputStream input = new MemoryCacheImageInputStream(new ByteArrayInputStream(content))) {
            reader.setInput(input, true, true);
            requireSize(file, reader.getWidth(0), reader.getHeight(0));
            return reader.read(0).getRaster();
        } catch (IOException | IllegalArgumentException | IllegalStateException | IndexOutOfBoundsException | NegativeArraySizeException cause) {
            // The JDK's decoder answers some damaged headers with unchecked exceptions.
            throw DataDefect.of(file, "an unreadable image (" + cause.getMessage() + ")", "a sound JPEG image");
        } finally {
            reader.reset();
        }
    }

    @Override
    public void close() {
        reader.dispose();
    }
}
