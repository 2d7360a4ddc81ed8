package org.hasnas.checks.verification;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hasnas.checks.model.VerificationResult;
import org.hasnas.checks.model.VerificationResult.Part;
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
 * @param activeRows of the read
 * @param serial whether inputs of several bits are read one after the other
 */
record NeuroSimProbe(String name, int node, HardwareProfile profile, boolean serial, double activeRows, Fields fields) {
    private static final String VOLTS = "readVoltage";

    static NeuroSimProbe of(Fields fields) throws HasnasException {
        int node = OracleFiles.size(fields, "technode");
        int size = OracleFiles.size(fields, "size");
        int adcBits = 31 - Integer.numberOfLeadingZeros(OracleFiles.size(fields, "levels"));
        AdcKind adc = fields.integer("sar", 0, Integer.MAX_VALUE) == 1 ? AdcKind.SAR : AdcKind.FLASH;
        double density = fields.value("density").number("a number from 0 to 1", value -> value >= 0 && value <= 1);
        String name = String.format(Locale.ROOT, "probe %s %dnm X%d %s%d mux%d cell%d w%d i%d rate%.3f Ron%.0f", fields.text("sweep"), node,
                size, adc == AdcKind.SAR ? "sar" : "flash", adcBits, OracleFiles.size(fields, "mux"), OracleFiles.size(fields, "cellBit"),
                OracleFiles.size(fields, "synapseBit"), OracleFiles.size(fields, "numBitInput"), density, OracleFiles.positive(fields, "Ron"));
        try {
            HardwareProfile profile = new HardwareProfile("neurosim probe", "", NeuroSimRun.catalog(node),
                    new Array(size, OracleFiles.size(fields, "cellBit"), OracleFiles.size(fields, "synapseBit"), SignCoding.OFFSET),
                    new Converter(adc, adcBits, OracleFiles.size(fields, "mux"), 0),
                    new Device(OracleFiles.positive(fields, "Ron"), OracleFiles.positive(fields, "Roff"),
                            fields.has(VOLTS) ? OracleFiles.positive(fields, VOLTS) : 0.5),
                    new Layout(1, true, false, Schedule.LAYER_BY_LAYER));
            return new NeuroSimProbe(name, node, profile, OracleFiles.size(fields, "numBitInput") > 1, density * size, fields);
        } catch (IllegalArgumentException e) {
            throw fields.problem(e.getMessage() == null ? "the configuration is not possible" : e.getMessage());
        }
    }

    List<VerificationResult> compare(Map<Integer, ComponentCatalog> catalogs) throws HasnasException {
        ComponentCatalog catalog = catalogs.get(node);
        if (catalog == null) {
            return List.of(NeuroSimOracle.noCatalog(name, node));
        }
        ArrayCost ours = new PhysicalModel(profile, catalog).array(serial, activeRows);
        List<VerificationResult> results = new ArrayList<>();
        results.add(NeuroSimOracle.result(name, NeuroSimOracle.AREA_GOAL, areas(ours)));
        if (!NeuroSimOracle.isArtefact(node, profile.converter().kind() == AdcKind.FLASH)) {
            results.add(NeuroSimOracle.result(name, NeuroSimOracle.ENERGY_GOAL, energies(ours)));
            results.add(NeuroSimOracle.result(name, NeuroSimOracle.LATENCY_GOAL,
                    List.of(new Part("clock", "ns", ours.clock().seconds() * 1e9, OracleFiles.positive(fields, "clock_period_ns")))));
        }
        return results;
    }

    private List<Part> areas(ArrayCost ours) throws HasnasException {
        Fields theirs = fields.anyFields("area_um2");
        Part cells = area("array", ours.cellsArea(), theirs.number("array"));
        Part adc = area("ADC", ours.adcArea(), theirs.number("adc_mlsa") + theirs.number("adc_encoder") + theirs.number("adc_sar"));
        Part drivers = area("drivers", ours.driversArea(), theirs.number("wlSwitchMatrix") + theirs.number("slSwitchMatrix") + theirs.number("mux")
                + theirs.number("muxDecoder") + theirs.number("levelShifters"));
        return withSum("area", List.of(cells, adc, drivers));
    }

    private List<Part> energies(ArrayCost ours) throws HasnasException {
        Fields theirs = fields.anyFields("energy_pJ");
        Part cells = energy("array", ours.cellsEnergy(), theirs.number("array"));
        Part adc = energy("ADC", ours.adcEnergy(), theirs.number("adc_mlsa") + theirs.number("adc_encoder") + theirs.number("adc_sar"));
        Part slices = energy("slices", ours.sliceEnergy(), theirs.number("shiftAddWeight"));
        Part drivers = energy("drivers", ours.driversEnergy(), theirs.number("wlSwitchMatrix") + theirs.number("mux") + theirs.number("muxDecoder"));
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
