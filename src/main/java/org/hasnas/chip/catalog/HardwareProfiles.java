package org.hasnas.chip.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.hasnas.chip.model.HardwareProfile;
import org.hasnas.chip.model.HardwareProfile.AdcKind;
import org.hasnas.chip.model.HardwareProfile.Schedule;
import org.hasnas.chip.model.HardwareProfile.WeightCoding;
import org.hasnas.chip.model.PhysicalSettings;
import org.hasnas.chip.model.SpikeRateSource;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.units.EnumNames;

/**
 * Hardware profiles of the physical model: those of the program and files of users, JSON objects with all fields of a
 * {@link HardwareProfile}. A profile names its catalogue by id, or by a path relative to itself that ends in {@code .json}.
 */
public final class HardwareProfiles {
    /** Names of the profiles that come with the program. */
    public static final List<String> BUNDLED = List.of("neurosim-22nm-rram", "neurosim-32nm-rram", "neurosim-45nm-rram", "spikesim-like-65nm");

    private static final String FILE_END = ".json";
    private static final String BUNDLED_FOLDER = "/org/hasnas/assets/hardware/";
    private static final Set<String> FIELDS = Set.of("format", "id", "description", "catalog", "crossbarSize", "cellBits", "weightBits",
            "weightCoding", "adc", "adcBits", "columnsPerAdc", "onResistanceOhms", "offResistanceOhms", "readVolts", "minimumClockNanoseconds",
            "imageBits", "kernelTiles", "includeClassifier", "schedule");
    private static final JsonMapper MAPPER = JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private HardwareProfiles() {}

    /**
     * A profile of the program, or a file of the user.
     *
     * @throws HasnasException NOT_FOUND with the names there are; BAD_DATA with the field that is wrong
     */
    public static HardwareProfile find(String nameOrFile) throws HasnasException {
        if (BUNDLED.contains(nameOrFile)) {
            return bundled(nameOrFile);
        }
        Path file = Path.of(nameOrFile);
        return read(nameOrFile, file, file);
    }

    /** @param place where the profile is said to be: its catalogue is named from there */
    private static HardwareProfile read(String name, Path file, Path place) throws HasnasException {
        try {
            return new Reader(file.toString(), Files.readAllBytes(file)).profile(place);
        } catch (NoSuchFileException e) {
            throw new HasnasException(ErrorCode.NOT_FOUND, "There is no hardware profile '" + name + "'; give a file or one of "
                    + String.join(", ", BUNDLED) + ".", e);
        } catch (IOException e) {
            throw new HasnasException(ErrorCode.IO, "The hardware profile " + file + " can't be read: " + e.getMessage(), e);
        }
    }

    /**
     * Settings of the physical model with profile and catalogue embedded.
     *
     * @param profileName name of a profile of the program, or path of a file
     * @param catalogName id or path of the catalogue to use instead of the profile's own; empty for that one
     * @param folder what relative paths are resolved against
     * @throws HasnasException NOT_FOUND, IO or BAD_DATA about the profile or the catalogue
     */
    public static PhysicalSettings settings(String profileName, String catalogName, Path folder, SpikeRateSource rates) throws HasnasException {
        HardwareProfile own = BUNDLED.contains(profileName) ? bundled(profileName)
                : read(profileName, folder.resolve(profileName), Path.of(profileName));
        String catalog = (catalogName.isEmpty() ? own.catalog() : catalogName).replace('\\', '/');
        HardwareProfile profile = own.withCatalog(catalog);
        String text = catalog.endsWith(FILE_END) ? ComponentCatalog.text(folder.resolve(catalog)) : "";
        return new PhysicalSettings(profileName, catalogName, profile, text, catalog(profile, text).contentHash(), rates);
    }

    /**
     * The catalogue that settings were made with.
     *
     * @throws HasnasException BAD_DATA if the program's catalogue of that name has other content by now
     */
    public static ComponentCatalog catalog(PhysicalSettings settings) throws HasnasException {
        ComponentCatalog catalog = catalog(settings.profile(), settings.catalogText());
        if (!catalog.contentHash().equals(settings.catalogHash())) {
            throw new HasnasException(ErrorCode.BAD_DATA, "The component catalogue '" + settings.profile().catalog()
                    + "' has changed since these costs were computed (then " + settings.catalogHash().substring(0, 12) + ", now "
                    + catalog.contentHash().substring(0, 12) + "), so they can't be computed again."
                    + " Choose the hardware anew and start a new search.");
        }
        return catalog;
    }

