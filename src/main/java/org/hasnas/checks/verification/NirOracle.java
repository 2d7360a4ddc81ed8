package org.hasnas.checks.verification;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.zip.CRC32;
import org.hasnas.checks.model.VerificationResult;
import org.hasnas.document.Fields;
import org.hasnas.document.InputFile;
import org.hasnas.document.Value;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.nir.NirNetwork;
import org.hasnas.nir.NirNetwork.Site;
import org.hasnas.nir.NirReader;
import org.hasnas.nir.NirRecording;
import org.hasnas.nir.NirSimulation;
import org.hasnas.nir.model.NirFile;
import org.hasnas.nir.model.NirGraph.Edge;
import org.hasnas.nir.model.NirNode;
import org.hasnas.nir.model.NirTensor;

/**
 * Cases of NIR: a JSON file beside each NIR file says what a reference simulation gave, or that the file must be refused or remarked upon, and the
 * words that must be said. Recordings (NIRData) say how many spikes they hold.
 */
public final class NirOracle {
    private static final double TOLERANCE = 1e-9;
    private static final int MOST_STEPS = 1_000_000;

    /**
     * Recomputes all cases of a folder and those below it, or one case.
     *
     * @throws HasnasException NOT_FOUND or IO if there is nothing to read; BAD_DATA if a case is not what it should be
     */
    public List<VerificationResult> verify(Path path, JobContext job) throws HasnasException {
        List<VerificationResult> results = new ArrayList<>();
        for (Path json : cases(path)) {
            job.checkpoint();
            Value value = OracleFiles.read(json);
            if (value.isMapping() && value.find("file").isPresent()) {
                results.add(result(json, value.anyFields(), job));
            }
        }
        return List.copyOf(results);
    }

    private static List<Path> cases(Path path) throws HasnasException {
        if (!InputFile.isThere(path)) {
            throw new HasnasException(ErrorCode.NOT_FOUND, "There is no file or folder " + path + "; give one with NIR cases.");
        }
        return OracleFiles.jsonFilesBelow(path);
    }

    private static VerificationResult result(Path json, Fields given, JobContext job) throws HasnasException {
        String file = given.text("file");
        String name = file.contains(".") ? file.substring(0, file.lastIndexOf('.')) : file;
        Path beside = OracleFiles.beside(json, given.value("file"));
        if (file.endsWith(".nird")) {
            return recording(name, beside, given);
        }
        if (!given.has("simulation") || (given.has("expect") && !given.text("expect").equals("warning"))) {
            return said(name, beside, given);
        }
        VerificationResult simulated = new Run(name, beside, given).result(job);
        return given.has("expect") && simulated.passes() ? said(name, beside, given) : simulated;
    }

    /** A case of which only the words matter. */
    private static VerificationResult said(String name, Path file, Fields given) throws HasnasException {
        String expect = given.text("expect");
        String message;
        boolean isRefused;
        try {
            NirFile read = NirReader.read(file);
            message = String.join(" ", NirNetwork.of(read, 1e-3).remarks());
            isRefused = false;
        } catch (HasnasException refused) {
            message = refused.getMessage();
            isRefused = true;
        }
        String told = message.replace(file.toString(), "");
        List<String> missing = new ArrayList<>();
        for (String word : OracleFiles.texts(given, "must_name")) {
            if (!told.contains(word)) {
                missing.add(word);
            }
        }
        String wrong = expect.equals("error") && !isRefused ? "not refused; "
                : expect.equals("accept") && isRefused && given.items("must_name").isEmpty() ? "refused; " : "";
        boolean passes = wrong.isEmpty() && missing.isEmpty();
        return new VerificationResult(name, expect.equals("error") ? "refusal" : "remark", passes ? 0 : Double.POSITIVE_INFINITY, 0,
                wrong + (missing.isEmpty() ? "" : "does not name " + missing + ": ") + told.strip());
    }

