package org.hasnas.files.codec;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.document.AtomicFile;
import org.hasnas.document.Fields;
import org.hasnas.document.Header;
import org.hasnas.document.InputFile;
import org.hasnas.document.JsonText;
import org.hasnas.document.KnownNames;
import org.hasnas.document.Source;
import org.hasnas.document.Value;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.network.Architecture;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.SearchSpace;
import org.hasnas.units.EnumNames;

/**
 * Files of trained weights ({@code .hnw}), all numbers little endian:
 *
 * <pre>
 * 8 bytes   89 48 4E 57 0D 0A 1A 0A   ("HNW", spoilt by every transfer as text)
 * int32     version of the format, 1
 * int32     bytes of the header
 * header    JSON: format, version, kind, candidate hash, template, space, architecture, data set, notes, arrays with name and shape
 * float32   the arrays in the header's order, row by row
 * 32 bytes  SHA-256 of everything before
 * </pre>
 *
 * Written anew or not at all; a file that is cut off, changed or of another program is told so.
 */
public final class WeightsFiles {
    /** Ending of the files' names. */
    public static final String ENDING = ".hnw";

    private static final byte[] MAGIC = {(byte) 0x89, 'H', 'N', 'W', '\r', '\n', 0x1A, '\n'};
    private static final int VERSION = 1;
    private static final int PREFIX = MAGIC.length + 2 * Integer.BYTES;
    private static final int DIGEST = 32;
    private static final int LONGEST_HEADER = 16 << 20;
    private static final Header HEADER = new Header("hasnas-weights", VERSION);
    private static final List<String> KEYS = List.of("kind", "hash", "template", "space", "architecture", "dataset", "notes", "arrays");
    private static final List<String> NOTE_KEYS = List.of("name", "text");
    private static final List<String> ARRAY_KEYS = List.of("name", "rows", "columns");

    private WeightsFiles() {}

    /** Writes the file anew or not at all. */
    public static void write(Path file, WeightsFile content) throws HasnasException {
        AtomicFile.write(file, ByteBuffer.wrap(bytes(content)));
    }

