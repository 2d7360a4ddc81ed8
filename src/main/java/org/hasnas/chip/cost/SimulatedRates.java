package org.hasnas.chip.cost;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hasnas.chip.model.SpikeRates;
import org.hasnas.data.ImageSet;
import org.hasnas.network.LayerNames;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplate.ImageShape;
import org.hasnas.network.NetworkTemplate.InputKind;
import org.hasnas.network.plan.NetworkPlan;
import org.hasnas.simulation.model.LayerRate;
import org.hipparchus.distribution.discrete.BinomialDistribution;

/**
 * Spike rates of a network's layers, from a simulation: of a convolution, those of the LIF layer before it; of the stem, the ones among
 * the bits of the images' bytes, or the events among the values of all frames; of the layer behind the final average pool, the ones among the bits of the sums of spikes there, as if
 * these were independent.
 */
public final class SimulatedRates {
    private static final int BYTE_BITS = 8;
    /** Enough for a third digit of the fraction. */
    private static final int MAX_IMAGES = 1000;

    private SimulatedRates() {}

    /**
     * @param images that the network was simulated on
     * @param simulated rates of its LIF layers
     */
    public static SpikeRates of(Network network, ImageSet images, List<LayerRate> simulated) {
        return of(network, inputBitRate(images, network.template().frames()), simulated);
    }

    /**
     * @param inputRate share of ones among the bits that enter
     * @param simulated rates of its LIF layers
     */
    public static SpikeRates of(Network network, double inputRate, List<LayerRate> simulated) {
        Map<String, Double> rates = new HashMap<>();
        simulated.forEach(layer -> rates.put(layer.layer(), layer.mean()));
        Map<String, Double> byLayer = new LinkedHashMap<>();
        byLayer.put(LayerNames.STEM, inputRate);
        NetworkPlan.of(network).spikingConvolutions()
                .forEach(convolution -> byLayer.put(convolution.name(), rates.getOrDefault(convolution.name(), 0.0)));
        String first = network.linears().getFirst().name();
        network.linears().forEach(layer -> byLayer.put(layer.name(), layer.name().equals(first)
                ? sumBitRate(network.template().finalPool(), rates.getOrDefault(LayerNames.LAST, 0.0))
                : rates.getOrDefault(LayerNames.HIDDEN, 0.0)));
        return new SpikeRates(LayerRate.mean(network, simulated), byLayer);
    }

    /**
     * Fraction of ones among the bits that enter a network.
     *
     * @param frames as the network has them
     */
    public static double inputBitRate(ImageSet images, int frames) {
        ImageShape shape = images.shape();
        int count = Math.min(images.size(), MAX_IMAGES);
        int apart = shape.kind() == InputKind.EVENTS ? images.size() / count : 1; // recordings come class by class
        long ones = 0;
        for (int image = 0; image < count * apart; image += apart) {
            for (int frame = 0; frame < frames; frame++) {
                ones += ones(images, image, frame, frames);
            }
        }
        return (double) ones / ((long) count * frames * bits(shape));
    }

    /** Fraction of ones among the bits of one frame of an image or recording. */
    public static double inputBitRate(ImageSet images, int image, int frame, int frames) {
        return (double) ones(images, image, frame, frames) / bits(images.shape());
    }

    private static long bits(ImageShape shape) {
        return switch (shape.kind()) {
            case IMAGE -> (long) BYTE_BITS * shape.size();
            case EVENTS -> shape.size();
        };
    }

    private static long ones(ImageSet images, int image, int frame, int frames) {
        ImageShape shape = images.shape();
        long ones = 0;
        for (int channel = 0; channel < shape.channels(); channel++) {
            for (int row = 0; row < shape.height(); row++) {
                for (int column = 0; column < shape.width(); column++) {
                    ones += Integer.bitCount(images.pixel(image, frame, frames, channel, row, column));
                }
            }
        }
        return ones;
    }

    /** Expected ones among the bits of the number of spikes in a pool's window. */
    private static double sumBitRate(int pool, double rate) {
        int inputs = pool * pool;
        BinomialDistribution spikes = new BinomialDistribution(inputs, rate);
        double ones = 0;
        for (int sum = 1; sum <= inputs; sum++) {
            ones += spikes.probability(sum) * Integer.bitCount(sum);
        }
        return ones / (Integer.SIZE - Integer.numberOfLeadingZeros(inputs));
    }
}