    private static VerificationResult recording(String name, Path file, Fields given) throws HasnasException {
        NirRecording recording = NirRecording.read(file);
        int steps = given.integer("steps", 1, MOST_STEPS);
        double dt = OracleFiles.positive(given, "dt");
        String wrong = "";
        Fields nodes = given.anyFields("nodes");
        for (String node : nodes.all().keySet()) {
            NirRecording.Spikes spikes = recording.spikes().get(node);
            if (spikes == null) {
                wrong = "node " + node + " has no spikes";
                continue;
            }
            Packed packed = new Packed(spikes.neurons());
            for (int step = 0; step < steps; step++) {
                packed.add(spikes.at(step, dt));
            }
            Fields expected = nodes.anyFields(node);
            if (packed.total != expected.longInteger("spikes_total", 0, Long.MAX_VALUE) || !packed.crc().equals(expected.text("spikes_crc32"))) {
                wrong = "node " + node + " has " + packed.total + " spikes, expected " + expected.text("spikes_total") + ", or at other places";
            }
        }
        return new VerificationResult(name, "spikes of a recording", wrong.isEmpty() ? 0 : Double.POSITIVE_INFINITY, 0,
                wrong.isEmpty() ? nodes.all().size() + " nodes equal" : wrong);
    }

    /** Spikes of one node, packed as the cases have them: a row a step, neurons in order, most significant bit first. */
    private static final class Packed {
        private final int neurons;
        private final CRC32 crc = new CRC32();
        private final List<Long> perStep = new ArrayList<>();
        private long total;

        Packed(int neurons) {
            this.neurons = neurons;
        }

        void add(BitSet spikes) {
            byte[] row = new byte[(neurons + 7) / 8];
            spikes.stream().forEach(neuron -> row[neuron / 8] |= (byte) (0x80 >>> neuron % 8));
            crc.update(row);
            perStep.add((long) spikes.cardinality());
            total += spikes.cardinality();
        }

        String crc() {
            return String.format(Locale.ROOT, "%08x", crc.getValue());
        }
    }

    /** One case while it is simulated; collects the worst difference. */
    private static final class Run {
        private final String name;
        private final Path file;
        private final Fields given;
        private final Fields expected;
        private final int steps;
        private double worst;
        private String where = "";
        private int spikingNodes;

        Run(String name, Path file, Fields given) throws HasnasException {
            this.name = name;
            this.file = file;
            this.given = given;
            expected = given.anyFields("expected").anyFields("nodes");
            steps = given.anyFields("simulation").integer("steps", 1, MOST_STEPS);
        }

        VerificationResult result(JobContext job) throws HasnasException {
            Fields run = given.anyFields("simulation");
            double dt = OracleFiles.positive(run, "dt");
            NirNetwork network;
            NirSimulation simulation;
            try {
                network = NirNetwork.of(NirReader.read(file), dt);
                simulation = new NirSimulation(network, dt);
            } catch (HasnasException refused) {
                return VerificationResult.notCheckable(name, "spikes", TOLERANCE, refused.getMessage());
            }
            checkStructure(network);
            Map<String, List<double[]>> inputs = inputs(run.anyFields("inputs"), network);
            List<Observed> observed = new ArrayList<>();
            for (int site = 0; site < network.sites().size(); site++) {
                observed.add(new Observed(network.sites().get(site), site, simulation));
            }
            for (int step = 0; step < steps; step++) {
                job.checkpoint();
                Map<String, double[]> values = new HashMap<>();
                int now = step;
                inputs.forEach((input, rows) -> values.put(input, rows.get(now)));
                simulation.step(values);
                for (Observed node : observed) {
                    node.observe(step);
                }
            }
            for (Observed node : observed) {
                node.end();
            }
            return new VerificationResult(name, "spikes, values, counts", worst, TOLERANCE, worst == 0 || worst <= TOLERANCE
                    ? "spikes of " + spikingNodes + " nodes equal in " + steps + " steps" : "largest difference: " + where);
        }

        private void checkStructure(NirNetwork network) throws HasnasException {
            Set<String> found = new HashSet<>(network.sites().stream().map(Site::name).toList());
            if (!found.equals(expected.all().keySet())) {
                differ("nodes " + found + " instead of " + expected.all().keySet());
            }
            Set<Edge> delayed = new HashSet<>();
            for (Value edge : given.anyFields("evaluation").items("delayed_edges")) {
                delayed.add(new Edge(OracleFiles.item(edge, 0).text(), OracleFiles.item(edge, 1).text()));
            }
            if (!delayed.equals(new HashSet<>(network.delayedEdges()))) {
                differ("delayed edges " + network.delayedEdges() + " instead of " + delayed);
            }
            Fields totals = given.anyFields("totals");
            count(totals, "weight_parameters", network, Site::weightParameters);
            count(totals, "neuron_parameters", network, Site::neuronParameters);
            count(totals, "macs_per_step", network, Site::multiplyAccumulates);
            count(totals, "neurons", network, Site::neurons);
        }

