package org.hasnas.data;

import static org.hasnas.data.Failures.assertFails;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.data.model.DatasetReference.Format;
import org.hasnas.data.model.DatasetShape;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.network.NetworkTemplate.ImageShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ImageFolderReaderTest {
    @TempDir
    private Path folder;

    private static void image(Path file, int type, int rgb, int width) throws IOException {
        Files.createDirectories(file.getParent());
        BufferedImage image = new BufferedImage(width, 6, type);
        for (int y = 0; y < 6; y++) {
            for (int x = 0; x < width; x++) {
                if (type == BufferedImage.TYPE_BYTE_GRAY) {
                    image.getRaster().setSample(x, y, 0, rgb & 0xFF);
                } else {
                    image.setRGB(x, y, 0xFF000000 | rgb);
                }
            }
        }
        String name = file.getFileName().toString();
        ImageIO.write(image, name.substring(name.lastIndexOf('.') + 1), file.toFile());
    }

    private LabelledDataset load() throws HasnasException {
        return new DatasetLoader().load(new DatasetReference(Format.FOLDERS, folder.toString()), folder, JobContext.NONE);
    }

    @Test
    void readsTrainingAndTestImagesOfEachClassAndTheImportFindsThemToo() throws Exception {
        image(folder.resolve("train/cat/1.png"), BufferedImage.TYPE_INT_RGB, 0x102030, 5);
        image(folder.resolve("train/cat/2.png"), BufferedImage.TYPE_BYTE_GRAY, 7, 5);
        image(folder.resolve("train/ape/1.png"), BufferedImage.TYPE_INT_ARGB, 0x405060, 5);
        image(folder.resolve("train/ape/2.png"), BufferedImage.TYPE_BYTE_INDEXED, 0xFF0000, 5);
        image(folder.resolve("test/cat/9.jpeg"), BufferedImage.TYPE_BYTE_GRAY, 200, 5);
        Files.writeString(folder.resolve("train/cat/notes.txt"), "none");
        LabelledDataset set = load();
        assertEquals(new ImageShape(3, 6, 5), set.training().shape());
        assertEquals(2, set.training().classes());
        assertEquals(List.of(2, 2), ClassHistogram.of(set.training()).images());
        assertEquals(1, set.test().label(0));
        assertEquals(List.of(0x40, 0x50, 0x60), pixel(set.training(), 0));
        assertEquals(List.of(0xFF, 0, 0), pixel(set.training(), 1));
        assertEquals(List.of(0x10, 0x20, 0x30), pixel(set.training(), 2));
        assertEquals(List.of(7, 7, 7), pixel(set.training(), 3));
        assertEquals(new DatasetShape(new ImageShape(3, 6, 5), 2),
                new DatasetLoader().shape(new DatasetReference(Format.FOLDERS, folder.toString()), folder));
        assertEquals(Format.FOLDERS, FormatByNames.of(folder));
        DatasetReference imported = new DatasetImport().importInto(folder, folder.resolveSibling("imported"), (format, shape) -> {}, JobContext.NONE);
        assertEquals(4, new DatasetLoader().load(imported, folder, JobContext.NONE).training().size());
    }

    @Test
    void foldersOfClassesAloneAreTrainingImagesAndGreyOnesStayGrey() throws Exception {
        image(folder.resolve("b/1.png"), BufferedImage.TYPE_BYTE_GRAY, 100, 6);
        image(folder.resolve("a/1.png"), BufferedImage.TYPE_BYTE_GRAY, 50, 6);
        LabelledDataset set = load();
        assertEquals(new ImageShape(1, 6, 6), set.training().shape());
        assertEquals(0, set.test().size());
        image(folder.resolve("b/2.png"), BufferedImage.TYPE_INT_RGB, 0x102030, 6);
        assertFails(ErrorCode.BAD_DATA, this::load, "2.png", "an image with colours");
    }

    @Test
    void whatLooksLikeAClassOrAnImageAndIsNotReadIsRefused() throws Exception {
        for (String part : List.of("training", "testing")) {
            for (String name : List.of("a", "b")) {
                image(folder.resolve(part).resolve(name).resolve("1.png"), BufferedImage.TYPE_BYTE_GRAY, 100, 6);
            }
        }
        image(folder.resolve("training/.checkpoints/1.png"), BufferedImage.TYPE_BYTE_GRAY, 100, 6);
        image(folder.resolve("training/__MACOSX/1.png"), BufferedImage.TYPE_BYTE_GRAY, 100, 6);
        LabelledDataset set = load();
        assertEquals(2, set.training().classes());
        assertEquals(2, set.test().size());
        Path other = Files.write(folder.resolve("training/b/2.Gif"), new byte[1]);
        assertFails(ErrorCode.BAD_DATA, this::load, other, "an image of a format that is not read");
        Files.delete(other);
        Path empty = Files.createDirectory(folder.resolve("training/c"));
        assertFails(ErrorCode.BAD_DATA, this::load, empty, "a class without images");
    }

    @Test
    void namesTheImageThatDoesNotFit() throws Exception {
        image(folder.resolve("b/1.png"), BufferedImage.TYPE_BYTE_GRAY, 100, 6);
        image(folder.resolve("a/1.png"), BufferedImage.TYPE_BYTE_GRAY, 50, 6);
        image(folder.resolve("b/2.png"), BufferedImage.TYPE_BYTE_GRAY, 100, 7);
        assertFails(ErrorCode.BAD_DATA, this::load, "2.png", "7 x 6", "6 x 6");
        Files.writeString(folder.resolve("b/2.png"), "no image");
        assertFails(ErrorCode.BAD_DATA, this::load, "2.png", "JPEG");
        byte[] claim = Files.readAllBytes(folder.resolve("b/1.png"));
        claim[16] = 0x10; // a width of 268 million
        Files.write(folder.resolve("b/2.png"), claim);
        assertFails(ErrorCode.BAD_DATA, this::load, "2.png");
    }

    /** The JDK's decoder says "Unsupported Image Type", of which nobody knows what to do. */
    @Test
    void imagesForPrintingAndRareJpegsAreToldWithWhatToDo() throws Exception {
        image(folder.resolve("b/1.png"), BufferedImage.TYPE_INT_RGB, 0x102030, 6);
        image(folder.resolve("a/1.png"), BufferedImage.TYPE_INT_RGB, 0x405060, 6);
        Path odd = folder.resolve("a/0.jpg"); // the first image, whose header gives the shape
        byte[] cmyk = fourColours();
        byte[] adobe = {(byte) 0xFF, (byte) 0xEE, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 2};
        ByteBuffer ycck = ByteBuffer.allocate(cmyk.length + adobe.length).put(cmyk, 0, 2).put(adobe).put(cmyk, 2, cmyk.length - 2);
        for (byte[] bytes : List.of(cmyk, ycck.array())) {
            Files.write(odd, bytes);
            assertFails(ErrorCode.BAD_DATA, this::load, odd, "four colours for printing (CMYK or YCCK)", "convert it to RGB");
        }
        image(odd, BufferedImage.TYPE_INT_RGB, 0x708090, 6);
        assertEquals(3, load().training().size());
        byte[] rare = Files.readAllBytes(odd);
        int frame = IntStream.range(0, rare.length).filter(at -> rare[at] == (byte) 0xFF && rare[at + 1] == (byte) 0xC0).findFirst().orElseThrow();
        rare[frame + 1] = (byte) 0xC9; // arithmetic coding
        Files.write(odd, rare);
        assertFails(ErrorCode.BAD_DATA, this::load, odd, "FF C9", "save it as PNG");
    }

    /** A JPEG image of four channels, as programs for printing write it. */
    private static byte[] fourColours() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (ImageOutputStream output = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(output);
            writer.write(null, new IIOImage(Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 6, 6, 4, null), null, null), null);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static List<Integer> pixel(ImageSet set, int image) {
        float[] pixels = set.input(image, 1);
        ImageSet.Normalization normalization = set.normalization();
        return IntStream.range(0, set.shape().channels()).mapToObj(channel -> Math.round(
                (pixels[channel] * normalization.deviation()[channel] + normalization.mean()[channel]) * normalization.scale())).toList();
    }
}
