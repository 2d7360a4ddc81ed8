package org.hasnas.chip.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.hasnas.chip.model.CatalogEntry;
import org.hasnas.chip.model.CatalogUnit;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ComponentCatalogTest {
    private static final String VALID = """
            {
              "format": 1,
              "id": "test",
              "description": "for this test",
              "entries": [
                {"key": "adc.energy", "value": 2.5, "unit": "pJ",
                  "source": {"citation": "a paper", "where": "Table 1"},
                  "description": "energy of a conversion"},
                {"key": "adc.area", "value": 100, "unit": "um2",
                  "source": {"citation": "a paper", "where": "Table 2"},
                  "description": "area", "caveat": "doubtful", "formula": "50 * 2"}
              ]
            }
            """;

    @TempDir
    private Path folder;

    private static ComponentCatalog parse(String text) throws HasnasException {
        return ComponentCatalog.parse("test.json", text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void entriesKeepValueUnitSourceAndCaveat() throws Exception {
        ComponentCatalog catalog = ComponentCatalog.read(Files.writeString(folder.resolve("test.json"), VALID));
        assertEquals(List.of("adc.energy", "adc.area"), catalog.entries().stream().map(CatalogEntry::key).toList());
        assertEquals(2.5, catalog.value("adc.energy", CatalogUnit.PICOJOULE), 0);
        assertEquals(100, catalog.count("adc.area", CatalogUnit.SQUARE_MICROMETRE));
        CatalogEntry area = catalog.entries().get(1);
        assertEquals(new CatalogEntry.Source("a paper", "Table 2"), area.source());
        assertEquals("doubtful", area.caveat().orElseThrow());
        assertEquals(9, area.line());
        assertTrue(catalog.entries().getFirst().caveat().isEmpty());
    }

    @Test
    void hashIsThatOfTheBytes() throws Exception {
        String sha = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(VALID.getBytes(StandardCharsets.UTF_8)));
        assertEquals(sha, parse(VALID).contentHash());
        assertNotEquals(sha, parse(VALID + "\n").contentHash());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "unit": "pJ", | | line 6, column 5, entry 'adc.energy': key 'unit' is missing in 'entry'
            "source": {"citation": "a paper", "where": "Table 1"}, | | line 6, column 5, entry 'adc.energy': key 'source' is missing in 'entry'
            "where": "Table 2" | "where": " " | line 10, column 50, entry 'adc.area': 'where' is the text " "; it must be a text that is not empty
            , "where": "Table 1" | | line 7, column 17, entry 'adc.energy': key 'where' is missing in 'source'
            "where": "Table 1" | "where": "T", "page": 1 | line 7, column 55, entry 'adc.energy': unknown key 'page' in 'source'; known keys are
            "unit": "pJ" | "unit": "pF" | line 6, column 49, entry 'adc.energy': 'pF' is not a unit; use one of pJ
            "value": 2.5 | "value": -2.5 | column 36, entry 'adc.energy': 'value' is '-2.5'; it must be a number of at least 0
            "value": 2.5 | "value": 1e999 | column 36, entry 'adc.energy': 'value' is '1e999'; it is too large for a number
            "value": 2.5 | "value": NaN | line 6, column 39: this is no JSON
            "value": 2.5 | "value": "2.5" | column 36, entry 'adc.energy': 'value' is the text "2.5"; it must be a number
            "value": 2.5 | "value": null | column 36, entry 'adc.energy': 'value' is empty; it must be a number
            "caveat" | "caveats" | line 11, column 30, entry 'adc.area': unknown key 'caveats' in 'entry'; did you mean 'caveat'?
            adc.area | adc.energy | line 9, column 5: entry 'adc.energy' appears twice
            "value": 100 | "value": 1, "value": 2 | entry 'adc.area': key 'value' in 'entry' is already given in line 9, column 25
            "format": 1, | "format": 2, | line 2, column 13: this file has version 2
            "format": 1, | | line 1, column 1: key 'format' is missing in 'component catalogue'
            "id": "test", | "name": "test", | line 3, column 3: unknown key 'name' in 'component catalogue'; known keys are format
            "description": "energy of a conversion"} | "description": ""} | line 8, column 22, entry 'adc.energy': 'description' is the text ""
            """)
    void mistakesAreToldWithFileLineAndKey(String found, String replaced, String expected) {
        assertTrue(VALID.contains(found), found);
        String text = VALID.replace(found, replaced == null ? "" : replaced).replaceAll(",(\\s*})", "$1");
        HasnasException e = assertThrows(HasnasException.class, () -> parse(text));
        assertEquals(ErrorCode.BAD_DATA, e.code());
        assertTrue(e.getMessage().startsWith("test.json, line "), e.getMessage());
        assertTrue(e.getMessage().contains(expected), e.getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"[]", "{}", "''", "{\"format\": 1, \"id\": \"x\", \"description\": \"x\", \"entries\": []}",
        "{\"format\": 1, \"entries\": {}}", "{\"format\": 1, \"entries\": [3]}"})
    void textsThatAreNoCatalogueAreRefused(String text) {
        assertEquals(ErrorCode.BAD_DATA, assertThrows(HasnasException.class, () -> parse(text)).code());
        assertEquals(ErrorCode.BAD_DATA, assertThrows(HasnasException.class, () -> parse(VALID + "{}")).code());
    }

    @Test
    void askingForWhatIsNotThereIsRefused() throws HasnasException {
        ComponentCatalog catalog = parse(VALID);
        assertMessage("there is no entry 'mux.energy'", () -> catalog.value("mux.energy", CatalogUnit.PICOJOULE));
        assertMessage("entry 'adc.energy' has the unit pJ; it must be in um2", () -> catalog.value("adc.energy", CatalogUnit.SQUARE_MICROMETRE));
        assertMessage("must be a whole number", () -> catalog.count("adc.energy", CatalogUnit.PICOJOULE));
        assertMessage("line 9: unknown entry 'adc.area'", () -> catalog.requireOnly(Set.of("adc.energy")));
        assertEquals(ErrorCode.NOT_FOUND, assertThrows(HasnasException.class, () -> ComponentCatalog.bundled("no-such-model")).code());
        assertEquals(ErrorCode.NOT_FOUND, assertThrows(HasnasException.class, () -> ComponentCatalog.read(folder.resolve("none.json"))).code());
        assertEquals(ErrorCode.IO, assertThrows(HasnasException.class, () -> ComponentCatalog.read(folder)).code());
    }

    private static void assertMessage(String expected, org.junit.jupiter.api.function.Executable action) {
        String message = assertThrows(HasnasException.class, action).getMessage();
        assertTrue(message.contains(expected), message);
    }

    @Test
    void formulasOfTheBundledCatalogueGiveTheirValues() throws HasnasException {
        List<CatalogEntry> derived = ComponentCatalog.bundled("spikesim-ela").entries().stream().filter(entry -> entry.formula().isPresent())
                .toList();
        assertFalse(derived.isEmpty());
        for (CatalogEntry entry : derived) {
            double product = Arrays.stream(entry.formula().orElseThrow().split("\\*")).mapToDouble(factor -> Double.parseDouble(factor.strip()))
                    .reduce(1, (a, b) -> a * b);
            assertEquals(product, entry.value().doubleValue(), product * 1e-15, entry.key());
        }
    }

    @Test
    void oneLiteralUnderTwoUnitsIsTwoEntriesWithCaveats() throws HasnasException {
        List<CatalogEntry> sram = ComponentCatalog.bundled("spikesim-ela").entries().stream().filter(entry -> entry.key().endsWith(".sram")).toList();
        assertEquals(List.of(CatalogUnit.PICOJOULE, CatalogUnit.SQUARE_MICROMETRE), sram.stream().map(CatalogEntry::unit).toList());
        sram.forEach(entry -> assertTrue(entry.caveat().orElse("").contains("671.089 under two units"), entry.key()));
    }

    @Test
    void bundledCatalogueIsTheFileOnTheClassPath() throws HasnasException, IOException {
        ComponentCatalog catalog = ComponentCatalog.bundled("spikesim-ela");
        try (InputStream stream = ComponentCatalog.class.getResourceAsStream("/org/hasnas/assets/catalog/spikesim-ela.json")) {
            assertTrue(stream != null);
            assertEquals(ComponentCatalog.parse("copy", stream.readAllBytes()).contentHash(), catalog.contentHash());
        }
        assertEquals("spikesim-ela", catalog.id());
    }
}
