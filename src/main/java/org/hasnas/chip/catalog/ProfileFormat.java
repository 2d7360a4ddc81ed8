package org.hasnas.chip.catalog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.hasnas.chip.model.HardwareProfile;
import org.hasnas.chip.model.HardwareProfile.AdcKind;
import org.hasnas.chip.model.HardwareProfile.Array;
import org.hasnas.chip.model.HardwareProfile.Converter;
import org.hasnas.chip.model.HardwareProfile.Device;
import org.hasnas.chip.model.HardwareProfile.Fabric;
import org.hasnas.chip.model.HardwareProfile.Interconnect;
import org.hasnas.chip.model.HardwareProfile.Layout;
import org.hasnas.chip.model.HardwareProfile.Schedule;
import org.hasnas.chip.model.HardwareProfile.SignCoding;
import org.hasnas.document.Fields;
import org.hasnas.document.KnownNames;
import org.hasnas.error.HasnasException;
import org.hasnas.units.EnumNames;

/** A {@link HardwareProfile} as keys of one flat mapping: the same in profile files and in requests that embed a profile. */
public final class ProfileFormat {
    private static final String INTERCONNECT = "interconnect";
    private static final String COPIES = "layer-copies";
    private static final String TILES = "most-tiles";
    public static final List<String> KEYS = List.of("id", "description", "catalog", "crossbar-size", "cell-bits", "weight-bits", "weight-coding",
            "adc", "adc-bits", "columns-per-adc", "rows-at-once", "on-resistance-ohms", "off-resistance-ohms", "read-volts",
            "minimum-clock-nanoseconds",
            "image-bits", "kernel-tiles", "include-classifier", "schedule", INTERCONNECT, COPIES, TILES, "devices");

    private ProfileFormat() {}

    public static HardwareProfile read(Fields fields) throws HasnasException {
        String id = fields.text("id");
        String description = fields.text("description");
        String catalog = fields.text("catalog");
        Array array = array(fields);
        Converter converter = converter(fields);
        Device device = device(fields);
        Layout layout = layout(fields);
        String devices = fields.has("devices") ? fields.text("devices") : "";
        return fields.source().checked(fields.at("columns-per-adc"),
                () -> new HardwareProfile(id, description, catalog, array, converter, device, layout, devices));
    }

    private static Array array(Fields fields) throws HasnasException {
        int size = whole(fields, "crossbar-size");
        int cellBits = whole(fields, "cell-bits");
        int weightBits = whole(fields, "weight-bits");
        SignCoding coding = fields.choice("weight-coding", KnownNames.choices(SignCoding.values()));
        return fields.source().checked(fields.at("crossbar-size"), () -> new Array(size, cellBits, weightBits, coding));
    }

    private static Converter converter(Fields fields) throws HasnasException {
        AdcKind kind = fields.choice("adc", KnownNames.choices(AdcKind.values()));
        int bits = whole(fields, "adc-bits");
        int columns = whole(fields, "columns-per-adc");
        int rows = fields.has("rows-at-once") ? whole(fields, "rows-at-once") : 0;
        double minimumClock = fields.number("minimum-clock-nanoseconds");
        return fields.source().checked(fields.at("adc"), () -> new Converter(kind, bits, columns, rows, minimumClock));
    }

    private static Device device(Fields fields) throws HasnasException {
        double on = fields.number("on-resistance-ohms");
        double off = fields.number("off-resistance-ohms");
        double volts = fields.number("read-volts");
        return fields.source().checked(fields.at("on-resistance-ohms"), () -> new Device(on, off, volts));
    }

    private static Layout layout(Fields fields) throws HasnasException {
        int imageBits = whole(fields, "image-bits");
        boolean kernelTiles = fields.flag("kernel-tiles");
        boolean classifier = fields.flag("include-classifier");
        Schedule schedule = fields.choice("schedule", KnownNames.choices(Schedule.values()));
        Fabric fabric = fabric(fields);
        return fields.source().checked(fields.at("image-bits"), () -> new Layout(imageBits, kernelTiles, classifier, schedule, fabric));
    }

    private static Fabric fabric(Fields fields) throws HasnasException {
        Interconnect interconnect = fields.has(INTERCONNECT) ? fields.choice(INTERCONNECT, KnownNames.choices(Interconnect.values()))
                : Fabric.USUAL.interconnect();
        int copies = fields.has(COPIES) ? whole(fields, COPIES) : Fabric.USUAL.layerCopies();
        int tiles = fields.has(TILES) ? whole(fields, TILES) : Fabric.USUAL.mostTiles();
        return fields.source().checked(fields.at(fields.has(COPIES) ? COPIES : fields.has(TILES) ? TILES : "schedule"),
                () -> new Fabric(interconnect, copies, tiles));
    }

    /** The profile itself knows its ranges. */
    private static int whole(Fields fields, String key) throws HasnasException {
        return fields.integer(key, 0, Integer.MAX_VALUE);
    }

    /** Puts all keys, with dashes, into a tree. */
    public static void write(HardwareProfile profile, ObjectNode tree) {
        tree.put("id", profile.id()).put("description", profile.description()).put("catalog", profile.catalog());
        Array array = profile.array();
        tree.put("crossbar-size", array.size()).put("cell-bits", array.cellBits()).put("weight-bits", array.weightBits())
                .put("weight-coding", EnumNames.of(array.coding()));
        Converter converter = profile.converter();
        tree.put("adc", EnumNames.of(converter.kind())).put("adc-bits", converter.bits()).put("columns-per-adc", converter.columns());
        if (converter.rowsAtOnce() > 0) {
            tree.put("rows-at-once", converter.rowsAtOnce());
        }
        Device device = profile.device();
        tree.put("on-resistance-ohms", device.onResistanceOhms()).put("off-resistance-ohms", device.offResistanceOhms())
                .put("read-volts", device.readVolts()).put("minimum-clock-nanoseconds", converter.minimumClockNanoseconds());
        Layout layout = profile.layout();
        tree.put("image-bits", layout.imageBits()).put("kernel-tiles", layout.kernelTiles()).put("include-classifier", layout.includeClassifier())
                .put("schedule", EnumNames.of(layout.schedule()));
        Fabric fabric = layout.fabric();
        if (!fabric.equals(Fabric.USUAL)) {
            tree.put(INTERCONNECT, EnumNames.of(fabric.interconnect())).put(COPIES, fabric.layerCopies()).put(TILES, fabric.mostTiles());
        }
        if (!profile.devices().isEmpty()) {
            tree.put("devices", profile.devices());
        }
    }
}
