package org.hasnas.simulation.engine.integer;

import org.hasnas.simulation.engine.SimulationPass;
import org.hasnas.simulation.kernel.integer.IntegerMoments;
import org.hasnas.simulation.weights.NormParameters;

/** A fresh batch norm (gain 1, bias 0) in training mode over int16 values, from exact sums. */
final class IntegerNorm {
    private final int channels;
    private final IntegerBlock block;
    private final IntegerMoments[] moments;
    private final float[] gain;
    private final float[] offset;

    IntegerNorm(int channels, IntegerBlock block) {
        this.channels = channels;
        this.block = block;
        this.gain = IntegerBlock.perChannel(channels);
        this.offset = IntegerBlock.perChannel(channels);
        this.moments = block.moments(gain.length);
    }

    /** What the values of a block are to be added to: one per worker. */
    IntegerMoments[] cleared() {
        for (IntegerMoments part : moments) {
            part.clear();
        }
        return moments;
    }

    /**
     * The map normalised, once {@link #cleared} has seen its values. With real values x = g q + o, {@code (x - mean) / sqrt(var(x) +
     * epsilon) = g (q - mean(q)) / sqrt(g^2 var(q) + epsilon)}.
     *
     * @param samples values per channel that were added
     */
    IntegerMap over(IntegerMap map, long samples) {
        IntegerMoments sums = IntegerBlock.merged(moments);
        for (int c = 0; c < channels; c++) {
            double unit = map.gain[c];
            double factor = unit / Math.sqrt(unit * unit * sums.variance(c, samples) + NormParameters.DEFAULT_EPSILON);
            gain[c] = (float) factor;
            offset[c] = (float) (-sums.mean(c, samples) * factor);
        }
        return new IntegerMap(map.values, map.first, map.height, map.width, gain, offset, map.constant);
    }

    /** {@link #over} a map that nobody has added up yet. */
    IntegerMap over(IntegerMap map, SimulationPass pass) {
        IntegerMoments[] parts = cleared();
        block.gather(LayerTimes.Kind.NORM, (frame, worker) -> {
            for (int y = 0; y < map.height; y++) { // row by row: few enough values for the kernel
                block.kernels.addMoments(map.values, map.frame(frame, block.images) + y * map.width * map.gain.length, map.width, map.gain.length,
                        parts[worker]);
            }
        });
        block.run(pass.job);
        return over(map, (long) block.frames() * map.positions());
    }
}
