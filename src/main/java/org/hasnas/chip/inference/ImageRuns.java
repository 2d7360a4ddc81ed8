package org.hasnas.chip.inference;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.hasnas.data.ImageSet;
import org.hasnas.job.JobContext;
import org.hasnas.simulation.engine.Workers;
import org.hasnas.simulation.weights.RandomByIdentity;
import org.hasnas.training.model.ClassScores;

/** Runs many images, each by one thread. Which thread runs which image changes no result: noise is drawn by seed and image. */
final class ImageRuns {
    private final QuantizedNetwork network;
    private final Workers workers;

    ImageRuns(QuantizedNetwork network, Workers workers) {
        this.network = network;
        this.workers = workers;
    }

    /**
     * The results.
     *
     * @param correct whether the class of an image was right
     * @param bits [ones, all] among the spikes of each LIF layer and the input bits of stem and first linear layer
     */
    @SuppressWarnings("ArrayRecordComponent") // a result that is read once, never compared
    record Outcome(boolean[] correct, Map<String, long[]> bits) {
        double fraction() {
            return (double) IntStream.range(0, correct.length).filter(image -> correct[image]).count() / correct.length;
        }
    }

    /**
     * @param units makes the unit of a layer for one thread; called by this thread only
     * @param isNoisy whether reading the same crossbar twice gives two results
     * @param noiseSeed of read noise
     */
    Outcome run(ImageSet images, int count, Function<QuantizedLayer, MatrixUnit> units, boolean isNoisy, long noiseSeed, JobContext job) {
        NetworkRun[] runs = new NetworkRun[Math.min(workers.count(), count)];
        for (int worker = 0; worker < runs.length; worker++) {
            job.checkpoint();
            runs[worker] = new NetworkRun(network, units, isNoisy, noise(noiseSeed, 0));
        }
        int classes = network.network().template().classes();
        double[][] scores = new double[runs.length][classes];
        boolean[] correct = new boolean[count];
        AtomicInteger done = new AtomicInteger();
        workers.forEach(count, (image, worker) -> {
            runs[worker].run(images, image, noise(noiseSeed, image), SpikeWatch.NONE, scores[worker], job);
            correct[image] = ClassScores.best(scores[worker]) == images.label(image);
            int finished = done.incrementAndGet();
            if (worker == 0) { // the caller's thread
                job.progress(finished, count);
            }
        });
        job.progress(count, count); // another thread may have finished the last image
        Map<String, long[]> bits = new TreeMap<>();
        for (NetworkRun run : runs) {
            run.state().addCountsTo(bits);
        }
        return new Outcome(correct, bits);
    }

    static RandomGenerator noise(long seed, int image) {
        return RandomByIdentity.of(seed, "read noise of image " + image);
    }
}
