package org.hasnas.nir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hasnas.document.AtomicFile;
import org.hasnas.document.NumpyFile;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.network.NetworkTemplate.InputKind;
import org.hasnas.nir.NirNetwork.Site;
import org.hasnas.nir.NirNetwork.Source;
import org.hasnas.nir.model.NirNode;
import org.hasnas.nir.model.NirTensor;
import org.hasnas.nir.model.NirWindow;

/**
 * Writes a graph as one readable module of plain PyTorch (1.13 and newer), with its weights beside it as {@code .npz}. Arithmetic is that of 32-bit
 * floats; spikes have a surrogate gradient, so that the module can be trained on.
 */
public final class PyTorchModule {
    private static final Set<String> WORDS = Set.of("False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue",
            "def", "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal", "not", "or",
            "pass", "raise", "return", "try", "while", "with", "yield", "self", "state", "step", "torch", "F", "nn", "numpy", "spike", "before");

    private final NirNetwork network;
    private final double dt;
    private final int timeSteps;
    private final InputKind kind;
    private final List<String> names = new ArrayList<>();
    private final Map<String, NirTensor> parameters = new LinkedHashMap<>();
    private final Map<String, NirTensor> constants = new LinkedHashMap<>();
    private final StringBuilder steps = new StringBuilder();
    private final StringBuilder ends = new StringBuilder();

    private PyTorchModule(NirNetwork network, double dt, int timeSteps, InputKind kind) {
        this.network = network;
        this.dt = dt;
        this.timeSteps = timeSteps;
        this.kind = kind;
    }

    /** The file of weights beside a module. */
    public static Path weightsBeside(Path module) {
        String name = module.getFileName().toString();
        return module.resolveSibling((name.endsWith(".py") ? name.substring(0, name.length() - 3) : name) + ".npz");
    }

    /**
     * Writes module and weights.
     *
     * @param dt length of a time step in the unit of time of the graph
     * @param timeSteps of an inference
     * @param kind what enters at them
     * @param about what the network is, a line each
     * @throws HasnasException BAD_INPUT if a node can't be written; IO
     */
    public static void write(NirNetwork network, double dt, int timeSteps, InputKind kind, List<String> about, Path module) throws HasnasException {
        PyTorchModule writer = new PyTorchModule(network, dt, timeSteps, kind);
        String text = writer.text(about, weightsBeside(module).getFileName().toString());
        NumpyFile.write(weightsBeside(module), writer.weights());
        AtomicFile.write(module, text);
    }

