package org.hasnas.chip.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;
import org.hasnas.chip.model.DeviceStatistics;
import org.hasnas.chip.model.HardwareProfile;
import org.hasnas.chip.model.PhysicalSettings;
import org.hasnas.chip.model.ProfileSheet;
import org.hasnas.chip.model.SpikeRateSource;
import org.hasnas.document.AtomicFile;
import org.hasnas.document.Fields;
import org.hasnas.document.Header;
import org.hasnas.document.InputFile;
import org.hasnas.document.JsonText;
import org.hasnas.document.Source;
import org.hasnas.document.Value;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.units.Numbers;

/**
 * Hardware profiles of the physical model: those of the program and files of users, JSON objects with all fields of a
 * {@link HardwareProfile}. A profile names its catalogue by id, or by a path relative to itself that ends in {@code .json}. Its {@code sources}, which may
 * be left out, say of values by their keys where they come from; costs don't depend on them.
 */
public final class HardwareProfiles {
    /** Names of the profiles that come with the program. */
    public static final List<String> BUNDLED = Stream.concat(
            Stream.of("neurosim-22nm-rram", "neurosim-32nm-rram", "neurosim-45nm-rram", "spikesim-like-65nm"), nodesAndCells()).toList();

    private static final String FAMILY = "neurosim-1.4";
    private static final String SRAM = "-sram";
    private static final String WHAT = "hardware profile";
    private static final String FILE_END = ".json";
    private static final String BUNDLED_FOLDER = "/org/hasnas/assets/hardware/";
    private static final String SOURCES = "sources";
    private static final List<String> KEYS = Stream.concat(Stream.of("format", SOURCES), ProfileFormat.KEYS.stream()).toList();

    private static final Set<String> TEXT_KEYS = Set.of("id", "description", "catalog", "devices");

    private HardwareProfiles() {}

    /** A chip for each catalogue of a source that covers many nodes and cells; apart from the catalogue, those of a kind of cell are alike. */
    private static Stream<String> nodesAndCells() {
        return Stream.of(130, 90, 65, 45, 32, 22, 14, 10, 7, 5, 3, 2, 1).flatMap(node -> (node < 22 ? Stream.of("fefet", "sram")
                : Stream.of("rram", "fefet", "sram")).map(cell -> FAMILY + "-" + node + "nm-" + cell));
    }

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

    /** @param place where the profile is said to be: its catalogue and its devices are named from there */
    private static HardwareProfile read(String name, Path file, Path place) throws HasnasException {
        if (!InputFile.isThere(file)) {
            throw new HasnasException(ErrorCode.NOT_FOUND, "There is no hardware profile '" + name + "'; give a file or one of "
                    + String.join(", ", BUNDLED) + ".");
        }
        return profile(JsonText.read(file, Source.Kind.JSON, WHAT), file, place);
    }

    /**
     * Settings of the physical model with profile, catalogue and devices embedded.
     *
     * @param profileName name of a profile of the program, or path of a file
     * @param catalogName id or path of the catalogue to use instead of the profile's own; empty for that one
     * @param folder what relative paths are resolved against
     * @throws HasnasException NOT_FOUND, IO or BAD_DATA about the profile, the catalogue or the devices
     */
    public static PhysicalSettings settings(String profileName, String catalogName, Path folder, SpikeRateSource rates) throws HasnasException {
        HardwareProfile own = BUNDLED.contains(profileName) ? bundled(profileName)
                : read(profileName, folder.resolve(profileName), Path.of(profileName));
        String catalog = (catalogName.isEmpty() ? own.catalog() : catalogName).replace('\\', '/');
        HardwareProfile profile = own.withCatalog(catalog);
        String text = catalog.endsWith(FILE_END) ? ComponentCatalog.text(folder.resolve(catalog)) : "";
        return new PhysicalSettings(profileName, catalogName, profile, text, catalog(profile, text).contentHash(),
                DeviceFiles.text(profile.devices(), folder), rates);
    }

    /**
     * A chip with other cells.
     *
     * @param nameOrFile a device of the program or a file; empty for the cells that the chip has
     * @param folder what a relative path is resolved against
     * @throws HasnasException if there is no such device, or its file is wrong
     */
    public static PhysicalSettings withDevices(PhysicalSettings chip, String nameOrFile, Path folder) throws HasnasException {
        return nameOrFile.isEmpty() ? chip : chip.withDevices(nameOrFile, DeviceFiles.text(nameOrFile, folder));
    }

    /** What is known of the cells of a chip. */
    public static DeviceStatistics devices(PhysicalSettings settings) throws HasnasException {
        return DeviceFiles.of(settings.profile().devices(), settings.devicesText());
    }

    /** The same chip with the constants of the other sources that know its node and cell. */
    public static List<PhysicalSettings> byOtherSources(PhysicalSettings chip) throws HasnasException {
        List<PhysicalSettings> others = new ArrayList<>();
        for (String catalog : ComponentCatalog.ofOtherSources(chip.profile().catalog())) {
            others.add(new PhysicalSettings(chip.profileName(), catalog, chip.profile().withCatalog(catalog), "",
                    ComponentCatalog.bundled(catalog).contentHash(), chip.devicesText(), chip.spikeRates()));
        }
        return List.copyOf(others);
    }

