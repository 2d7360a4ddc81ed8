package org.hasnas.chip.catalog;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hasnas.document.Fields;
import org.hasnas.document.Header;
import org.hasnas.document.JsonText;
import org.hasnas.document.Source;
import org.hasnas.document.Value;
import org.hasnas.error.HasnasException;

/** Reads what a catalogue's file holds. */
final class CatalogReader {
    private static final List<String> KEYS = List.of("format", "id", "description", "entries");
    private static final List<String> ENTRY_KEYS = List.of("key", "value", "unit", "source", "description", "caveat", "formula", "valid-range",
            "scaling-law");

    private CatalogReader() {}

    /** What a file holds. */
    record Content(String id, String description, List<CatalogEntry> entries) {}

    /** @param origin name of the file, for messages */
    static Content read(String origin, byte[] content) throws HasnasException {
        Fields fields = JsonText.parse(new Source(origin, Source.Kind.JSON), "component catalogue", content).fields(KEYS);
        Header.checkVersion(fields.value("format"), 1);
        List<CatalogEntry> entries = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        for (Value item : fields.items("entries")) {
            CatalogEntry entry = entry(item);
            if (!keys.add(entry.key())) {
                throw item.problem("entry '" + entry.key() + "' appears twice; give each entry a key of its own");
            }
            entries.add(entry);
        }
        if (entries.isEmpty()) {
            throw fields.problem("entries", "a catalogue needs at least one entry");
        }
        return new Content(text(fields, "id"), text(fields, "description"), entries);
    }

    private static CatalogEntry entry(Value item) throws HasnasException {
        String place = item.find("key").filter(Value::isSingle).map(key -> "entry '" + key.written() + "'").orElse("");
        Fields fields = item.within(place).called("entry").fields(ENTRY_KEYS);
        Fields source = fields.fields("source", List.of("citation", "where"));
        String symbol = text(fields, "unit");
        CatalogUnit unit = CatalogUnit.bySymbol(symbol)
                .orElseThrow(() -> fields.problem("unit", "'" + symbol + "' is not a unit; use one of " + CatalogUnit.symbols()));
        return new CatalogEntry(text(fields, "key"), value(fields), unit,
                new CatalogEntry.Source(text(source, "citation"), text(source, "where")), text(fields, "description"),
                optionalText(fields, "caveat"), optionalText(fields, "formula"), optionalText(fields, "valid-range"),
                optionalText(fields, "scaling-law"), item.position().line());
    }

    private static BigDecimal value(Fields fields) throws HasnasException {
        return BigDecimal.valueOf(fields.value("value").number("a number of at least 0", value -> value >= 0));
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
