package org.hasnas.simulation.engine.integer;

import java.util.ArrayList;
import java.util.List;
import org.hasnas.job.JobContext;
import org.hasnas.network.plan.MapShape;
import org.hasnas.simulation.engine.Block;
import org.hasnas.simulation.engine.Workers;
import org.hasnas.simulation.kernel.integer.ChannelBlocks;
import org.hasnas.simulation.kernel.integer.IntegerConvolution;
import org.hasnas.simulation.kernel.integer.IntegerKernels;
import org.hasnas.simulation.kernel.integer.IntegerMoments;

/**
 * What all parts of an integer simulation share: the batch, how it walks through time (see {@link Block}), the threads and the memory.
 *
 * <p>Work is gathered and done image by image: all that happens to an image between two batch norms, whose statistics need every image,
 * is done by one thread in one go, while the image's maps are in its cache.
 */
final class IntegerBlock {
    final int images;
    final int steps;
    final IntegerKernels kernels;
    final Workers workers;
    final IntegerMemory memory = new IntegerMemory();
    final LayerTimes times = new LayerTimes();
    private final IntegerConvolution.Scratch[] scratch;
    private final List<Part> gathered = new ArrayList<>();
    private final List<Runnable> watchers = new ArrayList<>();

    private record Part(LayerTimes.Kind kind, Workers.Task task) {}

    IntegerBlock(int images, int steps, IntegerKernels kernels, Workers workers) {
        this.images = images;
        this.steps = steps;
        this.kernels = kernels;
        this.workers = workers;
        this.scratch = new IntegerConvolution.Scratch[workers.count()];
        for (int worker = 0; worker < scratch.length; worker++) {
            scratch[worker] = new IntegerConvolution.Scratch();
        }
    }

    int frames() {
        return Math.multiplyExact(images, steps);
    }

    /** Length of a map of a block. */
    long length(MapShape shape) {
        return (long) frames() * shape.positions() * perChannel(shape.channels()).length;
    }

    IntegerConvolution.Scratch scratch(int worker) {
        return scratch[worker];
    }

    IntegerMoments[] moments(int paddedChannels) {
        IntegerMoments[] moments = new IntegerMoments[workers.count()];
        for (int worker = 0; worker < moments.length; worker++) {
            moments[worker] = new IntegerMoments(paddedChannels);
        }
        return moments;
    }

    /** Adds all moments to the first. */
    static IntegerMoments merged(IntegerMoments[] moments) {
        for (int worker = 1; worker < moments.length; worker++) {
            moments[0].add(moments[worker]);
        }
        return moments[0];
    }

    /**
     * Gathers a task that every frame needs. An image's frames are done in the order of time, and its tasks in the order of their gathering;
     * nothing is said about other images.
     *
     * @param task takes frames
     */
    void gather(LayerTimes.Kind kind, Workers.Task task) {
        gathered.add(new Part(kind, task));
    }

    /** Gathers what the calling thread does once all that was gathered before has been done for every image. */
    void watch(Runnable watcher) {
        watchers.add(watcher);
    }

    /** Forgets what a run that was cancelled has left. */
    void begin() {
        gathered.clear();
        watchers.clear();
    }

    /** Does what was gathered, with a look at the job before each task. */
    void run(JobContext job) {
        if (!gathered.isEmpty()) {
            List<Part> parts = List.copyOf(gathered);
            gathered.clear();
            long[] caller = {System.nanoTime()};
            workers.forEach(images, (image, worker) -> {
                for (Part part : parts) {
                    for (int step = 0; step < steps; step++) {
                        job.checkpoint();
                        part.task.run(step * images + image, worker);
                    }
                    if (worker == Workers.CALLING_THREAD) {
                        caller[0] = passed(part.kind, caller[0]);
                    }
                }
            });
            passed(LayerTimes.Kind.WAIT, caller[0]);
        }
        if (!watchers.isEmpty()) {
            times.measure(LayerTimes.Kind.OBSERVER, () -> watchers.forEach(Runnable::run));
            watchers.clear();
        }
    }

    private long passed(LayerTimes.Kind kind, long since) {
        long now = System.nanoTime();
        times.add(kind, now - since);
        return now;
    }

    static float[] perChannel(int channels) {
        return new float[ChannelBlocks.padded(channels)];
    }
}
