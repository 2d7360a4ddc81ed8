package org.hasnas.training.layer;

import java.util.HashMap;
import java.util.Map;
import org.hasnas.simulation.kernel.layout.SpikeLayout;
import org.hasnas.simulation.kernel.training.InputGradient;
import org.hasnas.simulation.kernel.training.SameConvolution;
import org.hasnas.simulation.kernel.training.SpikeEvents;

/** Memory of one thread, which all layers use in turn: small enough to stay in the cache. */
final class Scratch {
    final SpikeEvents events = new SpikeEvents();
    final InputGradient.Scratch gradients = new InputGradient.Scratch();
    /** Neurons of frames that are near their threshold. */
    long[] active = {};
    private final Map<Border, float[]> frames = new HashMap<>();

    private record Border(int kernelSize, int height, int width, int paddedOut) {
        static Border of(SameConvolution shape) {
            return new Border(shape.kernelSize(), shape.height(), shape.width(), shape.paddedOut());
        }
    }

    /** Makes room for a convolution that goes back through so many frames at once. */
    void reserve(SameConvolution shape, SpikeLayout source, int together) {
        int words = together * source.words();
        active = active.length < words ? new long[words] : active;
        events.reserve(shape.kernelSize());
        frames.computeIfAbsent(Border.of(shape), border -> new float[together * shape.borderedGradient()]);
    }

    /** Frames of gradients, [row][column][padded out], whose border is zero: only their inside may be written. */
    float[] bordered(SameConvolution shape) {
        float[] found = frames.get(Border.of(shape));
        if (found == null) {
            throw new IllegalStateException("no room reserved for " + shape);
        }
        return found;
    }
}
