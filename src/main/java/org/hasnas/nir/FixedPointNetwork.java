package org.hasnas.nir;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.nir.NirNetwork.Site;
import org.hasnas.nir.model.NirNode;
import org.hasnas.nir.model.NirTensor;
import org.hasnas.simulation.weights.WeightRounding;

/**
 * A graph in integers alone, as digital hardware computes it. A value {@code v} is the integer {@code v * 2^16}, a spike {@code 2^16}; a factor
 * {@code f} is {@code f * 2^24}; products with factors are shifted right by 24 bits, arithmetically (towards minus infinity).
 * The factors of weights, which are the smaller the more bits these have, are {@code f * 2^(16 + weight bits)} and shifted by as many.
 *
 * <pre>
 * Conv, Linear  out = (sum of weight * input) * factor[t][channel] &gt;&gt; (16 + weight bits), + offset[t][channel]
 * Pool          out = (sum of the window) * factor &gt;&gt; 24
 * Scale         out = input * factor &gt;&gt; 24
 * LIF           v += (input - v) * decay &gt;&gt; 24;  spike = v &gt;= threshold;  v = 0 where spike
 * </pre>
 */
final class FixedPointNetwork {
    /** Bits of a value behind the point. */
    static final int VALUE_BITS = 16;
    /** Bits of a factor behind the point. */
    static final int FACTOR_BITS = 24;
    /** A spike. */
    static final long ONE = 1L << VALUE_BITS;

    private final NirNetwork sums;
    private final double dt;
    private final List<Unit> units;
    private final long[] largestSums;
    private final long[] largestValues;

    private FixedPointNetwork(NirNetwork sums, double dt, List<Unit> units) {
        this.sums = sums;
        this.dt = dt;
        this.units = units;
        this.largestSums = new long[units.size()];
        this.largestValues = new long[units.size()];
    }

    /** What follows the sum of a node's inputs, weighted or not. */
    sealed interface Unit {
        /** The sum is the result. */
        record Sum() implements Unit {}

        /**
         * A matrix of integer weights.
         *
         * @param weights in the order of the node
         * @param factors [time step][channel]; those of the last step go on
         * @param shift bits of a factor behind the point
         * @param offsets the same
         */
        @SuppressWarnings("ArrayRecordComponent") // constants of a node, never compared
        record Weighted(long[] weights, int channels, long[] factors, int shift, long[] offsets) implements Unit {
            int steps() {
                return factors.length / channels;
            }
        }

        /** One factor for all values. */
        record Scaled(long factor) implements Unit {}

        /**
         * Neurons that leak to 0 and are reset to 0.
         *
         * @param thresholds one for all, or one for each channel
         */
        @SuppressWarnings("ArrayRecordComponent") // constants of a node, never compared
        record Neurons(long decay, long[] thresholds) implements Unit {}
    }

    /** Bits of a factor of weights behind the point. */
    static int weightFactorBits(int weightBits) {
        return 16 + weightBits;
    }

    /**
     * Rounds a network.
     *
     * @param dt length of a time step in the unit of time of the graph
     * @param weightBits of a weight, 2 to 16; each output has a scale of its own
     * @throws HasnasException BAD_INPUT with the node if it is of another kind than above, or a number leaves 32 bits
     */
    static FixedPointNetwork of(NirNetwork network, double dt, int weightBits) throws HasnasException {
        List<Site> sites = new ArrayList<>();
        List<Unit> units = new ArrayList<>();
        for (Site site : network.sites()) {
            Unit unit = unit(site, dt, weightBits);
            units.add(unit);
            sites.add(new Site(site.name(), sum(site.node(), unit), site.inputShape(), site.outputShape(), site.sources()));
        }
        return new FixedPointNetwork(new NirNetwork(sites, network.delayedEdges(), network.remarks()), dt, units);
    }