    /** A file's bytes. */
    public static byte[] bytes(WeightsFile content) {
        byte[] header = header(content).getBytes(StandardCharsets.UTF_8);
        long floats = content.arrays().values().stream().mapToLong(rows -> rows.length == 0 ? 0 : (long) rows.length * rows[0].length).sum();
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(PREFIX + header.length + Float.BYTES * floats + DIGEST))
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(MAGIC).putInt(VERSION).putInt(header.length).put(header);
        for (float[][] rows : content.arrays().values()) {
            for (float[] row : rows) {
                bytes.asFloatBuffer().put(row);
                bytes.position(bytes.position() + Float.BYTES * row.length);
            }
        }
        return bytes.put(sha256(bytes.array(), bytes.position())).array();
    }

    private static String header(WeightsFile content) {
        ObjectNode tree = HEADER.start().put("kind", EnumNames.of(content.kind())).put("hash", content.hash().text());
        tree.set("template", TemplateMapping.write(content.template()));
        tree.set("space", SpaceMapping.write(content.space()));
        tree.put("architecture", content.architecture().text());
        tree.set("dataset", RequestMapping.write(content.dataset()));
        ArrayNode notes = tree.putArray("notes");
        content.notes().forEach((name, text) -> notes.addObject().put("name", name).put("text", text));
        ArrayNode arrays = tree.putArray("arrays");
        content.arrays().forEach((name, rows) -> arrays.addObject().put("name", name).put("rows", rows.length)
                .put("columns", rows.length == 0 ? 0 : rows[0].length));
        return JsonText.line(JsonText.camelCase(tree));
    }

    /** The checksum at the end of a file, as hexadecimal digits: equal files have equal ones. */
    public static String checksum(Path file) throws HasnasException {
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer end = ByteBuffer.allocate(DIGEST);
            channel.read(end, Math.max(0, channel.size() - DIGEST));
            return HexFormat.of().formatHex(end.array());
        } catch (IOException failed) {
            throw InputFile.unreadable(file, failed);
        }
    }

    /** Reads and checks a file. */
    public static WeightsFile read(Path file) throws HasnasException {
        String absent = "There is no file " + file + ".";
        requireDeclaredLength(file, absent);
        return read(InputFile.bytes(file, InputFile.Kind.NUMBERS, absent), file.toString());
    }

    /** Looks at the beginning before all of a file is taken into memory. */
    private static void requireDeclaredLength(Path file, String absent) throws HasnasException {
        int headerLength = headerLength(InputFile.beginning(file, InputFile.Kind.NUMBERS, PREFIX, absent), file.toString());
        byte[] start = InputFile.beginning(file, InputFile.Kind.NUMBERS, PREFIX + headerLength, absent);
        if (start.length < PREFIX + headerLength) {
            throw incomplete(file.toString(), start.length);
        }
        long expected =
                expectedLength(new Source(file + ", header", Source.Kind.JSON), new String(start, PREFIX, headerLength, StandardCharsets.UTF_8),
                        headerLength);
        long length = file.toFile().length();
        if (expected > 0 && length < expected) {
            throw incomplete(file.toString(), length);
        }
        if (expected > 0 && length > expected) {
            throw damaged(file.toString());
        }
    }

    /** Bytes of the header, after a check that the file is one of weights that this program can read. */
    private static int headerLength(byte[] content, String origin) throws HasnasException {
        if (content.length < PREFIX || !Arrays.equals(content, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw bad(origin + " is no file of trained weights: it does not begin as one. Give a file ending in " + ENDING
                    + " that this program wrote.");
        }
        ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).position(MAGIC.length);
        int version = bytes.getInt();
        if (version > VERSION) {
            throw bad(origin + " has version " + version + " and was made by a newer program; this one reads up to version " + VERSION
                    + ". Update the program to read it.");
        }
        int length = bytes.getInt();
        if (length < 0 || length > LONGEST_HEADER) {
            throw damaged(origin);
        }
        return length;
    }

    /** @param origin place of the bytes, for messages */
    public static WeightsFile read(byte[] content, String origin) throws HasnasException {
        int headerLength = headerLength(content, origin);
        if (headerLength > content.length - PREFIX - DIGEST) {
            throw incomplete(origin, content.length);
        }
        Source source = new Source(origin + ", header", Source.Kind.JSON);
        String header = new String(content, PREFIX, headerLength, StandardCharsets.UTF_8);
        int end = content.length - DIGEST;
        if (!Arrays.equals(sha256(content, end), Arrays.copyOfRange(content, end, content.length))) {
            long expected = expectedLength(source, header, headerLength);
            if (content.length < expected) {
                throw incomplete(origin, content.length);
            }
            throw damaged(origin);
        }
        return content(source, header, ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).position(PREFIX + headerLength));
    }

    /** Length that the file should have; 0 if its header is damaged too. */
    private static long expectedLength(Source source, String header, int headerLength) {
        try {
            long floats = 0;
            for (Shape shape : shapes(fields(source, header))) {
                floats += (long) shape.rows() * shape.columns();
            }
            return PREFIX + headerLength + Float.BYTES * floats + DIGEST;
        } catch (HasnasException damaged) {
            return 0;
        }
    }

    private static Fields fields(Source source, String header) throws HasnasException {
        return HEADER.fields(JsonText.parse(source, "weights", header), KEYS);
    }

    private record Shape(String name, int rows, int columns) {}

    private static List<Shape> shapes(Fields header) throws HasnasException {
        List<Shape> shapes = new ArrayList<>();
        for (Value item : header.items("arrays")) {
            Fields fields = item.fields(ARRAY_KEYS);
            shapes.add(new Shape(fields.text("name"), fields.integer("rows", 0, Integer.MAX_VALUE), fields.integer("columns", 0, Integer.MAX_VALUE)));
        }
        return shapes;
    }

    private static WeightsFile content(Source source, String header, ByteBuffer bytes) throws HasnasException {
        Fields fields = fields(source, header);
        WeightsFile.Kind kind = fields.choice("kind", KnownNames.choices(WeightsFile.Kind.values()));
        NetworkTemplate template = TemplateMapping.read(fields);
        SearchSpace space = SpaceMapping.read(fields.fields("space", SpaceMapping.KEYS));
        String text = fields.text("architecture");
        Architecture architecture = source.checked(fields.at("architecture"), () -> Architecture.parse(text));
        source.checked(fields.at("architecture"), () -> Network.of(template, space, architecture));
        DatasetReference dataset = RequestMapping.dataset(fields);
        Map<String, String> notes = new LinkedHashMap<>();
        for (Value item : fields.items("notes")) {
            Fields note = item.fields(NOTE_KEYS);
            notes.put(note.text("name"), note.text("text"));
        }
        Map<String, float[][]> arrays = new LinkedHashMap<>();
        for (Shape shape : shapes(fields)) {
            if ((shape.rows() > 0 && shape.columns() == 0)
                    || (long) shape.rows() * shape.columns() > (bytes.remaining() - DIGEST) / Float.BYTES) {
                throw bad(source.name() + ": the array '" + shape.name() + "' is longer than the file.");
            }
            float[][] rows = new float[shape.rows()][shape.columns()];
            for (float[] row : rows) {
                bytes.asFloatBuffer().get(row);
                bytes.position(bytes.position() + Float.BYTES * row.length);
            }
            arrays.put(shape.name(), rows);
        }
        WeightsFile file = new WeightsFile(kind, template, space, architecture, dataset, notes, arrays);
        if (!fields.text("hash").equals(file.hash().text())) {
            throw fields.problem("hash", "template, space and architecture of the file have the hash " + file.hash().text());
        }
        return file;
    }

    private static HasnasException incomplete(String origin, long length) {
        return bad(origin + " is incomplete: it ends after " + length + " bytes. Copy it again from where it was made, or train the network again.");
    }

    private static HasnasException damaged(String origin) {
        return bad(origin + " was changed or damaged after it was written: its checksum does not fit its content. Copy it again from where"
                + " it was made, or train the network again.");
    }

    private static HasnasException bad(String sentence) {
        return new HasnasException(ErrorCode.BAD_DATA, sentence);
    }

    private static byte[] sha256(byte[] content, int length) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(content, 0, length);
            return digest.digest();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