    private String text(List<String> about, String weights) throws HasnasException {
        Set<String> used = new HashSet<>(WORDS);
        network.sites().forEach(site -> names.add(identifier(site.name(), used)));
        List<String> inputs = new ArrayList<>();
        List<String> outputs = new ArrayList<>();
        for (int index = 0; index < network.sites().size(); index++) {
            Site site = network.sites().get(index);
            if (site.isInput()) {
                inputs.add(names.get(index));
            } else {
                add(index, site);
            }
            if (site.node() instanceof NirNode.Output && isTop(index)) {
                outputs.add(names.get(index));
            }
        }
        String result = outputs.size() == 1 ? outputs.getFirst() : "(" + String.join(", ", outputs) + ")";
        String fired = spiking().stream().map(index -> "\"" + escaped(network.sites().get(index).name()) + "\": " + names.get(index))
                .collect(Collectors.joining(", "));
        String mean = outputs.size() == 1 ? "        return sum(outputs) / len(outputs)\n"
                : "        return tuple(sum(values) / len(values) for values in zip(*outputs))\n";
        String all = String.join(", ", inputs);
        return "\"\"\"" + String.join("\n", about).replace("\\", "\\\\").replace("\"\"\"", "'''") + "\n\"\"\"\n"
                + """
                        import os

                        import numpy
                        import torch
                        import torch.nn.functional as F
                        from torch import nn

                        """
                + "TIME_STEPS = " + timeSteps + "\nWEIGHTS = os.path.join(os.path.dirname(os.path.abspath(__file__)), \"" + escaped(weights) + "\")\n"
                + """


                        class Spike(torch.autograd.Function):
                            \"""1 above 0, else 0; backwards the derivative of arctan(pi x) / pi.\"""

                            @staticmethod
                            def forward(context, x):
                                context.save_for_backward(x)
                                return (x > 0).to(x.dtype)

                            @staticmethod
                            def backward(context, gradient):
                                (x,) = context.saved_tensors
                                return gradient / (1 + (numpy.pi * x) ** 2)


                        def spike(x):
                            return Spike.apply(x)


                        class Network(nn.Module):
                            def __init__(self, weights=WEIGHTS):
                                super().__init__()
                                arrays = numpy.load(weights)
                        """
                + registered("nn.Parameter(torch.from_numpy(arrays[name]))", parameters.keySet(), true)
                + registered("torch.from_numpy(arrays[name])", constants.keySet(), false)
                + "\n    def forward(self, " + all + ", spikes=None):\n"
                + "        \"\"\"" + switch (kind) {
                    case IMAGE -> "The same input at every time step, " + shapes("batch");
                    case EVENTS -> "A frame of events at every time step, each value 0 or 1, " + shapes("batch, time step");
                } + "; the mean of the output over time.\n\n"
                + "        spikes: a list that gets the spikes of all neurons of each time step, by name.\n        \"\"\"\n"
                + "        state = {}\n        outputs = [self.step(" + switch (kind) {
                    case IMAGE -> all;
                    case EVENTS -> inputs.stream().map(input -> input + "[:, step]").collect(Collectors.joining(", "));
                } + ", state, step, spikes) for step in range(TIME_STEPS)]\n" + mean
                + "\n    def step(self, " + all + ", state, step, spikes=None):\n"
                + "        \"\"\"One time step; state holds what lasts from one to the next, and is empty before the first.\"\"\"\n"
                + steps + ends + "        if spikes is not None:\n            spikes.append({" + fired + "})\n        return " + result + "\n"
                + """


                        if __name__ == "__main__":
                            network = Network()
                            print(network)
                            print(sum(parameter.numel() for parameter in network.parameters()), "parameters")
                        """;
    }

    private static String registered(String value, Set<String> arrays, boolean trained) {
        if (arrays.isEmpty()) {
            return "";
        }
        String list = arrays.stream().map(name -> "\"" + name + "\"").collect(Collectors.joining(",\n                     ", "", ""));
        return "        for name in [" + list + "]:\n            self." + (trained ? "register_parameter" : "register_buffer") + "(name, " + value
                + ")\n";
    }

    private String shapes(String first) {
        return network.sites().stream().filter(Site::isInput).map(site -> site.name() + " [" + first + ", "
                + site.inputShape().stream().map(String::valueOf).collect(Collectors.joining(", ")) + "]").collect(Collectors.joining("; "));
    }

    private boolean isTop(int index) {
        return !network.sites().get(index).name().contains("/");
    }

