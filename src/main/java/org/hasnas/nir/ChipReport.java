package org.hasnas.nir;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.hasnas.chip.cost.PhysicalModel;
import org.hasnas.chip.cost.SpikeSimElaModel;
import org.hasnas.chip.model.PhysicalCostReport;
import org.hasnas.chip.model.SpikeRates;
import org.hasnas.chip.model.SpikeSimCostReport;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.nir.NirNetwork.Site;
import org.hasnas.nir.NirNetwork.Source;
import org.hasnas.nir.NirRecording.Spikes;
import org.hasnas.nir.model.ImportReport;
import org.hasnas.nir.model.ImportReport.Drift;
import org.hasnas.nir.model.ImportReport.NodeDrift;
import org.hasnas.nir.model.ImportReport.NodeRow;
import org.hasnas.nir.model.ImportReport.Unmapped;
import org.hasnas.nir.model.ImportRequest;
import org.hasnas.nir.model.NirFile;
import org.hasnas.nir.model.NirTensor;

/** Reads a NIR file, simulates it, prices it on both chips and compares it with a recording. */
public final class ChipReport {
    private static final int MOST_STEPS = 100_000;

    private final ImportRequest request;
    private final Optional<Entering> entering;
    private final SpikeSimElaModel spikeSim;
    private final JobContext job;

    /** What enters the one input of a network. */
    @FunctionalInterface
    public interface Entering {
        /**
         * @param shape of the input
         * @return a frame for each time step: which of its values are 1
         * @throws HasnasException BAD_INPUT if it does not fit, or what reading it says
         */
        List<BitSet> frames(int timeSteps, List<Integer> shape) throws HasnasException;
    }

    /** @param entering of the request's recording of events */
    public ChipReport(ImportRequest request, Optional<Entering> entering, SpikeSimElaModel spikeSim, JobContext job) {
        this.request = request;
        this.entering = entering;
        this.spikeSim = spikeSim;
        this.job = job;
    }

    /** @throws HasnasException what {@link NirReader#read} and {@link NirNetwork#of} say, or if the recording does not belong to the network */
    public ImportReport report() throws HasnasException {
        NirFile file = NirReader.read(request.file());
        try {
            return report(file);
        } catch (HasnasException unfit) {
            throw new HasnasException(unfit.code(), request.file() + ": " + unfit.getMessage(), unfit);
        }
    }

    private ImportReport report(NirFile file) throws HasnasException {
        Optional<NirRecording> recording = request.recording().isPresent() ? Optional.of(NirRecording.read(request.recording().get()))
                : Optional.empty();
        TimeStep step = TimeStep.of(request.dt(), file, recorded(recording));
        NirNetwork network = NirNetwork.of(file, step.dt());
        int timeSteps = request.timeSteps().orElseGet(() -> recording.map(run -> recordedSteps(run, step.dt()))
                .orElseGet(() -> file.timeSteps().orElse(ImportRequest.USUAL_STEPS)));
        int simulated = Math.min(timeSteps, MOST_STEPS);
        Run run =
                new Run(network, entering.isPresent() ? Optional.of(withInput(network, recording, entering.get(), step.dt(), simulated)) : recording,
                        step.dt(), simulated);
        ChipLayers layers = new ChipLayers(network, new ChipLayers.Coding(request.inputBits(), OptionalDouble.empty()),
                request.physical().profile().array().weightBits());
        List<String> remarks = new ArrayList<>(network.remarks());
        remarks.add("Neurons of NIR fire above their threshold, those of this program at it; the simulation does as NIR says.");
        return new ImportReport(request.file().getFileName().toString(), NirReader.hash(request.file()), file.version(), file.metadata(), step.dt(),
                step.reason(), timeSteps,
                rows(network, run), network.delayedEdges(), remarks, layers.unmapped(), spikeSim(layers, network.parameters(), timeSteps),
                physical(layers, timeSteps, run), run.source(), recording.flatMap(_ -> run.drift()));
    }

    private Optional<SpikeSimCostReport> spikeSim(ChipLayers layers, long parameters, int timeSteps) {
        return layers.isEmpty() ? Optional.empty() : Optional.of(spikeSim.costOfAll(layers.layers(), parameters, timeSteps, request.spikeSim()));
    }

