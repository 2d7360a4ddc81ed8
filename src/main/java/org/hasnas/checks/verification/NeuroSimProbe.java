package org.hasnas.checks.verification;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.hasnas.checks.model.VerificationResult;
import org.hasnas.checks.model.VerificationResult.Part;
import org.hasnas.checks.verification.NeuroSimVersion.Quantity;
import org.hasnas.chip.catalog.ComponentCatalog;
import org.hasnas.chip.cost.ArrayCost;
import org.hasnas.chip.cost.PhysicalModel;
import org.hasnas.chip.model.HardwareProfile;
import org.hasnas.chip.model.HardwareProfile.AdcKind;
import org.hasnas.chip.model.HardwareProfile.Array;
import org.hasnas.chip.model.HardwareProfile.Converter;
import org.hasnas.chip.model.HardwareProfile.Device;
import org.hasnas.chip.model.HardwareProfile.Layout;
import org.hasnas.chip.model.HardwareProfile.Schedule;
import org.hasnas.chip.model.HardwareProfile.SignCoding;
import org.hasnas.document.Fields;
import org.hasnas.error.HasnasException;
import org.hasnas.units.Area;
import org.hasnas.units.Energy;

/**
 * A probe of one sub-array of NeuroSim: what one read of {@code size} rows and columns takes, of which the part {@code density} of the rows
 * is active. Accumulation is left out of the area: ours has the adder trees of the chip in it. Of the energy, the part that adds the slices
 * of the weights is compared.
 *
 * @param cell kind of the cells
 * @param activeRows of the read
 * @param serialBits bits of an input, read one after the other
 */
