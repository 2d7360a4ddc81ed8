package org.hasnas.data;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.hasnas.data.event.EventListing;
import org.hasnas.data.file.DataFolder;
import org.hasnas.data.model.DatasetShape;
import org.hasnas.data.model.EventSettings;
import org.hasnas.document.AtomicFile;
import org.hasnas.document.InputFile;
import org.hasnas.error.HasnasException;

/**
 * The bits of a data set's frames in a file beside its folder, so that recordings are read once. Its name has a hash of the settings and of the names,
 * sizes and times of all files: what was made of others is not taken. Where nothing can be written, recordings are read each time.
 */
final class FrameCache {
    private static final int MAGIC = 0x4856_4632; // HVF2

    private final Path file;

    private FrameCache(Path file) {
        this.file = file;
    }

    static FrameCache of(Path folder, EventListing listing, EventSettings settings) throws HasnasException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(settings.toString().getBytes(StandardCharsets.UTF_8));
            for (Path source : listing.files()) {
                BasicFileAttributes attributes = Files.readAttributes(source, BasicFileAttributes.class);
                digest.update(folder.relativize(source).toString().getBytes(StandardCharsets.UTF_8));
                digest.update(
                        ByteBuffer.allocate(2 * Long.BYTES).putLong(attributes.size()).putLong(attributes.lastModifiedTime().toMillis()).flip());
            }
            String hash = HexFormat.of().formatHex(digest.digest()).substring(0, 16);
            return new FrameCache(folder.resolveSibling(DataFolder.name(folder) + ".frames-" + hash));
        } catch (IOException cause) {
            throw InputFile.unreadable(folder, cause);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What was written; empty if nothing was, or if it is damaged. */
    Optional<LabelledDataset> read(String name, DatasetShape shape, int bins) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        CRC32 sum = new CRC32();
        try (DataInputStream input = new DataInputStream(new CheckedInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16), sum))) {
            if (input.readInt() != MAGIC) {
                return Optional.empty();
            }
            long left = Files.size(file);
            ImageSet training = part(input, shape, bins, left);
            ImageSet test = part(input, shape, bins, left);
            long expected = sum.getValue();
            return input.readLong() == expected ? Optional.of(new LabelledDataset(name, training, test)) : Optional.empty();
        } catch (IOException | IllegalArgumentException | ArithmeticException damaged) {
            return Optional.empty();
        }
    }

    private static ImageSet part(DataInputStream input, DatasetShape shape, int bins, long most) throws IOException {
        int count = input.readInt();
        double seconds = input.readDouble();
        long bytes = (long) count * ImageSet.bytesPerImage(shape.image(), bins);
        if (count < 0 || bytes + 2L * count > most) {
            throw new IOException("more frames than the file has bytes");
        }
        short[] labels = new short[count];
        for (int sample = 0; sample < count; sample++) {
            labels[sample] = input.readShort();
        }
        byte[] bits = new byte[Math.toIntExact(bytes)]; // as many as the file has at least
        input.readFully(bits);
        return ImageSet.ofEvents(shape.image(), shape.classes(), bins, seconds, bits, labels);
    }

    void write(LabelledDataset dataset) {
        CRC32 sum = new CRC32();
        try {
            AtomicFile.write(file, temporary -> {
                try (DataOutputStream output =
                        new DataOutputStream(new CheckedOutputStream(new BufferedOutputStream(Files.newOutputStream(temporary)),
                                sum))) {
                    output.writeInt(MAGIC);
                    write(dataset.training(), output);
                    write(dataset.test(), output);
                    output.writeLong(sum.getValue());
                }
            });
        } catch (HasnasException nowhereToWrite) {
            // the next one reads the recordings again
        }
    }

    private static void write(ImageSet set, DataOutputStream output) throws IOException {
        output.writeInt(set.size());
        output.writeDouble(set.seconds());
        for (int sample = 0; sample < set.size(); sample++) {
            output.writeShort(set.label(sample));
        }
        set.writeBytes(output);
    }
}
