package org.hasnas.ui.plot;

import java.util.Arrays;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import org.hasnas.ui.fx.Background;
import org.hasnas.ui.plot.canvas.PlotPoints;
import org.hasnas.ui.project.KnownTrials;
import org.hasnas.ui.quantities.DesignColours;

/** The Pareto front of what the plot shows, if asked for, and the ranks of fronts where the colours tell these. */
final class PlotFront {
    private final Background background;
    private final PlotAxes axes;
    private final DesignColours colours;
    private final KnownTrials known;
    private final BooleanProperty asked = new SimpleBooleanProperty(this, "asked");
    private final ReadOnlyObjectWrapper<int[]> points = new ReadOnlyObjectWrapper<>(this, "points", new int[0]);
    private PlotViewModel.Shown shown;
    /** Grows when indices of points change their meaning. */
    private long layout;
    /** Grows with every change of the points. */
    private long refreshes;
    private boolean seeking;

    PlotFront(Background background, PlotAxes axes, DesignColours colours, KnownTrials known, PlotViewModel.Shown shown) {
        this.background = background;
        this.axes = axes;
        this.colours = colours;
        this.known = known;
        this.shown = shown;
    }

    /** Whether it is asked for. */
    BooleanProperty askedProperty() {
        return asked;
    }

    /** Its points from left to right; none unless it is asked for. */
    ReadOnlyObjectProperty<int[]> pointsProperty() {
        return points.getReadOnlyProperty();
    }

    /** The point that is the best balance, -1 if there is none or no front is shown. */
    int balance(PlotPoints of) {
        int[] front = points.get();
        return front.length == 0 || front[front.length - 1] >= of.count() ? -1 : ParetoFront.balance(axes.overCost(of), front);
    }

    /** Something else stands on an axis. */
    void forget() {
        layout++;
        points.set(new int[0]);
    }

    /** Follows points that are shown now. */
    void follow(PlotViewModel.Shown now) {
        shown = now;
        refreshes++;
        seek();
    }

    /** In the background, one at a time; the front of points that were since added to is better than none. */
    void seek() {
        boolean wanted = asked.get() && axes.canHaveFront();
        boolean ranked = colours.byProperty().get().equals(DesignColours.RANK);
        if (!wanted && points.get().length > 0) {
            points.set(new int[0]);
        }
        if (ranked && !axes.canHaveFront()) {
            colours.takeRanks(new int[0]);
        }
        if (seeking || (!wanted && !(ranked && axes.canHaveFront()))) {
            return;
        }
        seeking = true;
        long began = layout;
        long before = refreshes;
        PlotCoordinates coordinates = shown.coordinates();
        int positions = known.size();
        PlotPoints overCost = axes.overCost(shown.points());
        background.run(() -> new Fronts(ParetoFront.of(overCost),
                ranked ? coordinates.byPosition(ParetoFront.ranks(overCost), positions) : new int[0]), found -> {
                    seeking = false;
                    if (began == layout && axes.canHaveFront()) {
                        if (asked.get() && !Arrays.equals(found.first(), points.get())) {
                            points.set(found.first());
                        }
                        if (ranked) {
                            colours.takeRanks(found.ranks());
                        }
                    }
                    if (before != refreshes) {
                        seek();
                    }
                }, sentence -> seeking = false);
    }

    @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
    private record Fronts(int[] first, int[] ranks) {}
}
