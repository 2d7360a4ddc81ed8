package org.hasnas.chip.catalog;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hasnas.chip.model.CatalogEntry;
import org.hasnas.chip.model.CatalogUnit;
import org.hasnas.document.Fields;
import org.hasnas.document.Header;
import org.hasnas.document.JsonText;
import org.hasnas.document.KnownNames;
import org.hasnas.document.Source;
import org.hasnas.document.Value;
import org.hasnas.error.HasnasException;

/** Reads what a catalogue's file holds. */
final class CatalogReader {
    private static final List<String> KEYS = List.of("format", "id", "description", "laws", "earlier-hashes", "columns", "entries");
    private static final List<String> ENTRY_KEYS =
            List.of("key", "value", "values", "unit", "source", "description", "caveat", "formula", "valid-range",
                    "scaling-law");

    private CatalogReader() {}

    /** What a file holds of one column. */
    record Content(String id, String description, CatalogLaws laws, List<String> earlierHashes, List<CatalogEntry> entries) {}

    /**
     * @param origin name of the file, for messages
     * @param column which of the file's catalogues; empty for a file with one
     */
    static Content read(String origin, byte[] content, String column) throws HasnasException {
        Fields fields = JsonText.parse(new Source(origin, Source.Kind.JSON), "component catalogue", content).fields(KEYS);
        Header.checkVersion(fields.value("format"), 1);
        List<String> columns = fields.has("columns") ? texts(fields, "columns") : List.of();
        int index = columns.indexOf(column);
        if (columns.isEmpty() != column.isEmpty() || (index < 0 && !columns.isEmpty())) {
            throw fields.problem("id", columns.isEmpty() ? "this file has one catalogue, so there is no '" + column + "' in it"
                    : "this file has the catalogues " + String.join(", ", columns) + "; give one of these, not '" + column + "'");
        }
        List<CatalogEntry> entries = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        for (Value item : fields.items("entries")) {
            CatalogEntry entry = entry(item, columns.size(), index);
            if (!keys.add(entry.key())) {
                throw item.problem("entry '" + entry.key() + "' appears twice; give each entry a key of its own");
            }
            entries.add(entry);
        }
        if (entries.isEmpty()) {
            throw fields.problem("entries", "a catalogue needs at least one entry");
        }
        String id = text(fields, "id");
        return new Content(column.isEmpty() ? id : id + "-" + column, text(fields, "description"),
                fields.has("laws") ? fields.choice("laws", KnownNames.choices(CatalogLaws.values())) : CatalogLaws.SQUARE_ARRAYS,
                fields.has("earlier-hashes") ? texts(fields, "earlier-hashes") : List.of(), entries);
    }

    private static List<String> texts(Fields fields, String key) throws HasnasException {
        List<String> texts = new ArrayList<>();
        for (Value item : fields.items(key)) {
            texts.add(item.text());
        }
        return texts;
    }

    private static CatalogEntry entry(Value item, int columns, int index) throws HasnasException {
        String place = item.find("key").filter(Value::isSingle).map(key -> "entry '" + key.written() + "'").orElse("");
        Fields fields = item.within(place).called("entry").fields(ENTRY_KEYS);
        Fields source = fields.fields("source", List.of("citation", "where"));
        String symbol = text(fields, "unit");
        CatalogUnit unit = CatalogUnit.bySymbol(symbol)
                .orElseThrow(() -> fields.problem("unit", "'" + symbol + "' is not a unit; use one of " + CatalogUnit.symbols()));
        Value number = fields.has("values") && columns > 0 ? fields.value("values").items(columns, "column").get(index) : fields.value("value");
        return new CatalogEntry(text(fields, "key"), value(number), unit,
                new CatalogEntry.Source(text(source, "citation"), text(source, "where")), text(fields, "description"),
                optionalText(fields, "caveat"), optionalText(fields, "formula"), optionalText(fields, "valid-range"),
                optionalText(fields, "scaling-law"), item.position().line());
    }

    private static BigDecimal value(Value number) throws HasnasException {
        return BigDecimal.valueOf(number.number("a number of at least 0", value -> value >= 0));
    }

    private static String text(Fields fields, String key) throws HasnasException {
        String text = fields.text(key);
        if (text.isBlank()) {
            throw fields.value(key).wrong("a text that is not empty");
        }
        return text;
    }

    private static Optional<String> optionalText(Fields fields, String key) throws HasnasException {
        return fields.has(key) ? Optional.of(text(fields, key)) : Optional.empty();
    }
}
