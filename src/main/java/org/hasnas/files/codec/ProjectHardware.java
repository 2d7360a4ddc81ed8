package org.hasnas.files.codec;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hasnas.chip.catalog.HardwareProfiles;
import org.hasnas.chip.model.CellDevice;
import org.hasnas.chip.model.CostModelId;
import org.hasnas.chip.model.HardwareSettings;
import org.hasnas.chip.model.PhysicalSettings;
import org.hasnas.chip.model.SpikeRateSource;
import org.hasnas.chip.model.SpikeRates;
import org.hasnas.chip.model.SpikeSimSettings;
import org.hasnas.document.Fields;
import org.hasnas.document.KnownNames;
import org.hasnas.error.HasnasException;
import org.hasnas.units.EnumNames;

/** The {@code hardware} of a project file; the format is described at {@link ProjectYaml}. */
final class ProjectHardware {
    /** The values of {@code classifier}: whether it is mapped to the chip. */
    private static final Map<String, Boolean> CLASSIFIER = classifier();
    private static final List<String> SPIKESIM_KEYS = List.of("model", "crossbar-size", "pes-per-tile", "device", "classifier");
    private static final List<String> PHYSICAL_KEYS = List.of("model", "profile", "catalog", "devices", "spike-rate", "spike-rate-at-least");
    private static final String MEASURED = "measured";
    private static final String COMMON = "common";
    private static final String LAYERS = "layers";

    private ProjectHardware() {}

    private static Map<String, Boolean> classifier() {
        Map<String, Boolean> values = new LinkedHashMap<>();
        values.put("excluded", false);
        values.put("included", true);
        return Collections.unmodifiableMap(values);
    }

    /** @param folder what the paths of profiles and catalogues are relative to */
    static HardwareSettings read(Fields project, Path folder) throws HasnasException {
        if (!project.has("hardware")) {
            return SpikeSimSettings.DEFAULT;
        }
        List<String> all = new ArrayList<>(SPIKESIM_KEYS);
        all.addAll(PHYSICAL_KEYS.subList(1, PHYSICAL_KEYS.size()));
        CostModelId model = project.fields("hardware", all).choice("model", CostModelId.SPIKESIM_ELA, KnownNames.choices(CostModelId.values()));
        return switch (model) {
            case SPIKESIM_ELA -> spikeSim(project.fields("hardware", SPIKESIM_KEYS));
            case PHYSICAL -> physical(project.fields("hardware", PHYSICAL_KEYS), folder);
        };
    }

    private static SpikeSimSettings spikeSim(Fields fields) throws HasnasException {
        SpikeSimSettings usual = SpikeSimSettings.DEFAULT;
        int crossbarSize = fields.integer("crossbar-size", usual.crossbarSize(), 8, 1024);
        if (crossbarSize % 8 != 0) {
            throw fields.problem("crossbar-size", "the side of a crossbar is a multiple of 8, not " + crossbarSize);
        }
        int pesPerTile = fields.integer("pes-per-tile", usual.pesPerTile(), 1, 1 << 16);
        CellDevice device = fields.choice("device", usual.device(), KnownNames.choices(CellDevice.values()));
        return new SpikeSimSettings(crossbarSize, pesPerTile, device, fields.choice("classifier", usual.includeClassifier(), CLASSIFIER));
    }

    private static PhysicalSettings physical(Fields fields, Path folder) throws HasnasException {
        if (!fields.has("profile")) {
            throw fields.source().problem(fields.position(), "the physical model needs a hardware profile; add for example 'profile: "
                    + HardwareProfiles.BUNDLED.getFirst() + "', or the path of a profile file");
        }
        String profile = fields.text("profile");
        String catalog = fields.text("catalog", "");
        SpikeRateSource rates = rates(fields);
        String key = catalog.isEmpty() ? "profile" : "catalog";
        try {
            PhysicalSettings chip = HardwareProfiles.settings(profile, catalog, folder, rates);
            key = "devices";
            return HardwareProfiles.withDevices(chip, fields.text(key, ""), folder);
        } catch (HasnasException wrong) {
            throw new HasnasException(wrong.code(), fields.problem(key, wrong.getMessage()).getMessage(), wrong);
        }
    }

    private static SpikeRateSource rates(Fields fields) throws HasnasException {
        boolean measured = !fields.has("spike-rate") || fields.value("spike-rate").is(MEASURED);
        if (measured) {
            double least = fields.number("spike-rate-at-least", 0);
            return fields.source().checked(fields.at("spike-rate-at-least"), () -> new SpikeRateSource.Measured(least));
        }
        if (fields.has("spike-rate-at-least")) {
            throw fields.problem("spike-rate-at-least", "'spike-rate-at-least' belongs to 'spike-rate: " + MEASURED + "'; remove it");
        }
        if (!fields.value("spike-rate").isMapping()) {
            double rate = fields.value("spike-rate").number(MEASURED, Double.NaN);
            return fields.source().checked(fields.at("spike-rate"), () -> new SpikeRateSource.Given(SpikeRates.of(rate)));
        }
        return new SpikeRateSource.Given(SpikeRatesJson.read(fields.value("spike-rate"), name -> true));
    }

    static ObjectNode write(HardwareSettings hardware) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode().put("model", EnumNames.of(hardware.model()));
        switch (hardware) {
            case SpikeSimSettings settings -> {
                tree.put("crossbar-size", settings.crossbarSize()).put("pes-per-tile", settings.pesPerTile())
                        .put("device", EnumNames.of(settings.device()));
                CLASSIFIER.forEach((word, included) -> {
                    if (included == settings.includeClassifier()) {
                        tree.put("classifier", word);
                    }
                });
            }
            case PhysicalSettings settings -> {
                tree.put("profile", settings.profileName());
                if (!settings.catalogName().isEmpty()) {
                    tree.put("catalog", settings.catalogName());
                }
                if (!settings.profile().devices().isEmpty()) {
                    tree.put("devices", settings.profile().devices());
                }
                writeRates(settings.spikeRates(), tree);
            }
        }
        return tree;
    }

    private static void writeRates(SpikeRateSource source, ObjectNode tree) {
        switch (source) {
            case SpikeRateSource.Measured measured -> {
                tree.put("spike-rate", MEASURED);
                if (measured.leastRate() > 0) {
                    tree.put("spike-rate-at-least", measured.leastRate());
                }
            }
            case SpikeRateSource.Given(SpikeRates rates) -> {
                if (rates.byLayer().isEmpty()) {
                    tree.put("spike-rate", rates.commonRate());
                } else {
                    ObjectNode layers = tree.putObject("spike-rate").put(COMMON, rates.commonRate()).putObject(LAYERS);
                    new TreeMap<>(rates.byLayer()).forEach(layers::put);
                }
            }
        }
    }
}
