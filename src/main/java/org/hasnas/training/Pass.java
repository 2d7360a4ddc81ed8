package org.hasnas.training;

import org.hasnas.engine.Workers;
import org.hasnas.job.JobContext;
import org.hasnas.kernel.FlatMath;

/**
 * One batch on its way through the network.
 *
 * @param images in the batch
 * @param training whether batch norm takes the batch's statistics and keeps them, and what is needed for the way back is kept
 */
record Pass(int images, boolean training, Workers workers, JobContext job) {
    /** Groups of images, whatever the number of threads: their partial sums are added in their order. */
    static final int CHUNKS = 8;

    /** What is done with a group of images. */
    @FunctionalInterface
    interface ChunkTask {
        void run(int chunk, int firstImage, int endImage, int worker);
    }

    void chunks(ChunkTask task) {
        workers.forEach(CHUNKS, (chunk, worker) -> {
            int first = (int) ((long) images * chunk / CHUNKS);
            int end = (int) ((long) images * (chunk + 1) / CHUNKS);
            if (first < end) {
                job.checkpoint();
                task.run(chunk, first, end, worker);
            }
        });
    }

    /** Adds partial sums in the order of the groups. */
    void addInOrder(float[][] partial, float[] target) {
        int blocks = 16;
        workers.forEach(blocks, (block, worker) -> {
            int first = (int) ((long) target.length * block / blocks);
            int end = (int) ((long) target.length * (block + 1) / blocks);
            for (float[] part : partial) {
                FlatMath.add(target, first, part, first, end - first);
            }
        });
    }
}
