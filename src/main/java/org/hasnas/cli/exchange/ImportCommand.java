package org.hasnas.cli.exchange;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.LongStream;
import org.hasnas.chip.model.CostModelId;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.chip.model.MeasuredAccuracy;
import org.hasnas.chip.model.PhysicalCostReport;
import org.hasnas.chip.model.PhysicalSettings;
import org.hasnas.chip.model.SpikeRateSource;
import org.hasnas.chip.model.SpikeRates;
import org.hasnas.chip.model.SpikeSimCostReport;
import org.hasnas.chip.model.SpikeSimSettings;
import org.hasnas.cli.console.ReportCommand;
import org.hasnas.cli.console.Session;
import org.hasnas.cli.option.LimitOptions;
import org.hasnas.cli.option.StepOptions;
import org.hasnas.cli.report.CostSheet;
import org.hasnas.cli.report.Figures;
import org.hasnas.cli.report.JsonDocument;
import org.hasnas.cli.report.Report;
import org.hasnas.cli.report.TextTable;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.job.RunStatus;
import org.hasnas.network.Architecture;
import org.hasnas.network.Network;
import org.hasnas.nir.model.ImportReport;
import org.hasnas.nir.model.ImportRequest;
import org.hasnas.search.model.Candidate;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.LadderSettings;
import org.hasnas.search.model.Project;
import org.hasnas.training.model.Accuracy;
import org.hasnas.training.model.AccuracyKind;
import org.hasnas.training.model.TrainingSummary;
import org.hasnas.workbench.Workbench;
import org.hasnas.workbench.candidate.KnownCandidates;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hasnas import}: what a network of another tool is and costs. */
@Command(name = "import", description = "Read a spiking network of another tool (a NIR file) and say what it costs on a chip: layers, parameters,"
        + " multiply-accumulates, both cost models beside the limits, what can't be mapped, and where it differs from a recorded run.",
        footer = {
            "  hasnas import net.nir",
            "  hasnas import net.nir --dt 1e-4 --time-steps 100 --recording run.nird",
            "  hasnas import net.nir --events 00002.bin --time-steps 8",
            "  hasnas import net.nir --project sample-projects/digits-quickstart",
            "  hasnas import --project sample-projects/digits-quickstart",
            "  hasnas import designs.zip --project sample-projects/digits-quickstart"})
public final class ImportCommand extends ReportCommand {
    @Parameters(index = "0", arity = "0..1", paramLabel = "FILE",
            description = "NIR file, or designs (.json, or a .zip of several), which become designs of the project; without one, those that the project keeps are compared.")
    private @Nullable Path file;

    @Option(names = "--project", paramLabel = "P", description = "Project that keeps a copy of the file, and whose limits count.")
    private @Nullable Path project;

    @Option(names = "--recording", paramLabel = "FILE", description = "Spikes of a run of another tool (NIRData): says which layer differs, and"
            + " from which time step.")
    private @Nullable Path recording;

    @Option(names = "--events", paramLabel = "FILE", description = "Recording of an event camera that enters the network, a frame for each time step:"
            + " .bin (N-MNIST), .aedat, .aedat4, .dat, .raw.")
    private @Nullable Path events;

    @Mixin
    private StepOptions steps = new StepOptions();

    @Option(names = "--input-rate", paramLabel = "R", description = "Fraction of ones of the random inputs that are simulated without a recorded"
            + " input, from 0 to 1; default: ${DEFAULT-VALUE}.")
    private double inputRate = 0.1;

    @Option(names = "--input-bits", paramLabel = "N", description = "Bits of a value that enters the network; default: 1 (spikes), 8 for images.")
    private int inputBits = 1;

    @Option(names = "--hardware", paramLabel = "PROFILE", description = "Chip of the physical model: a profile of the program or a file;"
            + " default: ${DEFAULT-VALUE}.")
    private String hardware = "neurosim-22nm-rram";

    @Mixin
    private LimitOptions limitOptions = new LimitOptions();

    public ImportCommand(Session session) {
        super(session);
    }

