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
 * What a fresh stem makes of a batch of images, batch norm included, as int16: the input current of every time step. It depends on
 * nothing but the stem's weights and the images, so candidates share it. Immutable.
 */
public final class StemCurrents {
    private final int images;
    private final IntegerMap map;

    private StemCurrents(int images, IntegerMap map) {
        this.images = images;
        this.map = map;
    }

    /** Memory in bytes of what {@link #of} returns. */
    public static long bytes(ConvolutionLayer stem, int images) {
        return Short.BYTES * (long) images * stem.outHeight() * stem.outWidth() * IntegerBlock.perChannel(stem.outChannels()).length;
    }

    /**
     * Convolves and normalises.
     *
     * @param weights rows of the stem
     * @param images [image][row, column, channel]
     */
    public static StemCurrents of(ConvolutionLayer stem, float[][] weights, float[][] images, IntegerKernels kernels, Workers workers,
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
        short[] values = new short[Math.toIntExact(bytes(stem, images.length) / Short.BYTES)];
        float[][][] results = new float[workers.count()][positions][channels];
        workers.forEach(images.length, (image, worker) -> {
            job.checkpoint();
            DenseConvolution.convolve(shape, weights, images[image], 0, results[worker], 0);
            for (int position = 0; position < positions; position++) {
                int to = (image * positions + position) * unit.length;
                for (int c = 0; c < channels; c++) {
                    values[to + c] = (short) Math.round(results[worker][position][c] * perUnit);
                }
            }
        });
        IntegerMap raw = new IntegerMap(values, 0, stem.outHeight(), stem.outWidth(), unit, new float[unit.length], true);
        IntegerBlock block = new IntegerBlock(images.length, 1, kernels, workers);
        return new StemCurrents(images.length,
                new IntegerNorm(channels, block).over(raw, new SimulationPass(job, SpikeObserver.NONE, images.length, 1)));
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

    IntegerMap map() {
        return map;
    }
}
