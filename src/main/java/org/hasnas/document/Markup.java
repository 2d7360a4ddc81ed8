package org.hasnas.document;

import java.io.StringWriter;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes XML, and HTML that is XML too, into a text. All words are escaped, and characters that XML can't hold are replaced. */
public final class Markup {
    private static final String NOT_IN_XML = "[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]";

    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter out;

    public Markup() {
        try {
            out = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Step {
        void write() throws XMLStreamException;
    }

    /** A text in memory takes all. */
    private Markup write(Step step) {
        try {
            step.write();
            return this;
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The line that makes it HTML, before anything else. */
    public Markup html() {
        return write(() -> out.writeDTD("<!DOCTYPE html>\n"));
    }

    /** @param attributes names and values in turns */
    public Markup open(String name, String... attributes) {
        return write(() -> {
            out.writeStartElement(name);
            for (int i = 0; i < attributes.length; i += 2) {
                out.writeAttribute(attributes[i], legal(attributes[i + 1]));
            }
        });
    }

    /** Ends what was opened last. */
    public Markup close() {
        return write(out::writeEndElement);
    }

    public Markup words(String words) {
        return write(() -> out.writeCharacters(legal(words)));
    }

    /**
     * An element with nothing but words in it.
     *
     * @param attributes names and values in turns
     */
    public Markup element(String name, String words, String... attributes) {
        return open(name, attributes).words(words).close();
    }

    /**
     * An element without content.
     *
     * @param attributes names and values in turns
     */
    public Markup empty(String name, String... attributes) {
        return write(() -> {
            out.writeEmptyElement(name);
            for (int i = 0; i < attributes.length; i += 2) {
                out.writeAttribute(attributes[i], legal(attributes[i + 1]));
            }
        });
    }

    /** A coordinate of a picture, to a tenth of a pixel. */
    public static String pixels(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    /** All that was written, with all that is still open closed. */
    public String text() {
        write(() -> {
            out.writeEndDocument();
            out.flush();
        });
        return text.toString();
    }

    private static String legal(String words) {
        return words.replaceAll(NOT_IN_XML, "\uFFFD");
    }
}
