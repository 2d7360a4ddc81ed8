package org.hasnas.checks.verification;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.hasnas.checks.model.VerificationResult;
import org.hasnas.checks.model.VerificationResult.Part;
import org.hasnas.checks.verification.NeuroSimVersion.Quantity;
import org.hasnas.chip.catalog.ComponentCatalog;
import org.hasnas.chip.cost.PhysicalInputs;
import org.hasnas.chip.cost.PhysicalModel;
import org.hasnas.chip.model.ChipComponent;
import org.hasnas.chip.model.HardwareProfile.Schedule;
import org.hasnas.chip.model.PhysicalCostReport;
import org.hasnas.chip.model.PhysicalCostReport.PartCost;
import org.hasnas.document.Fields;
import org.hasnas.document.Value;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;

/**
 * Compares the physical model with chip runs of DNN+NeuroSim: area, energy and latency of each run beside the goals, and the breakdown of each; and
 * with its probes of single sub-arrays. They are for calibration: the goals are some 10 %, not equality. Where a version has an artefact, the number
 * is not compared.
 *
 * <p>A file is an object with {@code network}, {@code bit_density} and {@code runs}, a list of runs with a network each, or an object with
 * probes as {@code cases} (see {@link NeuroSimProbe}). V1.4 has {@code networks} by name and counts what it does not compare.
 */
public final class NeuroSimOracle {
    private final NeuroSimVersion version;
    private final Map<String, Optional<ComponentCatalog>> catalogs = new HashMap<>();

    public NeuroSimOracle(NeuroSimVersion version) {
        this.version = version;
    }

    /**
     * Three comparisons for each run or probe, fewer where the tool has artefacts, none where V1.3 stopped without a result.
     *
     * @param path a file, or a folder of which the files with runs and probes are taken
     * @throws HasnasException NOT_FOUND or IO if there is nothing to read; BAD_DATA with file and case if it is no such case
     */
    public List<VerificationResult> verify(Path path, JobContext job) throws HasnasException {
        List<VerificationResult> results = new ArrayList<>();
        for (Path file : OracleFiles.jsonFiles(path)) {
            Value root = OracleFiles.read(file);
            Optional<Value> probes = root.find("cases").filter(Value::isList);
            if (probes.isPresent()) {
                for (Value probe : probes.get().items()) {
                    job.checkpoint();
                    results.addAll(NeuroSimProbe.of(version, probe.within(probe.name()).anyFields()).compare(this));
                }
            } else {
                for (OracleFiles.Case run : runCases(root)) {
                    job.checkpoint();
                    results.addAll(compare(run, root));
                }
            }
        }
        return List.copyOf(results);
    }

    private static List<OracleFiles.Case> runCases(Value root) throws HasnasException {
        return OracleFiles.cases(root.isList() ? root : root.find("runs").filter(Value::isList).orElseThrow(() -> root.problem(
                "there is no list 'runs' and no list 'cases'; is this a file of NeuroSim's chip runs or probes?")), "run");
    }

    private static boolean hasResult(OracleFiles.Case run) throws HasnasException {
        return run.fields().has("result") && run.fields().value("result").find("chip").filter(Value::isMapping).isPresent()
                && (!run.fields().has("status") || run.fields().text("status").equals("ok"));
    }

    /** The runs of a file of V1.3 that have a result. */
    static List<NeuroSimRun> runs(Value root) throws HasnasException {
        List<NeuroSimRun> runs = new ArrayList<>();
        for (OracleFiles.Case run : runCases(root)) {
            if (hasResult(run)) {
                runs.add(NeuroSimRun.of(NeuroSimVersion.V1_3, run.name(), run.fields(), root));
            }
        }
        return runs;
    }

    /** The catalogue of a node and cell; empty if there is none. */
    Optional<ComponentCatalog> catalog(int node, String cell) throws HasnasException {
        String id = version.catalog(node, cell);
        Optional<ComponentCatalog> known = catalogs.get(id);
        if (known == null) {
            known = version.find(node, cell);
            catalogs.put(id, known);
        }
        return known;
    }

    private List<VerificationResult> compare(OracleFiles.Case found, Value root) throws HasnasException {
        if (!hasResult(found)) {
            return switch (version) {
                case V1_3 -> List.of();
                case V1_4 -> List.of(VerificationResult.notCompared(found.name(), Quantity.AREA.label(), version.goal(Quantity.AREA),
                        "the tool has no finite result (" + found.fields().text("status") + ")"));
            };
        }
        NeuroSimRun run = NeuroSimRun.of(version, found.name(), found.fields(), root);
        Optional<String> setting = version.otherSetting(found.fields().anyFields("config"));
        if (setting.isPresent()) {
            return List.of(VerificationResult.notCompared(run.name(), Quantity.AREA.label(), version.goal(Quantity.AREA), setting.get()));
        }
        Optional<ComponentCatalog> catalog = catalog(run.node(), run.cell());
        if (catalog.isEmpty()) {
            return List.of(noCatalog(run.name(), run.node()));
        }
        PhysicalModel model = new PhysicalModel(run.profile(), catalog.get());
        PhysicalCostReport report = model.cost(PhysicalInputs.matrices(run.layers()), run.rates());
        Fields chip = run.chip();
        List<VerificationResult> results = new ArrayList<>();
        for (Quantity quantity : Quantity.values()) {
            judge(results, run.name(), quantity, version.notCompared(quantity, run.node(), run.cell(), run.profile(), model),
                    () -> switch (quantity) {
                        case AREA -> areas(report, chip);
                        case ENERGY -> energies(report, chip);
                        case LATENCY -> latencies(report, chip, run.profile().layout().schedule());
                    });
        }
        return results;
    }

