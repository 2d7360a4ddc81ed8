package org.hasnas.nir;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.nir.NirNetwork.Site;
import org.hasnas.nir.NirNetwork.Source;
import org.hasnas.nir.model.NirNode;
import org.hasnas.nir.model.NirTensor;
import org.hasnas.nir.model.NirWindow;

/**
 * Simulates a graph, step by step. NIR states differential equations; this is the forward Euler scheme with the step dt, in 64-bit arithmetic:
 *
 * <pre>
 * LIF      v += dt/tau * ((v_leak - v) + r*x);            z = v &gt; v_threshold;  v = v_reset where z
 * LI       the same without firing; the output is v
 * IF, I    v += dt * r * x
 * CubaLIF  v += dt/tau_mem * ((v_leak - v) + r*i);        i += dt/tau_syn * (-i + w_in*x)   (v sees the current before)
 * </pre>
 *
 * <p>A neuron fires above its threshold, not at it as this program's own networks do. All potentials and currents start at 0. For one thread.
 */
public final class NirSimulation {
    /** Values that all delay lines together may hold. */
    private static final long MOST_DELAYED = 1 << 24;

    private final NirNetwork network;
    private final List<Unit> units = new ArrayList<>();
    private final double[][] outputs;
    private final double[][] before;
    private final double[][] inputs;

    /**
     * Compiles a network.
     *
     * @param dt length of a time step in the unit of time of the file, above 0
     * @throws HasnasException BAD_DATA if a delay is too long to be kept
     */
    public NirSimulation(NirNetwork network, double dt) throws HasnasException {
        this(network, dt, _ -> Optional.empty());
    }

    /** @param others what computes a node in place of real weights */
    NirSimulation(NirNetwork network, double dt, Function<Site, Optional<? extends Unit>> others) throws HasnasException {
        if (!(dt > 0) || Double.isInfinite(dt)) {
            throw new IllegalArgumentException("dt must be a finite number above 0, was " + dt);
        }
        this.network = network;
        int count = network.sites().size();
        outputs = new double[count][];
        before = new double[count][];
        inputs = new double[count][];
        for (int index = 0; index < count; index++) {
            Site site = network.sites().get(index);
            outputs[index] = new double[NirTensor.size(site.outputShape())];
            before[index] = new double[outputs[index].length];
            inputs[index] = new double[NirTensor.size(site.inputShape())];
            Optional<? extends Unit> other = others.apply(site);
            units.add(other.isPresent() ? other.get() : unit(site, dt));
        }
    }

    /** What a node computes in a step. */
    interface Unit {
        /** Sets {@code output} from {@code input}. */
        void compute(double[] input, double[] output);

        /** Multiply-accumulates of all steps so far whose input was not zero and within the map. */
        default long operations() {
            return 0;
        }

        /** Goes back to the first time step. */
        default void rest() {}
    }

    private static Unit unit(Site site, double dt) throws HasnasException {
        return switch (site.node()) {
            case NirNode.Input _,NirNode.Output _,NirNode.Flatten _,NirNode.Subgraph _ ->
                    (input, output) -> System.arraycopy(input, 0, output, 0, output.length);
            case NirNode.Affine affine -> new Product(affine);
            case NirNode.Convolution convolution -> new Convolution(convolution, site);
            case NirNode.Pool pool -> new Pool(pool, site);
            case NirNode.Scale(NirTensor scale) -> {
                double[] factors = scale.spread(site.inputShape());
                yield (input, output) -> Arrays.setAll(output, i -> input[i] * factors[i]);
            }
            case NirNode.Threshold(NirTensor threshold) -> {
                double[] thresholds = threshold.spread(site.inputShape());
                yield (input, output) -> Arrays.setAll(output, i -> input[i] > thresholds[i] ? 1 : 0);
            }
            case NirNode.Delay(NirTensor delay) -> new DelayLine(site, delay, dt);
            case NirNode.Neuron neuron -> new Neurons(neuron, site.inputShape(), dt);
        };
    }

    /**
     * Computes one time step.
     *
     * @param values of the inputs, by name; an input that is not there gets zeros
     * @throws IllegalArgumentException if an input has another number of values
     */
    public void step(Map<String, double[]> values) {
        step(values, (_, _) -> {});
    }

    /** Sees what each node gives, and may change it before others get it. */
    @FunctionalInterface
    public interface OutputWatch {
        void computed(int site, double[] output);
    }

