package org.hasnas.training.layer;

import java.util.Arrays;
import org.hasnas.simulation.kernel.training.SameConvolution;

/** Values of a layer and their gradients, [image][position][padded channel], for some time steps. */
final class Activation {
    final int height;
    final int width;
    final int channels;
    final int padded;
    private final float[][] values;
    private final float[][] gradients;

    /**
     * @param images most images of a batch
     * @param valueSteps time steps whose values are kept
     * @param gradientSteps time steps whose gradients are kept
     */
    Activation(int images, int height, int width, int channels, int valueSteps, int gradientSteps) {
        this.height = height;
        this.width = width;
        this.channels = channels;
        this.padded = SameConvolution.padded(channels);
        int length = Math.multiplyExact(images, frame());
        this.values = new float[valueSteps][length];
        this.gradients = new float[gradientSteps][length];
    }

    int positions() {
        return height * width;
    }

    /** Floats of one image. */
    int frame() {
        return Math.multiplyExact(positions(), padded);
    }

    float[] value(int time) {
        return values[time % values.length];
    }

    float[] gradient(int time) {
        return gradients[time % gradients.length];
    }

    void clearValue(int time, int firstImage, int endImage) {
        Arrays.fill(value(time), firstImage * frame(), endImage * frame(), 0f);
    }

    void clearGradient(int time, int firstImage, int endImage) {
        Arrays.fill(gradient(time), firstImage * frame(), endImage * frame(), 0f);
    }
}
