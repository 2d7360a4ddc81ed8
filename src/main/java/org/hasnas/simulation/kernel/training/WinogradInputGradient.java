package org.hasnas.simulation.kernel.training;

import java.util.Arrays;

/**
 * Winograd's minimal filtering F(tile x tile, 3x3): a tile of 2x2 results takes 16 products per pair of channels instead of 36, one of 4x4 results 36
 * instead of 144 (A. Lavin, S. Gray, Fast Algorithms for Convolutional Neural Networks, CVPR 2016, arXiv 1509.09308, sections 4.1 and 4.2). The
 * gradients around each tile are spread by {@code B^T d B}, each of the results is multiplied with its matrix of weights {@code G g G^T}, and
 * {@code A^T m A} gathers the tile. In float32 the results differ from the direct sum by some units in the sixth digit with small tiles, in the fifth
 * with large ones.
 */
final class WinogradInputGradient implements InputGradient {
    /** Side of a small tile. */
    static final int SMALL = 2;
    /** Side of a large tile. */
    static final int LARGE = 4;
    /** Sides of the tiles that are multiplied together, at least a row of them: many enough to read weights seldom, few enough for the caches. */
    private static final int BAND = 64;
    private static final float SIXTH = 1f / 6;

    private final SameConvolution shape;
    private final int tile;
    private final int products;
    private final float[] weights; // [product] in PanelMatrix layout, out rows of in columns

    /** @param tile {@link #SMALL} or {@link #LARGE}, which divides the sides of the map */
    WinogradInputGradient(SameConvolution shape, int tile) {
        this.shape = shape;
        this.tile = tile;
        this.products = (tile + 2) * (tile + 2);
        this.weights = new float[Math.multiplyExact(products, panel())];
    }

    /** The tile that takes the least time; 0 where none fits. Small maps have too few large tiles to read their weights for. */
    static int tile(SameConvolution shape) {
        int least = Math.min(shape.height(), shape.width());
        for (int tile : new int[] {LARGE, SMALL}) {
            if (shape.kernelSize() == 3 && shape.height() % tile == 0 && shape.width() % tile == 0 && (tile == SMALL || least >= 2 * tile)) {
                return tile;
            }
        }
        return 0;
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

    /** {@code G g G^T}. */
    private void transform(float[] g, int at) {
        int side = tile + 2;
        for (int row = 0; row < side; row++) {
            float left = ofColumn(g[0], g[3], g[6], row);
            float middle = ofColumn(g[1], g[4], g[7], row);
            float right = ofColumn(g[2], g[5], g[8], row);
            for (int column = 0; column < side; column++) {
                weights[(side * row + column) * panel() + at] = ofColumn(left, middle, right, column);
            }
        }
    }

    /** A row of G, [1 0 0; 1/2 1/2 1/2; 1/2 -1/2 1/2; 0 0 1] or [1/4 0 0; -1/6 -1/6 -1/6; -1/6 1/6 -1/6; 1/24 1/12 1/6; 1/24 -1/12 1/6; 0 0 1]. */
    private float ofColumn(float first, float second, float third, int row) {
        if (row == tile + 1) {
            return third;
        }
        if (tile == SMALL) {
            return switch (row) {
                case 0 -> first;
                case 1 -> 0.5f * (first + third) + 0.5f * second;
                default -> 0.5f * (first + third) - 0.5f * second;
            };
        }
        return switch (row) {
            case 0 -> first * 0.25f;
            case 1 -> (first + third + second) * -SIXTH;
            case 2 -> (first + third - second) * -SIXTH;
            case 3 -> (first * 0.25f + third + second * 0.5f) * SIXTH;
            default -> (first * 0.25f + third - second * 0.5f) * SIXTH;
        };
    }

    @Override
    public void add(int frames, float[] gradient, long[] active, float[] target, int to, TrainingKernels kernels, Scratch scratch) {
        int out = shape.paddedOut();
        int in = shape.paddedIn();
        int tileColumns = shape.width() / tile;
        int tileRows = frames * shape.height() / tile; // of all frames: small maps alone have too few to read weights for
        int bandRows = Math.clamp(BAND / tile / tileColumns, 1, tileRows);
        int most = bandRows * tileColumns;
        int borderedRow = (shape.width() + 2) * out;
        int spreadStep = most * out + SameConvolution.LANES; // no power of 2, or all results of a tile would share few places of the cache
        int productStep = most * in + SameConvolution.LANES;
        scratch.spread = Scratch.atLeast(scratch.spread, products * spreadStep);
        scratch.products = Scratch.atLeast(scratch.products, products * productStep);
        for (int first = 0; first < tileRows; first += bandRows) {
            int rows = Math.min(bandRows, tileRows - first);
            int tiles = rows * tileColumns;
            for (int row = 0; row < rows; row++) {
                int from = shape.borderedRow(tile * (first + row)) - shape.bordered(0, 0);
                for (int column = 0; column < tileColumns; column++) {
                    kernels.spread(tile, gradient, from + tile * column * out, borderedRow, out, scratch.spread, (row * tileColumns + column) * out,
                            spreadStep);
                }
            }
            Arrays.fill(scratch.products, 0, products * productStep, 0f);
            for (int product = 0; product < products; product++) {
                kernels.multiply(scratch.spread, product * spreadStep, out, tiles, shape.outChannels(), weights, product * panel(), in,
                        scratch.products, product * productStep);
            }
            for (int number = 0; number < tiles; number++) {
                int y = tile * (first + number / tileColumns); // frames lie one behind the other, without a border
                int x = tile * (number % tileColumns);
                kernels.gather(tile, scratch.products, number * in, productStep, in, target, to + (y * shape.width() + x) * in,
                        shape.width() * in);
            }
        }
    }
}
