package org.hasnas.chip.catalog;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;

/** Reads a catalogue token by token, so that every complaint can name its line. */
final class CatalogReader {
    private static final int FORMAT = 1;

    /** What a file holds. */
    record Content(String id, String description, List<CatalogEntry> entries) {}

    /** A text or number field of an object and its line. */
    private record Field(JsonToken kind, String text, int line) {}

    private final String origin;

    CatalogReader(String origin) {
        this.origin = origin;
    }

    Content read(byte[] content) throws HasnasException {
        JsonFactory factory = JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
        try (JsonParser json = factory.createParser(content)) {
            json.nextToken();
            Content read = readFile(json);
            if (json.nextToken() != null) {
                throw problem(line(json), "", "there is text after the end of the catalogue; remove it");
            }
            return read;
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new HasnasException(ErrorCode.BAD_DATA, origin + " line " + line + ": this is not JSON: " + e.getOriginalMessage() + ".", e);
        } catch (IOException e) {
            throw new HasnasException(ErrorCode.IO, origin + " can't be read: " + e.getMessage(), e);
        }
    }

    private Content readFile(JsonParser json) throws IOException, HasnasException {
        requireStart(json, JsonToken.START_OBJECT, "a catalogue must be a JSON object");
        Map<String, Field> header = new HashMap<>();
        List<CatalogEntry> entries = new ArrayList<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "format", "id", "description" -> header.put(name, field(json, "", name));
                case "entries" -> entries.addAll(readEntries(json));
                default -> throw problem(line(json), "", "unknown key '" + name + "'; a catalogue has format, id, description, entries");
            }
        }
        Field format = require(header, "format", "", 1);
        if (!format.text().equals(Integer.toString(FORMAT))) {
            throw problem(format.line(), "", "format is " + format.text() + "; this program reads format " + FORMAT);
        }
        if (entries.isEmpty()) {
            throw problem(line(json), "", "a catalogue needs at least one entry");
        }
        return new Content(text(header, "id", "", 1), text(header, "description", "", 1), entries);
    }

    private List<CatalogEntry> readEntries(JsonParser json) throws IOException, HasnasException {
        requireStart(json, JsonToken.START_ARRAY, "entries must be a list");
        List<CatalogEntry> entries = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            CatalogEntry entry = readEntry(json);
            if (!keys.add(entry.key())) {
                throw problem(entry.line(), entry.key(), "the key appears twice; give each entry its own");
            }
            entries.add(entry);
        }
        return entries;
    }

    private CatalogEntry readEntry(JsonParser json) throws IOException, HasnasException {
        int line = line(json);
        requireStart(json, JsonToken.START_OBJECT, "an entry must be a JSON object");
        Map<String, Field> fields = new HashMap<>();
        Optional<CatalogEntry.Source> source = Optional.empty();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            String key = keyOf(fields);
            switch (name) {
                case "key", "value", "unit", "description", "caveat", "formula", "validRange",
                        "scalingLaw" -> fields.put(name, field(json, key, name));
                case "source" -> source = Optional.of(readSource(json, key));
                default -> throw problem(line(json), key,
                        "unknown key '" + name + "'; an entry has key, value, unit, source, description, caveat, formula, validRange, scalingLaw");
            }
        }
        String key = text(fields, "key", "", line);
        if (source.isEmpty()) {
            throw problem(line, key, "there is no source; name the paper or tool and the place in it");
        }
        return new CatalogEntry(key, value(require(fields, "value", key, line), key), unit(fields, key, line), source.get(),
                text(fields, "description", key, line), optionalText(fields, "caveat", key, line), optionalText(fields, "formula", key, line),
                optionalText(fields, "validRange", key, line), optionalText(fields, "scalingLaw", key, line), line);
    }

    private CatalogEntry.Source readSource(JsonParser json, String key) throws IOException, HasnasException {
        int line = line(json);
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw problem(line, key, "source must be an object with citation and where");
        }
        Map<String, Field> fields = new HashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            if (!name.equals("citation") && !name.equals("where")) {
                throw problem(line(json), key, "unknown key '" + name + "'; a source has citation and where");
            }
            fields.put(name, field(json, key, name));
        }
        return new CatalogEntry.Source(text(fields, "citation", key, line), text(fields, "where", key, line));
    }

    private BigDecimal value(Field field, String key) throws HasnasException {
        if (!field.kind().isNumeric()) {
            throw problem(field.line(), key, "value is '" + field.text() + "'; it must be a number");
        }
        BigDecimal value = new BigDecimal(field.text());
        if (value.signum() < 0) {
            throw problem(field.line(), key, "value is " + field.text() + "; it must not be negative");
        }
        if (Double.isInfinite(value.doubleValue())) {
            throw problem(field.line(), key, "value is " + field.text() + "; it must be finite");
        }
        return value;
    }

    private CatalogUnit unit(Map<String, Field> fields, String key, int line) throws HasnasException {
        String symbol = text(fields, "unit", key, line);
        Optional<CatalogUnit> unit = CatalogUnit.bySymbol(symbol);
        if (unit.isEmpty()) {
            throw problem(line, key, "'" + symbol + "' is not a unit; use one of " + CatalogUnit.symbols());
        }
        return unit.get();
    }

    private Field field(JsonParser json, String key, String name) throws IOException, HasnasException {
        JsonToken kind = json.currentToken();
        if (!kind.isScalarValue() || kind == JsonToken.VALUE_NULL) {
            throw problem(line(json), key, name + " must be a text or a number");
        }
        return new Field(kind, json.getText(), line(json));
    }

    private Field require(Map<String, Field> fields, String name, String key, int line) throws HasnasException {
        Field field = fields.get(name);
        if (field == null) {
            throw problem(line, key, "there is no " + name + "; every constant needs one");
        }
        return field;
    }

    private String text(Map<String, Field> fields, String name, String key, int line) throws HasnasException {
        Field field = require(fields, name, key, line);
        if (field.kind() != JsonToken.VALUE_STRING || field.text().isBlank()) {
            throw problem(field.line(), key, name + " must be a text that is not empty");
        }
        return field.text();
    }

    private Optional<String> optionalText(Map<String, Field> fields, String name, String key, int line) throws HasnasException {
        return fields.containsKey(name) ? Optional.of(text(fields, name, key, line)) : Optional.empty();
    }

    private void requireStart(JsonParser json, JsonToken token, String expectation) throws IOException, HasnasException {
        if (json.currentToken() != token) {
            throw problem(line(json), "", expectation);
        }
    }

    private static String keyOf(Map<String, Field> fields) {
        Field key = fields.get("key");
        return key == null ? "" : key.text();
    }

    private static int line(JsonParser json) {
        return Math.max(1, json.currentTokenLocation().getLineNr());
    }

    private HasnasException problem(int line, String key, String sentence) {
        String entry = key.isEmpty() ? "" : "entry '" + key + "': ";
        return new HasnasException(ErrorCode.BAD_DATA, origin + " line " + line + ": " + entry + sentence + ".");
    }
}
