package org.hasnas.score.fitness;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.hasnas.job.JobContext;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.network.Network;
import org.hasnas.simulation.engine.LifLayer;
import org.hasnas.simulation.engine.Workers;
import org.hasnas.simulation.kernel.integer.IntegerKernels;

/**
 * By what share the spikes of images of different classes are farther apart than those of images of one class, of an untrained network. With the
 * mean Hamming distances D of all pairs of either kind, in a layer at a time step:
 *
 * <pre>score = sum over layers and time steps of (D of different classes - D of one class) / D of different classes</pre>
 *
 * <p>A mean over layers and time steps instead of the sum ranks trained networks no better than chance: what the sum ranks by is mostly how many
 * layers there are.
 */
final class ClassDistanceScore implements TrainingFreeScore.Simulated {
    @Override
    public ImageDraw draw() {
        return ImageDraw.BALANCED;
    }

    @Override
    public Reading read(Network network, int[] labels, IntegerKernels kernels, Workers workers) {
        Set<String> inCells = network.convolutions().stream().filter(layer -> layer.role() == ConvolutionLayer.Role.CELL_EDGE)
                .map(ConvolutionLayer::name).collect(Collectors.toUnmodifiableSet());
        return new Distances(labels, inCells, kernels, workers);
    }

    /** Distances within a batch. */
    static final class Distances implements Reading {
        private final int[] labels;
        private final Set<String> inCells;
        private final IntegerKernels kernels;
        private final Workers workers;
        /** Sums of the distances of an image to later ones: of its class, of others. */
        private final long[] alike;
        private final long[] different;
        private final int alikePairs;
        private final int differentPairs;
        private double sum;

        /**
         * @param labels class of each image of the batch
         * @param inCells names of the layers that count
         * @param kernels count bits
         * @param workers share the images
         * @throws IllegalArgumentException if no two images are of one class, or all are
         */
        Distances(int[] labels, Set<String> inCells, IntegerKernels kernels, Workers workers) {
            this.labels = labels.clone();
            this.inCells = inCells;
            this.kernels = kernels;
            this.workers = workers;
            this.alike = new long[labels.length];
            this.different = new long[labels.length];
            int pairsOfOneClass = 0;
            for (int i = 0; i < labels.length; i++) {
                for (int j = i + 1; j < labels.length; j++) {
                    pairsOfOneClass += labels[i] == labels[j] ? 1 : 0;
                }
            }
            this.alikePairs = pairsOfOneClass;
            this.differentPairs = labels.length * (labels.length - 1) / 2 - pairsOfOneClass;
            if (alikePairs == 0 || differentPairs == 0) {
                throw new IllegalArgumentException("distances within and between classes need two images of one class and two of different ones");
            }
        }

        /**
         * Adds the spikes of a LIF layer at one time step.
         *
         * @param spikes [image][word], bits beyond the neurons zero
         * @param times how many layers with these very spikes there are
         */
        void add(long[][] spikes, int times, JobContext job) {
            if (spikes.length != labels.length) {
                throw new IllegalArgumentException("spikes of " + labels.length + " images are wanted, not of " + spikes.length);
            }
            workers.forEach(spikes.length, (i, worker) -> addPairs(i, spikes, job));
            double within = (double) Arrays.stream(alike).sum() / alikePairs;
            double between = (double) Arrays.stream(different).sum() / differentPairs;
            sum += between == 0 ? 0 : times * (between - within) / between; // a layer without spikes distinguishes nothing
        }

        @Override
        public void add(LifLayer layer, long[][] spikes, JobContext job) {
            int times = (int) layer.names().stream().filter(inCells::contains).count();
            if (times > 0) {
                add(spikes, times, job);
            }
        }

        private void addPairs(int i, long[][] spikes, JobContext job) {
            job.checkpoint();
            alike[i] = 0;
            different[i] = 0;
            for (int j = i + 1; j < spikes.length; j++) {
                long distance = kernels.hammingDistance(spikes[i], spikes[j]);
                if (labels[i] == labels[j]) {
                    alike[i] += distance;
                } else {
                    different[i] += distance;
                }
            }
        }

        @Override
        public double score() {
            return sum;
        }
    }
}