        private void count(Fields totals, String key, NirNetwork network, ToLongFunction<Site> counted) throws HasnasException {
            equal(key, network.sites().stream().mapToLong(counted).sum(), totals.longInteger(key, 0, Long.MAX_VALUE));
        }

        private void differ(String what) {
            worst = Double.POSITIVE_INFINITY;
            where = where.isEmpty() ? what : where;
        }

        private void equal(String what, long ours, long reference) {
            if (ours != reference) {
                differ(what + " is " + ours + " instead of " + reference);
            }
        }

        private void close(String what, double ours, double reference) {
            double difference = Math.abs(ours - reference) / Math.max(1, Math.abs(reference));
            if (!(difference <= worst)) {
                worst = difference;
                where = what + " is " + ours + " instead of " + reference;
            }
        }

        private Map<String, List<double[]>> inputs(Fields inputs, NirNetwork network) throws HasnasException {
            Map<String, List<double[]>> all = new HashMap<>();
            for (String input : inputs.all().keySet()) {
                int size = network.find(input).map(site -> NirTensor.size(site.inputShape()))
                        .orElseThrow(() -> inputs.problem("the network has no input '" + input + "'"));
                List<double[]> rows = new ArrayList<>();
                Fields coded = inputs.anyFields(input);
                String key = coded.text("encoding").equals("bits") ? "rows_hex" : "rows";
                for (Value row : coded.items(key)) {
                    rows.add(switch (coded.text("encoding")) {
                        case "bits" -> bits(row, size);
                        case "values" -> numbers(row, size);
                        default -> {
                            double[] values = new double[size];
                            Arrays.fill(values, row.isList() ? OracleFiles.item(row, 0).number() : row.number());
                            yield values;
                        }
                    });
                }
                if (rows.size() < steps) {
                    throw coded.value(key).wrong("a list of a row for each of the " + steps + " steps");
                }
                all.put(input, rows);
            }
            return all;
        }

        private static double[] bits(Value row, int size) throws HasnasException {
            byte[] packed;
            try {
                packed = HexFormat.of().parseHex(row.text());
            } catch (IllegalArgumentException notHexadecimal) {
                throw row.wrong("pairs of hexadecimal digits");
            }
            if (packed.length < (size + 7) / 8) {
                throw row.wrong("the bits of " + size + " values");
            }
            double[] values = new double[size];
            for (int i = 0; i < size; i++) {
                values[i] = (packed[i / 8] >> (7 - i % 8)) & 1;
            }
            return values;
        }

        private static double[] numbers(Value row, int size) throws HasnasException {
            List<Value> items = row.items(size, "value");
            double[] values = new double[items.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = items.get(i).number();
            }
            return values;
        }

        /** One node, and what is expected of it. */
        private final class Observed {
            private final Site site;
            private final int index;
            private final NirSimulation simulation;
            private final Optional<Fields> wanted;
            private final Packed packed;

            Observed(Site site, int index, NirSimulation simulation) throws HasnasException {
                this.site = site;
                this.index = index;
                this.simulation = simulation;
                wanted = expected.has(site.name()) ? Optional.of(expected.anyFields(site.name())) : Optional.empty();
                packed = new Packed(NirTensor.size(site.outputShape()));
                if (wanted.isPresent()) {
                    shape("input_shape", site.inputShape());
                    shape("output_shape", site.outputShape());
                    if (!wanted.get().text("type").equals(site.node().type())) {
                        differ("type of " + site.name() + " is " + site.node().type());
                    }
                    exact("weight_parameters", site.weightParameters());
                    exact("neuron_parameters", site.neuronParameters());
                    exact("macs_per_step", site.multiplyAccumulates());
                }
            }

            private void shape(String key, List<Integer> shape) throws HasnasException {
                List<Integer> reference = new ArrayList<>();
                for (Value size : wanted.orElseThrow().items(key)) {
                    reference.add(size.integer(1, MOST_STEPS));
                }
                if (!shape.equals(reference)) {
                    differ(key + " of " + site.name() + " is " + shape + " instead of " + reference);
                }
            }

