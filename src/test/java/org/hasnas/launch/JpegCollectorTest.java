package org.hasnas.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/**
 * The JDK's decoder makes texts of its warnings while it holds arrays of a picture. The collectors that a JVM chooses for one processor or little memory wait
 * for ever then, and no signal but the last ends the process. So the program names its collector.
 */
final class JpegCollectorTest {
    private static final int PICTURES = 30_000;
    private static final long SECONDS = 180;

    /** Decodes broken pictures and prints how many of them could be read all the same. */
    public static void main(String[] args) throws IOException {
        ImageIO.setUseCache(false);
        byte[] whole = picture();
        int read = 0;
        for (int seed = 0; seed < PICTURES; seed++) {
            Random random = new Random(seed);
            byte[] broken = whole.clone();
            for (int change = random.nextInt(8); change >= 0; change--) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt();
            }
            try {
                ImageIO.read(new ByteArrayInputStream(random.nextBoolean() ? broken : Arrays.copyOf(broken, random.nextInt(broken.length))));
                read++;
            } catch (IOException | RuntimeException refused) {
                // as it should be
            }
        }
        System.out.print(read);
    }

    private static byte[] picture() throws IOException {
        BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(1);
        for (int pixel = 0; pixel < 256; pixel++) {
            image.setRGB(pixel % 16, pixel / 16, random.nextInt());
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "jpg", bytes);
        return bytes.toByteArray();
    }

    @Test
    void brokenPicturesDoNotHangTheProgramWithOneProcessorAndLittleMemory() throws Exception {
        List<String> collector = Files.readAllLines(Path.of("packaging/jvm.args")).stream().filter(flag -> flag.matches("-XX:\\+Use\\w+GC")).toList();
        List<String> command = Stream.of(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()), collector,
                List.of("-XX:ActiveProcessorCount=1", "-Xmn512k", "-Xmx64m", "-cp", classes(), JpegCollectorTest.class.getName()))
                .flatMap(List::stream)
                .toList();
        Process child = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try {
            assertTrue(child.waitFor(SECONDS, TimeUnit.SECONDS), "the JVM hangs");
            assertEquals(0, child.exitValue());
            int read = Integer.parseInt(new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            assertTrue(read > PICTURES / 10 && read < PICTURES, read + " could be read");
        } finally {
            child.destroyForcibly();
        }
    }

    private static String classes() throws Exception {
        return Path.of(JpegCollectorTest.class.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    }
}
