package org.hasnas.checks.verification;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hasnas.document.Fields;
import org.hasnas.document.InputFile;
import org.hasnas.document.Value;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;

/** The tensors of {@code data.bin}, described by {@code tensors[]} of {@code manifest.json}: little endian f4, f8 or u1. */
final class TensorFile {
    private final Path manifest;
    private final Path file;
    private final byte[] content;
    private final Map<String, Entry> entries = new HashMap<>();

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Entry(String dtype, int[] shape, long offset) {}

    TensorFile(Path manifest, Fields fields) throws HasnasException {
        this.manifest = manifest;
        this.file = manifest.resolveSibling("data.bin");
        this.content = InputFile.bytes(file, InputFile.Kind.NUMBERS, file + " does not exist; it must lie beside " + manifest.getFileName());
        for (Value tensor : fields.items("tensors")) {
            add(tensor.anyFields());
        }
    }

    private void add(Fields tensor) throws HasnasException {
        String name = tensor.text("name");
        String dtype = tensor.text("dtype");
        int elementBytes = switch (dtype) {
            case "f4" -> Float.BYTES;
            case "f8" -> Double.BYTES;
            case "u1" -> Byte.BYTES;
            default -> throw tensor.value("dtype").wrong("f4, f8 or u1");
        };
        List<Value> dimensions = tensor.items("shape");
        int[] shape = new int[dimensions.size()];
        long bytes = elementBytes;
        for (int i = 0; i < shape.length; i++) {
            shape[i] = dimensions.get(i).integer(1, Integer.MAX_VALUE);
            bytes = Math.min(bytes * shape[i], Integer.MAX_VALUE); // more than any file that is read has
        }
        long stated = tensor.longInteger("bytes", 0, Long.MAX_VALUE);
        if (stated != bytes) {
            throw tensor.problem("bytes", "tensor '" + name + "' of shape " + Arrays.toString(shape) + " and dtype " + dtype + " has " + bytes
                    + " bytes, the file says " + stated);
        }
        long offset = tensor.longInteger("offset", 0, Long.MAX_VALUE);
        if (offset > content.length - bytes) {
            throw new HasnasException(ErrorCode.BAD_DATA,
                    file + " is too short: tensor '" + name + "' needs " + bytes + " bytes from byte " + offset + ", the file has " + content.length);
        }
        entries.put(name, new Entry(dtype, shape, offset));
    }

    boolean has(String name) {
        return entries.containsKey(name);
    }

    /** The shape of a tensor with the given number of dimensions. */
    int[] shape(String name, int dimensions) throws HasnasException {
        Entry entry = entry(name);
        if (entry.shape.length != dimensions) {
            throw new HasnasException(ErrorCode.BAD_DATA, manifest + ": tensor '" + name + "' must have " + dimensions + " dimensions, has "
                    + Arrays.toString(entry.shape));
        }
        return entry.shape.clone();
    }

    float[] floats(String name, int... shape) throws HasnasException {
        ByteBuffer buffer = open(name, "f4", shape);
        float[] values = new float[size(shape)];
        buffer.asFloatBuffer().get(values);
        return values;
    }

    double[] doubles(String name, int... shape) throws HasnasException {
        ByteBuffer buffer = open(name, "f8", shape);
        double[] values = new double[size(shape)];
        buffer.asDoubleBuffer().get(values);
        return values;
    }

    byte[] bytes(String name, int... shape) throws HasnasException {
        ByteBuffer buffer = open(name, "u1", shape);
        byte[] values = new byte[size(shape)];
        buffer.get(values);
        return values;
    }

    private ByteBuffer open(String name, String dtype, int[] shape) throws HasnasException {
        Entry entry = entry(name);
        if (!entry.dtype.equals(dtype) || !Arrays.equals(entry.shape, shape)) {
            throw new HasnasException(ErrorCode.BAD_DATA, manifest + ": tensor '" + name + "' must be " + dtype + " of shape "
                    + Arrays.toString(shape) + ", is " + entry.dtype + " of " + Arrays.toString(entry.shape));
        }
        return ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).position((int) entry.offset).slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    private Entry entry(String name) throws HasnasException {
        Entry entry = entries.get(name);
        if (entry == null) {
            throw new HasnasException(ErrorCode.BAD_DATA, manifest + " lists no tensor '" + name + "'");
        }
        return entry;
    }

    private static int size(int[] shape) {
        return Arrays.stream(shape).reduce(1, Math::multiplyExact);
    }
}
