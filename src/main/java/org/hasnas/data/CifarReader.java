package org.hasnas.data;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hasnas.data.file.DataDefect;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.data.model.DatasetReference.Format;
import org.hasnas.data.model.DatasetShape;
import org.hasnas.document.InputFile;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.network.NetworkTemplate.ImageShape;

/**
 * CIFAR-10 and CIFAR-100 in their official binary layout: records of the label bytes and 3072 pixels (red, green, blue planes of 32
 * rows). Any whole number of records per file. Source: A. Krizhevsky, Learning Multiple Layers of Features from Tiny Images, 2009.
 */
final class CifarReader implements DatasetReader {
    private static final ImageShape SHAPE = Format.CIFAR10.shape().orElseThrow().image(); // and of CIFAR-100
    private static final int PIXELS = SHAPE.size();

    /** Records read at a time: about 0.8 MB of memory outside the heap. */
    private static final int RECORDS_PER_READ = 256;

    private final CifarLayout layout;
    private final int recordBytes;
    private final PixelMemory memory;

    CifarReader(CifarLayout layout, PixelMemory memory) {
        this.layout = layout;
        this.recordBytes = layout.labels().size() + PIXELS;
        this.memory = memory;
    }

    @Override
    public DatasetReference.Format format() {
        return layout.format();
    }

    @Override
    public String title() {
        return layout.title();
    }

    @Override
    public String layout() {
        return String.join(", ", layout.trainingFiles()) + " or " + layout.testFile() + " in the folder or in its sub-folder " + layout.folder()
                + " (the binary version, not the Python or Matlab one)";
    }

    @Override
    public String importName(Path folder) {
        return layout.folder();
    }

    @Override
    public Optional<Path> locate(Path path) {
        return Stream.of(path, path.resolve(layout.folder()))
                .filter(folder -> Files.exists(folder.resolve(layout.testFile()))
                        || layout.trainingFiles().stream().anyMatch(name -> Files.exists(folder.resolve(name))))
                .findFirst();
    }

    @Override
    public List<Path> files(Path folder) {
        return Stream.of(layout.trainingFiles().stream(), Stream.of(layout.testFile()), layout.textFiles().stream())
                .flatMap(names -> names).map(folder::resolve).filter(Files::exists).toList();
    }

    @Override
    public DatasetShape shape(Path folder) {
        return format().shape().orElseThrow();
    }

    @Override
    public LabelledDataset read(Path folder, JobContext job) throws HasnasException {
        List<Path> trainingFiles = layout.trainingFiles().stream().map(folder::resolve).filter(Files::exists).toList();
        if (trainingFiles.isEmpty()) {
            throw DataDefect.missing(folder.resolve(layout.trainingFiles().getFirst()),
                    "training images in " + String.join(", ", layout.trainingFiles()));
        }
        Path testFile = folder.resolve(layout.testFile());
        List<Path> testFiles = Files.exists(testFile) ? List.of(testFile) : List.of();
        long images = records(trainingFiles) + records(testFiles);
        memory.require(layout.title(), images, images * PIXELS);
        return new LabelledDataset(layout.title(), readPart(trainingFiles, job), readPart(testFiles, job));
    }

    private ImageSet readPart(List<Path> files, JobContext job) throws HasnasException {
        long records = records(files);
        byte[] pixels = memory.allocate(layout.title(), records, PIXELS);
        Part part = new Part(pixels, new short[(int) records], job);
        for (Path file : files) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                part.readFile(file, channel);
            } catch (ClosedByInterruptException cause) {
                // An interrupt is how a job may be cancelled; then this is no failure of the file.
                job.checkpoint();
                throw InputFile.unreadable(file, cause);
            } catch (IOException cause) {
                throw InputFile.unreadable(file, cause);
            }
        }
        if (part.filled < records) {
            throw InputFile.unreadable(files.getLast(), new EOFException("the files became shorter while they were read"));
        }
        return new ImageSet(SHAPE, layout.classes(), pixels, part.classes, layout.normalization());
    }

    /** Images in files of which each was checked to hold a whole number of records, at least one. */
    private long records(List<Path> files) throws HasnasException {
        long total = 0;
        for (Path file : files) {
            total += records(file);
        }
        return total;
    }

    private long records(Path file) throws HasnasException {
        long size;
        try {
            if (!Files.isRegularFile(file)) {
                throw DataDefect.of(file, "no plain file", "a file of " + layout.title() + " records");
            }
            size = Files.size(file);
        } catch (NoSuchFileException cause) {
            throw DataDefect.missing(file, "a file of " + layout.title() + " records");
        } catch (IOException cause) {
            throw InputFile.unreadable(file, cause);
        }
        if (size == 0) {
            throw DataDefect.atByte(file, 0, "an empty file", "at least one record of " + recordBytes + " bytes");
        }
        long rest = size % recordBytes;
        if (rest != 0) {
            throw DataDefect.atByte(file, size - rest, "only " + rest + (rest == 1 ? " byte" : " bytes") + " of a record (" + size + " in all)",
                    "a whole number of records of " + recordBytes + " bytes (" + layout.labels().size() + " of label, " + PIXELS
                            + " of pixels). The file is truncated or not in the binary layout of " + layout.title());
        }
        return size / recordBytes;
    }

    /** The arrays of a part while they fill. */
    private final class Part {
        private final byte[] pixels;
        private final short[] classes;
        private final JobContext job;
        private final ByteBuffer buffer = ByteBuffer.allocateDirect(RECORDS_PER_READ * recordBytes);
        private int filled;

        Part(byte[] pixels, short[] classes, JobContext job) {
            this.pixels = pixels;
            this.classes = classes;
            this.job = job;
        }

        void readFile(Path file, FileChannel channel) throws IOException, HasnasException {
            long size = channel.size();
            long position = 0;
            while (position < size) {
                job.checkpoint();
                buffer.clear().limit((int) Math.min(buffer.capacity(), size - position));
                while (buffer.hasRemaining()) {
                    if (channel.read(buffer) < 0) {
                        throw new EOFException("the file became shorter while it was read");
                    }
                }
                buffer.flip();
                takeRecords(file, position);
                position += buffer.limit();
                job.progress(filled, classes.length);
            }
        }

        private void takeRecords(Path file, long bufferStart) throws HasnasException, IOException {
            while (buffer.hasRemaining()) {
                if (filled == classes.length) {
                    throw new EOFException("the file became longer while it was read");
                }
                int value = 0;
                for (CifarLayout.LabelByte label : layout.labels()) {
                    value = buffer.get() & 0xFF;
                    if (value >= label.values()) {
                        throw DataDefect.atByte(file, bufferStart + buffer.position() - 1, label.name() + " " + value,
                                "0 to " + (label.values() - 1) + " (record " + (bufferStart + buffer.position() - 1) / recordBytes + ")");
                    }
                }
                classes[filled] = (short) value;
                buffer.get(pixels, filled * PIXELS, PIXELS);
                filled++;
            }
        }
    }
}
