package org.hasnas.simulation.kernel.float32;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.hasnas.simulation.kernel.layout.SpikeLayout;
import org.junit.jupiter.api.Test;

final class RowNeuronsTest {
    @Test
    void aNeuronFiresAtEqualityAndStartsAgainFromZero() {
        SpikeLayout layout = new SpikeLayout(1, 3);
        float[][] membrane = new float[1][3];
        long[] spikes = new long[1];
        // decay 0.5: v reaches 1.0 exactly, one ulp less, and 0.5
        float[][] input = {{2f, Math.nextDown(2f), 1f}};
        RowNeurons.integrateAndFire(layout, input, 0, ChannelAffine.identity(3), membrane, 0, 0.5f, new float[] {1, 1, 1}, spikes);
        assertEquals(0b001, spikes[0]);
        assertArrayEquals(new float[] {0f, Math.nextDown(1f), 0.5f}, membrane[0]);
        RowNeurons.integrateAndFire(layout, input, 0, ChannelAffine.identity(3), membrane, 0, 0.5f, new float[] {1, 1, 1}, spikes);
        assertEquals(0b011, spikes[0]);
        assertArrayEquals(new float[] {0f, 0f, 0.75f}, membrane[0]);
    }

    @Test
    void snasNetsNeuronFiresOnAnInputOfFourThirds() {
        long[] spikes = new long[1];
        RowNeurons.integrateAndFire(new SpikeLayout(1, 1), new float[][] {{4f / 3f}}, 0, ChannelAffine.identity(1), new float[1][1], 0, 0.75f,
                new float[] {1}, spikes);
        assertEquals(1, spikes[0]);
    }

    @Test
    void theAffineMapComesBeforeTheMembraneAndPaddingBitsStayZero() {
        int channels = 67;
        SpikeLayout layout = new SpikeLayout(2, channels);
        ChannelAffine affine = ChannelAffine.identity(channels);
        affine.set(66, 3f, -1f);
        float[][] input = new float[3][channels];
        input[1][66] = 1f; // 3 * 1 - 1 = 2, at decay 1 over the threshold
        input[2][0] = 5f;
        input[2][1] = 5f; // below its threshold
        float[] thresholds = new float[channels];
        Arrays.fill(thresholds, 2f);
        thresholds[1] = 5.5f;
        thresholds[2] = -0.5f; // at rest above it
        long[] spikes = {-1, -1, -1, -1};
        RowNeurons.integrateAndFire(layout, input, 1, affine, new float[2][channels], 0, 1f, thresholds, spikes);
        assertArrayEquals(new long[] {0b100, 0b100, 0b101, 0}, spikes);
        assertTrue(layout.fired(spikes, 0, 66));
        assertTrue(layout.fired(spikes, 1, 0));
        assertFalse(layout.fired(spikes, 1, 66));
        assertEquals(4, SpikeLayout.count(spikes));
    }
}
