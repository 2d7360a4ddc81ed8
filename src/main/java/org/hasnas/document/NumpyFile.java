package org.hasnas.document;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;

/** Arrays of NumPy in files: one as {@code .npy}, named ones as {@code .npz}, a zip of these. All are little endian and in C order. */
public final class NumpyFile {
    /** Ending of a file of one array, and of the entries of a zip. */
    private static final String ENDING = ".npy";
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final byte[] ZIP_MAGIC = {'P', 'K'};
    private static final int ALIGNMENT = 64;
    private static final int LONGEST_HEADER = 1 << 16;
    private static final Pattern HEADER = Pattern.compile(
            "\\{\\s*'descr':\\s*'([^']*)',\\s*'fortran_order':\\s*(True|False),\\s*'shape':\\s*\\(([0-9, ]*)\\),?\\s*\\}\\s*");

    private NumpyFile() {}

    /** Types of numbers that this program writes and reads. */
    private enum Type {
        FLOAT32("<f4", Float.BYTES), FLOAT64("<f8", Double.BYTES), INT64("<i8", Long.BYTES), INT32("<i4", Integer.BYTES),
        INT16("<i2", Short.BYTES), UINT8("|u1", 1);

        private final String code;
        private final int bytes;

        Type(String code, int bytes) {
            this.code = code;
            this.bytes = bytes;
        }
    }

    /** An array. */
    public static final class Array {
        private final Type type;
        private final List<Integer> shape;
        private final ByteBuffer content;

        private Array(Type type, List<Integer> shape, ByteBuffer content) {
            this.type = type;
            this.shape = List.copyOf(shape);
            this.content = content;
            if (size(shape) * type.bytes != content.capacity()) {
                throw new IllegalArgumentException("an array of shape " + shape + " does not have " + content.capacity() / type.bytes + " values");
            }
        }

        private static ByteBuffer buffer(Type type, int values) {
            return ByteBuffer.allocate(Math.multiplyExact(type.bytes, values)).order(ByteOrder.LITTLE_ENDIAN);
        }

        private static long size(List<Integer> shape) {
            return shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
        }

        /** An array of 32-bit floats. */
        public static Array of(List<Integer> shape, float... values) {
            ByteBuffer content = buffer(Type.FLOAT32, values.length);
            content.asFloatBuffer().put(values);
            return new Array(Type.FLOAT32, shape, content);
        }

        /** An array of 64-bit floats. */
        public static Array of(List<Integer> shape, double... values) {
            ByteBuffer content = buffer(Type.FLOAT64, values.length);
            content.asDoubleBuffer().put(values);
            return new Array(Type.FLOAT64, shape, content);
        }

        /** An array of 64-bit integers. */
        public static Array of(List<Integer> shape, long... values) {
            ByteBuffer content = buffer(Type.INT64, values.length);
            content.asLongBuffer().put(values);
            return new Array(Type.INT64, shape, content);
        }

        /** An array of bytes without sign; not copied. */
        public static Array of(List<Integer> shape, byte... values) {
            return new Array(Type.UINT8, shape, ByteBuffer.wrap(values));
        }

        /** A matrix of 32-bit floats; all rows have the same length. */
        public static Array of(float[][] rows) {
            ByteBuffer content = buffer(Type.FLOAT32, rows.length * rows[0].length);
            for (float[] row : rows) {
                content.asFloatBuffer().put(row);
                content.position(content.position() + Float.BYTES * row.length);
            }
            return new Array(Type.FLOAT32, List.of(rows.length, rows[0].length), content.rewind());
        }

        /** Sizes of the axes; none of a single number. */
        public List<Integer> shape() {
            return shape;
        }

        /**
         * The rows of a matrix of 32-bit floats.
         *
         * @throws IllegalArgumentException with the end of a sentence about the array if it is none
         */
        public float[][] rows() {
            if (type != Type.FLOAT32 || shape.size() != 2) {
                throw new IllegalArgumentException("is no matrix of 32-bit floats (it has the shape " + shape + " and the type " + type.code + ")");
            }
            float[][] rows = new float[shape.getFirst()][shape.getLast()];
            for (int row = 0; row < rows.length; row++) {
                content.asFloatBuffer().position(row * shape.getLast()).get(rows[row]);
            }
            return rows;
        }

