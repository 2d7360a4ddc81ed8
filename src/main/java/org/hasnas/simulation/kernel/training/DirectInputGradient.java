package org.hasnas.simulation.kernel.training;

/** Tap by tap, a row of pixels at a time, or all pixels. */
final class DirectInputGradient implements InputGradient {
    private final SameConvolution shape;
    private final float[] panels; // [tap] of PanelMatrix layout, out rows of in columns

    DirectInputGradient(SameConvolution shape) {
        this.shape = shape;
        this.panels = new float[Math.multiplyExact(shape.taps(), panel())];
    }

    private int panel() {
        return Math.multiplyExact(shape.outChannels(), shape.paddedIn());
    }

    @Override
    public void setWeights(float[] weights) {
        for (int tap = 0; tap < shape.taps(); tap++) {
            for (int o = 0; o < shape.outChannels(); o++) {
                for (int i = 0; i < shape.inChannels(); i++) {
                    panels[tap * panel() + PanelMatrix.index(shape.outChannels(), shape.paddedIn(), o, i)] =
                            weights[(tap * shape.inChannels() + i) * shape.paddedOut() + o];
                }
            }
        }
    }

    @Override
    public void add(int frames, float[] gradient, long[] active, float[] target, int to, TrainingKernels kernels, Scratch scratch) {
        int side = shape.kernelSize();
        int reach = side / 2;
        int in = shape.paddedIn();
        int pixels = side == 1 ? frames * shape.positions() : shape.width(); // without a border all pixels are one row
        int rows = side == 1 ? 1 : frames * shape.height();
        for (int row = 0; row < rows; row++) {
            for (int tap = 0; tap < shape.taps(); tap++) {
                int from = shape.borderedRow(row) + shape.bordered(reach - tap / side, reach - tap % side) - shape.bordered(0, 0);
                kernels.multiply(gradient, from, shape.paddedOut(), pixels, shape.outChannels(), panels, tap * panel(), in, target,
                        to + row * shape.width() * in);
            }
        }
    }
}
