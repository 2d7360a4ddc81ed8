package org.hasnas.simulation.engine;

import org.hasnas.job.JobContext;
import org.hasnas.simulation.kernel.float32.RowMath;

/** Allocates and clears the rows of a simulation in portions, because gigabytes take long enough that a cancel must be seen. */
final class Buffers {
    private static final int FLOATS_PER_CHECKPOINT = 1 << 21;

    private final JobContext job;
    private long floats;

    Buffers(JobContext job) {
        this.job = job;
    }

    float[][] rows(int count, int channels) {
        floats += (long) count * channels;
        float[][] rows = new float[count][];
        int portion = portion(channels);
        for (int row = 0; row < count; row++) {
            if (row % portion == 0) {
                job.checkpoint();
            }
            rows[row] = new float[channels];
        }
        return rows;
    }

    FeatureMap map(int frames, int height, int width, int channels) {
        return new FeatureMap(rows(Math.multiplyExact(frames, height * width), channels), height, width, channels);
    }

    /** A map of the same shape with its own rows. */
    FeatureMap alike(FeatureMap map) {
        return new FeatureMap(rows(map.rows.length, map.channels), map.height, map.width, map.channels);
    }

    /** Floats allocated so far. */
    long floats() {
        return floats;
    }

    static void clear(float[][] rows, int channels, JobContext job) {
        int portion = portion(channels);
        for (int row = 0; row < rows.length; row += portion) {
            job.checkpoint();
            RowMath.clear(rows, row, Math.min(portion, rows.length - row), channels);
        }
    }

    private static int portion(int channels) {
        return Math.max(1, FLOATS_PER_CHECKPOINT / Math.max(1, channels));
    }
}