        /**
         * The values of an array of bytes.
         *
         * @throws IllegalArgumentException with the end of a sentence about the array if it is none
         */
        public byte[] bytes() {
            if (type != Type.UINT8) {
                throw new IllegalArgumentException("is no array of bytes (it has the type " + type.code + ")");
            }
            return values();
        }

        /**
         * All values of an array of floats, in C order.
         *
         * @throws IllegalArgumentException with the end of a sentence about the array if it is none
         */
        public double[] numbers() {
            double[] numbers = new double[Math.toIntExact(size(shape))];
            switch (type) {
                case FLOAT32 -> Arrays.setAll(numbers, index -> content.getFloat(index * Float.BYTES));
                case FLOAT64 -> content.asDoubleBuffer().get(numbers);
                case INT64, INT32, INT16, UINT8 -> throw new IllegalArgumentException("is no array of floats (it has the type " + type.code + ")");
            }
            return numbers;
        }

        /**
         * All values of an array of whole numbers, of any type, in C order.
         *
         * @throws IllegalArgumentException with the end of a sentence about the array if one is no whole number
         */
        public long[] integers() {
            long[] integers = new long[Math.toIntExact(size(shape))];
            switch (type) {
                case FLOAT32, FLOAT64 -> {
                    double[] numbers = numbers();
                    Arrays.setAll(integers, index -> (long) numbers[index]);
                    for (int index = 0; index < numbers.length; index++) {
                        if (integers[index] != numbers[index]) {
                            throw new IllegalArgumentException("has " + numbers[index] + " at " + index + ", which is no whole number");
                        }
                    }
                }
                case INT64 -> content.asLongBuffer().get(integers);
                case INT32 -> Arrays.setAll(integers, index -> content.getInt(index * Integer.BYTES));
                case INT16 -> Arrays.setAll(integers, index -> content.getShort(index * Short.BYTES));
                case UINT8 -> Arrays.setAll(integers, index -> content.get(index) & 0xFF);
            }
            return integers;
        }

        /** Writes the content of an {@code .npy} file. */
        public void writeTo(OutputStream out) throws IOException {
            String sizes = shape.stream().map(size -> size + ",").collect(Collectors.joining(" ", "(", ")"));
            String header = "{'descr': '" + type.code + "', 'fortran_order': False, 'shape': " + sizes + ", }";
            int start = MAGIC.length + 4;
            int length = Math.ceilDiv(start + header.length() + 1, ALIGNMENT) * ALIGNMENT - start;
            out.write(MAGIC);
            out.write(new byte[] {1, 0, (byte) length, (byte) (length >> 8)});
            out.write((header + " ".repeat(length - header.length() - 1) + "\n").getBytes(StandardCharsets.US_ASCII));
            out.write(values());
        }

        private byte[] values() {
            byte[] values = new byte[content.capacity()];
            content.get(0, values);
            return values;
        }

        /**
         * What a header declares is compared with what is there before any memory is asked for.
         *
         * @throws IOException with the end of a sentence about the array
         */
        private static Array read(InputStream file) throws IOException {
            byte[] start = file.readNBytes(MAGIC.length + 2);
            if (start.length < MAGIC.length + 2 || !Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
                throw new IOException("is no array of NumPy");
            }
            byte[] size = file.readNBytes(start[MAGIC.length] > 1 ? Integer.BYTES : Short.BYTES); // versions 2 and 3 have a longer header
            ByteBuffer length = ByteBuffer.wrap(Arrays.copyOf(size, Integer.BYTES)).order(ByteOrder.LITTLE_ENDIAN);
            byte[] text = file.readNBytes(Math.clamp(length.getInt(0), 0, LONGEST_HEADER));
            if (text.length < length.getInt(0)) {
                throw new IOException(text.length < LONGEST_HEADER ? "is cut off" : "has too long a header");
            }
            Matcher header = HEADER.matcher(new String(text, StandardCharsets.UTF_8));
            if (!header.matches() || header.group(2).equals("True")) {
                throw new IOException("is no plain array of numbers in C order");
            }
            Type type = Stream.of(Type.values()).filter(known -> known.code.equals(header.group(1))).findFirst().orElseThrow(() -> new IOException(
                    "has numbers of type '" + header.group(1) + "'; known are " + Stream.of(Type.values()).map(known -> known.code)
                            .collect(Collectors.joining(", "))));
            try {
                List<Integer> shape = Stream.of(header.group(3).split(",")).map(String::strip).filter(axis -> !axis.isEmpty())
                        .map(Integer::valueOf).toList();
                if (shape.contains(0)) {
                    throw new IOException("is empty: its shape is (" + header.group(3) + ")");
                }
                byte[] numbers = file.readNBytes(Math.toIntExact(Math.multiplyExact(size(shape), type.bytes)));
                if (file.read() >= 0) {
                    throw new IllegalArgumentException("more numbers than the shape has");
                }
                return new Array(type, shape, ByteBuffer.wrap(numbers).order(ByteOrder.LITTLE_ENDIAN));
            } catch (IllegalArgumentException | ArithmeticException wrong) {
                throw new IOException("has another length than its shape (" + header.group(3) + ") says", wrong);
            }
        }
    }