    /** As {@link #step(Map)}, watched. */
    public void step(Map<String, double[]> values, OutputWatch watch) {
        for (int index = 0; index < outputs.length; index++) {
            double[] kept = before[index];
            before[index] = outputs[index];
            outputs[index] = kept;
        }
        for (int index = 0; index < outputs.length; index++) {
            Site site = network.sites().get(index);
            if (units.get(index) instanceof DelayLine line && line.isAStep) {
                line.compute(inputs[index], outputs[index]); // its input may not be known yet
            } else {
                gather(index, site, values);
                units.get(index).compute(inputs[index], outputs[index]);
            }
            watch.computed(index, outputs[index]);
        }
        for (int index = 0; index < outputs.length; index++) {
            if (units.get(index) instanceof DelayLine line) {
                gather(index, network.sites().get(index), values);
                line.end(inputs[index]);
            }
        }
    }

    /** Goes back to the first time step, with all potentials and currents at 0. */
    public void rest() {
        for (int index = 0; index < outputs.length; index++) {
            Arrays.fill(outputs[index], 0);
            Arrays.fill(before[index], 0);
            units.get(index).rest();
        }
    }

    private void gather(int index, Site site, Map<String, double[]> values) {
        double[] input = inputs[index];
        Arrays.fill(input, 0);
        if (site.isInput()) {
            double[] given = values.getOrDefault(site.name(), input);
            if (given.length != input.length) {
                throw new IllegalArgumentException("input " + site.name() + " needs " + input.length + " values, not " + given.length);
            }
            System.arraycopy(given, 0, input, 0, input.length);
        }
        for (Source source : site.sources()) {
            double[] given = source.delayed() ? before[source.site()] : outputs[source.site()];
            for (int i = 0; i < input.length; i++) {
                input[i] += given[i];
            }
        }
    }

    /** What a node gave in the last step, in C order; not copied. */
    public double[] output(int site) {
        return outputs[site];
    }

    /** What a node got in the last step, in C order; not copied. */
    public double[] input(int site) {
        return inputs[site];
    }

    /** Multiply-accumulates of a node in all steps so far whose input was not zero and lay within the map. */
    public long synapticOperations(int site) {
        return units.get(site).operations();
    }

    /** The state of neurons behind the last step; empty for other nodes. */
    public Optional<Membrane> membrane(int site) {
        return units.get(site) instanceof Neurons neurons ? Optional.of(new Membrane(neurons.beforeReset, neurons.v,
                neurons.current)) : Optional.empty();
    }

    /**
     * Potentials and currents of neurons; not copied.
     *
     * @param beforeReset potentials that were compared with the threshold
     * @param afterReset potentials behind the spikes
     * @param current synaptic current; empty where there is none
     */
    @SuppressWarnings("ArrayRecordComponent") // a view, never compared
    public record Membrane(double[] beforeReset, double[] afterReset, Optional<double[]> current) {}

    /** {@code W x + b}. */
    private static final class Product implements Unit {
        private final NirTensor weight;
        private final double[] bias;
        private long operations;

        Product(NirNode.Affine affine) {
            weight = affine.weight();
            bias = affine.bias().map(NirTensor::values).orElseGet(() -> new double[affine.weight().size(0)]);
        }

        @Override
        public void compute(double[] input, double[] output) {
            System.arraycopy(bias, 0, output, 0, output.length);
            double[] weights = weight.values();
            for (int in = 0; in < input.length; in++) {
                double value = input[in];
                if (value != 0) {
                    operations += output.length;
                    for (int out = 0; out < output.length; out++) {
                        output[out] += weights[out * input.length + in] * value;
                    }
                }
            }
        }

        @Override
        public long operations() {
            return operations;
        }
    }

    /** Adds the kernel of each non-zero input to the outputs it reaches; one spatial axis is a map of one row. */
    private static final class Convolution implements Unit {
        private final double[] weights;
        private final double[] bias;
        private final int groups;
        private final int channels;
        private final Plane plane;
        private final Optional<NirNode.PerStep> perStep;
        private int time;
        private long operations;

        Convolution(NirNode.Convolution convolution, Site site) {
            weights = convolution.weight().values();
            channels = convolution.weight().size(0);
            bias = convolution.bias().map(NirTensor::values).orElseGet(() -> new double[channels]);
            groups = convolution.groups();
            perStep = convolution.perStep();
            plane = new Plane(convolution.window(), site);
        }