    private List<Integer> spiking() {
        List<Integer> all = new ArrayList<>();
        for (int index = 0; index < network.sites().size(); index++) {
            if (network.sites().get(index).node() instanceof NirNode.Neuron neuron && neuron.firing().isPresent()) {
                all.add(index);
            }
        }
        return all;
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    /** A name of Python that nothing else has. */
    private static String identifier(String name, Set<String> used) {
        String plain = name.replaceAll("[^A-Za-z0-9]+", "_").toLowerCase(Locale.ROOT);
        String start = plain.isEmpty() || Character.isDigit(plain.charAt(0)) ? "n" + plain : plain;
        String free = start;
        for (int number = 2; !used.add(free); number++) {
            free = start + "_" + number;
        }
        return free;
    }

    private void line(String text) {
        steps.append("        ").append(text).append('\n');
    }

    /** The sum of what leads to a node. */
    private String input(Site site) {
        return site.sources().stream().map(source -> source.delayed() && site.sources().size() > 1 ? "(" + given(source) + ")" : given(source))
                .collect(Collectors.joining(" + "));
    }

    /** Zeros for each sample of the batch. */
    private String zeros(Site site) {
        String input = names.get(IntStream.range(0, names.size()).filter(index -> network.sites().get(index).isInput()).findFirst()
                .orElseThrow());
        return input + ".new_zeros(len(" + input + "), " + site.outputShape().stream().map(String::valueOf).collect(Collectors.joining(", ")) + ")";
    }

    private String given(Source source) {
        String name = names.get(source.site());
        if (!source.delayed()) {
            return name;
        }
        String kept = "        state[\"" + name + "\"] = " + name + "\n";
        if (ends.indexOf(kept) < 0) {
            ends.append(kept);
        }
        return "state[\"" + name + "\"] if step else " + zeros(network.sites().get(source.site()));
    }

    private void add(int index, Site site) throws HasnasException {
        String name = names.get(index);
        String input = input(site);
        switch (site.node()) {
            case NirNode.Input _,NirNode.Output _,NirNode.Subgraph _ -> line(name + " = " + input);
            case NirNode.Affine affine -> line(name + " = F.linear(" + input + ", " + parameter(name + "_weight", affine.weight())
                    + affine.bias().map(bias -> ", " + parameter(name + "_bias", bias)).orElse("") + ")");
            case NirNode.Convolution convolution -> convolution(name, input, convolution);
            case NirNode.Pool pool -> pool(name, input, pool, site);
            case NirNode.Flatten flatten -> {
                int rank = site.inputShape().size();
                int first = flatten.first() < 0 ? flatten.first() + rank : flatten.first();
                int last = flatten.last() < 0 ? flatten.last() + rank : flatten.last();
                line(name + " = (" + input + ").flatten(" + (first + 1) + ", " + (last + 1) + ")");
            }
            case NirNode.Scale(NirTensor scale) -> line(name + " = " + times(constant(name + "_scale", scale, site), "(" + input + ")"));
            case NirNode.Threshold(NirTensor threshold) ->
                    line(name + " = spike(" + input + " - " + constant(name + "_threshold", threshold, site) + ")");
            case NirNode.Delay(NirTensor delay) -> delay(name, input, delay, site);
            case NirNode.Neuron neuron -> neuron(name, input, neuron, site);
        }
    }

    private static String times(String factor, String value) {
        return factor.equals("1.0") ? value : factor + " * " + value;
    }

    private void convolution(String name, String input, NirNode.Convolution convolution) {
        NirWindow window = convolution.window();
        String padded = input;
        List<Integer> sides = new ArrayList<>();
        boolean isEven = true;
        for (int axis = 0; axis < window.axes(); axis++) {
            sides.add(window.front(axis));
            isEven &= window.front(axis) == window.back(axis);
        }
        if (!isEven) {
            List<String> zeros = new ArrayList<>();
            for (int axis = window.axes() - 1; axis >= 0; axis--) {
                zeros.add(window.front(axis) + ", " + window.back(axis));
            }
            padded = "F.pad(" + input + ", (" + String.join(", ", zeros) + "))";
        }
        String bias = convolution.perStep().isPresent() ? "" : convolution.bias().map(values -> ", " + parameter(name + "_bias", values)).orElse("");
        line(name + " = F.conv" + window.axes() + "d(" + padded + ", " + parameter(name + "_weight", convolution.weight()) + bias
                + option("stride", window.stride(), 1) + (isEven ? option("padding", sides, 0) : "") + option("dilation", window.dilation(), 1)
                + (convolution.groups() == 1 ? "" : ", groups=" + convolution.groups()) + ")");
        convolution.perStep().ifPresent(perStep -> {
            constants.put(name + "_scale", perStep.scale());
            constants.put(name + "_offset", perStep.offset());
            String now = "min(step, " + (perStep.steps() - 1) + ")";
            String spread = window.axes() == 2 ? "[:, None, None]" : "[:, None]";
            line(name + " = " + name + " * self." + name + "_scale[" + now + "]" + spread + " + self." + name + "_offset[" + now + "]" + spread);
        });
    }

    private static String option(String name, List<Integer> values, int usual) {
        if (values.stream().allMatch(value -> value == usual)) {
            return "";
        }
        return ", " + name + "=" + (values.stream().distinct().count() == 1 ? values.getFirst().toString()
                : values.stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ")")));
    }

    private void pool(String name, String input, NirNode.Pool pool, Site site) throws HasnasException {
        NirWindow window = pool.window();
        List<Integer> sides = List.of(window.front(0), window.front(1));
        if (2 * sides.get(0) > window.kernel().get(0) || 2 * sides.get(1) > window.kernel().get(1)) {
            throw unsupported(site, "PyTorch pools with a padding of at most half the kernel");
        }
        String pooled = "F.avg_pool2d(" + input + option("kernel_size", window.kernel(), 0)
                + option("stride", window.stride(), 0) + option("padding", sides, 0) + ")";
        line(name + " = " + (pool.average() ? "" : NirTensor.size(window.kernel()) + " * ") + pooled);
    }

    private void delay(String name, String input, NirTensor delay, Site site) throws HasnasException {
        long[] waits = Arrays.stream(delay.spread(site.inputShape())).mapToLong(value -> (long) Math.rint(value / dt)).distinct().toArray();
        if (waits.length != 1) {
            throw unsupported(site, "delays that differ between values can't be written as PyTorch");
        }
        if (waits[0] == 0) {
            line(name + " = " + input);
            return;
        }
        line("before = state.setdefault(\"" + name + "\", [])");
        line(name + " = before[-" + waits[0] + "] if len(before) >= " + waits[0] + " else " + zeros(site));
        ends.append("        state[\"").append(name).append("\"] = state[\"").append(name).append("\"][-").append(waits[0]).append(":] + [")
                .append(input)
                .append("]\n");
    }

    private static HasnasException unsupported(Site site, String reason) {
        return new HasnasException(ErrorCode.BAD_INPUT, "node \"" + site.name() + "\" (" + site.node().type() + "): " + reason);
    }

    private void neuron(String name, String input, NirNode.Neuron neuron, Site site) {
        String v = name + "_v";
        line(v + " = state.get(\"" + name + "\", 0.0)");
        String drive = input;
        if (neuron.synapse().isPresent()) {
            line(name + "_i = state.get(\"" + name + ".i\", 0.0)");
            drive = name + "_i";
        }
        String driven = times(constant(name + "_r", neuron.r(), site), drive.contains(" ") ? "(" + drive + ")" : drive);
        if (neuron.leak().isPresent()) {
            String leak = constant(name + "_leak", neuron.leak().get().vLeak(), site);
            String pulled = leak.equals("0.0") ? driven + " - " + v : leak + " - " + v + " + " + driven;
            line(v + " = " + v + " + " + constant(name + "_decay", perStep(neuron.leak().get().tau()), site) + " * (" + pulled + ")");
        } else {
            line(v + " = " + v + " + " + times(number(dt), driven));
        }
        neuron.synapse().ifPresent(synapse -> {
            String weighed = times(synapse.wIn().map(wIn -> constant(name + "_w_in", wIn, site)).orElse("1.0"), "(" + input + ")");
            line("state[\"" + name + ".i\"] = " + name + "_i + " + constant(name + "_decay_syn", perStep(synapse.tau()), site) + " * (" + weighed
                    + " - "
                    + name + "_i)");
        });
        if (neuron.firing().isPresent()) {
            NirNode.Firing firing = neuron.firing().get();
            String reset = firing.vReset().map(value -> constant(name + "_reset", value, site)).orElse("0.0");
            line(name + " = spike(" + v + " - " + constant(name + "_threshold", firing.vThreshold(), site) + ")");
            line("state[\"" + name + "\"] = torch.where(" + name + " > 0, "
                    + (reset.startsWith("self.") ? reset : "torch.full_like(" + v + ", " + reset
                            + ")")
                    + ", " + v + ")");
        } else {
            line(name + " = state[\"" + name + "\"] = " + v);
        }
    }

    private NirTensor perStep(NirTensor tau) {
        return new NirTensor(tau.shape(), Arrays.stream(tau.values()).map(value -> dt / value).toArray());
    }

    private String parameter(String name, NirTensor values) {
        parameters.put(name, values);
        return "self." + name;
    }

    /** A number where all values are equal, else an array. */
    private String constant(String name, NirTensor values, Site site) {
        if (Arrays.stream(values.values()).distinct().count() == 1) {
            return number(values.values()[0]);
        }
        constants.put(name, new NirTensor(site.inputShape(), values.spread(site.inputShape())));
        return "self." + name;
    }

    private static String number(double value) {
        return Float.toString((float) value).replace("E", "e");
    }

    private Map<String, NumpyFile.Array> weights() {
        Map<String, NumpyFile.Array> arrays = new LinkedHashMap<>();
        Stream.of(parameters, constants).forEach(part -> part.forEach((name, tensor) -> {
            float[] values = new float[tensor.values().length];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) tensor.values()[i];
            }
            arrays.put(name, NumpyFile.Array.of(tensor.shape(), values));
        }));
        return arrays;
    }
}
