package org.hasnas.score.fitness;

import org.hasnas.job.JobContext;
import org.hasnas.simulation.engine.Workers;
import org.hasnas.simulation.kernel.integer.IntegerKernels;
import org.hasnas.simulation.kernel.integer.ScalarIntegerKernels;
import org.hasnas.simulation.kernel.layout.SpikeLayout;

/**
 * The sparsity-aware Hamming distance kernel (SNASNet, section 3.3 and public code), accumulated in float64 layer by layer and time
 * step by time step. With n neurons, firing rates r and Hamming distance H of two images i, j:
 *
 * <pre>K_lt[i,j] = n - 0.5 / (n (r_i (1 - r_j) + (1 - r_i) r_j) + 0.001) * H(i, j);   K = mean over l, t</pre>
 */
public final class HammingKernel {
    private static final double TARGET_DISTANCE_FACTOR = 0.5;
    private static final double EPSILON = 1e-3;

    /** Images whose pairs one thread computes together. */
    private static final int BLOCK = 8;

    private final IntegerKernels kernels;
    private final Workers workers;
    private final double[][] sum; // above the diagonal
    private final double[] rate;
    private long terms;

    /**
     * @param images size of the batch
     */
    public HammingKernel(int images) {
        this(images, new ScalarIntegerKernels(), Workers.CALLER);
    }

    /**
     * @param images size of the batch
     * @param kernels count bits
     * @param workers share the pairs of images
     */
    public HammingKernel(int images, IntegerKernels kernels, Workers workers) {
        if (images < 1) {
            throw new IllegalArgumentException("a kernel needs at least one image, was " + images);
        }
        this.kernels = kernels;
        this.workers = workers;
        this.sum = new double[images][images];
        this.rate = new double[images];
    }

    /**
     * Adds the spikes of a LIF layer at one time step.
     *
     * @param spikes [image][word], bits beyond the neurons zero
     * @param neurons of the layer, per image
     * @param times how many layers with these very spikes there are
     */
    public void add(long[][] spikes, int neurons, int times, JobContext job) {
        if (spikes.length != rate.length || neurons < 1 || times < 1) {
            throw new IllegalArgumentException("this kernel takes spikes of " + rate.length + " images and at least one neuron and layer, not "
                    + spikes.length + " images, " + neurons + " neurons, " + times + " layers");
        }
        workers.forEach(spikes.length, (i, worker) -> rate[i] = (double) SpikeLayout.count(spikes[i]) / neurons);
        // every pair has its own element, so it does not matter who computes it
        workers.forEach((spikes.length + BLOCK - 1) / BLOCK, (block, worker) -> addBlock(spikes, block * BLOCK, neurons, times, job));
        terms += times;
    }

    /** How many layers and time steps were added. */
    public long terms() {
        return terms;
    }

    /** Pairs of the images of a block: four others stay in the cache until they were compared with all of the block. */
    private void addBlock(long[][] spikes, int first, int neurons, int times, JobContext job) {
        int last = Math.min(spikes.length, first + BLOCK);
        long[] distances = new long[IntegerKernels.OTHERS];
        for (int other = first; other < spikes.length; other += IntegerKernels.OTHERS) {
            job.checkpoint();
            for (int i = first; i < last; i++) {
                boolean all = other > i && other + IntegerKernels.OTHERS <= spikes.length;
                if (all) {
                    kernels.hammingDistances(spikes[i], spikes, other, distances);
                }
                for (int j = Math.max(i, other); j < Math.min(spikes.length, other + IntegerKernels.OTHERS); j++) {
                    if (i == j) {
                        sum[i][i] += (double) times * neurons;
                        continue;
                    }
                    double expected = neurons * (rate[i] * (1 - rate[j]) + (1 - rate[i]) * rate[j]);
                    double rescale = TARGET_DISTANCE_FACTOR / (expected + EPSILON);
                    sum[i][j] += times * (neurons - rescale * (all ? distances[j - other] : kernels.hammingDistance(spikes[i], spikes[j])));
                }
            }
        }
    }

    /**
     * The mean of what was added, a symmetric matrix [image][image].
     *
     * @throws IllegalStateException if nothing was added
     */
    public double[][] mean() {
        if (terms == 0) {
            throw new IllegalStateException("the kernel has seen no spikes");
        }
        double[][] mean = new double[sum.length][sum.length];
        for (int i = 0; i < sum.length; i++) {
            for (int j = 0; j < sum.length; j++) {
                mean[i][j] = (i <= j ? sum[i][j] : sum[j][i]) / terms;
            }
        }
        return mean;
    }
}
