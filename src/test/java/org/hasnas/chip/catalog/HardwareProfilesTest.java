package org.hasnas.chip.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.hasnas.chip.model.CatalogUnit;
import org.hasnas.chip.model.HardwareProfile;
import org.hasnas.chip.model.PhysicalSettings;
import org.hasnas.chip.model.ProfileSheet;
import org.hasnas.chip.model.SpikeRateSource;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HardwareProfilesTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void bundledProfilesHaveTheirCatalogues() throws Exception {
        for (String name : HardwareProfiles.BUNDLED) {
            HardwareProfile profile = HardwareProfiles.find(name);
            assertEquals(name, profile.id());
            assertEquals(profile.catalog(), HardwareProfiles.catalog(profile).id());
            assertEquals(name.endsWith("sram") ? 8 : 4, profile.array().cellsPerWeight());
        }
    }

    @Test
    void cataloguesAreNamedAfterTheirSourceAndKnownByTheirEarlierNames() throws Exception {
        ComponentCatalog catalog = ComponentCatalog.bundled("neurosim-22nm");
        assertEquals("neurosim-1.3-22nm-rram", catalog.id());
        assertEquals(catalog.contentHash(), ComponentCatalog.bundled("neurosim-1.3-22nm-rram").contentHash());
        assertTrue(catalog.isOf("9cd81813b89622d2d8a40c453ececaead3e5579239b17aa9b2d55dd65937e51e"), "costs computed with the file's earlier name");
        assertFalse(catalog.isOf(ComponentCatalog.bundled("neurosim-1.3-32nm-rram").contentHash()));
    }

    @Test
    void aCatalogueOfAFamilyIsOneOfItsColumns() throws Exception {
        ComponentCatalog small = ComponentCatalog.bundled("neurosim-1.4-7nm-sram");
        assertEquals("neurosim-1.4-7nm-sram", small.id());
        assertEquals(CatalogLaws.TALL_ARRAYS, small.laws());
        assertEquals(7, small.value("technology.feature", CatalogUnit.NANOMETRE));
        assertEquals(130, ComponentCatalog.bundled("neurosim-1.4-130nm-rram").value("technology.feature", CatalogUnit.NANOMETRE));
        HasnasException e = assertThrows(HasnasException.class, () -> ComponentCatalog.bundled("neurosim-1.4-7nm-rram"));
        assertTrue(e.getMessage().contains("22nm-rram") && e.getMessage().contains("not '7nm-rram'"), e.getMessage());
    }

    private String text() throws Exception {
        try (InputStream stream = HardwareProfiles.class.getResourceAsStream("/org/hasnas/assets/hardware/neurosim-22nm-rram.json")) {
            assertTrue(stream != null);
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "\"crossbarSize\": 128 | \"crossbarSize\": 20 | crossbarSize must be 32 to 512, was 20",
        "\"cellBits\": 2 | \"cellBits\": 3 | cellBits must be 1, 2 or 4, was 3",
        "\"adc\": \"flash\" | \"adc\": \"slope\" | line 10, column 10: 'adc' is the text \"slope\"; it must be one of flash, sar",
        "\"adcBits\": 5 | \"adcbits\": 5 | unknown key 'adcbits' in 'hardware profile'; did you mean 'adcBits'?",
        "\"readVolts\": 0.5 | \"readVolts\": \"high\" | 'readVolts' is the text \"high\"; it must be a number",
        "\"columnsPerAdc\": 8 | \"columnsPerAdc\": 7 | crossbarSize must be a multiple of columnsPerAdc, was 128 with 7",
        "\"columnsPerAdc\": 8 | \"columnsPerAdc\": 8, \"rowsAtOnce\": 48 | crossbarSize must be a multiple of rowsAtOnce, was 128 with 48",
    })
    void wrongFieldsAreNamed(String found, String replaced, String expected) throws Exception {
        assertTrue(text().contains(found));
        Path file = Files.writeString(folder.resolve("mine.json"), text().replace(found, replaced));
        HasnasException e = assertThrows(HasnasException.class, () -> HardwareProfiles.find(file.toString()));
        assertEquals(ErrorCode.BAD_DATA, e.code());
        assertTrue(e.getMessage().contains(expected) && e.getMessage().contains("mine.json"), e.getMessage());
    }

    @Test
    void everyValueOfAProfileOfTheProgramHasASource() throws Exception {
        Set<String> texts = Set.of("id", "description", "catalog");
        for (String name : HardwareProfiles.BUNDLED) {
            ProfileSheet sheet = HardwareProfiles.sheet(HardwareProfiles.settings(name, "", folder, new SpikeRateSource.Measured(0)), folder);
            List<String> without = sheet.values().keySet().stream().filter(key -> !texts.contains(key) && sheet.source(key).isEmpty()).toList();
            assertEquals(List.of(), without, name);
        }
    }

    @Test
    void aSourceBelongsToAValueAndIsKeptInTheFile() throws Exception {
        PhysicalSettings chip = HardwareProfiles.settings("neurosim-22nm-rram", "", folder, new SpikeRateSource.Measured(0));
        ProfileSheet sheet = HardwareProfiles.sheet(chip, folder);
        assertTrue(sheet.source("on-resistance-ohms").contains("resistanceOn = 6e3"), sheet.source("on-resistance-ohms"));
        ProfileSheet changed = sheet.with("on-resistance-ohms", "7000");
        assertEquals("", changed.source("on-resistance-ohms"), "it spoke of another value");
        assertEquals(sheet.source("read-volts"), changed.source("read-volts"));
        HardwareProfiles.write(folder.resolve("mine.json"), changed.withSource("on-resistance-ohms", " wafer 12 "));
        ProfileSheet mine = HardwareProfiles.sheet(HardwareProfiles.settings("mine.json", "", folder, new SpikeRateSource.Measured(0)), folder);
        assertEquals("wafer 12", mine.source("on-resistance-ohms"));
        assertEquals("7000.0", mine.value("on-resistance-ohms"));
        Path wrong = Files.writeString(folder.resolve("wrong.json"), text().replace("\"readVolts\": \"readVoltage", "\"readVolt\": \"readVoltage"));
        HasnasException e = assertThrows(HasnasException.class, () -> HardwareProfiles.find(wrong.toString()));
        assertTrue(e.getMessage().contains("unknown key 'readVolt' in 'sources'; did you mean 'readVolts'?"), e.getMessage());
    }

    @Test
    void catalogueFilesAreFoundBesideTheProfile() throws Exception {
        Path file = Files.writeString(folder.resolve("mine.json"),
                text().replace("\"catalog\": \"neurosim-1.3-22nm-rram\"", "\"catalog\": \"parts.json\""));
        HardwareProfile profile = HardwareProfiles.find(file.toString());
        assertEquals(folder.resolve("parts.json").toString(), profile.catalog());
        assertEquals(ErrorCode.NOT_FOUND, assertThrows(HasnasException.class, () -> HardwareProfiles.catalog(profile)).code());
    }

    @Test
    void unknownNamesListTheKnownOnes() {
        HasnasException e = assertThrows(HasnasException.class, () -> HardwareProfiles.find("neurosim-7nm"));
        assertTrue(e.getMessage().contains("neurosim-22nm-rram, neurosim-32nm-rram, neurosim-45nm-rram, spikesim-like-65nm"), e.getMessage());
    }
}