    private static Unit unit(Site site, double dt, int weightBits) throws HasnasException {
        return switch (site.node()) {
            case NirNode.Input _,NirNode.Output _,NirNode.Flatten _,NirNode.Delay _,NirNode.Subgraph _ -> new Unit.Sum();
            case NirNode.Affine(NirTensor weight, Optional<NirTensor> bias) -> weighted(site, weight, bias, Optional.empty(), weightBits);
            case NirNode.Convolution convolution ->
                    weighted(site, convolution.weight(), convolution.bias(), convolution.perStep(), weightBits);
            case NirNode.Pool pool -> new Unit.Scaled(factor(site, pool.average() ? 1.0 / NirTensor.size(pool.window().kernel()) : 1));
            case NirNode.Scale(NirTensor scale) -> new Unit.Scaled(factor(site, same(site, scale)));
            case NirNode.Neuron neuron -> neurons(site, neuron, dt);
            case NirNode.Threshold _ -> throw unsupported(site, "is no kind of node that is written in integers");
        };
    }

    private static Unit neurons(Site site, NirNode.Neuron neuron, double dt) throws HasnasException {
        NirNode.Leak leak = neuron.leak().orElseThrow(() -> unsupported(site, "has no leak"));
        NirNode.Firing firing = neuron.firing().orElseThrow(() -> unsupported(site, "does not fire"));
        if (neuron.synapse().isPresent() || same(site, neuron.r()) != 1 || same(site, leak.vLeak()) != 0
                || (firing.vReset().isPresent() && same(site, firing.vReset().get()) != 0)) {
            throw unsupported(site, "has a synapse, a resistance, a leak potential or a reset potential of its own");
        }
        double[] perChannel = perChannel(site, firing.vThreshold());
        long[] thresholds = new long[perChannel.length];
        for (int i = 0; i < thresholds.length; i++) { // above a threshold that need not be a whole number of units
            thresholds[i] = within(site, (long) Math.floor(perChannel[i] * ONE) + 1);
        }
        return new Unit.Neurons(factor(site, dt / same(site, leak.tau())), thresholds);
    }

    /** The values of a constant of neurons: one if all are equal, else one for each channel. */
    private static double[] perChannel(Site site, NirTensor values) throws HasnasException {
        double[] spread = values.spread(site.outputShape());
        if (Arrays.stream(spread).distinct().count() == 1) {
            return new double[] {spread[0]};
        }
        int channels = site.outputShape().getFirst();
        int each = spread.length / channels;
        double[] perChannel = new double[channels];
        for (int channel = 0; channel < channels; channel++) {
            double[] own = Arrays.copyOfRange(spread, channel * each, (channel + 1) * each);
            if (Arrays.stream(own).distinct().count() != 1) {
                throw unsupported(site, "has constants that differ within a channel");
            }
            perChannel[channel] = own[0];
        }
        return perChannel;
    }

    private static Unit weighted(Site site, NirTensor weight, Optional<NirTensor> bias, Optional<NirNode.PerStep> perStep, int weightBits)
            throws HasnasException {
        int channels = weight.size(0);
        int each = weight.values().length / channels;
        long[] weights = new long[weight.values().length];
        double[] scales = new double[channels];
        for (int i = 0; i < weights.length; i++) {
            scales[i / each] = Math.max(scales[i / each], Math.abs(weight.values()[i]));
        }
        WeightRounding.toScales(scales, WeightRounding.largest(weightBits));
        for (int i = 0; i < weights.length; i++) {
            weights[i] = WeightRounding.integer((float) weight.values()[i], scales[i / each]);
        }
        int steps = perStep.map(NirNode.PerStep::steps).orElse(1);
        int shift = weightFactorBits(weightBits);
        long[] factors = new long[steps * channels];
        long[] offsets = new long[steps * channels];
        for (int i = 0; i < factors.length; i++) {
            int channel = i % channels;
            double relative = perStep.isPresent() ? perStep.get().scale().values()[i] : 1;
            double offset = perStep.isPresent() ? perStep.get().offset().values()[i] : bias.isPresent() ? bias.get().values()[channel] : 0;
            factors[i] = within(site, Math.round(scales[channel] * relative * (1L << shift)));
            offsets[i] = within(site, Math.round(offset * ONE));
        }
        return new Unit.Weighted(weights, channels, factors, shift, offsets);
    }

    private static long factor(Site site, double value) throws HasnasException {
        return within(site, Math.round(value * (1L << FACTOR_BITS)));
    }

    private static long within(Site site, long value) throws HasnasException {
        if (value != (int) value) {
            throw unsupported(site, "has a constant that leaves 32 bits");
        }
        return value;
    }

