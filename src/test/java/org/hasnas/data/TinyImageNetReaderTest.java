package org.hasnas.data;

import static org.hasnas.data.Failures.assertFails;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.imageio.ImageIO;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.data.model.DatasetReference.Format;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.network.NetworkTemplate.ImageShape;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TinyImageNetReaderTest {
    @TempDir
    private Path parent;

    private Path folder;
    private final DatasetLoader loader = new DatasetLoader();

    @BeforeEach
    void writeAWholeSet() throws IOException {
        folder = parent.resolve("tiny-imagenet-200");
        writeSet(folder);
    }

    @Test
    void readsBothPartsWithLabelsInTheOrderOfTheClassFile() throws Exception {
        LabelledDataset set = load();

        assertEquals(new ImageShape(3, 64, 64), set.training().shape());
        assertEquals(2, set.training().classes());
        assertEquals(List.of(2, 1), ClassHistogram.of(set.training()).images());
        assertEquals(List.of(0, 1), List.of(set.test().label(1), set.test().label(0)));
        // n02 comes first in wnids.txt, so its images have label 0 and come first.
        assertColour(set.training(), 0, 200, 40, 90);
        assertColour(set.training(), 2, 10, 120, 230);
        assertColour(set.test(), 0, 128, 128, 128);
    }

    @Test
    void aSizeThatAHeaderClaimsIsNotBelieved() throws Exception {
        Path file = folder.resolve("train/n01/images/n01_0.JPEG");
        byte[] content = Files.readAllBytes(file);
        int frame = 0;
        while ((content[frame] & 0xFF) != 0xFF || (content[frame + 1] & 0xFF) != 0xC0) {
            frame++;
        }
        for (int side : new int[] {5, 7}) {
            content[frame + side] = (byte) (20_000 >> 8);
            content[frame + side + 1] = (byte) 20_000;
        }
        Files.write(file, content);
        assertTimeoutPreemptively(Duration.ofSeconds(2), () -> assertFails(ErrorCode.BAD_DATA, this::load, file, "20000 x 20000", "64 x 64"));
    }

    @Test
    void greyImagesKeepTheirBrightness() throws Exception {
        for (int level : new int[] {0, 30, 77, 128, 200, 255}) {
            Files.write(folder.resolve("train/n01/images/n01_0.JPEG"), jpeg(level, level, level, BufferedImage.TYPE_BYTE_GRAY, 64));
            assertColour(load().training(), 2, level, level, level);
        }
    }

    @Test
    void readsASetWithoutTestImagesAndReportsProgress() throws Exception {
        for (String file : List.of("val/images/val_0.JPEG", "val/images/val_1.JPEG", "val/images", "val/val_annotations.txt", "val")) {
            Files.delete(folder.resolve(file));
        }
        AtomicLong done = new AtomicLong();
        JobContext job = new JobContext() {
            @Override
            public void checkpoint() {}

            @Override
            public void progress(long finished, long total) {
                done.set(finished);
            }
        };
        LabelledDataset set = loader.load(new DatasetReference(Format.TINY_IMAGENET, parent.toString()), parent, job);
        assertEquals(0, set.test().size());
        assertEquals(3, done.get());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            an unlisted class      | mkdir train/n99                              | train/n99                   | class 'n99'      | wnids.txt
            a missing folder       | append wnids.txt n03                         | train/n03/images            | does not exist   | class 'n03'
            a class twice          | append wnids.txt n01                         | wnids.txt, line 3           | 'n01' again      | each class once
            two words as class     | append wnids.txt n04 fish                    | wnids.txt, line 3           | 'n04 fish'       | name of one class
            an empty class list    | write wnids.txt                              | wnids.txt, line 1           | an empty file    | one class name
            no class list          | delete wnids.txt                             | tiny-imagenet-200           | holds no         | wnids.txt
            an unknown class       | append val/val_annotations.txt v.JPEG\tn77   | val_annotations.txt, line 3 | class 'n77'      | wnids.txt
            a line without class   | append val/val_annotations.txt v.JPEG        | val_annotations.txt, line 3 | 'v.JPEG'         | tabulator
            an absent image        | append val/val_annotations.txt v.JPEG\tn01   | val_annotations.txt, line 3 | image 'v.JPEG'   | an image of
            no annotations         | delete val/val_annotations.txt               | val_annotations.txt         | does not exist   | expected
            no annotation          | copy val/images/val_0.JPEG val/images/x.JPEG | val/images/x.JPEG           | without a class  | annotations.txt
            a truncated image      | cut train/n01/images/n01_0.JPEG              | n01_0.JPEG, byte 400        | end of the file  | FF D9
            a text as image        | write train/n01/images/n01_0.JPEG hello      | n01_0.JPEG, byte 0          | bytes 68 65      | FF D8
            an empty image         | write train/n01/images/n01_0.JPEG            | n01_0.JPEG, byte 0          | only 0 bytes     | FF D8
            a damaged header       | damage train/n01/images/n01_0.JPEG           | n01_0.JPEG                  | unreadable image | sound JPEG
            an image of other size | resize train/n01/images/n01_0.JPEG           | n01_0.JPEG                  | 32 x 32 pixels   | 64 x 64
            a class without images | delete train/n01/images/n01_0.JPEG           | train/n01/images            | no .JPEG file    | class 'n01'
            """)
    void namesTheFileThePlaceTheFindingAndTheExpectation(String name, String change, String place, String found, String expected) throws Exception {
        change(List.of(change.split(" ", 3)));
        ErrorCode code = found.equals("does not exist") || found.startsWith("holds no") ? ErrorCode.NOT_FOUND : ErrorCode.BAD_DATA;
        assertFails(code, this::load, place, found, expected);
    }

    @Test
    void saysUpFrontHowMuchMemoryTheSetNeeds() {
        DatasetLoader small = new DatasetLoader(new PixelMemory(5 * 12288 - 1));
        assertFails(ErrorCode.BAD_INPUT, () -> small.load(new DatasetReference(Format.TINY_IMAGENET, folder.toString()), parent, JobContext.NONE),
                "Tiny-ImageNet", "5 images need 1 MiB", "-Xmx");
    }

    private LabelledDataset load() throws HasnasException {
        return loader.load(new DatasetReference(Format.TINY_IMAGENET, folder.toString()), parent, JobContext.NONE);
    }

    private void change(List<String> words) throws IOException {
        Path file = folder.resolve(words.get(1));
        switch (words.getFirst()) {
            case "mkdir" -> Files.createDirectory(file);
            case "append" -> Files.writeString(file, Files.readString(file) + words.get(2) + "\n");
            case "write" -> Files.writeString(file, words.size() > 2 ? words.get(2) : "");
            case "delete" -> Files.delete(file);
            case "copy" -> Files.copy(file, folder.resolve(words.get(2)));
            case "cut" -> Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 400));
            case "damage" -> {
                byte[] content = Files.readAllBytes(file);
                Arrays.fill(content, 20, 200, (byte) 0);
                Files.write(file, content);
            }
            case "resize" -> Files.write(file, jpeg(1, 2, 3, BufferedImage.TYPE_INT_RGB, 32));
            default -> throw new IllegalArgumentException(words.toString());
        }
    }

    private static void assertColour(ImageSet set, int image, int red, int green, int blue) {
        int[] expected = {red, green, blue};
        for (int channel = 0; channel < 3; channel++) {
            int value = set.pixel(image, 0, 1, channel, 31, 7);
            assertTrue(Math.abs(value - expected[channel]) <= 3, "channel " + channel + " is " + value + ", not " + expected[channel]);
        }
    }

    /** Two classes, listed as n02 then n01, with two and one training images; two test images, the first grey. */
    static void writeSet(Path folder) throws IOException {
        for (String inner : List.of("train/n01/images", "train/n02/images", "val/images")) {
            Files.createDirectories(folder.resolve(inner));
        }
        Files.writeString(folder.resolve("wnids.txt"), "n02\nn01\n");
        Files.write(folder.resolve("train/n02/images/n02_0.JPEG"), jpeg(200, 40, 90, BufferedImage.TYPE_INT_RGB, 64));
        Files.write(folder.resolve("train/n02/images/n02_1.JPEG"), jpeg(0, 0, 0, BufferedImage.TYPE_INT_RGB, 64));
        Files.write(folder.resolve("train/n01/images/n01_0.JPEG"), jpeg(10, 120, 230, BufferedImage.TYPE_INT_RGB, 64));
        Files.write(folder.resolve("val/images/val_0.JPEG"), jpeg(128, 128, 128, BufferedImage.TYPE_BYTE_GRAY, 64));
        Files.write(folder.resolve("val/images/val_1.JPEG"), jpeg(1, 2, 3, BufferedImage.TYPE_INT_RGB, 64));
        Files.writeString(folder.resolve("val/val_annotations.txt"), "val_0.JPEG\tn01\t0\t0\t63\t63\nval_1.JPEG\tn02\t0\t0\t63\t63\n");
    }

    private static byte[] jpeg(int red, int green, int blue, int type, int side) throws IOException {
        BufferedImage image = new BufferedImage(side, side, type);
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                image.getRaster().setPixel(x, y, type == BufferedImage.TYPE_BYTE_GRAY ? new int[] {red} : new int[] {red, green, blue});
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "jpeg", out);
        return out.toByteArray();
    }
}
