package org.hasnas.simulation.kernel.float32;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.hasnas.simulation.kernel.layout.SpikeLayout;
import org.junit.jupiter.api.Test;

final class AveragePoolingTest {
    @Test
    void zerosOfThePaddingAreCounted() {
        float[][] ones = new float[12][1];
        for (float[] row : ones) {
            row[0] = 9;
        }
        float[][] target = new float[12][1];
        target[0][0] = 100; // the result is added
        AveragePooling.addSamePooled(target, 0, ones, 0, 3, 4, 1, 3, new float[1]);
        float[] found = new float[12];
        for (int i = 0; i < 12; i++) {
            found[i] = target[i][0];
        }
        assertArrayEquals(new float[] {104, 6, 6, 4, 6, 9, 9, 6, 4, 6, 6, 4}, found, 1e-5f);
    }

    @Test
    void aPixelThatFillsNoWindowIsLeftOut() {
        float[][] source = new float[15][1];
        for (int i = 0; i < 15; i++) {
            source[i][0] = i; // 3 rows of 5
        }
        float[][] target = new float[2][1];
        AveragePooling.pool(target, 0, source, 0, 3, 5, 1, 2);
        assertEquals((0 + 1 + 5 + 6) / 4f, target[0][0]);
        assertEquals((2 + 3 + 7 + 8) / 4f, target[1][0]);
    }

    @Test
    void pooledSpikesAreFlattenedByChannelThenRowThenColumn() {
        int channels = 66;
        SpikeLayout layout = new SpikeLayout(4 * 5, channels);
        long[] spikes = new long[layout.words()];
        layout.fire(spikes, 0, 0);
        layout.fire(spikes, 6, 0);
        layout.fire(spikes, 2, 65);
        layout.fire(spikes, 4, 65); // fifth column: no window
        layout.fire(spikes, 3 * 5 + 3, 1);
        float[] features = new float[channels * 4];
        AveragePooling.poolSpikes(features, spikes, 4, 5, channels, 2);
        float[] expected = new float[channels * 4];
        expected[0] = 0.5f;
        expected[65 * 4 + 1] = 0.25f;
        expected[4 + 3] = 0.25f;
        assertArrayEquals(expected, features);
    }
}