        @Override
        public void compute(double[] input, double[] output) {
            int size = plane.outRows * plane.outColumns;
            for (int channel = 0; channel < channels; channel++) {
                Arrays.fill(output, channel * size, (channel + 1) * size, bias[channel]);
            }
            int inPerGroup = input.length / (plane.inRows * plane.inColumns) / groups;
            int outPerGroup = channels / groups;
            int kernel = plane.kernelRows * plane.kernelColumns;
            for (int at = 0; at < input.length; at++) {
                double value = input[at];
                if (value == 0) {
                    continue;
                }
                int inChannel = at / (plane.inRows * plane.inColumns);
                int row = at / plane.inColumns % plane.inRows;
                int column = at % plane.inColumns;
                int firstOut = inChannel / inPerGroup * outPerGroup;
                for (int ky = 0; ky < plane.kernelRows; ky++) {
                    int y = plane.outRow(row, ky);
                    for (int kx = 0; y >= 0 && kx < plane.kernelColumns; kx++) {
                        int x = plane.outColumn(column, kx);
                        if (x < 0) {
                            continue;
                        }
                        operations += outPerGroup;
                        for (int out = firstOut; out < firstOut + outPerGroup; out++) {
                            output[out * size + y * plane.outColumns + x] += value
                                    * weights[(out * inPerGroup + inChannel % inPerGroup) * kernel + ky * plane.kernelColumns + kx];
                        }
                    }
                }
            }
            perStep.ifPresent(constants -> apply(constants, output, size));
        }

        private void apply(NirNode.PerStep constants, double[] output, int size) {
            int step = Math.min(time++, constants.steps() - 1);
            for (int i = 0; i < output.length; i++) {
                int channel = i / size;
                output[i] = constants.applied(step, channel, output[i] - bias[channel]);
            }
        }

        @Override
        public long operations() {
            return operations;
        }

        @Override
        public void rest() {
            time = 0;
        }
    }

    /** Sum or average of windows. */
    private static final class Pool implements Unit {
        private final Plane plane;
        private final double divisor;

        Pool(NirNode.Pool pool, Site site) {
            plane = new Plane(pool.window(), site);
            divisor = pool.average() ? (double) plane.kernelRows * plane.kernelColumns : 1;
        }

        @Override
        public void compute(double[] input, double[] output) {
            Arrays.fill(output, 0);
            for (int at = 0; at < input.length; at++) {
                int channel = at / (plane.inRows * plane.inColumns);
                for (int ky = 0; input[at] != 0 && ky < plane.kernelRows; ky++) {
                    int y = plane.outRow(at / plane.inColumns % plane.inRows, ky);
                    for (int kx = 0; y >= 0 && kx < plane.kernelColumns; kx++) {
                        int x = plane.outColumn(at % plane.inColumns, kx);
                        if (x >= 0) {
                            output[(channel * plane.outRows + y) * plane.outColumns + x] += input[at];
                        }
                    }
                }
            }
            for (int i = 0; i < output.length; i++) {
                output[i] /= divisor;
            }
        }
    }

    /** Where the values of a map go under a window. */
    private static final class Plane {
        final int inRows;
        final int inColumns;
        final int outRows;
        final int outColumns;
        final int kernelRows;
        final int kernelColumns;
        private final NirWindow window;
        private final int rowAxis;
        private final int columnAxis;

        Plane(NirWindow window, Site site) {
            this.window = window;
            rowAxis = window.axes() == 2 ? 0 : -1;
            columnAxis = window.axes() - 1;
            inRows = rowAxis < 0 ? 1 : site.inputShape().get(1);
            inColumns = site.inputShape().getLast();
            outRows = rowAxis < 0 ? 1 : site.outputShape().get(1);
            outColumns = site.outputShape().getLast();
            kernelRows = rowAxis < 0 ? 1 : window.kernel().get(rowAxis);
            kernelColumns = window.kernel().get(columnAxis);
        }

        /** The row that kernel row {@code ky} leads to; -1 for none. */
        int outRow(int row, int ky) {
            return rowAxis < 0 ? 0 : out(rowAxis, row, ky, outRows);
        }

        int outColumn(int column, int kx) {
            return out(columnAxis, column, kx, outColumns);
        }

