package org.hasnas.score.fitness;

import java.util.List;
import org.hasnas.network.Network;

/**
 * The program's own score, the mean over the cells of
 *
 * <pre>
 * [a convolution] (g(depth) - 0.09 (input - 1) + 0.05 nodes)
 *     + [two or more convolutions in a row] (-0.13 (first - 1) + 0.22 (last - 1) + 0.05 shortcut + 0.05 mixed)
 * </pre>
 *
 * with g = 0.11, 0.45, 0.56 for 1, 2, 3 convolutions in a row and 0.12 more for each further one; first, last and input the thresholds
 * of {@link CellStructure}; nodes those an edge leads to; shortcut 1 if a path without convolution leads to the output as well; mixed the share
 * of the deepest paths whose last convolution also reads what no convolution has changed. What it says: chains of convolutions learn most; the
 * first convolution should see many spikes (a low threshold), the last of several few and sure ones (a high threshold); residual paths beside a
 * chain help, and so does each node that takes part. A lone convolution is the first: only its low threshold counts.
 *
 * <p>Source: ours. The terms were chosen and the weights fitted (least squares on accuracy ranks, then rounded) on half of the
 * SpikeNAS-Bench rows known to us, never on the half that its figure in {@code src/site/markdown/scores.md} is measured on. In a space with one
 * threshold, such as SNASNet's, depth, nodes and residual paths remain; there it ranks no better than the parameter count (same page).
 */
public final class HasnasScore implements TrainingFreeScore.Structural {
    private static final double[] DEPTH_GAIN = {0, 0.11, 0.45, 0.56};
    private static final double FURTHER_DEPTH = 0.12;
    private static final double FIRST = -0.13;
    private static final double LAST = 0.22;
    private static final double INPUT = -0.09;
    private static final double NODE = 0.05;
    private static final double SHORTCUT = 0.05;
    private static final double MIXED = 0.05;
    /** Sums in another order differ in the last bits; equal terms must still be a tie. */
    private static final double ROUNDING = 1e9;

    @Override
    public double ofLive(Network network, List<CellStructure> cells) {
        return Math.rint(ROUNDING * cells.stream().mapToDouble(HasnasScore::of).average().orElseThrow()) / ROUNDING;
    }

    /** The score of a cell that is not dead. */
    static double of(CellStructure cell) {
        if (cell.depth() == 0) {
            return 0;
        }
        int measured = Math.min(cell.depth(), DEPTH_GAIN.length - 1);
        double score = DEPTH_GAIN[measured] + FURTHER_DEPTH * (cell.depth() - measured) + INPUT * (cell.inputThreshold() - 1) + NODE * cell.nodes();
        return cell.depth() < 2 ? score : score + FIRST * (cell.firstThreshold() - 1) + LAST * (cell.lastThreshold() - 1)
                + (cell.shallowest() == 0 ? SHORTCUT : 0) + MIXED * cell.mixedShare();
    }
}
