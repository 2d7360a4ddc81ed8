package org.hasnas.simulation.engine.integer;

import org.hasnas.job.JobContext;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.simulation.engine.NormedConvolution;
import org.hasnas.simulation.engine.SimulationPass;
import org.hasnas.simulation.engine.SpikeObserver;
import org.hasnas.simulation.engine.Workers;
import org.hasnas.simulation.kernel.float32.DenseConvolution;
import org.hasnas.simulation.kernel.integer.IntegerKernels;
import org.hasnas.simulation.kernel.layout.ConvolutionShape;

/**
 * What a fresh stem makes of a batch of images, batch norm included, as int16: the input current of every time step, or
 * that of each for frames of events. It depends on nothing but the stem's weights and the images, so candidates share it. Immutable.
 */
public final class StemCurrents {
    private final int images;
    private final IntegerMap map;

    private StemCurrents(int images, IntegerMap map) {
        this.images = images;
        this.map = map;
    }

    /** Memory in bytes of what {@link #of} returns. */
    public static long bytes(ConvolutionLayer stem, int images, int frames) {
        return Short.BYTES * (long) images * frames * stem.outHeight() * stem.outWidth() * IntegerBlock.perChannel(stem.outChannels()).length;
    }

    /**
     * Convolves and normalises.
     *
     * @param weights rows of the stem
     * @param images [image][frame, row, column, channel]
     * @param frames of an image: 1, or one for each time step
     */
    public static StemCurrents of(ConvolutionLayer stem, float[][] weights, float[][] images, int frames, IntegerKernels kernels, Workers workers,
            JobContext job) {
        ConvolutionShape shape = NormedConvolution.shapeOf(stem);
        int positions = stem.outHeight() * stem.outWidth();
        int channels = stem.outChannels();
        float[] unit = IntegerBlock.perChannel(channels);
        double bound = (double) weights.length * largest(weights) * largest(images);
        float perUnit = (float) (bound > 0 ? Short.MAX_VALUE / bound : 1);
        for (int c = 0; c < channels; c++) {
            unit[c] = 1 / perUnit;
        }
        short[] values = new short[Math.toIntExact(bytes(stem, images.length, frames) / Short.BYTES)];
        float[][][] results = new float[workers.count()][positions][channels];
        workers.forEach(images.length, (image, worker) -> {
            for (int frame = 0; frame < frames; frame++) {
                job.checkpoint();
                DenseConvolution.convolve(shape, weights, images[image], frame * images[image].length / frames, results[worker], 0);
                for (int position = 0; position < positions; position++) {
                    int to = ((frame * images.length + image) * positions + position) * unit.length;
                    for (int c = 0; c < channels; c++) {
                        values[to + c] = (short) Math.round(results[worker][position][c] * perUnit);
                    }
                }
            }
        });
        IntegerMap raw = new IntegerMap(values, 0, stem.outHeight(), stem.outWidth(), unit, new float[unit.length], frames == 1);
        IntegerBlock block = new IntegerBlock(images.length, frames, kernels, workers);
        return new StemCurrents(images.length,
                new IntegerNorm(channels, block).over(raw, new SimulationPass(job, SpikeObserver.NONE, images.length, frames)));
    }

    private static double largest(float[][] rows) {
        float largest = 0;
        for (float[] row : rows) {
            for (float value : row) {
                largest = Math.max(largest, Math.abs(value));
            }
        }
        return largest;
    }

    int images() {
        return images;
    }

    /** The currents of a block of so many time steps. */
    IntegerMap map(int block, int steps) {
        long first = map.constant ? 0 : (long) block * steps * images * map.frameLength();
        return new IntegerMap(map.values, first, map.height, map.width, map.gain, map.offset, map.constant);
    }
}
