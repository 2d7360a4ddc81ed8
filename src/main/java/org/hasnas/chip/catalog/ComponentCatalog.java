package org.hasnas.chip.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.hasnas.chip.model.CatalogEntry;
import org.hasnas.chip.model.CatalogUnit;
import org.hasnas.document.InputFile;
import org.hasnas.document.Sha256;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;

/**
 * The constants of one chip model, read from a data file.
 *
 * <p>A file is a JSON object with {@code format} (1), {@code id}, {@code description} and {@code entries}; an entry has {@code key},
 * {@code value}, {@code unit}, {@code source} ({@code citation}, {@code where}), {@code description} and, where there is something to
 * say, {@code caveat}, {@code formula}, {@code validRange} and {@code scalingLaw}. A file of the program may hold several catalogues as
 * {@code columns}: an entry then has {@code values}, one for each, or one {@code value} for all, and a catalogue is called by the file's id and its
 * column, such as {@code neurosim-1.4-22nm-rram}. {@code laws} says what terms the constants belong to ({@link CatalogLaws}), and
 * {@code earlierHashes} which earlier files had the same constants.
 */
public final class ComponentCatalog {
    private static final String BUNDLED_FOLDER = "/org/hasnas/assets/catalog/";
    /** Files with a catalogue for each node and cell. */
    private static final List<String> FAMILIES = List.of("neurosim-1.4");
    /** Catalogues were called by their node alone while there was one source. */
    private static final Map<String, String> EARLIER_NAMES = Map.of("neurosim-22nm", "neurosim-1.3-22nm-rram", "neurosim-32nm",
            "neurosim-1.3-32nm-rram", "neurosim-45nm", "neurosim-1.3-45nm-rram", "neurosim-65nm", "neurosim-1.3-65nm-rram");

    private static final String FIRST_SOURCE = "neurosim-1.3";

    private final String origin;
    private final String id;
    private final String description;
    private final CatalogLaws laws;
    private final List<String> earlierHashes;
    private final String contentHash;
    private final Map<String, CatalogEntry> entries;

    private ComponentCatalog(String origin, CatalogReader.Content content, String contentHash) {
        this.origin = origin;
        this.id = content.id();
        this.description = content.description();
        this.laws = content.laws();
        this.earlierHashes = List.copyOf(content.earlierHashes());
        this.contentHash = contentHash;
        Map<String, CatalogEntry> byKey = new LinkedHashMap<>();
        content.entries().forEach(entry -> byKey.put(entry.key(), entry));
        this.entries = byKey;
    }