    @Override
    protected Report report() throws HasnasException {
        Workbench workbench = session().workbench();
        Path place = project;
        Optional<Project> opened = place == null ? Optional.empty() : Optional.of(workbench.projects().open(session().resolve(place)));
        ConstraintSet limits = limits(opened);
        Path given = file;
        if (given == null) {
            if (opened.isEmpty()) {
                throw new HasnasException(ErrorCode.BAD_INPUT, "say which file to import, or with --project whose imported networks to compare");
            }
            List<ImportReport> reports = new ArrayList<>();
            for (Path kept : workbench.exchange().kept(opened.get())) {
                reports.add(session().result(workbench.exchange().report(request(kept))));
            }
            return new Compared(opened.get().name(), reports, limits, trained(opened.get()), onChip(opened.get()));
        }
        String name = given.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".zip") || name.endsWith(".json")) {
            if (opened.isEmpty()) {
                throw new HasnasException(ErrorCode.BAD_INPUT, "designs become designs of a project; say which with --project");
            }
            return designs(opened.get(), workbench.candidates().readAll(session().resolve(given)));
        }
        ImportReport report = session().result(workbench.exchange().report(request(session().resolve(given))));
        if (opened.isPresent()) {
            session().note("kept as " + workbench.exchange().keep(opened.get(), session().resolve(given)));
        }
        return new Imported(report, limits);
    }

    private Designs designs(Project opened, List<Candidate> candidates) throws HasnasException {
        Project with = KnownCandidates.with(opened, candidates);
        session().workbench().projects().save(with);
        List<Architecture> before = opened.search().ladder().map(LadderSettings::given).orElse(List.of());
        return new Designs(opened.name(), candidates.stream().map(candidate -> candidate.trial().architecture()).toList(), before);
    }

    /** The designs that the project has trained, priced like the imported networks. */
    private Map<String, Costs> trained(Project opened) throws HasnasException {
        Map<String, Costs> designs = new LinkedHashMap<>();
        for (TrainingSummary training : session().workbench().trainings().list(opened)) {
            if (training.status() == RunStatus.FINISHED && !designs.containsKey(training.candidateHash())) {
                Network network = training.request().network();
                designs.put(training.candidateHash(), new Costs("training " + training.id() + ": " + network.architecture().text(),
                        session().workbench().costs().report(network, SpikeSimSettings.DEFAULT).total(),
                        session().workbench().costs().report(network, physical(SpikeRates.of(inputRate))).total()));
            }
        }
        return designs;
    }

    /** The last accuracy on a chip of each network that has one, by its hash. */
    private Map<String, Accuracy> onChip(Project opened) throws HasnasException {
        Map<String, Accuracy> measured = new HashMap<>();
        for (MeasuredAccuracy one : session().workbench().trainings().accuracies(opened)) {
            if (one.accuracy().kind() == AccuracyKind.ON_CHIP) {
                measured.put(one.candidateHash(), one.accuracy());
            }
        }
        return measured;
    }

    /** Limits in units of the model spikesim-ela: the project's, if it uses that model. */
    private ConstraintSet limits(Optional<Project> opened) throws HasnasException {
        ConstraintSet base = opened.map(Project::search).filter(search -> search.hardware().model() == CostModelId.SPIKESIM_ELA)
                .map(search -> search.limits()).orElse(ConstraintSet.PUBLISHED);
        return limitOptions.applyTo(base, CostModelId.SPIKESIM_ELA);
    }

    private PhysicalSettings physical(SpikeRates rates) throws HasnasException {
        return session().workbench().costs().physical(hardware.endsWith(".json") ? session().resolve(Path.of(hardware)).toString() : hardware, "",
                session().resolve(Path.of("")), new SpikeRateSource.Given(rates));
    }

    private ImportRequest request(Path network) throws HasnasException {
        Path recorded = recording;
        Path entering = events;
        OptionalDouble dt = steps.dt();
        OptionalInt timeSteps = steps.timeSteps();
        try {
            return new ImportRequest(network, recorded == null ? Optional.empty() : Optional.of(session().resolve(recorded)),
                    entering == null ? Optional.empty() : Optional.of(session().resolve(entering)), dt, timeSteps, inputRate, inputBits,
                    SpikeSimSettings.DEFAULT, physical(SpikeRates.of(0)));
        } catch (IllegalArgumentException wrong) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "--input-rate or --input-bits: " + wrong.getMessage(), wrong);
        }
    }

    /**
     * Designs that a project has taken in.
     *
     * @param before designs that it had
     */
    private record Designs(String project, List<Architecture> designs, List<Architecture> before) implements Report {
        @Override
        public void text(PrintStream out) {
            designs.forEach(design -> out.println((before.contains(design) ? "there already: " : "added: ") + design.text()));
            out.println("Searches by trainings of " + project + " take them along.");
        }

        @Override
        public JsonDocument json() {
            return JsonDocument.of("hasnas-import-designs", 1).put("project", project).put("designs", designs.stream()
                    .map(design -> new JsonDocument().put("architecture", design.text()).put("added", !before.contains(design))).toList());
        }
    }

    /** One network. */
    private record Imported(ImportReport report, ConstraintSet limits) implements Report {
        @Override
        public void text(PrintStream out) {
            out.println(report.name() + report.version().map(version -> ", NIR " + version).orElse("") + ", " + report.timeSteps()
                    + " time steps of " + Figures.significant(report.dt()) + " (" + report.dtReason() + ")");
            report.metadata().forEach((key, value) -> out.println("  " + key + ": " + value));
            out.println();
            printNodes(out);
            if (!report.delayedEdges().isEmpty()) {
                out.println("connections that carry the value of the step before: " + String.join(", ", report.delayedEdges().stream()
                        .map(Object::toString).toList()));
            }
            out.println("rates: " + report.rateSource());
            report.remarks().forEach(remark -> out.println("Note: " + remark));
            report.unmapped().forEach(node -> out.println("Not mapped: \"" + node.node() + "\" (" + node.type() + "): " + node.reason() + "."));
            report.drift().ifPresent(drift -> printDrift(drift, out));
            out.println();
            printCosts(out);
        }

        private void printNodes(PrintStream out) {
            TextTable table = new TextTable("node", "<type", "<input", "<output", "weights", "neurons", "MACs a step", "rate");
            for (ImportReport.NodeRow node : report.nodes()) {
                table.row(node.name(), node.type(), shape(node.inputShape()), shape(node.outputShape()), node.weightParameters(), node.neurons(),
                        node.multiplyAccumulates(), Figures.significant(node.rate()));
            }
            table.row("all", "", "", "", sum(report.nodes().stream().mapToLong(ImportReport.NodeRow::weightParameters)),
                    sum(report.nodes().stream().mapToLong(ImportReport.NodeRow::neurons)),
                    sum(report.nodes().stream().mapToLong(ImportReport.NodeRow::multiplyAccumulates)), "");
            table.print(out);
        }

        private static long sum(LongStream counts) {
            return counts.sum();
        }

        private static String shape(List<Integer> sizes) {
            return String.join("x", sizes.stream().map(String::valueOf).toList());
        }

        private static void printDrift(ImportReport.Drift drift, PrintStream out) {
            out.println();
            TextTable table = new TextTable("beside the recording", "spikes recorded", "ours", "different", "<first differs at");
            for (ImportReport.NodeDrift node : drift.nodes()) {
                table.row(node.node(), node.recorded(), node.ours(), node.different(), node.firstStep() < 0 ? "-" : "step " + node.firstStep());
            }
            table.print(out);
            drift.notCompared().forEach(node -> out.println("Not compared: \"" + node.node() + "\": " + node.reason() + "."));
        }

        private void printCosts(PrintStream out) {
            if (report.spikeSim().isEmpty() || report.physical().isEmpty()) {
                out.println("No node has weights: nothing to put on crossbars.");
                return;
            }
            var physical = report.physical().get();
            TextTable table = new TextTable("matrix", "weights", "PEs (spikesim-ela)", "crossbars", "crossbars (physical)", "tiles", "used %", "bits",
                    "area mm2", "latency ms", "energy uJ");
            for (int index = 0; index < physical.layers().size(); index++) {
                var ela = report.spikeSim().get().layers().get(index);
                var layer = physical.layers().get(index);
                table.row(layer.layer(), layer.weights(), ela.processingElements(), ela.crossbars(), layer.crossbars(), layer.tiles(),
                        Figures.significant(100 * layer.utilizationFraction()), layer.inputBits(),
                        Figures.significant(layer.area().squareMillimetres()), Figures.significant(layer.latency().milliseconds()),
                        Figures.significant(layer.energy().microjoules()));
            }
            table.print(out);
            out.println();
            out.println("model spikesim-ela, " + report.spikeSim().get().coverage());
            CostSheet sheet = new CostSheet(report.spikeSim().get().total(), limits);
            sheet.printLimits(out);
            sheet.printVerdict(out);
            HardwareCost cost = physical.total();
            out.println();
            out.println("model physical, " + physical.profile().id() + ": area " + Figures.significant(cost.area().squareMillimetres())
                    + " mm2, latency " + Figures.significant(cost.latency().milliseconds()) + " ms, energy "
                    + Figures.significant(cost.energy().microjoules()) + " uJ. Its numbers can't be compared with those above.");
            physical.warnings().forEach(warning -> out.println("Warning: " + warning));
        }

        @Override
        public JsonDocument json() {
            return content(report, limits).put("nodes", report.nodes().stream().map(node -> new JsonDocument().put("node", node.name())
                    .put("type", node.type()).put("input_shape", node.inputShape()).put("output_shape", node.outputShape())
                    .put("weight_parameters", node.weightParameters()).put("neuron_parameters", node.neuronParameters())
                    .put("macs_per_step", node.multiplyAccumulates()).put("neurons", node.neurons()).put("output_rate", node.rate())).toList())
                    .put("delayed_edges", report.delayedEdges().stream().map(edge -> List.of(edge.from(), edge.to())).toList())
                    .put("mapping", report.physical().map(physical -> physical.layers().stream().map(layer -> new JsonDocument()
                            .put("matrix", layer.layer()).put("parameters", layer.weights()).put("crossbars", layer.crossbars())
                            .put("tiles", layer.tiles()).put("copies", layer.copies()).put("utilization", layer.utilizationFraction())
                            .put("input_bits", layer.inputBits()).put("spike_rate", layer.spikeRate())
                            .put("area_mm2", layer.area().squareMillimetres()).put("latency_ms", layer.latency().milliseconds())
                            .put("energy_uJ", layer.energy().microjoules())).toList()))
                    .put("drift", report.drift().map(drift -> new JsonDocument().put("nodes", drift.nodes().stream().map(node -> new JsonDocument()
                            .put("node", node.node()).put("first_step", node.firstStep() < 0 ? null : node.firstStep())
                            .put("different", node.different()).put("recorded", node.recorded()).put("ours", node.ours())).toList())
                            .put("not_compared", drift.notCompared().stream().map(Imported::json).toList())));
        }

        private static JsonDocument json(ImportReport.Unmapped node) {
            return new JsonDocument().put("node", node.node()).put("type", node.type()).put("reason", node.reason());
        }

        /** What a comparison of several networks shows of each. */
        static JsonDocument content(ImportReport report, ConstraintSet limits) {
            return JsonDocument.of("hasnas-import", 1).put("name", report.name()).put("nir_version", report.version())
                    .put("metadata", report.metadata()).put("dt", report.dt()).put("dt_reason", report.dtReason())
                    .put("time_steps", report.timeSteps())
                    .put("sha256", report.hash())
                    .put("weight_parameters", parameters(report)).put("macs_per_step", multiplyAccumulates(report))
                    .put("spikesim_ela", report.spikeSim().map(cost -> new CostSheet(cost.total(), limits).json()))
                    .put("physical", report.physical().map(cost -> CostSheet.json(cost.total()).put("profile", cost.profile().id())
                            .put("warnings", cost.warnings())))
                    .put("rate_source", report.rateSource()).put("remarks", report.remarks())
                    .put("unmapped", report.unmapped().stream().map(Imported::json).toList());
        }
    }

    /**
     * What a network costs in both models.
     *
     * @param name of the network
     */
    private record Costs(String name, HardwareCost spikeSim, HardwareCost physical) {}

    /**
     * All networks that a project keeps, beside those that it trained.
     *
     * @param trained by hash
     * @param onChip accuracies by hash
     */
    private record Compared(String project, List<ImportReport> reports, ConstraintSet limits, Map<String, Costs> trained,
            Map<String, Accuracy> onChip) implements Report {
        @Override
        public void text(PrintStream out) {
            if (reports.isEmpty()) {
                out.println("The project " + project + " keeps no imported network; hasnas import FILE --project P adds one.");
                return;
            }
            TextTable table = new TextTable("network", "parameters", "MACs a step", "on chip %", "area mm2", "latency ms", "energy uJ",
                    "<limits (spikesim-ela)", "area mm2 (physical)", "latency ms", "energy uJ");
            for (ImportReport report : reports) {
                row(table, report.name(), parameters(report), String.valueOf(multiplyAccumulates(report)), accuracy(report.hash()),
                        report.spikeSim().map(SpikeSimCostReport::total), report.physical().map(PhysicalCostReport::total));
            }
            trained.forEach((hash, design) -> row(table, design.name, design.spikeSim.parameters(), "-", accuracy(hash), Optional.of(design.spikeSim),
                    Optional.of(design.physical)));
            table.print(out);
            if (onChip.isEmpty()) {
                out.println("hasnas chip-accuracy P --imported NAME measures their accuracies.");
            }
        }

        private String accuracy(String hash) {
            Accuracy known = onChip.get(hash);
            return known == null ? "-" : Figures.decimals(2, 100 * known.fraction());
        }

        private void row(TextTable table, String name, long parameters, String multiplyAccumulates, String accuracy, Optional<HardwareCost> spikeSim,
                Optional<HardwareCost> physical) {
            List<Object> row = new ArrayList<>(List.of(name, parameters, multiplyAccumulates, accuracy));
            row.addAll(spikeSim.map(Compared::costs).orElse(List.of("-", "-", "-")));
            row.add(spikeSim.map(cost -> limits.isMetBy(cost) ? "met" : "exceeded").orElse("-"));
            row.addAll(physical.map(Compared::costs).orElse(List.of("-", "-", "-")));
            table.row(row.toArray());
        }

        private static List<String> costs(HardwareCost cost) {
            return List.of(Figures.significant(cost.area().squareMillimetres()), Figures.significant(cost.latency().milliseconds()),
                    Figures.significant(cost.energy().microjoules()));
        }

        @Override
        public JsonDocument json() {
            return JsonDocument.of("hasnas-imports", 1).put("project", project)
                    .put("networks", reports.stream().map(report -> Imported.content(report, limits).putAll(accuracyJson(report.hash()))).toList())
                    .put("trained", trained.entrySet().stream().map(entry -> new JsonDocument().put("name", entry.getValue().name)
                            .put("spikesim_ela", new CostSheet(entry.getValue().spikeSim, limits).json())
                            .put("physical", CostSheet.json(entry.getValue().physical)).putAll(accuracyJson(entry.getKey()))).toList());
        }

        private JsonDocument accuracyJson(String hash) {
            Accuracy known = onChip.get(hash);
            JsonDocument document = new JsonDocument().put("on_chip_accuracy", known == null ? null : known.fraction());
            return known == null ? document : document.put("on_chip_accuracy_low", known.lowFraction())
                    .put("on_chip_accuracy_high", known.highFraction()).put("on_chip_accuracy_of", known.source());
        }
    }

    private static long parameters(ImportReport report) {
        return report.nodes().stream().mapToLong(ImportReport.NodeRow::weightParameters).sum();
    }

    private static long multiplyAccumulates(ImportReport report) {
        return report.nodes().stream().mapToLong(ImportReport.NodeRow::multiplyAccumulates).sum();
    }
}