record NeuroSimProbe(NeuroSimVersion version, String name, int node, String cell, HardwareProfile profile, int serialBits, double activeRows,
        Fields fields) {
    private static final String VOLTS = "readVoltage";
    private static final String ROWS = "rows_at_once";
    /** Settings that a profile does not have. */
    private static final Set<String> OTHER_SWEEPS = Set.of("hp", "temperature", "no_level_shifter", "row_by_row");

    static NeuroSimProbe of(NeuroSimVersion version, Fields fields) throws HasnasException {
        int node = OracleFiles.size(fields, "technode");
        int size = OracleFiles.size(fields, "size");
        int adcBits = 31 - Integer.numberOfLeadingZeros(OracleFiles.size(fields, "levels"));
        AdcKind adc = fields.integer("sar", 0, Integer.MAX_VALUE) == 1 ? AdcKind.SAR : AdcKind.FLASH;
        double density = fields.value("density").number("a number from 0 to 1", value -> value >= 0 && value <= 1);
        String cell = version.cell(fields);
        int rows = fields.has(ROWS) ? OracleFiles.size(fields, ROWS) : size;
        String name = String.format(Locale.ROOT, "probe %s %dnm%s X%d %s%d mux%d cell%d w%d i%d rate%.3f Ron%.0f%s", fields.text("sweep"), node,
                version == NeuroSimVersion.V1_3 ? "" : " " + cell, size, adc == AdcKind.SAR ? "sar" : "flash", adcBits,
                OracleFiles.size(fields, "mux"), OracleFiles.size(fields, "cellBit"), OracleFiles.size(fields, "synapseBit"),
                OracleFiles.size(fields, "numBitInput"), density, OracleFiles.positive(fields, "Ron"), rows < size ? " rows" + rows : "");
        try {
            HardwareProfile profile = new HardwareProfile("neurosim probe", "", version.catalog(node, cell),
                    new Array(size, OracleFiles.size(fields, "cellBit"), OracleFiles.size(fields, "synapseBit"), SignCoding.OFFSET),
                    new Converter(adc, adcBits, OracleFiles.size(fields, "mux"), rows < size ? rows : 0, 0),
                    new Device(OracleFiles.positive(fields, "Ron"), OracleFiles.positive(fields, "Roff"),
                            fields.has(VOLTS) ? OracleFiles.positive(fields, VOLTS) : 0.5),
                    new Layout(1, true, false, Schedule.LAYER_BY_LAYER));
            return new NeuroSimProbe(version, name, node, cell, profile, OracleFiles.size(fields, "numBitInput"), density * size, fields);
        } catch (IllegalArgumentException e) {
            throw fields.problem(e.getMessage() == null ? "the configuration is not possible" : e.getMessage());
        }
    }

    List<VerificationResult> compare(NeuroSimOracle oracle) throws HasnasException {
        Optional<ComponentCatalog> catalog = oracle.catalog(node, cell);
        if (catalog.isEmpty()) {
            return List.of(oracle.noCatalog(name, node));
        }
        if (version == NeuroSimVersion.V1_4 && OTHER_SWEEPS.contains(fields.text("sweep"))) {
            return List.of(VerificationResult.notCompared(name, Quantity.AREA.label(), version.goal(Quantity.AREA),
                    "a profile has no such choice: " + fields.text("sweep")));
        }
        if (fields.value("clock_period_ns").is("nan") || fields.anyFields("area_um2").value("used").is("nan")) {
            return List.of(VerificationResult.notCompared(name, Quantity.AREA.label(), version.goal(Quantity.AREA), "the tool has no finite result"));
        }
        PhysicalModel model = new PhysicalModel(profile, catalog.get());
        ArrayCost ours = model.array(serialBits, activeRows);
        List<VerificationResult> results = new ArrayList<>();
        for (Quantity quantity : Quantity.values()) {
            oracle.judge(results, name, quantity, version.notCompared(quantity, node, cell, profile, model), () -> switch (quantity) {
                case AREA -> areas(ours);
                case ENERGY -> energies(ours);
                case LATENCY -> List.of(new Part("clock", "ns", ours.clock().seconds() * 1e9, OracleFiles.positive(fields, "clock_period_ns")));
            });
        }
        return results;
    }

    /** A part of NeuroSim's, which V1.4 leaves out where it is 0. */
    private static double sum(Fields theirs, String... keys) throws HasnasException {
        double sum = 0;
        for (String key : keys) {
            sum += theirs.has(key) ? theirs.number(key) : 0;
        }
        return sum;
    }

    private List<Part> areas(ArrayCost ours) throws HasnasException {
        Fields theirs = fields.anyFields("area_um2");
        double adcs = sum(theirs, "adc_mlsa", "adc_encoder", "adc_sar");
        double around = switch (version) {
            case V1_3 -> sum(theirs, "wlSwitchMatrix", "slSwitchMatrix", "mux", "muxDecoder", "levelShifters");
            // the box has floor that no part uses, which ours counts with the drivers
            case V1_4 -> theirs.number("box") - theirs.number("array") - adcs
                    - sum(theirs, "shiftAddWeight", "shiftAddInput", "adder", "dff");
        };
        return withSum("area", List.of(area("array", ours.cellsArea(), theirs.number("array")), area("ADC", ours.adcArea(), adcs),
                area("drivers", ours.driversArea(), around)));
    }

    private List<Part> energies(ArrayCost ours) throws HasnasException {
        Fields theirs = fields.anyFields("energy_pJ");
        Part cells = energy("array", ours.cellsEnergy(), sum(theirs, "array"));
        Part adc = energy("ADC", ours.adcEnergy(), sum(theirs, "adc_mlsa", "adc_encoder", "adc_sar"));
        Part slices = energy("slices", ours.sliceEnergy(), sum(theirs, "shiftAddWeight", "adder", "dff"));
        Part drivers = energy("drivers", ours.driversEnergy(), sum(theirs, "wlSwitchMatrix", "wlNewSwitchMatrix", "mux", "muxDecoder"));
        return withSum("energy", List.of(cells, adc, slices, drivers));
    }

    private static List<Part> withSum(String name, List<Part> parts) {
        List<Part> all = new ArrayList<>();
        all.add(new Part(name, parts.getFirst().unit(), parts.stream().mapToDouble(Part::ours).sum(),
                parts.stream().mapToDouble(Part::reference).sum()));
        all.addAll(parts);
        return all;
    }

    private static Part area(String name, Area ours, double reference) {
        return new Part(name, "um2", ours.squareMillimetres() * 1e6, reference);
    }

    private static Part energy(String name, Energy ours, double reference) {
        return new Part(name, "pJ", ours.joules() * 1e12, reference);
    }
}