    /**
     * The catalogue that settings were made with.
     *
     * @throws HasnasException BAD_DATA if the program's catalogue of that name has other content by now
     */
    public static ComponentCatalog catalog(PhysicalSettings settings) throws HasnasException {
        ComponentCatalog catalog = catalog(settings.profile(), settings.catalogText());
        if (!catalog.isOf(settings.catalogHash())) {
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
        HardwareProfile read = profile(bundledFile(name), Path.of(""), Path.of(""));
        return name.startsWith(FAMILY) ? read.named(name).withCatalog(name) : read;
    }

    private static Value bundledFile(String name) throws HasnasException {
        String file = name.startsWith(FAMILY) ? FAMILY + (name.endsWith(SRAM) ? SRAM : "") : name;
        try (InputStream stream = HardwareProfiles.class.getResourceAsStream(BUNDLED_FOLDER + file + ".json")) {
            if (stream == null) {
                throw new HasnasException(ErrorCode.NOT_FOUND, "The hardware profile '" + name
                        + "' is not part of this installation; install the program anew.");
            }
            return JsonText.parse(new Source(name, Source.Kind.JSON), WHAT, stream.readAllBytes());
        } catch (IOException e) {
            throw new HasnasException(ErrorCode.IO, "The hardware profile '" + name + "' can't be read: " + e.getMessage(), e);
        }
    }

    /** The catalogue a profile names. */
    public static ComponentCatalog catalog(HardwareProfile profile) throws HasnasException {
        return profile.catalog().endsWith(".json") ? ComponentCatalog.read(Path.of(profile.catalog())) : ComponentCatalog.bundled(profile.catalog());
    }

    /**
     * The profile of settings as a form shows it.
     *
     * @param folder what the path of the profile's file is resolved against
     * @throws HasnasException NOT_FOUND, IO or BAD_DATA about the profile's file, which has the sources
     */
    public static ProfileSheet sheet(PhysicalSettings settings, Path folder) throws HasnasException {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        ProfileFormat.write(settings.profile(), tree);
        SequencedMap<String, String> values = new LinkedHashMap<>();
        tree.properties().forEach(entry -> values.put(entry.getKey(), entry.getValue().asText()));
        String name = settings.profileName();
        Value file = BUNDLED.contains(name) ? bundledFile(name) : JsonText.read(folder.resolve(name), Source.Kind.JSON, WHAT);
        return new ProfileSheet(values, sources(file.fields(KEYS)));
    }

    private static Map<String, String> sources(Fields profile) throws HasnasException {
        Map<String, String> sources = new LinkedHashMap<>();
        if (profile.has(SOURCES)) {
            Fields fields = profile.fields(SOURCES, ProfileFormat.KEYS);
            for (String key : ProfileFormat.KEYS) {
                if (fields.has(key)) {
                    sources.put(key, fields.text(key));
                }
            }
        }
        return sources;
    }

    /**
     * Writes a profile file.
     *
     * @throws HasnasException BAD_DATA with what is wrong, and then nothing is written
     */
    public static void write(Path file, ProfileSheet sheet) throws HasnasException {
        ObjectNode tree = JsonNodeFactory.instance.objectNode().put("format", 1);
        sheet.values().forEach((key, value) -> {
            if (key.equals("devices") && value.isBlank()) {
                return; // of no published device
            }
            if (TEXT_KEYS.contains(key)) {
                tree.put(key, value);
            } else {
                tree.set(key, scalar(value.strip()));
            }
        });
        if (!sheet.sources().isEmpty()) {
            ObjectNode sources = tree.putObject(SOURCES);
            sheet.sources().forEach(sources::put);
        }
        String text = JsonText.pretty(JsonText.camelCase(tree));
        profile(JsonText.parse(new Source(file.toString(), Source.Kind.JSON), WHAT, text), file, file);
        AtomicFile.write(file, text);
    }

    /** A number or a flag as JSON has it; other text stays text, which the reader then refuses where it wants a number. */
    private static JsonNode scalar(String value) {
        return switch (value) {
            case "true" -> BooleanNode.TRUE;
            case "false" -> BooleanNode.FALSE;
            default -> {
                try {
                    BigDecimal number = new BigDecimal(Numbers.withPoint(value));
                    yield number.stripTrailingZeros().scale() <= 0 ? new BigIntegerNode(number.toBigIntegerExact()) : new DecimalNode(number);
                } catch (IllegalArgumentException notANumber) {
                    yield new TextNode(value);
                }
            }
        };
    }

    private static HardwareProfile profile(Value read, Path file, Path place) throws HasnasException {
        Fields fields = read.fields(KEYS);
        Header.checkVersion(fields.value("format"), 1);
        HardwareProfile written = ProfileFormat.read(fields);
        sources(fields); // a source of no value is told now
        boolean bundledDevices = DeviceFiles.text(written.devices(), file.resolveSibling("")).isEmpty(); // a name that is wrong is told now
        HardwareProfile profile = bundledDevices ? written : written.withDevices(place.resolveSibling(written.devices()).toString());
        return profile.catalog().endsWith(FILE_END) ? profile.withCatalog(place.resolveSibling(profile.catalog()).toString()) : profile;
    }
}