    /**
     * A catalogue that comes with the program.
     *
     * @param id such as {@code spikesim-ela}
     * @throws HasnasException NOT_FOUND if there is none of that name, else as {@link #read}
     */
    public static ComponentCatalog bundled(String id) throws HasnasException {
        String name = EARLIER_NAMES.getOrDefault(id, id);
        String family = FAMILIES.stream().filter(known -> name.startsWith(known + "-")).findFirst().orElse("");
        String file = family.isEmpty() ? name : family;
        String resource = BUNDLED_FOLDER + file + ".json";
        try (InputStream stream = ComponentCatalog.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new HasnasException(ErrorCode.NOT_FOUND, "There is no component catalogue '" + id
                        + "' in the program; give one of its own, or a file whose name ends in .json.");
            }
            return parse(file + ".json", stream.readAllBytes(), family.isEmpty() ? "" : name.substring(family.length() + 1));
        } catch (IOException e) {
            throw new HasnasException(ErrorCode.IO, "The component catalogue '" + id + "' can't be read: " + e.getMessage(), e);
        }
    }

    /**
     * The other catalogues of the program that are about the same node and cell.
     *
     * @param id of a catalogue of the program; of a file there are none
     */
    static List<String> ofOtherSources(String id) {
        String name = EARLIER_NAMES.getOrDefault(id, id);
        String family = FAMILIES.getFirst();
        if (EARLIER_NAMES.containsValue(name)) {
            return List.of(name.replace(FIRST_SOURCE, family));
        }
        return Stream.of(name.replace(family, FIRST_SOURCE)).filter(EARLIER_NAMES::containsValue).toList();
    }

    /**
     * Reads a catalogue file.
     *
     * @throws HasnasException NOT_FOUND or IO if the file can't be read; BAD_DATA with file, line and key if it is not a catalogue
     */
    public static ComponentCatalog read(Path file) throws HasnasException {
        return parse(file.toString(), text(file).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The text of a catalogue file.
     *
     * @throws HasnasException NOT_FOUND or IO if the file can't be read
     */
    static String text(Path file) throws HasnasException {
        return InputFile.text(file, InputFile.Kind.DOCUMENT, "There is no component catalogue " + file + ".");
    }

    static ComponentCatalog parse(String origin, byte[] content) throws HasnasException {
        return parse(origin, content, "");
    }

    private static ComponentCatalog parse(String origin, byte[] content, String column) throws HasnasException {
        return new ComponentCatalog(origin, CatalogReader.read(origin, content, column), Sha256.of(ByteBuffer.wrap(content)));
    }

    /** Name of the file, for messages. */
    public String origin() {
        return origin;
    }

    public String id() {
        return id;
    }

    public String description() {
        return description;
    }

    /** SHA-256 of the file's bytes in hexadecimal: two results of the same hash used the same constants. */
    public String contentHash() {
        return contentHash;
    }

    /** Whether results with this hash used these constants: it is that of the file, or of one that was called otherwise. */
    public boolean isOf(String hash) {
        return contentHash.equals(hash) || earlierHashes.contains(hash);
    }

    /** The terms that the constants belong to. */
    public CatalogLaws laws() {
        return laws;
    }

    /** The value of an entry, if there is one. */
    public OptionalDouble find(String key) {
        CatalogEntry entry = entries.get(key);
        return entry == null ? OptionalDouble.empty() : OptionalDouble.of(entry.value().doubleValue());
    }

    /** All entries in the order of the file. */
    public List<CatalogEntry> entries() {
        return List.copyOf(entries.values());
    }

    /**
     * The value of an entry.
     *
     * @throws HasnasException BAD_DATA if there is no such entry or it has another unit
     */
    public double value(String key, CatalogUnit unit) throws HasnasException {
        CatalogEntry entry = entries.get(key);
        if (entry == null) {
            throw new HasnasException(ErrorCode.BAD_DATA, origin + ": there is no entry '" + key + "'; add it with its value in "
                    + unit.symbol() + " and its source.");
        }
        if (entry.unit() != unit) {
            throw new HasnasException(ErrorCode.BAD_DATA, origin + " line " + entry.line() + ": entry '" + key + "' has the unit "
                    + entry.unit().symbol() + "; it must be in " + unit.symbol() + ".");
        }
        return entry.value().doubleValue();
    }

    /**
     * The value of an entry that is a number of something.
     *
     * @throws HasnasException BAD_DATA as {@link #value}, or if the value is not a whole number of at least 1
     */
    public int count(String key, CatalogUnit unit) throws HasnasException {
        double value = value(key, unit);
        if (value < 1 || value > Integer.MAX_VALUE || value != Math.rint(value)) {
            throw new HasnasException(ErrorCode.BAD_DATA, origin + ": entry '" + key + "' is " + value
                    + "; it must be a whole number of at least 1.");
        }
        return (int) value;
    }

    /**
     * Checks that a model knows every entry: a misspelt key must not pass as a constant that nobody reads.
     *
     * @throws HasnasException BAD_DATA with the first entry that is not among {@code known}
     */
    public void requireOnly(Set<String> known) throws HasnasException {
        for (CatalogEntry entry : entries.values()) {
            if (!known.contains(entry.key())) {
                throw new HasnasException(ErrorCode.BAD_DATA, origin + " line " + entry.line() + ": unknown entry '" + entry.key()
                        + "'; the model '" + id + "' knows " + String.join(", ", new TreeSet<>(known)) + ".");
            }
        }
    }
}
