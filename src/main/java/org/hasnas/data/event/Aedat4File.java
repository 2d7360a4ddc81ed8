package org.hasnas.data.event;

import com.google.flatbuffers.Table;
import io.airlift.compress.v3.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorInputStream;
import org.hasnas.data.file.DataDefect;
import org.hasnas.error.HasnasException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * AEDAT 4.0: a flatbuffer that says how packets are compressed and which streams there are, then packets, of which those of the first stream of
 * events are read. Source: docs.inivation.com, AEDAT 4.0; the schemas of dv-processing.
 */
final class Aedat4File {
    /** Compressed packets of recordings have some 10 kB; one that unpacks to more than this is made to fill memory. */
    private static final int MOST_PACKET_BYTES = 1 << 26;
    private static final int EVENT_BYTES = 16;
    private static final int HEAD_BYTES = 12; // size, offset of the root, identifier
    private static final String EVENTS = "EVTS";

    private final EventInput input;
    private final Path file;
    private final Events.Builder events;
    private int compression;
    private long end;
    private Map<Integer, Stream> streams = Map.of();

    private record Stream(String type, int width, int height) {}

    /** A table of a flatbuffer; fields are counted from 0. */
    private static final class Fields extends Table {
        /** @param bytes with the size of all, the offset of the root and the identifier in front */
        Fields(ByteBuffer bytes) {
            __reset(bytes.getInt(Integer.BYTES) + Integer.BYTES, bytes);
        }

        private int at(int field) {
            int offset = __offset(2 * Short.BYTES + Short.BYTES * field);
            return offset == 0 ? 0 : offset + bb_pos;
        }

        int number(int field, int absent) {
            return at(field) == 0 ? absent : bb.getInt(at(field));
        }

        long longNumber(int field, long absent) {
            return at(field) == 0 ? absent : bb.getLong(at(field));
        }

        String text(int field) {
            return at(field) == 0 ? "" : __string(at(field));
        }

        /** Elements of a vector, 0 if it is absent. */
        int count(int field) {
            return at(field) == 0 ? 0 : bb.getInt(start(field) - Integer.BYTES);
        }

        int start(int field) {
            return at(field) + bb.getInt(at(field)) + Integer.BYTES;
        }
    }

    private Aedat4File(EventInput input) {
        this.input = input;
        this.file = input.file();
        this.events = new Events.Builder(file);
    }

    static Recording read(Path file) throws HasnasException {
        try (EventInput input = EventInput.open(file, ByteOrder.LITTLE_ENDIAN)) {
            return new Aedat4File(input).read();
        }
    }

    private Recording read() throws HasnasException {
        AedatHeader.require(input, "4.0");
        readHeader();
        int first = streams.entrySet().stream().filter(stream -> stream.getValue().type.equals(EVENTS)).map(Map.Entry::getKey).findFirst()
                .orElseThrow(() -> wrong(0, "no event stream in the header (streams: " + streams.values().stream().map(Stream::type).toList() + ")",
                        "a stream of type " + EVENTS));
        Stream stream = stream(first, 0);
        for (int packet = 0; input.position() < end; packet++) {
            long at = input.position();
            ByteBuffer head = input.next(2 * Integer.BYTES, "header of packet", packet);
            int id = head.getInt();
            int size = head.getInt();
            stream(id, at);
            if (size < 0 || size > end - input.position()) {
                throw wrong(at, "packet " + packet + " of " + size + " bytes, where " + (end - input.position()) + " are left: "
                        + (size < 0 ? "a negative size" : "the file is truncated or the size is wrong"), "whole packets");
            }
            if (id == first) {
                readEvents(at, packet, unpacked(at, input.take(size)), stream);
            } else {
                input.skip(size);
            }
        }
        return Recording.of(file, "", 2, stream.height, stream.width, events.build(), List.of());
    }

    private Stream stream(int id, long at) throws HasnasException {
        Stream stream = streams.get(id);
        if (stream == null) {
            throw wrong(at, "a packet of stream " + id, "one of the streams of the header: " + streams.keySet());
        }
        return stream;
    }

    private void readHeader() throws HasnasException {
        long at = input.position();
        int size = input.next(Integer.BYTES, "size of the header", 0).getInt();
        if (size < 2 * Integer.BYTES || size > input.left()) {
            throw wrong(at, "a header of " + size + " bytes, where " + input.left() + " are left: the file is truncated", "a whole header");
        }
        ByteBuffer bytes = prefixed(size, input.take(size));
        long table;
        String xml;
        try {
            requireIdentifier(at, "the header", bytes, "IOHE");
            Fields fields = new Fields(bytes);
            compression = fields.number(0, 0);
            table = fields.longNumber(1, -1);
            xml = fields.text(2);
        } catch (IndexOutOfBoundsException | IllegalArgumentException damaged) {
            throw wrong(at, "a damaged header", "a flatbuffer IOHeader");
        }
        if (compression < 0 || compression > 4) {
            throw wrong(at, "compression " + compression, "0 (none), 1 or 2 (LZ4), 3 or 4 (ZSTD)");
        }
        end = input.position() + input.left();
        if (table >= 0) {
            if (table < input.position() || table > end) {
                throw wrong(at, "a table of data at byte " + table, "a place behind the header, in the file");
            }
            end = table;
        }
        streams = streams(at, xml);
    }

