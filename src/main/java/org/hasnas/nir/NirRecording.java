package org.hasnas.nir;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hasnas.document.Hdf5Files;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.nir.Hdf5Values.Budget;
import org.hasnas.nir.model.NirTensor;

/**
 * What a run of another tool recorded (NIRData): for nodes, observables of the first sample that tell spikes.
 *
 * @param spikes by node; in nested graphs {@code outer/inner}
 */
public record NirRecording(Map<String, Spikes> spikes) {
    private static final int DEEPEST = 16;

    /** Spikes of one node, on a grid of steps or as events. */
    public sealed interface Spikes {
        int neurons();

        /** @param steps [step][neuron] */
        record Grid(int neurons, double dt, List<BitSet> steps) implements Spikes {
            public Grid {
                steps = List.copyOf(steps);
            }
        }

        /** Spikes with their times. */
        record Events(int neurons, List<Event> events) implements Spikes {
            public Events {
                events = List.copyOf(events);
            }
        }

        /**
         * The spikes of a step.
         *
         * @param dt length of a step; those of a grid keep theirs
         */
        default BitSet at(int step, double dt) {
            return switch (this) {
                case Grid grid -> step < grid.steps.size() ? grid.steps.get(step) : new BitSet();
                case Events events -> {
                    BitSet spikes = new BitSet();
                    events.events.stream().filter(event -> Math.floor(event.time / dt) == step).forEach(event -> spikes.set(event.neuron));
                    yield spikes;
                }
            };
        }
    }

    /** One spike. */
    public record Event(int neuron, double time) {}

    public NirRecording {
        spikes = Collections.unmodifiableMap(new LinkedHashMap<>(spikes));
    }

    /**
     * Reads a file.
     *
     * @throws HasnasException NOT_FOUND or IO if it can't be read; BAD_DATA with node and reason if it is no NIRData
     */
    public static NirRecording read(Path file) throws HasnasException {
        ByteBuffer content = Hdf5Files.content(file, "NIR file");
        try (HdfFile hdf = HdfFile.fromByteBuffer(content)) {
            Map<String, Spikes> spikes = new LinkedHashMap<>();
            Budget budget = new Budget(content.remaining());
            if (new Hdf5Values(hdf, "The file", budget).group("nodes").isEmpty()) {
                throw new HasnasException(ErrorCode.BAD_DATA, "this HDF5 file holds no NIRData: the group \"nodes\" is missing");
            }
            collect("", hdf, budget, spikes, 0);
            return new NirRecording(spikes);
        } catch (HasnasException named) {
            throw new HasnasException(named.code(), file + ": " + named.getMessage(), named);
        } catch (RuntimeException | StackOverflowError broken) {
            throw new HasnasException(ErrorCode.BAD_DATA, file + ": " + Hdf5Files.reason(broken), broken);
        }
    }

    private static void collect(String prefix, Group graph, Budget budget, Map<String, Spikes> spikes, int depth) throws HasnasException {
        Group nodes = new Hdf5Values(graph, "The recording", budget).group("nodes").orElse(graph);
        for (Node child : nodes) {
            String path = prefix + child.getName();
            if (!(child instanceof Group node) || depth > DEEPEST) {
                throw new HasnasException(ErrorCode.BAD_DATA, "node \"" + path + "\": it is no group, or nested deeper than " + DEEPEST);
            }
            Hdf5Values values = new Hdf5Values(node, "Node \"" + path + "\"", budget);
            if (values.has("nodes")) {
                collect(path + "/", node, budget, spikes, depth + 1);
            } else {
                Optional<Group> observables = values.group("observables");
                if (observables.isPresent()) {
                    spikes(path, observables.get(), budget).ifPresent(found -> spikes.put(path, found));
                }
            }
        }
    }

    /** The observable called spikes, or the first one that holds zeros and ones or events. */
    private static Optional<Spikes> spikes(String path, Group observables, Budget budget) throws HasnasException {
        List<String> names = new ArrayList<>(observables.getChildren().keySet());
        names.sort((a, b) -> Boolean.compare(b.equals("spikes"), a.equals("spikes")));
        for (String name : names) {
            String place = "Node \"" + path + "\", observable \"" + name + "\"";
            Optional<Group> group = new Hdf5Values(observables, place, budget).group(name);
            if (group.isPresent()) {
                Hdf5Values values = new Hdf5Values(group.get(), place, budget);
                Optional<Spikes> found = values.has("data") ? grid(values, group.get()) : values.has("idx") ? events(values, group.get())
                        : Optional.empty();
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Spikes> grid(Hdf5Values values, Group group) throws HasnasException {
        NirTensor data = values.requiredNumbers("data");
        if (data.rank() < 3) {
            throw values.problem("data must have the axes samples, steps and neurons, its shape is " + NirTensor.written(data.shape()));
        }
        int steps = data.size(1);
        int neurons = NirTensor.size(data.shape().subList(2, data.rank()));
        List<BitSet> rows = new ArrayList<>();
        for (int step = 0; step < steps; step++) {
            BitSet row = new BitSet(neurons);
            for (int neuron = 0; neuron < neurons; neuron++) {
                double value = data.values()[step * neurons + neuron];
                if (value != 0 && value != 1) {
                    return Optional.empty(); // a potential or the like
                }
                row.set(neuron, value == 1);
            }
            rows.add(row);
        }
        return Optional.of(new Spikes.Grid(neurons, attribute(values, group, "dt"), rows));
    }

    private static Optional<Spikes> events(Hdf5Values values, Group group) throws HasnasException {
        double[] neurons = values.requiredNumbers("idx").values();
        NirTensor times = values.allNumbers("time");
        int count = times.rank() == 2 ? times.size(1) : times.values().length; // of the first sample
        if (neurons.length != times.values().length) {
            throw values.problem("idx has " + neurons.length + " values, time " + times.values().length);
        }
        int all = (int) attribute(values, group, "n_neurons");
        List<Event> events = new ArrayList<>();
        for (int event = 0; event < count; event++) {
            if (neurons[event] >= all) {
                throw values.problem("idx [" + event + "] is " + (long) neurons[event] + ", but there are " + all + " neurons");
            }
            if (neurons[event] >= 0 && Double.isFinite(times.values()[event])) {
                events.add(new Event((int) neurons[event], times.values()[event]));
            }
        }
        return Optional.of(new Spikes.Events(all, events));
    }

    private static double attribute(Hdf5Values values, Group group, String name) throws HasnasException {
        Attribute attribute = group.getAttribute(name);
        if (attribute != null && attribute.isScalar() && attribute.getData() instanceof Number number) {
            return number.doubleValue();
        }
        throw values.missing(name);
    }
}