        private int out(int axis, int at, int k, int size) {
            int first = at + window.front(axis) - k * window.dilation().get(axis);
            int stride = window.stride().get(axis);
            return first >= 0 && first % stride == 0 && first / stride < size ? first / stride : -1;
        }
    }

    /** Values of the last steps, in a ring. */
    private static final class DelayLine implements Unit {
        final boolean isAStep;
        private final int[] steps;
        private final double[][] ring;
        private int time;

        DelayLine(Site site, NirTensor delay, double dt) throws HasnasException {
            double[] delays = delay.spread(site.inputShape());
            double longest = Arrays.stream(delays).map(value -> Math.rint(value / dt)).max().orElse(0);
            if (longest * delays.length > MOST_DELAYED) {
                throw new HasnasException(ErrorCode.BAD_DATA,
                        "node \"" + site.name() + "\": a delay of " + (long) longest + " steps of " + delays.length
                                + " values is too long to be kept; is the time step of " + dt + " the right one?");
            }
            isAStep = EvaluationOrder.isAStep(delay, dt);
            steps = Arrays.stream(delays).mapToInt(value -> (int) Math.rint(value / dt)).toArray();
            ring = new double[(int) longest + 1][delays.length];
        }

        @Override
        public void compute(double[] input, double[] output) {
            for (int i = 0; i < output.length; i++) {
                output[i] = steps[i] == 0 ? input[i] : steps[i] > time ? 0 : ring[(time - steps[i]) % ring.length][i];
            }
        }

        /** Takes up the input after all nodes have been computed. */
        void end(double[] input) {
            System.arraycopy(input, 0, ring[time % ring.length], 0, input.length);
            time++;
        }

        @Override
        public void rest() {
            time = 0; // what is in the ring is not read before it is written again
        }
    }

    /** All kinds of neurons. */
    private static final class Neurons implements Unit {
        final double[] v;
        final double[] beforeReset;
        final Optional<double[]> current;
        private final double[] factor;
        private final double[] r;
        private final Optional<double[]> vLeak;
        private final Optional<double[]> vThreshold;
        private final double[] vReset;
        private final double[] synapseFactor;
        private final double[] wIn;

        Neurons(NirNode.Neuron neuron, List<Integer> shape, double dt) {
            int count = NirTensor.size(shape);
            v = new double[count];
            beforeReset = new double[count];
            current = neuron.synapse().map(_ -> new double[count]);
            r = neuron.r().spread(shape);
            factor = neuron.leak().map(leak -> Arrays.stream(leak.tau().spread(shape)).map(tau -> dt / tau).toArray())
                    .orElseGet(() -> filled(count, dt));
            vLeak = neuron.leak().map(leak -> leak.vLeak().spread(shape));
            vThreshold = neuron.firing().map(firing -> firing.vThreshold().spread(shape));
            vReset = neuron.firing().flatMap(NirNode.Firing::vReset).map(reset -> reset.spread(shape)).orElseGet(() -> new double[count]);
            synapseFactor = neuron.synapse().map(synapse -> Arrays.stream(synapse.tau().spread(shape)).map(tau -> dt / tau).toArray())
                    .orElseGet(() -> new double[count]);
            wIn = neuron.synapse().flatMap(NirNode.Synapse::wIn).map(weight -> weight.spread(shape)).orElseGet(() -> filled(count, 1));
        }

        private static double[] filled(int count, double value) {
            double[] values = new double[count];
            Arrays.fill(values, value);
            return values;
        }

        @Override
        public void compute(double[] input, double[] output) {
            for (int i = 0; i < v.length; i++) {
                double driven = r[i] * (current.isPresent() ? current.get()[i] : input[i]);
                v[i] += vLeak.isPresent() ? factor[i] * (vLeak.get()[i] - v[i] + driven) : factor[i] * driven;
                if (current.isPresent()) {
                    current.get()[i] += synapseFactor[i] * (-current.get()[i] + wIn[i] * input[i]);
                }
                beforeReset[i] = v[i];
                output[i] = v[i];
                if (vThreshold.isPresent()) {
                    boolean fires = v[i] > vThreshold.get()[i];
                    output[i] = fires ? 1 : 0;
                    v[i] = fires ? vReset[i] : v[i];
                }
            }
        }

        @Override
        public void rest() {
            Arrays.fill(v, 0);
            current.ifPresent(values -> Arrays.fill(values, 0));
        }
    }
}
