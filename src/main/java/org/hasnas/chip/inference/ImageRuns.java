package org.hasnas.chip.inference;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.hasnas.data.ImageSet;
import org.hasnas.job.JobContext;
import org.hasnas.simulation.engine.Workers;
import org.hasnas.training.model.ClassScores;

/** Runs many images, each by one thread. Which thread runs which image changes no result: noise is drawn by seed and image. */
public final class ImageRuns {
    private final int classes;
    private final Workers workers;

    public ImageRuns(int classes, Workers workers) {
        this.classes = classes;
        this.workers = workers;
    }

    /**
     * The results.
     *
     * @param correct whether the class of an image was right
     * @param bits [ones, all] among the spikes of each LIF layer and the input bits of stem and first linear layer
     */
    @SuppressWarnings("ArrayRecordComponent") // a result that is read once, never compared
    public record Outcome(boolean[] correct, Map<String, long[]> bits) {
        public double fraction() {
            return (double) IntStream.range(0, correct.length).filter(image -> correct[image]).count() / correct.length;
        }
    }

    /**
     * Runs images.
     *
     * @param count images, from the first
     * @param makeRun makes the network for one thread; called by this thread only
     * @param noiseSeed of read noise
     */
    public Outcome run(ImageSet images, int count, Supplier<CrossbarNetwork.ImageRun> makeRun, long noiseSeed, JobContext job) {
        CrossbarNetwork.ImageRun[] runs = new CrossbarNetwork.ImageRun[Math.min(workers.count(), count)];
        for (int worker = 0; worker < runs.length; worker++) {
            job.checkpoint();
            runs[worker] = makeRun.get();
        }
        double[][] scores = new double[runs.length][classes];
        boolean[] correct = new boolean[count];
        AtomicInteger done = new AtomicInteger();
        workers.forEach(count, (image, worker) -> {
            runs[worker].run(images, image, ReadNoise.of(noiseSeed, image), scores[worker], job);
            correct[image] = ClassScores.best(scores[worker]) == images.label(image);
            int finished = done.incrementAndGet();
            if (worker == 0) { // the caller's thread
                job.progress(finished, count);
            }
        });
        job.progress(count, count); // another thread may have finished the last image
        Map<String, long[]> bits = new TreeMap<>();
        for (CrossbarNetwork.ImageRun run : runs) {
            run.addCountsTo(bits);
        }
        return new Outcome(correct, bits);
    }

    /** Sees a run before it and after it. */
    private interface Visit {
        /** @param scores of the classes, after the run */
        void image(int image, NetworkRun network, double[] scores, Runnable run);
    }

    private void visit(ImageSet images, int count, Supplier<NetworkRun> makeRun, long noiseSeed, JobContext job, Visit visit) {
        NetworkRun[] runs = new NetworkRun[Math.min(workers.count(), count)];
        Arrays.setAll(runs, worker -> makeRun.get());
        workers.forEach(count, (image, worker) -> {
            double[] scores = new double[classes];
            visit.image(image, runs[worker], scores,
                    () -> runs[worker].run(images, image, ReadNoise.of(noiseSeed, image), SpikeWatch.NONE, scores, job));
        });
    }

    /** What the last layer gets and gives, image by image. */
    LastLayer.Seen last(ImageSet images, int count, Supplier<NetworkRun> makeRun, long noiseSeed, JobContext job) {
        int[][] received = new int[count][];
        double[][] scores = new double[count][];
        visit(images, count, makeRun, noiseSeed, job, (image, network, itsScores, run) -> {
            run.run();
            received[image] = network.received().clone();
            scores[image] = itsScores;
        });
        return new LastLayer.Seen(received, scores, IntStream.range(0, count).map(images::label).toArray());
    }

    /** Looks at the sums behind the matrices; images are added up in their order, whatever the number of threads. */
    SumStatistics sums(ImageSet images, int count, Supplier<NetworkRun> makeRun, long noiseSeed, JobContext job) {
        SumStatistics[] byImage = new SumStatistics[count];
        visit(images, count, makeRun, noiseSeed, job, (image, network, scores, run) -> {
            byImage[image] = new SumStatistics();
            network.watchSums(byImage[image]);
            run.run();
        });
        SumStatistics all = new SumStatistics();
        for (SumStatistics one : byImage) {
            all.add(one);
        }
        return all;
    }
}
