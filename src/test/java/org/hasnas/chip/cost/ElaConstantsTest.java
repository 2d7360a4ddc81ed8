package org.hasnas.chip.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hasnas.chip.catalog.ComponentCatalog;
import org.hasnas.chip.model.SpikeSimCostReport;
import org.hasnas.chip.model.SpikeSimSettings;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.network.ConvolutionLayer.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The model takes its constants from the catalogue and from nowhere else. */
final class ElaConstantsTest {
    private static final List<ConvolutionLayer> LAYERS = List.of(new ConvolutionLayer("layer", Role.STEM, -1, 64, 64, 3, 1, 8, 8, 8, 8, 8, 8));

    @TempDir
    private Path folder;

    private SpikeSimElaModel modelWith(String found, String replaced) throws HasnasException, IOException {
        try (InputStream stream = ComponentCatalog.class.getResourceAsStream("/org/hasnas/assets/catalog/spikesim-ela.json")) {
            assertTrue(stream != null);
            String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(text.contains(found), found);
            return new SpikeSimElaModel(ComponentCatalog.read(Files.writeString(folder.resolve("changed.json"), text.replace(found, replaced))));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "\"key\": \"adc.area\"         | \"key\": \"adc.aera\"         | there is no entry 'adc.area'; add it with its value in um2",
        "\"value\": 693.633, \"unit\": \"um2\" | \"value\": 693.633, \"unit\": \"pJ\" | entry 'adc.area' has the unit pJ; it must be in um2",
        "\"value\": 26, \"unit\": \"clock\" | \"value\": 26.5, \"unit\": \"clock\" | entry 'pe-cycle.clocks' is 26.5; it must be a whole number",
    })
    void missingOrWrongConstantsAreRefused(String found, String replaced, String expected) {
        HasnasException e = assertThrows(HasnasException.class, () -> modelWith(found, replaced));
        assertEquals(ErrorCode.BAD_DATA, e.code());
        assertTrue(e.getMessage().contains(expected), e.getMessage());
        assertTrue(e.getMessage().contains("changed.json"), e.getMessage());
    }

    @Test
    void constantNobodyReadsIsRefused() {
        HasnasException e = assertThrows(HasnasException.class, () -> modelWith("\"entries\": [", """
                "entries": [{"key": "adc.leakage", "value": 1, "unit": "pJ", "description": "x", "source": {"citation": "x", "where": "x"}},
                """));
        assertTrue(e.getMessage().contains("unknown entry 'adc.leakage'"), e.getMessage());
    }

    @Test
    void changedConstantChangesCostAndHash() throws Exception {
        SpikeSimCostReport before = SpikeSimElaModel.bundled().cost(LAYERS, 1, SpikeSimSettings.DEFAULT);
        SpikeSimCostReport after = modelWith("\"value\": 2.03084", "\"value\": 3.03084").cost(LAYERS, 1, SpikeSimSettings.DEFAULT);
        // 64 pixels, one PE, (64 / 8)^2 ADC conversions in each cycle, 1 pJ more for each
        assertEquals(64 * 64 * 1e-12, after.total().energy().joules() - before.total().energy().joules(), 1e-20);
        assertEquals(before.total().area(), after.total().area());
        assertNotEquals(before.catalogHash(), after.catalogHash());
    }
}
