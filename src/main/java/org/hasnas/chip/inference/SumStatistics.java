package org.hasnas.chip.inference;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Mean and deviation of the sums behind each matrix, by channel and by time step where the affine behind it has several. For one thread. */
final class SumStatistics {
    private final Map<String, Layer> layers = new TreeMap<>();

    /**
     * Sums of one matrix.
     *
     * @param counts by step
     * @param sums [step][channel]
     * @param squares [step][channel]
     */
    @SuppressWarnings("ArrayRecordComponent") // counters, never compared
    private record Layer(long[] counts, double[][] sums, double[][] squares) {
        Layer(int steps, int channels) {
            this(new long[steps], new double[steps][channels], new double[steps][channels]);
        }

        double mean(int step, int channel) {
            return sums[step][channel] / counts[step];
        }

        double deviation(int step, int channel) {
            double mean = mean(step, channel);
            return Math.sqrt(Math.max(0, squares[step][channel] / counts[step] - mean * mean));
        }
    }

    void add(String layer, int step, int steps, int channels, int[] values) {
        Layer known = layers.computeIfAbsent(layer, name -> new Layer(steps, channels));
        known.counts[step]++;
        for (int channel = 0; channel < channels; channel++) {
            known.sums[step][channel] += values[channel];
            known.squares[step][channel] += (double) values[channel] * values[channel];
        }
    }

    void add(SumStatistics other) {
        other.layers.forEach((name, more) -> {
            Layer known = layers.computeIfAbsent(name, layer -> new Layer(more.counts.length, more.sums[0].length));
            for (int step = 0; step < more.counts.length; step++) {
                known.counts[step] += more.counts[step];
                for (int channel = 0; channel < more.sums[step].length; channel++) {
                    known.sums[step][channel] += more.sums[step][channel];
                    known.squares[step][channel] += more.squares[step][channel];
                }
            }
        });
    }

    /** The network with an affine behind {@code layer} that makes of these sums, in mean and deviation, what it made of the {@code wanted} ones. */
    QuantizedNetwork match(QuantizedNetwork network, String layer, SumStatistics wanted) {
        Layer here = layers.get(layer);
        Layer there = wanted.layers.get(layer);
        if (here == null || there == null) {
            throw new IllegalArgumentException("layer '" + layer + "' has no sums");
        }
        Affine[] steps = network.affine(layer).clone();
        for (int step = 0; step < steps.length; step++) {
            steps[step] = matched(steps[step], here, there, step);
        }
        return network.with(network.layer(layer), steps);
    }

    /** Names of the layers whose sums were seen. */
    Set<String> layers() {
        return layers.keySet();
    }

    private static Affine matched(Affine affine, Layer here, Layer there, int step) {
        int channels = affine.channels();
        float[] gain = affine.gain().clone();
        float[] offset = affine.offset().clone();
        for (int channel = 0; channel < channels; channel++) {
            double deviation = here.deviation(step, channel);
            double ratio = deviation > 0 ? there.deviation(step, channel) / deviation : 1;
            gain[channel] = (float) (affine.gain()[channel] * ratio);
            double shift = affine.gain()[channel] * there.mean(step, channel) - gain[channel] * here.mean(step, channel);
            for (int at = channel; at < offset.length; at += channels) {
                offset[at] += (float) shift;
            }
        }
        return new Affine(gain, offset);
    }
}
