package org.hasnas.data;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.hasnas.data.file.DataDefect;
import org.hasnas.document.InputFile;
import org.hasnas.error.HasnasException;
import org.hasnas.network.NetworkTemplate.ImageShape;

/** Decodes JPEG and PNG files of one size to planes of grey, or of red, green and blue. For one thread. */
final class ImageDecoder implements AutoCloseable {
    private static final int[] PNG = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

    /** The last of the ways to pack a JPEG image that the JDK's decoder knows. */
    private static final int PROGRESSIVE = 0xC2;

    private final ImageShape shape;
    private final ImageReader jpeg = ImageIO.getImageReadersByFormatName("jpeg").next();
    private final ImageReader png = ImageIO.getImageReadersByFormatName("png").next();
    private final int[] samples;

    /** @param shape of every image; 3 channels, or 1 where no image has colours */
    ImageDecoder(ImageShape shape) {
        this.shape = shape;
        this.samples = new int[4 * shape.height() * shape.width()];
    }

    /**
     * What an image's header says.
     *
     * @param isColoured whether its pixels may have colours
     */
    record Head(int width, int height, boolean isColoured) {}

    /** Reads no more than the header of a file. */
    static Head head(Path file) throws HasnasException {
        try (ImageDecoder decoder = new ImageDecoder(new ImageShape(1, 1, 1))) {
            byte[] content = read(file);
            return decoder.with(file, content, reader -> {
                ColorModel colours = reader.getRawImageType(0) == null ? ColorModel.getRGBdefault() : reader.getRawImageType(0).getColorModel();
                return new Head(reader.getWidth(0), reader.getHeight(0), isColoured(colours));
            });
        }
    }

    /** Writes the pixels of a file, layout [channel][row][column], to {@code target} from {@code offset}. Grey becomes red = green = blue. */
    void decode(Path file, byte[] target, int offset) throws HasnasException {
        byte[] content = read(file);
        // A header may claim any size, and memory is taken for what it claims: it is compared before.
        BufferedImage image = with(file, content, reader -> {
            requireSize(file, reader.getWidth(0), reader.getHeight(0));
            return reader.read(0);
        });
        Raster raster = image.getRaster();
        int bands = raster.getNumBands();
        boolean isIndexed = image.getColorModel() instanceof IndexColorModel;
        boolean hasBytes = isIndexed || raster.getDataBuffer().getDataType() == DataBuffer.TYPE_BYTE;
        if (!hasBytes || bands > (isPng(content) ? 4 : 3)) {
            throw DataDefect.of(file, "an image of " + bands + " colour channels of " + image.getSampleModel().getSampleSize(0) + " bits",
                    "1 (grey) or 3 (colour) of 8 bits");
        }
        if (shape.channels() == 1 && isColoured(image.getColorModel())) {
            throw DataDefect.of(file, "an image with colours",
                    "a grey one, as the first images of all classes are; save it as grey, or them in colour");
        }
        // The raster's own samples: getRGB would take a grey image for linear light and brighten it.
        raster.getPixels(0, 0, shape.width(), shape.height(), samples);
        int plane = shape.width() * shape.height();
        for (int channel = 0; channel < shape.channels(); channel++) {
            int band = bands < 3 ? 0 : channel; // a second or fourth one is opacity
            for (int position = 0; position < plane; position++) {
                int sample = samples[position * bands + band];
                target[offset + channel * plane + position] =
                        (byte) (isIndexed ? image.getColorModel().getRGB(sample) >> (8 * (2 - channel % 3)) : sample);
            }
        }
    }

    private static boolean isColoured(ColorModel colours) {
        if (colours instanceof IndexColorModel palette) {
            for (int index = 0; index < palette.getMapSize(); index++) {
                if (palette.getRed(index) != palette.getGreen(index) || palette.getRed(index) != palette.getBlue(index)) {
                    return true;
                }
            }
            return false;
        }
        return colours.getNumColorComponents() > 1;
    }

    private static byte[] read(Path file) throws HasnasException {
        byte[] content = InputFile.bytes(file, InputFile.Kind.IMAGE, DataDefect.absent(file, "an image"));
        if (!isPng(content)) {
            requireMarkers(file, content);
            requireReadable(file, content);
        }
        return content;
    }

    private static boolean isPng(byte[] content) {
        for (int index = 0; index < PNG.length; index++) {
            if (index >= content.length || (content[index] & 0xFF) != PNG[index]) {
                return false;
            }
        }
        return true;
    }

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

    /** Looks at the frame's header, since the JDK's decoder gives no reason that tells what to do. */
    private static void requireReadable(Path file, byte[] content) throws HasnasException {
        int frame = frame(content);
        if (frame < 0) {
            return; // damaged, which the decoder tells
        }
        int process = content[frame + 1] & 0xFF;
        int bits = content[frame + 4] & 0xFF;
        int components = content[frame + 9] & 0xFF;
        if (components == 4) {
            throw DataDefect.of(file, "a JPEG image in four colours for printing (CMYK or YCCK), whose red, green and blue depend on the printer",
                    "grey, or red, green and blue; convert it to RGB and save it again");
        }
        if (process > PROGRESSIVE || bits != 8) {
            throw DataDefect.of(file, String.format(Locale.ROOT, "a JPEG image of %d bits, packed in a way that is rare (FF %02X)", bits, process),
                    "8 bits, packed as usual (baseline or progressive); save it as PNG");
        }
    }

    /** Where the header of the frame begins (FF C0 to FF CF, of which three mean something else); -1 if there is none before the pixels. */
    private static int frame(byte[] content) {
        int at = 2;
        while (at + 9 < content.length && (content[at] & 0xFF) == 0xFF) {
            int marker = content[at + 1] & 0xFF;
            if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC) {
                return at;
            }
            if (marker == 0xDA || marker == 0xD9) {
                return -1;
            }
            boolean isFiller = marker == 0xFF;
            boolean isAlone = marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8);
            at += isFiller ? 1 : isAlone ? 2 : 2 + (((content[at + 2] & 0xFF) << 8) | (content[at + 3] & 0xFF));
        }
        return -1;
    }

    /** What is asked of the decoder of a file's format. */
    @FunctionalInterface
    private interface Question<T> {
        T ask(ImageReader reader) throws IOException, HasnasException;
    }

    private <T> T with(Path file, byte[] content, Question<T> question) throws HasnasException {
        ImageReader reader = isPng(content) ? png : jpeg;
        try (MemoryCacheImageInputStream input = new MemoryCacheImageInputStream(new ByteArrayInputStream(content))) {
            reader.setInput(input, true, true);
            return question.ask(reader);
        } catch (IOException | IllegalArgumentException | IllegalStateException | IndexOutOfBoundsException | NegativeArraySizeException
                | ClassCastException | NullPointerException | ArithmeticException cause) {
            // The JDK's decoders answer some damaged headers with unchecked exceptions.
            throw DataDefect.of(file, "an unreadable image (" + cause.getMessage() + ")", "a sound " + (isPng(content) ? "PNG" : "JPEG") + " image");
        } finally {
            reader.reset();
        }
    }

    @Override
    public void close() {
        jpeg.dispose();
        png.dispose();
    }
}