            private void exact(String key, long ours) throws HasnasException {
                if (wanted.isPresent() && wanted.get().has(key)) {
                    equal(key + " of " + site.name(), ours, wanted.get().longInteger(key, 0, Long.MAX_VALUE));
                }
            }

            void observe(int step) throws HasnasException {
                if (wanted.isEmpty()) {
                    return;
                }
                double[] output = simulation.output(index);
                String at = site.name() + ", step " + step;
                close("sum of " + at, Arrays.stream(output).sum(), OracleFiles.item(wanted.get(), "output_sum", step).number());
                List<Value> first = wanted.get().has("output_first") ? wanted.get().items("output_first") : List.of();
                if (step < first.size()) {
                    row("output of " + at, first.get(step), output);
                }
                if (wanted.get().has("membrane")) {
                    membrane(step, at, wanted.get().anyFields("membrane"));
                }
                if (wanted.get().has("spikes")) {
                    BitSet spikes = new BitSet(output.length);
                    for (int neuron = 0; neuron < output.length; neuron++) {
                        spikes.set(neuron, output[neuron] != 0);
                    }
                    packed.add(spikes);
                    equal("spikes of " + at, spikes.cardinality(), OracleFiles.item(wanted.get().anyFields("spikes"), "per_step", step)
                            .longInteger(0, Long.MAX_VALUE));
                }
            }

            private void row(String what, Value row, double[] values) throws HasnasException {
                List<Value> references = row.items();
                if (references.size() > values.length) {
                    throw row.wrong("at most " + values.length + " numbers");
                }
                for (int i = 0; i < references.size(); i++) {
                    close(what + " [" + i + "]", values[i], references.get(i).number());
                }
            }

            private void membrane(int step, String at, Fields membrane) throws HasnasException {
                NirSimulation.Membrane ours = simulation.membrane(index).orElseThrow(() -> given.problem(site.name() + " is no neuron"));
                double sum = Arrays.stream(ours.afterReset()).sum();
                close("potentials behind the reset of " + at, sum, OracleFiles.item(membrane, "after_reset_sum", step).number());
                picked("before_reset", step, at, membrane, ours.beforeReset());
                picked("after_reset", step, at, membrane, ours.afterReset());
                if (membrane.has("current") && ours.current().isPresent()) {
                    picked("current", step, at, membrane, ours.current().get());
                }
            }

            private void picked(String key, int step, String at, Fields membrane, double[] values) throws HasnasException {
                List<Value> rows = membrane.items(key);
                List<Value> neurons = membrane.items("neurons");
                for (int i = 0; step < rows.size() && i < neurons.size(); i++) {
                    int neuron = neurons.get(i).integer(0, values.length - 1);
                    close(key + " of " + at + ", neuron " + neuron, values[neuron], OracleFiles.item(rows.get(step), i).number());
                }
            }

            void end() throws HasnasException {
                if (wanted.isPresent() && wanted.get().has("spikes")) {
                    spikingNodes++;
                    Fields spikes = wanted.get().anyFields("spikes");
                    equal("spikes of " + site.name(), packed.total, spikes.longInteger("total", 0, Long.MAX_VALUE));
                    if (!packed.crc().equals(spikes.text("crc32"))) {
                        differ("spikes of " + site.name() + " are at other places" + hint());
                    }
                }
                if (site.node() instanceof NirNode.Affine || site.node() instanceof NirNode.Convolution) {
                    exact("synaptic_operations", simulation.synapticOperations(index));
                }
            }

            /** The wrong rule that gives the same spikes, if the case knows one. */
            private String hint() throws HasnasException {
                Fields conventions = given.anyFields("expected");
                if (!conventions.has("wrong_conventions")) {
                    return "";
                }
                for (Map.Entry<String, Value> rule : conventions.anyFields("wrong_conventions").all().entrySet()) {
                    Optional<Value> node = rule.getValue().find(site.name());
                    if (node.isPresent() && node.get().find("crc32").filter(crc -> crc.is(packed.crc())).isPresent()) {
                        return ", as with the wrong rule " + rule.getKey();
                    }
                }
                return "";
            }
        }
    }
}
