package org.hasnas.training.layer;

import org.hasnas.job.JobContext;
import org.hasnas.simulation.engine.Workers;
import org.hasnas.simulation.kernel.training.FlatMath;

/**
 * One batch while it passes through the network.
 *
 * @param images in the batch
 * @param training whether batch norm takes the batch's statistics and keeps them, and what is needed for the backward pass is kept
 */
record TrainingPass(int images, boolean training, Workers workers, JobContext job) {
    /** Groups of images, whatever the number of threads: their partial sums are added in their order. */
    static final int CHUNKS = 8;

    /** Values that a thread passes over in the time it takes to wake another. */
    private static final long MIN_SHARED = 1 << 17;

    /** What is done with a group of images. */
    @FunctionalInterface
    interface ChunkTask {
        void run(int chunk, int firstImage, int endImage, int worker);
    }

    /** Work that is worth sharing. */
    void chunks(ChunkTask task) {
        chunks(workers, task);
    }

    /**
     * Work that may be too little to wake other threads for; that takes some 50 us.
     *
     * @param values that the task passes over, of one image
     */
    void chunks(int values, ChunkTask task) {
        chunks(shared((long) images * values), task);
    }

    private Workers shared(long values) {
        return values < MIN_SHARED ? Workers.CALLER : workers;
    }

    private void chunks(Workers workers, ChunkTask task) {
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
        shared((long) target.length * partial.length).forEach(blocks, (block, worker) -> {
            int first = (int) ((long) target.length * block / blocks);
            int end = (int) ((long) target.length * (block + 1) / blocks);
            for (float[] part : partial) {
                FlatMath.add(target, first, part, first, end - first);
            }
        });
    }
}
