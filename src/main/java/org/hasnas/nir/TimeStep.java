package org.hasnas.nir;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.hasnas.nir.model.NirFile;
import org.hasnas.nir.model.NirGraph;
import org.hasnas.nir.model.NirNode;

/**
 * The length of a time step, which no file tells.
 *
 * @param dt in the unit of time of the file
 * @param reason why it is that
 */
record TimeStep(double dt, String reason) {
    /**
     * What was given; else that of a recording; else that of a file of this program; else a guess.
     *
     * @param recorded time step of a recording of the network
     */
    static TimeStep of(OptionalDouble given, NirFile file, OptionalDouble recorded) {
        if (given.isPresent()) {
            return new TimeStep(given.getAsDouble(), "given");
        }
        if (recorded.isPresent()) {
            return new TimeStep(recorded.getAsDouble(), "that of the recording");
        }
        if (file.dt().isPresent()) {
            return new TimeStep(file.dt().getAsDouble(), "that of the file");
        }
        List<NirNode.Neuron> neurons = neurons(file.graph()).toList();
        OptionalDouble shortest = neurons.stream().flatMap(neuron -> neuron.leak().stream())
                .flatMapToDouble(leak -> DoubleStream.of(leak.tau().values())).filter(tau -> tau > 0).min();
        if (shortest.isPresent()) {
            return shortest.getAsDouble() >= 0.5
                    ? new TimeStep(1, "guessed: time constants of " + written(shortest.getAsDouble()) + " and more look like numbers of steps")
                    : new TimeStep(shortest.getAsDouble() >= 5e-3 ? 1e-3 : 1e-4,
                            "guessed: the shortest time constant is " + written(shortest.getAsDouble())
                                    + ", taken as seconds; nothing in the file tells the step, so give --dt");
        }
        double r = neurons.stream().map(neuron -> neuron.r().values()).filter(values -> values.length > 0).mapToDouble(values -> values[0]).max()
                .orElse(1);
        return r > 1 ? new TimeStep(1 / r, "guessed: one over r, since no neuron has a time constant")
                : new TimeStep(1, "guessed: no neuron has a time constant, and r is " + written(r));
    }

    private static Stream<NirNode.Neuron> neurons(NirGraph graph) {
        return graph.nodes().values().stream().flatMap(node -> node instanceof NirNode.Subgraph(NirGraph inner) ? neurons(inner)
                : node instanceof NirNode.Neuron neuron ? Stream.of(neuron) : Stream.empty());
    }

    static String written(double value) {
        return String.format(Locale.ROOT, "%.4g", value);
    }
}
