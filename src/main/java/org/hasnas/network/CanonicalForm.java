package org.hasnas.network;

import java.util.ArrayList;
import java.util.List;

/**
 * The canonical form of a candidate: two candidates with the same form compute the same network, so no search evaluates both.
 *
 * <p>What is removed or merged:
 * <ul>
 * <li>edges of nodes that node 0 does not reach or that do not reach the output node (following forward and backward edges), as the
 * reference generator clears them;
 * <li>backward edges in a network of one time step, since they bring what was there a step before; but for cells that only they connect, which
 * compute nothing, see {@link #seesItsInput};
 * <li>of the cells without convolution and max pool, all that compute the same linear function of their input, see {@link LinearCells}. Where
 * batch norm follows the cell directly, a positive factor makes no difference either (but for batch norm's epsilon), so
 * {@code 0014 0000 0004 0000}, two times the pooled input, is {@code 0004 0000 0000 0000}. Without batch norm behind it, as between
 * two cells of a stage, a factor counts: a LIF layer further on sees it;
 * <li>of the cells that differ in the numbers of their inner nodes alone, such as mirror images with nodes 1 and 2 swapped, all that
 * compute in the same order, see {@link CanonicalLabelling}. Only the names of layers differ between them.
 * </ul>
 * The form is a cell of the same space. Convolutions have weights of their own, so cells with live convolutions are merged in no other way.
 *
 * <p>Two writings of one form may have different costs: those of a network are of its layers as written. Without dead edges that
 * happens to cells without convolution, which may have more or fewer nodes to add at, and with the physical model to mirror images too, if
 * rates of spikes are given to edges of cells by name.
 *
 * <p>Equal functions are not equal bits: sums round in another order. Who keeps one result for all candidates of a form must therefore
 * compute it from the form, not from whichever candidate came first.
 */
public final class CanonicalForm {
    private CanonicalForm() {}

    /** The form of a candidate in its network, where it is known which cells batch norm follows. */
    public static Architecture of(NetworkTemplate template, SearchSpace space, Architecture architecture) {
        NetworkTemplate chosen = architecture.macro().appliedTo(template);
        chosen.requireCells(architecture);
        List<ConnectionMatrix> forms = new ArrayList<>();
        for (NetworkTemplate.Stage stage : chosen.stages()) {
            for (int cell = 1; cell <= stage.cells(); cell++) {
                ConnectionMatrix written = architecture.cell(forms.size());
                ConnectionMatrix inTime = inTime(written, chosen.timeSteps());
                forms.add(of(space, isConnected(inTime) ? inTime : written, cell == stage.cells()));
            }
        }
        return shared(forms).with(architecture.macro());
    }

    /** The cell without edges that bring nothing in so many time steps. */
    private static ConnectionMatrix inTime(ConnectionMatrix cell, int timeSteps) {
        ConnectionMatrix inTime = cell;
        for (Edge edge : cell.edges()) {
            inTime = timeSteps > 1 || edge.isForward() ? inTime : inTime.with(edge, 0);
        }
        return inTime;
    }

    private static boolean isConnected(ConnectionMatrix cell) {
        return reaches(cell, 0, cell.nodes() - 1);
    }

    /** Whether what goes into the cells of a network comes out of them before its time steps are over: with one step, by forward edges alone. */
    public static boolean seesItsInput(NetworkTemplate template, Architecture architecture) {
        int timeSteps = architecture.macro().appliedTo(template).timeSteps();
        return architecture.matrices().stream().allMatch(cell -> isConnected(inTime(cell, timeSteps)));
    }

    /** The form of a candidate in any network: no factor is left out. */
    public static Architecture of(SearchSpace space, Architecture architecture) {
        return shared(architecture.matrices().stream().map(matrix -> of(space, matrix)).toList()).with(architecture.macro());
    }

    /** The form of a cell in any network: no factor is left out. */
    public static ConnectionMatrix of(SearchSpace space, ConnectionMatrix matrix) {
        return of(space, matrix, false);
    }

    /**
     * The form of a cell.
     *
     * @param batchNormFollows whether the cell's value goes into a batch norm and nowhere else
     */
    public static ConnectionMatrix of(SearchSpace space, ConnectionMatrix matrix, boolean batchNormFollows) {
        space.check(matrix);
        ConnectionMatrix live = withoutDeadEdges(matrix);
        boolean linear = live.edges().stream().allMatch(edge -> space.operation(live, edge).averagedSide().isPresent());
        return CanonicalLabelling.of(linear ? LinearCells.simplest(space, live, batchNormFollows) : live);
    }

    private static Architecture shared(List<ConnectionMatrix> matrices) {
        boolean allEqual = matrices.stream().allMatch(matrices.getFirst()::equals);
        return allEqual ? Architecture.shared(matrices.getFirst()) : new Architecture(matrices);
    }

    /** The cell without the edges of nodes that node 0 does not reach or that do not reach the last node; no edge if it is unconnected. */
    public static ConnectionMatrix withoutDeadEdges(ConnectionMatrix matrix) {
        return LiveNodes.within(matrix, LiveNodes.of(LiveNodes.targets(matrix)));
    }

    /** Whether edges lead from one node to another; a node reaches itself. */
    public static boolean reaches(ConnectionMatrix matrix, int source, int target) {
        return (LiveNodes.reached(LiveNodes.targets(matrix), source) >> target & 1) == 1;
    }
}