    private static ByteBuffer prefixed(int size, byte[] content) {
        return ByteBuffer.allocate(Integer.BYTES + content.length).order(ByteOrder.LITTLE_ENDIAN).putInt(size).put(content).flip();
    }

    private void requireIdentifier(long at, String what, ByteBuffer bytes, String expected) throws HasnasException {
        StringBuilder found = new StringBuilder();
        for (int i = 2 * Integer.BYTES; i < HEAD_BYTES; i++) {
            found.append((char) (bytes.get(i) & 0xFF));
        }
        if (!found.toString().equals(expected)) {
            throw wrong(at, what + " with the identifier " + found, expected);
        }
    }

    private Map<Integer, Stream> streams(long at, String xml) throws HasnasException {
        Map<Integer, Stream> found = new TreeMap<>();
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null); // what is wrong is thrown, not printed
            Element root = builder.parse(new InputSource(new StringReader(xml))).getDocumentElement();
            for (Element info : nodes(root)) {
                for (Element stream : info.getAttribute("name").equals("outInfo") ? nodes(info) : List.<Element>of()) {
                    List<Element> details = nodes(stream).stream().filter(node -> node.getAttribute("name").equals("info")).toList();
                    found.put(Integer.parseInt(stream.getAttribute("name")), new Stream(attribute(stream, "typeIdentifier"),
                            details.isEmpty() ? 0 : side(attribute(details.getFirst(), "sizeX")),
                            details.isEmpty() ? 0 : side(attribute(details.getFirst(), "sizeY"))));
                }
            }
            return found;
        } catch (SAXException | IOException | NumberFormatException damaged) {
            throw wrong(at, "XML in the header that can't be read (" + damaged.getMessage() + ")", "the streams of the file");
        } catch (ParserConfigurationException cause) {
            throw new IllegalStateException(cause);
        }
    }

    private static int side(String text) {
        return text.isEmpty() ? 0 : Integer.parseInt(text);
    }

    private static List<Element> nodes(Element parent) {
        return children(parent, "node");
    }

    private static List<Element> children(Element parent, String tag) {
        List<Element> found = new ArrayList<>();
        NodeList all = parent.getChildNodes();
        for (int i = 0; i < all.getLength(); i++) {
            Node child = all.item(i);
            if (child instanceof Element element && element.getTagName().equals(tag)) {
                found.add(element);
            }
        }
        return found;
    }

    private static String attribute(Element parent, String key) {
        return children(parent, "attr").stream().filter(attribute -> attribute.getAttribute("key").equals(key)).map(Element::getTextContent)
                .findFirst().orElse("").strip();
    }

    private ByteBuffer unpacked(long at, byte[] packed) throws HasnasException {
        try (InputStream content = switch (compression) {
            case 0 -> new ByteArrayInputStream(packed);
            case 1, 2 -> new FramedLZ4CompressorInputStream(new ByteArrayInputStream(packed));
            default -> new ZstdInputStream(new ByteArrayInputStream(packed));
        }) {
            byte[] bytes = content.readNBytes(MOST_PACKET_BYTES + 1);
            if (bytes.length > MOST_PACKET_BYTES) {
                throw wrong(at, "a packet of more than " + (MOST_PACKET_BYTES >> 20) + " MiB", "packets of a recording, which are far smaller");
            }
            return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        } catch (IOException | RuntimeException damaged) {
            throw wrong(at, "a damaged packet (" + damaged.getMessage() + ")", "a whole frame of " + (compression <= 2 ? "LZ4" : "ZSTD")
                    + ", as the header says");
        }
    }

    private void readEvents(long at, int packet, ByteBuffer bytes, Stream stream) throws HasnasException {
        String what = "packet " + packet + " of a stream " + EVENTS;
        try {
            requireIdentifier(at, what, bytes, EVENTS);
            Fields fields = new Fields(bytes);
            int count = fields.count(0);
            int start = count == 0 ? 0 : fields.start(0);
            if (count < 0 || start + (long) count * EVENT_BYTES > bytes.limit()) {
                throw wrong(at, what + " that declares " + count + " events, more than its " + bytes.limit() + " bytes",
                        "at most as many as there are");
            }
            for (int event = 0; event < count; event++) {
                int from = start + event * EVENT_BYTES;
                int x = bytes.getShort(from + Long.BYTES);
                int y = bytes.getShort(from + Long.BYTES + Short.BYTES);
                if (x < 0 || y < 0 || x >= stream.width || y >= stream.height) {
                    throw wrong(at, "event " + events.size() + " (in packet " + packet + ") at x " + x + ", y " + y,
                            "places on a sensor of " + stream.width + " x " + stream.height);
                }
                events.add(bytes.getLong(from), x, y, bytes.get(from + Long.BYTES + 2 * Short.BYTES) == 0 ? 0 : 1);
            }
        } catch (IndexOutOfBoundsException damaged) {
            throw wrong(at, what + " that is damaged", "a flatbuffer of events");
        }
    }

    private HasnasException wrong(long at, String found, String expected) {
        return DataDefect.atByte(file, at, found, expected);
    }
}