    private static ComponentCatalog catalog(HardwareProfile profile, String text) throws HasnasException {
        return text.isEmpty() ? ComponentCatalog.bundled(profile.catalog())
                : ComponentCatalog.parse(profile.catalog(), text.getBytes(StandardCharsets.UTF_8));
    }

    private static HardwareProfile bundled(String name) throws HasnasException {
        try (InputStream stream = HardwareProfiles.class.getResourceAsStream(BUNDLED_FOLDER + name + ".json")) {
            if (stream == null) {
                throw new HasnasException(ErrorCode.NOT_FOUND, "The hardware profile '" + name
                        + "' is not part of this installation; install the program anew.");
            }
            return new Reader(name, stream.readAllBytes()).profile(Path.of(""));
        } catch (IOException e) {
            throw new HasnasException(ErrorCode.IO, "The hardware profile '" + name + "' can't be read: " + e.getMessage(), e);
        }
    }

    /** The catalogue a profile names. */
    public static ComponentCatalog catalog(HardwareProfile profile) throws HasnasException {
        return profile.catalog().endsWith(".json") ? ComponentCatalog.read(Path.of(profile.catalog())) : ComponentCatalog.bundled(profile.catalog());
    }

    private static final class Reader {
        private final String origin;
        private final JsonNode root;

        Reader(String origin, byte[] content) throws IOException, HasnasException {
            this.origin = origin;
            try {
                this.root = MAPPER.readTree(content);
            } catch (JsonProcessingException e) {
                throw new HasnasException(ErrorCode.BAD_DATA, origin + ": this is not JSON: " + e.getOriginalMessage() + ".", e);
            }
        }

        HardwareProfile profile(Path file) throws HasnasException {
            if (!root.isObject()) {
                throw problem("a hardware profile must be a JSON object");
            }
            for (Iterator<String> names = root.fieldNames(); names.hasNext();) {
                String name = names.next();
                if (!FIELDS.contains(name)) {
                    throw problem("unknown field '" + name + "'");
                }
            }
            if (whole("format") != 1) {
                throw problem("format is " + whole("format") + "; this program reads format 1");
            }
            String catalog = text("catalog");
            try {
                return new HardwareProfile(text("id"), text("description"),
                        catalog.endsWith(".json") ? file.resolveSibling(catalog).toString() : catalog,
                        whole("crossbarSize"), whole("cellBits"), whole("weightBits"), choice("weightCoding", WeightCoding.values()),
                        choice("adc", AdcKind.values()), whole("adcBits"), whole("columnsPerAdc"), number("onResistanceOhms"),
                        number("offResistanceOhms"), number("readVolts"), number("minimumClockNanoseconds"), whole("imageBits"),
                        flag("kernelTiles"), flag("includeClassifier"), choice("schedule", Schedule.values()));
            } catch (IllegalArgumentException e) {
                throw new HasnasException(ErrorCode.BAD_DATA, origin + ": " + e.getMessage() + ".", e);
            }
        }

        private JsonNode field(String name, String kind, boolean fits) throws HasnasException {
            JsonNode node = root.path(name);
            if (!fits) {
                throw problem(name + " is " + (node.isMissingNode() ? "missing" : node.toString()) + "; it must be " + kind);
            }
            return node;
        }

        private String text(String name) throws HasnasException {
            return field(name, "a text", root.path(name).isTextual()).textValue();
        }

        private int whole(String name) throws HasnasException {
            return field(name, "a whole number", root.path(name).canConvertToInt() && root.path(name).isIntegralNumber()).intValue();
        }

        private double number(String name) throws HasnasException {
            return field(name, "a number", root.path(name).isNumber()).doubleValue();
        }

        private boolean flag(String name) throws HasnasException {
            return field(name, "true or false", root.path(name).isBoolean()).booleanValue();
        }

        private <E extends Enum<E>> E choice(String name, E[] values) throws HasnasException {
            String text = text(name);
            StringBuilder words = new StringBuilder();
            for (E value : values) {
                String word = EnumNames.of(value);
                if (word.equals(text)) {
                    return value;
                }
                words.append(words.isEmpty() ? "" : " or ").append(word);
            }
            throw problem(name + " is '" + text + "'; it must be " + words);
        }

        private HasnasException problem(String sentence) {
            return new HasnasException(ErrorCode.BAD_DATA, origin + ": " + sentence + ".");
        }
    }
}
