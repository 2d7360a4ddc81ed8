package org.hasnas.chip.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.hasnas.data.ImageSet;
import org.hasnas.network.Network;
import org.junit.jupiter.api.Test;

final class SumStatisticsTest {
    /** Sums that are all shifted and stretched alike: the affine that is matched to them makes the same of them as before. */
    @Test
    void aMatchedAffineUndoesAShiftAndAGain() {
        Network network = SampleNetworks.feedback();
        ImageSet images = SampleNetworks.images(network, 1);
        QuantizedNetwork quantized = QuantizedNetwork.of(network, SampleNetworks.weights(network, 1), images.normalization(), 8, 8);
        String layer = quantized.layers().get(1).name();
        Affine[] before = quantized.affine(layer);
        SumStatistics wanted = new SumStatistics();
        SumStatistics here = new SumStatistics();
        SplittableRandom random = new SplittableRandom(1);
        int channels = before[0].channels();
        for (int i = 0; i < 50; i++) {
            int[] values = random.ints(channels, -100, 100).toArray();
            int[] others = new int[channels];
            for (int channel = 0; channel < channels; channel++) {
                others[channel] = 3 * values[channel] - 40;
            }
            for (int step = 0; step < before.length; step++) {
                wanted.add(layer, step, before.length, channels, values);
                SumStatistics one = new SumStatistics();
                one.add(layer, step, before.length, channels, others);
                here.add(one);
            }
        }
        Affine[] after = here.match(quantized, layer, wanted).affine(layer);
        for (int step = 0; step < before.length; step++) {
            for (int channel = 0; channel < channels; channel++) {
                for (int sum : new int[] {-90, 0, 55}) {
                    assertEquals(sum * before[step].gain()[channel] + before[step].offset()[channel],
                            (3 * sum - 40) * after[step].gain()[channel] + after[step].offset()[channel], 1e-4);
                }
            }
        }
    }
}