    private Optional<PhysicalCostReport> physical(ChipLayers layers, int timeSteps, Run run) throws HasnasException {
        if (layers.isEmpty()) {
            return Optional.empty();
        }
        PhysicalModel model = new PhysicalModel(request.physical().profile(), request.physical());
        return Optional.of(layers.cost(model, timeSteps, new SpikeRates(0, layers.rates(run.inputRates()))));
    }

    private static List<NodeRow> rows(NirNetwork network, Run run) {
        List<NodeRow> rows = new ArrayList<>();
        for (int index = 0; index < network.sites().size(); index++) {
            Site site = network.sites().get(index);
            rows.add(new NodeRow(site.name(), site.node().type(), site.inputShape(), site.outputShape(), site.weightParameters(),
                    site.neuronParameters(), site.multiplyAccumulates(), site.neurons(), run.outputRates()[index]));
        }
        return rows;
    }

    private static NirRecording withInput(NirNetwork network, Optional<NirRecording> recording, Entering entering, double dt, int steps)
            throws HasnasException {
        List<Site> inputs = network.sites().stream().filter(Site::isInput).toList();
        if (inputs.size() != 1) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "a recording of events enters networks of one input, and this one has " + inputs.size());
        }
        List<Integer> shape = inputs.getFirst().outputShape();
        Map<String, Spikes> spikes = new LinkedHashMap<>(recording.map(NirRecording::spikes).orElse(Map.of()));
        spikes.put(inputs.getFirst().name(), new Spikes.Grid(NirTensor.size(shape), dt, entering.frames(steps, shape)));
        return new NirRecording(spikes);
    }

    private static OptionalDouble recorded(Optional<NirRecording> recording) {
        return recording.stream().flatMap(run -> run.spikes().values().stream())
                .flatMapToDouble(spikes -> spikes instanceof Spikes.Grid grid ? DoubleStream.of(grid.dt()) : DoubleStream.empty()).min();
    }

    private static int recordedSteps(NirRecording recording, double dt) {
        double steps = recording.spikes().values().stream().mapToDouble(spikes -> switch (spikes) {
            case Spikes.Grid grid -> grid.steps().size();
            case Spikes.Events events -> events.events().stream().mapToDouble(event -> Math.floor(event.time() / dt) + 1).max().orElse(1);
        }).max().orElse(ImportRequest.USUAL_STEPS);
        return (int) Math.max(1, Math.min(MOST_STEPS, steps));
    }

    /** A simulation with recorded or random inputs, in which recorded spikes take the place of our own behind every recorded node. */
    private final class Run {
        private final NirNetwork network;
        private final Optional<NirRecording> recording;
        private final double[] inputRates;
        private final double[] outputRates;
        private final Map<Integer, Comparison> comparisons = new HashMap<>();
        private final List<Unmapped> notCompared = new ArrayList<>();
        private boolean randomInputs;

        Run(NirNetwork network, Optional<NirRecording> recording, double dt, int steps) throws HasnasException {
            this.network = network;
            this.recording = recording;
            int count = network.sites().size();
            inputRates = new double[count];
            outputRates = new double[count];
            if (recording.isPresent()) {
                checkNames(recording.get());
            }
            NirSimulation simulation = new NirSimulation(network, dt);
            SplittableRandom random = new SplittableRandom(1);
            for (int step = 0; step < steps; step++) {
                job.checkpoint();
                job.progress(step, steps);
                int now = step;
                simulation.step(inputs(random, step, dt), (site, output) -> {
                    outputRates[site] += nonZeros(output) / steps;
                    Comparison comparison = comparisons.get(site);
                    if (comparison != null) {
                        comparison.compare(output, now, dt);
                    }
                });
                for (int site = 0; site < count; site++) {
                    inputRates[site] += nonZeros(simulation.input(site)) / steps;
                }
            }
        }

        private static double nonZeros(double[] values) {
            long count = 0;
            for (double value : values) {
                count += value != 0 ? 1 : 0;
            }
            return (double) count / values.length;
        }

        private void checkNames(NirRecording run) throws HasnasException {
            Set<Integer> unknown = unknownInputs();
            for (Map.Entry<String, Spikes> recorded : run.spikes().entrySet()) {
                int index = network.sites().stream().map(Site::name).toList().indexOf(recorded.getKey());
                if (index < 0) {
                    throw new HasnasException(ErrorCode.BAD_INPUT,
                            "the recording has a node \"" + recorded.getKey() + "\", which the network does not"
                                    + " have; is it of another network?");
                }
                Site site = network.sites().get(index);
                if (NirTensor.size(site.outputShape()) != recorded.getValue().neurons()) {
                    throw new HasnasException(ErrorCode.BAD_INPUT, "the recording has " + recorded.getValue().neurons() + " neurons of \""
                            + site.name() + "\", the network " + NirTensor.size(site.outputShape()) + "; is it of another network?");
                }
                if (!site.isInput()) {
                    boolean isKnown = site.sources().stream().noneMatch(source -> dependsOn(source, unknown, new HashSet<>()));
                    comparisons.put(index, new Comparison(site.name(), recorded.getValue(), isKnown));
                    if (!isKnown) {
                        notCompared
                                .add(new Unmapped(site.name(), site.node().type(), "the recording does not have what it gets: neither the input nor"
                                        + " the spikes of the nodes before it"));
                    }
                }
            }
        }

        private Set<Integer> unknownInputs() {
            Set<Integer> unknown = new HashSet<>();
            for (int index = 0; index < network.sites().size(); index++) {
                Site site = network.sites().get(index);
                if (site.isInput() && !recording.map(run -> run.spikes().containsKey(site.name())).orElse(false)) {
                    unknown.add(index);
                }
            }
            return unknown;
        }

        /** Whether what a source gives depends on an input that is not known, with no recorded node between. */
        private boolean dependsOn(Source source, Set<Integer> unknown, Set<Integer> seen) {
            Site site = network.sites().get(source.site());
            if (unknown.contains(source.site())) {
                return true;
            }
            if (recording.map(run -> run.spikes().containsKey(site.name())).orElse(false) || !seen.add(source.site())) {
                return false;
            }
            return site.sources().stream().anyMatch(next -> dependsOn(next, unknown, seen));
        }

        private Map<String, double[]> inputs(SplittableRandom random, int step, double dt) {
            Map<String, double[]> values = new HashMap<>();
            for (Site site : network.sites()) {
                if (site.isInput()) {
                    double[] input = new double[NirTensor.size(site.inputShape())];
                    Optional<Spikes> recorded = recording.map(run -> run.spikes().get(site.name()));
                    if (recorded.isPresent()) {
                        recorded.get().at(step, dt).stream().forEach(neuron -> input[neuron] = 1);
                    } else {
                        randomInputs = true;
                        for (int i = 0; i < input.length; i++) {
                            input[i] = random.nextDouble() < request.inputRate() ? 1 : 0;
                        }
                    }
                    values.put(site.name(), input);
                }
            }
            return values;
        }

        double[] inputRates() {
            return inputRates;
        }

        double[] outputRates() {
            return outputRates;
        }

        String source() {
            String inputs = randomInputs ? "random inputs of which " + TimeStep.written(100 * request.inputRate()) + " % are ones, not your data"
                    : "the recorded inputs";
            return "simulated with " + inputs + (comparisons.isEmpty() ? "" : ", and recorded spikes behind the recorded nodes");
        }

        Optional<Drift> drift() {
            return recording.map(_ -> new Drift(comparisons.entrySet().stream().sorted(Comparator.comparing(Map.Entry::getKey))
                    .map(Map.Entry::getValue).filter(comparison -> comparison.isKnown).map(Comparison::drift).toList(), notCompared));
        }
    }

    /** One node beside its recording. */
    private static final class Comparison {
        private final String name;
        private final Spikes recorded;
        private final boolean isKnown;
        private int firstStep = -1;
        private long different;
        private long recordedSpikes;
        private long ourSpikes;

        Comparison(String name, Spikes recorded, boolean isKnown) {
            this.name = name;
            this.recorded = recorded;
            this.isKnown = isKnown;
        }

        /** Counts, and puts the recorded spikes in place of ours. */
        void compare(double[] output, int step, double dt) {
            BitSet expected = recorded.at(step, dt);
            for (int neuron = 0; neuron < output.length; neuron++) {
                boolean fired = output[neuron] != 0;
                ourSpikes += fired ? 1 : 0;
                recordedSpikes += expected.get(neuron) ? 1 : 0;
                if (fired != expected.get(neuron)) {
                    different++;
                    firstStep = firstStep < 0 ? step : firstStep;
                }
                output[neuron] = expected.get(neuron) ? 1 : 0;
            }
        }

        NodeDrift drift() {
            return new NodeDrift(name, firstStep, different, recordedSpikes, ourSpikes);
        }
    }
}