    /** The one value of a constant. */
    private static double same(Site site, NirTensor values) throws HasnasException {
        if (Arrays.stream(values.values()).distinct().count() != 1) {
            throw unsupported(site, "has constants that differ between its values");
        }
        return values.values()[0];
    }

    private static HasnasException unsupported(Site site, String reason) {
        return new HasnasException(ErrorCode.BAD_INPUT, "node \"" + site.name() + "\" (" + site.node().type() + ") " + reason
                + "; memory files can't hold it");
    }

    private static NirNode sum(NirNode node, Unit unit) {
        return switch (node) {
            case NirNode.Convolution convolution when unit instanceof Unit.Weighted weighted ->
                    new NirNode.Convolution(whole(convolution.weight(), weighted), Optional.empty(), convolution.window(), convolution.groups(),
                            convolution.inputShape(), Optional.empty());
            case NirNode.Affine(NirTensor weight, Optional<NirTensor> _) when unit instanceof Unit.Weighted weighted ->
                    new NirNode.Affine(whole(weight, weighted), Optional.empty());
            case NirNode.Pool pool -> new NirNode.Pool(false, pool.window());
            case NirNode.Scale _,NirNode.Neuron _ -> new NirNode.Scale(NirTensor.scalar(1));
            case NirNode.Input _,NirNode.Output _,NirNode.Flatten _,NirNode.Delay _,NirNode.Subgraph _,NirNode.Affine _,NirNode.Convolution _,NirNode.Threshold _ ->
                    node;
        };
    }

    private static NirTensor whole(NirTensor weight, Unit.Weighted weighted) {
        return new NirTensor(weight.shape(), Arrays.stream(weighted.weights).asDoubleStream().toArray());
    }

    Unit unit(int site) {
        return units.get(site);
    }

    /** Bits, with the sign, of all sums of products of a node in the runs so far. */
    int sumBits(int site) {
        return 1 + Long.SIZE - Long.numberOfLeadingZeros(largestSums[site]);
    }

    /** Bits, with the sign, of all values of a node in the runs so far, potentials included. */
    int valueBits(int site) {
        return 1 + Long.SIZE - Long.numberOfLeadingZeros(largestValues[site]);
    }

    /**
     * Runs one image, or one recording of events.
     *
     * @param name of the input
     * @param input integers, see {@link NetworkGraph#at}
     * @param watch gets what each node gives
     */
    void run(String name, double[][] input, int timeSteps, NirSimulation.OutputWatch watch) throws HasnasException {
        NirSimulation simulation = new NirSimulation(sums, dt); // its sums of integers are exact below 2^53
        long[][] potentials = new long[units.size()][];
        for (int step = 0; step < timeSteps; step++) {
            int now = step;
            simulation.step(Map.of(name, NetworkGraph.at(step, input)), (site, output) -> {
                if (potentials[site] == null) {
                    potentials[site] = new long[output.length];
                }
                finish(site, now, output, potentials[site]);
                watch.computed(site, output);
            });
        }
    }

    private void finish(int site, int step, double[] output, long[] potential) {
        for (int i = 0; i < output.length; i++) {
            long sum = (long) output[i];
            largestSums[site] = Math.max(largestSums[site], Math.abs(sum));
            long value = switch (units.get(site)) {
                case Unit.Sum() -> sum;
                case Unit.Scaled(long factor) -> times(sum, factor, FACTOR_BITS);
                case Unit.Weighted weighted -> {
                    int at = Math.min(step, weighted.steps() - 1) * weighted.channels + i / (output.length / weighted.channels);
                    yield times(sum, weighted.factors[at], weighted.shift) + weighted.offsets[at];
                }
                case Unit.Neurons(long decay, long[] thresholds) -> {
                    potential[i] += times(sum - potential[i], decay, FACTOR_BITS);
                    largestValues[site] = Math.max(largestValues[site], Math.abs(potential[i]));
                    boolean fires = potential[i] >= thresholds[i / (output.length / thresholds.length)];
                    potential[i] = fires ? 0 : potential[i];
                    yield fires ? ONE : 0;
                }
            };
            largestValues[site] = Math.max(largestValues[site], Math.abs(value));
            output[i] = value;
        }
    }

    private static long times(long value, long factor, int shift) {
        return Math.multiplyExact(value, factor) >> shift;
    }
}
