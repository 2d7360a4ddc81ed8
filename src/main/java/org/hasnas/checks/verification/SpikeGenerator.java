package org.hasnas.checks.verification;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hasnas.simulation.kernel.layout.SpikeLayout;

/**
 * Draws the spikes of a case whose file holds a formula instead of spikes: with U(seed, j) the SplitMix64 number j of a seed as a
 * double in [0, 1), call k has {@code spike[b][i] = U(s1 + k, b N + i) < factor p[k] U(s2 + k, i)}. Probabilities, seeds and factor are
 * read from the text, the hash must be SplitMix64.
 */
final class SpikeGenerator {
    private static final Pattern PROBABILITIES = Pattern.compile("p=\\[([0-9.eE,+-]+)\\]\\[k\\]");
    private static final Pattern UNIFORM = Pattern.compile("u=U\\((\\d+)\\+k,b\\*N\\+i\\)");
    private static final Pattern RATE = Pattern.compile("rate=U\\((\\d+)\\+k,i\\)");
    private static final Pattern SPIKE = Pattern.compile("spike=u<([0-9.]+)\\*p\\*rate");
    private static final String HASH = "U(seed,j):z=seed+(j+1)*0x9E3779B97F4A7C15;z=(z^(z>>>30))*0xBF58476D1CE4E5B9;"
            + "z=(z^(z>>>27))*0x94D049BB133111EB;z^=z>>>31;(z>>>11)*2^-53";

    private final double[] probabilities;
    private final long uniformSeed;
    private final long rateSeed;
    private final double factor;

    private SpikeGenerator(double[] probabilities, long uniformSeed, long rateSeed, double factor) {
        this.probabilities = probabilities;
        this.uniformSeed = uniformSeed;
        this.rateSeed = rateSeed;
        this.factor = factor;
    }

    /** The generator a text describes, or nothing if it is not of this family or has no probability for each call. */
    static Optional<SpikeGenerator> parse(String text, int calls) {
        String dense = text.replaceAll("\\s+", "");
        Matcher list = PROBABILITIES.matcher(dense);
        Matcher uniform = UNIFORM.matcher(dense);
        Matcher rate = RATE.matcher(dense);
        Matcher spike = SPIKE.matcher(dense);
        if (!list.find() || !uniform.find() || !rate.find() || !spike.find() || !dense.contains(HASH)) {
            return Optional.empty();
        }
        try {
            double[] probabilities = Arrays.stream(list.group(1).split(",", -1)).mapToDouble(Double::parseDouble).toArray();
            return probabilities.length < calls ? Optional.empty() : Optional.of(new SpikeGenerator(probabilities,
                    Long.parseLong(uniform.group(1)), Long.parseLong(rate.group(1)), Double.parseDouble(spike.group(1))));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Spikes [image][word] of a call. */
    long[][] spikes(int call, int images, int neurons) {
        SpikeLayout layout = new SpikeLayout(1, neurons);
        long[][] spikes = new long[images][layout.words()];
        for (int neuron = 0; neuron < neurons; neuron++) {
            double limit = factor * probabilities[call] * splitMix(rateSeed + call, neuron);
            for (int image = 0; image < images; image++) {
                if (splitMix(uniformSeed + call, (long) image * neurons + neuron) < limit) {
                    layout.fire(spikes[image], 0, neuron);
                }
            }
        }
        return spikes;
    }

    private static double splitMix(long seed, long index) {
        long z = seed + (index + 1) * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        z ^= z >>> 31;
        return (z >>> 11) * 0x1p-53;
    }
}
