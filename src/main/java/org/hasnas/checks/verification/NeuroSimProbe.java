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
import org.hasnas.chip.model.HardwareProfile.Schedule;
import org.hasnas.chip.model.HardwareProfile.WeightCoding;
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
record NeuroSimProbe(String name, int node, HardwareProfile profile, boolean serial, double activeRows, CaseFields fields) {
    private static final String VOLTS = "readVoltage";

    static NeuroSimProbe of(CaseFields fields) throws HasnasException {
        int node = fields.size("technode");
        int size = fields.size("size");
        int adcBits = 31 - Integer.numberOfLeadingZeros(fields.size("levels"));
        AdcKind adc = fields.integer("sar", 0) == 1 ? AdcKind.SAR : AdcKind.FLASH;
        double density = fields.number("density");
        if (!(density >= 0 && density <= 1)) {
            throw fields.problem("density is " + density + "; it must be from 0 to 1");
        }
        String name = String.format(Locale.ROOT, "probe %s %dnm X%d %s%d mux%d cell%d w%d i%d rate%.3f Ron%.0f", fields.text("sweep"), node,
                size, adc == AdcKind.SAR ? "sar" : "flash", adcBits, fields.size("mux"), fields.size("cellBit"), fields.size("synapseBit"),
                fields.size("numBitInput"), density, fields.positiveNumber("Ron"));
        try {
            HardwareProfile profile = new HardwareProfile("neurosim probe", "", NeuroSimRun.catalog(node), size, fields.size("cellBit"),
                    fields.size("synapseBit"), WeightCoding.OFFSET, adc, adcBits, fields.size("mux"), fields.positiveNumber("Ron"),
                    fields.positiveNumber("Roff"), fields.has(VOLTS) ? fields.positiveNumber(VOLTS) : 0.5, 0, 1, true, false,
                    Schedule.LAYER_BY_LAYER);
            return new NeuroSimProbe(name, node, profile, fields.size("numBitInput") > 1, density * size, fields);
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
        if (!NeuroSimOracle.isArtefact(node, profile.adc() == AdcKind.FLASH)) {
            results.add(NeuroSimOracle.result(name, NeuroSimOracle.ENERGY_GOAL, energies(ours)));
            results.add(NeuroSimOracle.result(name, NeuroSimOracle.LATENCY_GOAL,
                    List.of(new Part("clock", "ns", ours.clock().seconds() * 1e9, fields.positiveNumber("clock_period_ns")))));
        }
        return results;
    }

    private List<Part> areas(ArrayCost ours) throws HasnasException {
        CaseFields theirs = fields.object("area_um2");
        Part cells = area("array", ours.cellsArea(), theirs.number("array"));
        Part adc = area("ADC", ours.adcArea(), theirs.number("adc_mlsa") + theirs.number("adc_encoder") + theirs.number("adc_sar"));
        Part drivers = area("drivers", ours.driversArea(), theirs.number("wlSwitchMatrix") + theirs.number("slSwitchMatrix") + theirs.number("mux")
                + theirs.number("muxDecoder") + theirs.number("levelShifters"));
        return withSum("area", List.of(cells, adc, drivers));
    }

    private List<Part> energies(ArrayCost ours) throws HasnasException {
        CaseFields theirs = fields.object("energy_pJ");
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
