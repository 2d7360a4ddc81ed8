package org.hasnas.checks.verification;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hasnas.checks.model.VerificationResult;
import org.hasnas.checks.model.VerificationResult.Part;
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
 * Compares the physical model with chip runs of DNN+NeuroSim V1.3: area, energy and latency of each run beside the goals, and the
 * breakdown of each; and with its probes of single sub-arrays. They are for calibration: the goals are 15, 25 and 30 %, not equality. With
 * flash converters at 65 nm only areas are compared, since NeuroSim's timing there is an artefact.
 *
 * <p>A file is an object with {@code network}, {@code bit_density} and {@code runs}, a list of runs with a network each, or an object with
 * probes as {@code cases} (see {@link NeuroSimProbe}).
 */
public final class NeuroSimOracle {
    static final double AREA_GOAL = 0.15;
    static final double ENERGY_GOAL = 0.25;
    static final double LATENCY_GOAL = 0.30;
    private static final List<Integer> NODES = List.of(22, 32, 45, 65);
    private static final int ARTEFACT_NODE = 65;

    private final Map<Integer, ComponentCatalog> catalogs = new HashMap<>();

    /**
     * Three comparisons for each run or probe, one with flash converters at 65 nm, none where the tool stopped without a result.
     *
     * @param path a file, or a folder of which the files with runs and probes are taken
     * @throws HasnasException NOT_FOUND or IO if there is nothing to read; BAD_DATA with file and case if it is no such case
     */
    public List<VerificationResult> verify(Path path, JobContext job) throws HasnasException {
        for (int node : NODES) {
            catalogs.put(node, ComponentCatalog.bundled(NeuroSimRun.catalog(node)));
        }
        List<VerificationResult> results = new ArrayList<>();
        for (Path file : OracleFiles.jsonFiles(path)) {
            Value root = OracleFiles.read(file);
            Optional<Value> probes = root.find("cases").filter(Value::isList);
            if (probes.isPresent()) {
                for (Value probe : probes.get().items()) {
                    job.checkpoint();
                    results.addAll(NeuroSimProbe.of(probe.within(probe.name()).anyFields()).compare(catalogs));
                }
            } else {
                for (NeuroSimRun run : runs(root)) {
                    job.checkpoint();
                    results.addAll(compare(run));
                }
            }
        }
        return List.copyOf(results);
    }

    /** The runs of a file that have a result. */
    static List<NeuroSimRun> runs(Value root) throws HasnasException {
        Value list = root.isList() ? root : root.find("runs").filter(Value::isList).orElseThrow(() -> root.problem(
                "there is no list 'runs' and no list 'cases'; is this a file of NeuroSim's chip runs or probes?"));
        List<NeuroSimRun> runs = new ArrayList<>();
        for (OracleFiles.Case run : OracleFiles.cases(list, "run")) {
            if (run.fields().has("result") && run.fields().value("result").find("chip").filter(Value::isMapping).isPresent()) {
                runs.add(NeuroSimRun.of(run.name(), run.fields(), root));
            }
        }
        return runs;
    }

    /** Whether NeuroSim's times and energies are an artefact. */
    static boolean isArtefact(int node, boolean flash) {
        return node >= ARTEFACT_NODE && flash;
    }

    private List<VerificationResult> compare(NeuroSimRun run) throws HasnasException {
        ComponentCatalog catalog = catalogs.get(run.node());
        if (catalog == null) {
            return List.of(noCatalog(run.name(), run.node()));
        }
        PhysicalCostReport report = new PhysicalModel(run.profile(), catalog).cost(PhysicalInputs.matrices(run.layers()), run.rates());
        Fields chip = run.chip();
        List<VerificationResult> results = new ArrayList<>();
        results.add(result(run.name(), AREA_GOAL, areas(report, chip)));
        if (run.node() < ARTEFACT_NODE) {
            results.add(result(run.name(), ENERGY_GOAL, energies(report, chip)));
            results.add(result(run.name(), LATENCY_GOAL, latencies(report, chip, run.profile().layout().schedule())));
        }
        return results;
    }

    static VerificationResult noCatalog(String name, int node) {
        return VerificationResult.notCheckable(name, "area", AREA_GOAL, "there is no catalogue for " + node + " nm; there is one for "
                + NODES.stream().map(String::valueOf).collect(Collectors.joining(", ")));
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
