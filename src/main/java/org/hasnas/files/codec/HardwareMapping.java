package org.hasnas.files.codec;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hasnas.chip.catalog.ProfileFormat;
import org.hasnas.chip.model.CellDevice;
import org.hasnas.chip.model.CostModelId;
import org.hasnas.chip.model.HardwareProfile;
import org.hasnas.chip.model.HardwareSettings;
import org.hasnas.chip.model.PhysicalSettings;
import org.hasnas.chip.model.SpikeRateSource;
import org.hasnas.chip.model.SpikeRates;
import org.hasnas.chip.model.SpikeSimSettings;
import org.hasnas.data.model.EventSettings;
import org.hasnas.document.Fields;
import org.hasnas.document.KnownNames;
import org.hasnas.document.Value;
import org.hasnas.error.HasnasException;
import org.hasnas.units.EnumNames;

/** {@link HardwareSettings} as JSON; {@code model} says which keys there are. Profiles, catalogues and devices of users are embedded whole. */
final class HardwareMapping {
    private static final List<String> SPIKESIM_KEYS = List.of("model", "crossbar-size", "pes-per-tile", "device", "include-classifier");
    private static final String DEVICES_TEXT = "devices-text";
    private static final List<String> PHYSICAL_KEYS = List.of("model", "profile-name", "catalog-name", "profile", "catalog-text", "catalog-hash",
            DEVICES_TEXT, "spike-rates");
    private static final String GIVEN = "given";
    private static final String MEASURED = "measured";
    private static final String EVENTS = "events";

    private HardwareMapping() {}

    /** Reads the hardware of a request. */
    static HardwareSettings read(Fields request) throws HasnasException {
        List<String> all = new ArrayList<>(SPIKESIM_KEYS);
        all.addAll(PHYSICAL_KEYS.subList(1, PHYSICAL_KEYS.size()));
        CostModelId model = request.fields("hardware", all).choice("model", KnownNames.choices(CostModelId.values()));
        return switch (model) {
            case SPIKESIM_ELA -> spikeSim(request.fields("hardware", SPIKESIM_KEYS));
            case PHYSICAL -> physical(request.fields("hardware", PHYSICAL_KEYS));
        };
    }

    private static SpikeSimSettings spikeSim(Fields fields) throws HasnasException {
        int crossbarSize = fields.integer("crossbar-size", 8, 1024);
        int pesPerTile = fields.integer("pes-per-tile", 1, Integer.MAX_VALUE);
        CellDevice device = fields.choice("device", KnownNames.choices(CellDevice.values()));
        boolean classifier = fields.flag("include-classifier");
        return fields.source().checked(fields.at("crossbar-size"), () -> new SpikeSimSettings(crossbarSize, pesPerTile, device, classifier));
    }

    private static PhysicalSettings physical(Fields fields) throws HasnasException {
        String profileName = fields.text("profile-name");
        String catalogName = fields.text("catalog-name");
        HardwareProfile profile = ProfileFormat.read(fields.fields("profile", ProfileFormat.KEYS));
        String catalogText = fields.text("catalog-text");
        String catalogHash = fields.text("catalog-hash");
        String devicesText = fields.has(DEVICES_TEXT) ? fields.text(DEVICES_TEXT) : "";
        SpikeRateSource rates = rates(fields);
        return fields.source().checked(fields.at("catalog-hash"),
                () -> new PhysicalSettings(profileName, catalogName, profile, catalogText, catalogHash, devicesText, rates));
    }

    private static SpikeRateSource rates(Fields settings) throws HasnasException {
        Fields any = settings.fields("spike-rates", List.of("source", "common", "layers", "at-least", EVENTS));
        Map<String, String> sources = new LinkedHashMap<>(Map.of(GIVEN, GIVEN, MEASURED, MEASURED));
        if (any.choice("source", sources).equals(MEASURED)) {
            Fields measured = settings.fields("spike-rates", List.of("source", "at-least", EVENTS));
            double least = measured.number("at-least");
            SortedMap<Integer, Double> events = new TreeMap<>();
            if (measured.has(EVENTS)) {
                for (Value item : measured.items(EVENTS)) {
                    Fields rate = item.fields(List.of("time-steps", "rate"));
                    events.put(rate.integer("time-steps", 1, EventSettings.MOST_BINS), rate.number("rate"));
                }
            }
            return any.source().checked(any.at("at-least"), () -> new SpikeRateSource.Measured(least, events));
        }
        Fields given = settings.fields("spike-rates", List.of("source", "common", "layers"));
        double common = given.number("common");
        Map<String, Double> byLayer = new LinkedHashMap<>();
        for (Value item : given.items("layers")) {
            Fields layer = item.fields(List.of("layer", "rate"));
            byLayer.put(layer.text("layer"), layer.number("rate"));
        }
        return given.source().checked(given.at("common"), () -> new SpikeRateSource.Given(new SpikeRates(common, byLayer)));
    }

    /** Keys with dashes. */
    static ObjectNode write(HardwareSettings hardware) {
        return switch (hardware) {
            case SpikeSimSettings spikeSim -> tree(spikeSim);
            case PhysicalSettings physical -> tree(physical);
        };
    }

    private static ObjectNode tree(SpikeSimSettings settings) {
        return JsonNodeFactory.instance.objectNode().put("model", EnumNames.of(settings.model())).put("crossbar-size", settings.crossbarSize())
                .put("pes-per-tile", settings.pesPerTile()).put("device", EnumNames.of(settings.device()))
                .put("include-classifier", settings.includeClassifier());
    }

    private static ObjectNode tree(PhysicalSettings settings) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode().put("model", EnumNames.of(settings.model()))
                .put("profile-name", settings.profileName()).put("catalog-name", settings.catalogName());
        ProfileFormat.write(settings.profile(), tree.putObject("profile"));
        tree.put("catalog-text", settings.catalogText()).put("catalog-hash", settings.catalogHash());
        if (!settings.devicesText().isEmpty()) {
            tree.put(DEVICES_TEXT, settings.devicesText());
        }
        ObjectNode rates = tree.putObject("spike-rates");
        switch (settings.spikeRates()) {
            case SpikeRateSource.Given(SpikeRates given) -> {
                ArrayNode layers = rates.put("source", GIVEN).put("common", given.commonRate()).putArray("layers");
                new TreeMap<>(given.byLayer()).forEach((layer, rate) -> layers.addObject().put("layer", layer).put("rate", rate));
            }
            case SpikeRateSource.Measured(double least, SortedMap<Integer, Double> events) -> {
                rates.put("source", MEASURED).put("at-least", least);
                if (!events.isEmpty()) {
                    ArrayNode steps = rates.putArray(EVENTS);
                    events.forEach((timeSteps, rate) -> steps.addObject().put("time-steps", timeSteps).put("rate", rate));
                }
            }
        }
        return tree;
    }
}
