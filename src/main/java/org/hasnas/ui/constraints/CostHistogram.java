package org.hasnas.ui.constraints;

import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.hasnas.chip.model.MemoryScope;
import org.hasnas.ui.constraints.LimitViewModel.Range;
import org.hasnas.ui.project.KnownTrials;
import org.hasnas.ui.project.OpenProject;

/** How the costs of the designs that are looked at are spread over the slider of their limit, which reaches around them. */
final class CostHistogram {
    static final int BINS = 40;
    private static final byte NO_COST = -1;

    private final LimitViewModel limit;
    private final OpenProject project;
    private final KnownTrials known;
    private final ReadOnlyObjectWrapper<int[]> counts = new ReadOnlyObjectWrapper<>(this, "counts", new int[BINS]);
    /** Of each known trial: reckoned once, since ranges that are marked in another view only choose among them. */
    private byte[] bins = new byte[0];
    private Basis basis = new Basis(-1, MemoryScope.ALL_PARAMETERS, new Range(0, 0));

    /** What {@link #bins} are reckoned from, beside trials that come in addition. */
    private record Basis(long shows, MemoryScope scope, Range slider) {}

    CostHistogram(LimitViewModel limit, OpenProject project) {
        this.limit = limit;
        this.project = project;
        this.known = project.known();
        known.contentProperty().subscribe(content -> refresh());
        project.filter().versionProperty().subscribe((before, now) -> count());
        limit.rangeProperty().subscribe((before, now) -> refreshIfMoved());
        project.limitsProperty().subscribe((before, now) -> refreshIfMoved());
    }

    /** How many designs there are in each part of the slider, from left to right. A new array each time. */
    ReadOnlyObjectProperty<int[]> countsProperty() {
        return counts.getReadOnlyProperty();
    }

    private Basis basis() {
        return new Basis(known.shows(), project.limits().memoryScope(), limit.rangeProperty().get());
    }

    private void refreshIfMoved() {
        if (!basis().equals(basis)) {
            refresh();
        }
    }

    private void refresh() {
        double[] costs = known.costs(limit.kind(), project.limits().memoryScope());
        DoubleSummaryStatistics all = Arrays.stream(costs).filter(cost -> cost > 0).summaryStatistics();
        limit.reach(all.getCount() == 0 ? Optional.empty() : Optional.of(new Range(all.getMin(), all.getMax())));
        Basis now = basis();
        int from = now.equals(basis) ? Math.min(bins.length, known.size()) : 0;
        basis = now;
        bins = Arrays.copyOf(bins, costs.length);
        for (int i = from; i < costs.length; i++) {
            bins[i] = Double.isNaN(costs[i]) ? NO_COST : (byte) Math.min(BINS - 1, (int) (BINS * limit.positionOf(costs[i])));
        }
        count();
    }

    private void count() {
        int[] now = new int[BINS];
        for (int i = 0; i < bins.length; i++) {
            if (bins[i] != NO_COST && project.filter().passes(i)) {
                now[bins[i]]++;
            }
        }
        counts.set(now);
    }
}
