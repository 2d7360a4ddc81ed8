package org.hasnas.fitness;

import org.hasnas.domain.architecture.Network;
import org.hasnas.domain.run.ScoreId;

/**
 * The program's own score, the mean over the cells of
 *
 * <pre>g(depth) - 0.15 (first - 1) + 0.20 (last - 1) - 0.10 (input - 1) + 0.08 ln(live edges)</pre>
 *
 * with g = 0, 0.13, 0.49, 0.61 for 0, 1, 2, 3 convolutions in a row and 0.12 more for each further one, and first, last and input the
 * thresholds of {@link CellStructure}. What it says: chains of convolutions learn most; the first convolution should see many spikes (a low
 * threshold), the last one few and sure ones (a high threshold); more connections are a little better.
 *
 * <p>Source: ours. The terms were chosen and the weights fitted (least squares on accuracy ranks, then rounded) on half of the
 * SpikeNAS-Bench rows known to us, never on the half that the README's figure is measured on. In a space with one threshold, such as
 * SNASNet's, depth and live edges remain; how well they rank there has not been measured.
 */
public final class HasnasScore implements StructuralScore {
    private static final double[] DEPTH_GAIN = {0, 0.13, 0.49, 0.61};
    private static final double FURTHER_DEPTH = 0.12;
    private static final double FIRST = -0.15;
    private static final double LAST = 0.20;
    private static final double INPUT = -0.10;
    private static final double EDGES = 0.08;
    /** Sums in another order differ in the last bits; equal terms must still be a tie. */
    private static final double ROUNDING = 1e9;

    @Override
    public ScoreId id() {
        return ScoreId.HASNAS;
    }

    @Override
    public double of(Network network) {
        return StructuralScore.isDead(network) ? Double.NEGATIVE_INFINITY
                : Math.rint(ROUNDING * StructuralScore.cells(network).stream().mapToDouble(HasnasScore::of).average().orElseThrow()) / ROUNDING;
    }

    /** The score of a cell that is not dead. */
    static double of(CellStructure cell) {
        int measured = Math.min(cell.depth(), DEPTH_GAIN.length - 1);
        return DEPTH_GAIN[measured] + FURTHER_DEPTH * (cell.depth() - measured) + FIRST * (cell.firstThreshold() - 1)
                + LAST * (cell.lastThreshold() - 1) + INPUT * (cell.inputThreshold() - 1) + EDGES * Math.log(cell.liveEdges());
    }
}