    /** Makes the parts of a comparison. */
    @FunctionalInterface
    interface PartMaker {
        List<Part> parts() throws HasnasException;
    }

    /** Adds a comparison, or why there is none; V1.3 is silent about those. */
    void judge(List<VerificationResult> results, String name, Quantity quantity, Optional<String> why, PartMaker parts) throws HasnasException {
        if (why.isEmpty()) {
            results.add(result(name, version.goal(quantity), parts.parts()));
        } else if (version == NeuroSimVersion.V1_4) {
            results.add(VerificationResult.notCompared(name, quantity.label(), version.goal(quantity), why.get()));
        }
    }

    VerificationResult noCatalog(String name, int node) {
        return VerificationResult.notCheckable(name, Quantity.AREA.label(), version.goal(Quantity.AREA), "there is no catalogue for " + node + " nm");
    }

    /** A result with its breakdown; the first part is the whole. */
    static VerificationResult result(String name, double goal, List<Part> parts) {
        Part whole = parts.getFirst();
        StringBuilder detail = new StringBuilder(String.format(Locale.ROOT, "%+.1f %%", 100 * whole.relativeDifference()));
        String separator = ": ";
        for (Part part : parts.subList(1, parts.size())) {
            if (part.reference() > 0) {
                detail.append(separator).append(String.format(Locale.ROOT, "%s %+.0f %%", part.name(), 100 * part.relativeDifference()));
                separator = ", ";
            }
        }
        return new VerificationResult(name, whole.name(), Differences.relative(whole.ours(), whole.reference()), goal, detail.toString(), parts);
    }

    private static List<Part> areas(PhysicalCostReport report, Fields chip) throws HasnasException {
        String unit = "um2";
        return List.of(new Part("area", unit, report.total().area().squareMillimetres() * 1e6, OracleFiles.positive(chip, "area_um2")),
                new Part("array", unit, area(report, ChipComponent.CELLS), chip.number("area_array_um2")),
                new Part("ADC", unit, area(report, ChipComponent.ADC), chip.number("area_adc_um2")),
                new Part("accumulation", unit, area(report, ChipComponent.ACCUMULATION), chip.number("area_accum_um2")),
                new Part("interconnect", unit, area(report, ChipComponent.INTERCONNECT), chip.number("area_ic_um2")),
                new Part("other", unit, area(report, ChipComponent.DRIVERS) + area(report, ChipComponent.BUFFER), chip.number("area_other_um2")));
    }

    private static List<Part> energies(PhysicalCostReport report, Fields chip) throws HasnasException {
        String unit = "pJ";
        double buffer = chip.number("buffer_energy_pJ");
        double wires = chip.number("ic_energy_pJ");
        return List.of(new Part("energy", unit, report.total().energy().joules() * 1e12, OracleFiles.positive(chip, "read_dynamic_energy_pJ")),
                new Part("ADC and array", unit, energy(report, ChipComponent.CELLS) + energy(report, ChipComponent.ADC),
                        chip.number("adc_energy_pJ")),
                new Part("accumulation", unit, energy(report, ChipComponent.ACCUMULATION), chip.number("accum_energy_pJ")),
                new Part("buffer", unit, energy(report, ChipComponent.BUFFER), buffer),
                new Part("interconnect", unit, energy(report, ChipComponent.INTERCONNECT), wires),
                new Part("other", unit, energy(report, ChipComponent.DRIVERS), chip.number("other_energy_pJ") - buffer - wires));
    }

    /** Without parts for a pipelined chip: NeuroSim's are sums over layers that work at the same time. */
    private static List<Part> latencies(PhysicalCostReport report, Fields chip, Schedule schedule) throws HasnasException {
        String unit = "ns";
        List<Part> parts = new ArrayList<>();
        parts.add(new Part("latency", unit, report.interval().seconds() * 1e9, OracleFiles.positive(chip, "read_latency_ns")));
        parts.add(new Part("clock", unit, report.clock().seconds() * 1e9, chip.number("clock_period_ns")));
        switch (schedule) {
            case LAYER_BY_LAYER -> {
                parts.add(new Part("buffer", unit, latency(report, ChipComponent.BUFFER), chip.number("buffer_latency_ns")));
                parts.add(new Part("interconnect", unit, latency(report, ChipComponent.INTERCONNECT), chip.number("ic_latency_ns")));
                parts.add(new Part("ADC", unit, latency(report, ChipComponent.ADC), chip.number("adc_latency_ns")));
                parts.add(new Part("accumulation", unit, latency(report, ChipComponent.ACCUMULATION), chip.number("accum_latency_ns")));
            }
            case PIPELINED -> {}
        }
        return parts;
    }

    private static double area(PhysicalCostReport report, ChipComponent component) {
        return part(report, component).area().squareMillimetres() * 1e6;
    }

    private static double energy(PhysicalCostReport report, ChipComponent component) {
        return part(report, component).energy().joules() * 1e12;
    }

    private static double latency(PhysicalCostReport report, ChipComponent component) {
        return part(report, component).latency().seconds() * 1e9;
    }

    private static PartCost part(PhysicalCostReport report, ChipComponent component) {
        return report.component(component);
    }
}