    /** Writes one array. */
    public static void write(Path file, Array array) throws HasnasException {
        AtomicFile.write(file, temporary -> {
            try (OutputStream out = Files.newOutputStream(temporary)) {
                array.writeTo(out);
            }
        });
    }

    /** Writes arrays by name. */
    public static void write(Path file, Map<String, Array> arrays) throws HasnasException {
        AtomicFile.write(file, temporary -> {
            try (OutputStream out = Files.newOutputStream(temporary); ZipOutputStream zip = new ZipOutputStream(out)) {
                for (Map.Entry<String, Array> array : arrays.entrySet()) {
                    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                    array.getValue().writeTo(bytes);
                    ZipEntry entry = new ZipEntry(array.getKey() + ENDING);
                    entry.setTime(0);
                    zip.putNextEntry(entry);
                    bytes.writeTo(zip);
                    zip.closeEntry();
                }
            }
        });
    }

    /**
     * Reads a file of one array.
     *
     * @throws HasnasException NOT_FOUND, IO, or BAD_DATA if it is none
     */
    public static Array readArray(Path file) throws HasnasException {
        try (InputStream stored = opened(file)) {
            return Array.read(stored);
        } catch (IOException broken) {
            throw new HasnasException(ErrorCode.BAD_DATA, file + " " + broken.getMessage(), broken);
        }
    }

    private static InputStream opened(Path file) throws HasnasException, IOException {
        try {
            return new BufferedInputStream(InputFile.open(file, InputFile.Kind.NUMBERS));
        } catch (NoSuchFileException absent) {
            throw new HasnasException(ErrorCode.NOT_FOUND, "There is no file " + file + ".", absent);
        } catch (FileSystemException refused) {
            throw InputFile.unreadable(file, refused);
        }
    }

    /**
     * Reads a zip of arrays.
     *
     * @throws HasnasException NOT_FOUND, IO, or BAD_DATA if it is none
     */
    public static Map<String, Array> read(Path file) throws HasnasException {
        Map<String, Array> arrays = new LinkedHashMap<>();
        String name = "";
        try (InputStream stored = opened(file)) {
            stored.mark(ZIP_MAGIC.length);
            if (!Arrays.equals(stored.readNBytes(ZIP_MAGIC.length), ZIP_MAGIC)) {
                throw new HasnasException(ErrorCode.BAD_DATA, file + " is no .npz file of NumPy: it does not begin as a zip.");
            }
            stored.reset();
            ZipInputStream zip = new ZipInputStream(stored);
            InputStream entries = InputFile.limited(zip, InputFile.Kind.NUMBERS);
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                name = entry.getName();
                if (name.endsWith(ENDING)) {
                    arrays.put(name.substring(0, name.length() - ENDING.length()), Array.read(entries));
                } else {
                    entries.transferTo(OutputStream.nullOutputStream()); // counted, as what is kept
                }
            }
        } catch (IOException broken) {
            throw new HasnasException(ErrorCode.BAD_DATA, file + ": the array '" + name + "' " + (broken instanceof ZipException
                    || broken instanceof EOFException ? "is damaged or cut off" : broken.getMessage()) + ".", broken);
        }
        return arrays;
    }
}
