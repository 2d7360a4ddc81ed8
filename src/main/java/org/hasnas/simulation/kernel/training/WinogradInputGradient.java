package org.hasnas.simulation.kernel.training;

import java.util.Arrays;

/**
 * Winograd's minimal filtering F(2x2, 3x3): a tile of 2x2 results takes 16 products per pair of channels instead of 36 (A. Lavin, S. Gray,
 * Fast Algorithms for Convolutional Neural Networks, CVPR 2016, arXiv 1509.09308, section 4.1). The 4x4 gradients around each tile are
 * spread by {@code B^T d B}, each of the 16 results is multiplied with its matrix of weights {@code G g G^T}, and
 * {@code A^T m A} gathers the tile. In float32 the results differ from the direct sum by some units in the sixth digit.
 */
final class WinogradInputGradient implements InputGradient {
    /** Side of a tile. */
    static final int TILE = 2;
    /** Products per tile and pair of channels. */
    static final int PRODUCTS = 16;
    /** Tiles that are multiplied together, at least a row of them: many enough to read weights seldom, few enough for the caches. */
    private static final int BAND = 32;

    private final SameConvolution shape;
    private final float[] weights; // [product] in PanelMatrix layout, out rows of in columns

    WinogradInputGradient(SameConvolution shape) {
        this.shape = shape;
        this.weights = new float[Math.multiplyExact(PRODUCTS, panel())];
    }

    private int panel() {
        return Math.multiplyExact(shape.outChannels(), shape.paddedIn());
    }

    @Override
    public void setWeights(float[] given) {
        float[] g = new float[9];
        for (int i = 0; i < shape.inChannels(); i++) {
            for (int o = 0; o < shape.outChannels(); o++) {
                for (int tap = 0; tap < g.length; tap++) { // turned around
                    g[g.length - 1 - tap] = given[(tap * shape.inChannels() + i) * shape.paddedOut() + o];
                }
                transform(g, PanelMatrix.index(shape.outChannels(), shape.paddedIn(), o, i));
            }
        }
    }

    /** {@code G g G^T} with G = [1 0 0; 1/2 1/2 1/2; 1/2 -1/2 1/2; 0 0 1]. */
    private void transform(float[] g, int at) {
        for (int row = 0; row < 4; row++) {
            float left = ofColumn(g[0], g[3], g[6], row);
            float middle = ofColumn(g[1], g[4], g[7], row);
            float right = ofColumn(g[2], g[5], g[8], row);
            for (int column = 0; column < 4; column++) {
                weights[(4 * row + column) * panel() + at] = ofColumn(left, middle, right, column);
            }
        }
    }

    private static float ofColumn(float first, float second, float third, int row) {
        return switch (row) {
            case 0 -> first;
            case 1 -> 0.5f * (first + third) + 0.5f * second;
            case 2 -> 0.5f * (first + third) - 0.5f * second;
            default -> third;
        };
    }

    @Override
    public void add(int frames, float[] gradient, long[] active, float[] target, int to, TrainingKernels kernels, Scratch scratch) {
        int out = shape.paddedOut();
        int in = shape.paddedIn();
        int tileColumns = shape.width() / TILE;
        int tileRows = frames * shape.height() / TILE; // of all frames: small maps alone have too few to read weights for
        int bandRows = Math.clamp(BAND / tileColumns, 1, tileRows);
        int most = bandRows * tileColumns;
        int borderedRow = (shape.width() + 2) * out;
        float[] spread = Scratch.atLeast(scratch.spread, PRODUCTS * most * out);
        float[] products = Scratch.atLeast(scratch.products, PRODUCTS * most * in);
        scratch.spread = spread;
        scratch.products = products;
        for (int first = 0; first < tileRows; first += bandRows) {
            int rows = Math.min(bandRows, tileRows - first);
            int tiles = rows * tileColumns;
            for (int row = 0; row < rows; row++) {
                int from = shape.borderedRow(TILE * (first + row)) - shape.bordered(0, 0);
                for (int column = 0; column < tileColumns; column++) {
                    kernels.spread(gradient, from + TILE * column * out, borderedRow, out, spread, (row * tileColumns + column) * out, most * out);
                }
            }
            Arrays.fill(products, 0, PRODUCTS * most * in, 0f);
            for (int product = 0; product < PRODUCTS; product++) {
                kernels.multiply(spread, product * most * out, out, tiles, shape.outChannels(), weights, product * panel(), in, products,
                        product * most * in);
            }
            for (int tile = 0; tile < tiles; tile++) {
                int y = TILE * (first + tile / tileColumns); // frames lie one behind the other, without a border
                int x = TILE * (tile % tileColumns);
                kernels.gather(products, tile * in, most * in, in, target, to + (y * shape.width() + x) * in, shape.width() * in);
            }
        }
    }
}
