package org.hasnas.chip.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hasnas.chip.model.HardwareProfile;
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
            assertEquals(4, profile.array().cellsPerWeight());
        }
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
    })
    void wrongFieldsAreNamed(String found, String replaced, String expected) throws Exception {
        assertTrue(text().contains(found));
        Path file = Files.writeString(folder.resolve("mine.json"), text().replace(found, replaced));
        HasnasException e = assertThrows(HasnasException.class, () -> HardwareProfiles.find(file.toString()));
        assertEquals(ErrorCode.BAD_DATA, e.code());
        assertTrue(e.getMessage().contains(expected) && e.getMessage().contains("mine.json"), e.getMessage());
    }

    @Test
    void catalogueFilesAreFoundBesideTheProfile() throws Exception {
        Path file = Files.writeString(folder.resolve("mine.json"), text().replace("\"catalog\": \"neurosim-22nm\"", "\"catalog\": \"parts.json\""));
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
