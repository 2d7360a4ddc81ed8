package org.hasnas.files.codec;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Hardware profiles, catalogues and devices as users make them: copied from the program's and changed. */
public final class UserChips {
    private UserChips() {}

    /** Writes a profile with 4-bit ADCs and its catalogue; returns the profile's file. */
    public static Path write(Path folder, String profileName, String catalogName) throws IOException {
        Path profile = folder.resolve(profileName);
        Files.writeString(profile, asset("hardware/neurosim-22nm-rram.json").replace("\"id\": \"neurosim-22nm-rram\"", "\"id\": \"my-chip\"")
                .replace("\"catalog\": \"neurosim-1.3-22nm-rram\"", "\"catalog\": \"" + catalogName + "\"")
                .replace("\"adcBits\": 5", "\"adcBits\": 4"));
        Files.writeString(folder.resolve(catalogName),
                asset("catalog/neurosim-1.3-22nm-rram.json").replaceFirst("\"id\": \"[^\"]*\"", "\"id\": \"mine\""));
        return profile;
    }

    /** Writes devices that are stuck with another probability than those they are copied from; returns the file. */
    public static Path writeDevices(Path folder, String name, double stuckOnProbability) throws IOException {
        return Files.writeString(folder.resolve(name), asset("device/reram-wan-2022.json").replaceFirst("\"id\": \"[^\"]*\"", "\"id\": \"my-cells\"")
                .replaceFirst("\"format\": 1,", "\"format\": 1, \"stuckOnProbability\": " + stuckOnProbability + ","));
    }

    private static String asset(String name) throws IOException {
        try (InputStream stream = Objects.requireNonNull(UserChips.class.getResourceAsStream("/org/hasnas/assets/" + name), name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
