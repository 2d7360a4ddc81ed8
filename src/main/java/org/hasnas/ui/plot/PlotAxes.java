package org.hasnas.ui.plot;

import java.util.List;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.hasnas.ui.plot.canvas.ChoiceAxis;
import org.hasnas.ui.plot.canvas.CostAxis;
import org.hasnas.ui.plot.canvas.CostScale;
import org.hasnas.ui.plot.canvas.PlotAxis;
import org.hasnas.ui.plot.canvas.PlotPoints;
import org.hasnas.ui.plot.canvas.PlotValue;
import org.hasnas.ui.quantities.DesignQuantities;

/** What stands on the two axes of the plot, what else can, how each is drawn, and whether there can be a front of the two. */
final class PlotAxes {
    private final DesignQuantities quantities;
    private final ObjectProperty<PlotAxis> across = new SimpleObjectProperty<>(this, "across", CostAxis.AREA);
    private final ObjectProperty<CostScale> acrossScale = new SimpleObjectProperty<>(this, "acrossScale", CostScale.AUTOMATIC);
    private final ObjectProperty<PlotAxis> up = new SimpleObjectProperty<>(this, "up", PlotValue.FITNESS);
    private final ObjectProperty<CostScale> upScale = new SimpleObjectProperty<>(this, "upScale", CostScale.AUTOMATIC);

    /** @param quantities tells the choices in which the designs differ */
    PlotAxes(DesignQuantities quantities) {
        this.quantities = quantities;
    }

    /** The quantity on the x axis. */
    ObjectProperty<PlotAxis> acrossProperty() {
        return across;
    }

    PlotAxis across() {
        return across.get();
    }

    /** The quantity on the y axis. */
    ObjectProperty<PlotAxis> upProperty() {
        return up;
    }

    PlotAxis up() {
        return up.get();
    }

    /** What the user wants of the x axis. */
    ObjectProperty<CostScale> acrossScaleProperty() {
        return acrossScale;
    }

    /** What the user wants of the y axis. */
    ObjectProperty<CostScale> upScaleProperty() {
        return upScale;
    }

    /** What can stand on the x axis: costs, scores and accuracies, and the choices in which the designs differ. */
    List<PlotAxis> offeredAcross() {
        Stream<PlotValue> values = Stream.of(PlotValue.values()).filter(offered -> offered != PlotValue.ALL_ACCURACIES);
        return Stream.of(Stream.of(CostAxis.values()), values, choices(across())).<PlotAxis>flatMap(all -> all).toList();
    }

    /** What can stand on the y axis: the same, and all accuracies at once. */
    List<PlotAxis> offeredUp() {
        return Stream.of(Stream.of(PlotValue.values()), Stream.of(CostAxis.values()), choices(up())).<PlotAxis>flatMap(all -> all).toList();
    }

    /** What is chosen stays to be seen. */
    private Stream<ChoiceAxis> choices(PlotAxis chosen) {
        Stream<ChoiceAxis> kept = chosen instanceof ChoiceAxis choice ? Stream.of(choice) : Stream.empty();
        return Stream.concat(kept, quantities.chosen().stream().map(ChoiceAxis::new)).distinct();
    }

    /** How the x axis is drawn. */
    CostScale shownAcrossScale() {
        return shownScale(across(), acrossScale.get(), up());
    }

    /** How the y axis is drawn. */
    CostScale shownUpScale() {
        return shownScale(up(), upScale.get(), across());
    }

    /** Expected accuracies stand over decades of a cost, unless the user wants it otherwise; scores and accuracies are linear. */
    private static CostScale shownScale(PlotAxis of, CostScale wanted, PlotAxis other) {
        if (!of.growsByFactors()) {
            return CostScale.LINEAR;
        }
        return wanted == CostScale.AUTOMATIC && other == PlotValue.EXPECTED && of.isCost() ? CostScale.LOGARITHMIC : wanted;
    }

    /** Whether there can be a front: a score, or accuracies of one kind, on one axis and a cost on the other. */
    boolean canHaveFront() {
        return (isMerit(up()) && across().isCost()) || (isMerit(across()) && up().isCost());
    }

    private static boolean isMerit(PlotAxis axis) {
        return axis instanceof PlotValue of && of != PlotValue.ALL_ACCURACIES;
    }

    /** Points as those of a front lie: the cost to the right, the score or accuracy upwards. */
    PlotPoints overCost(PlotPoints points) {
        return up().isCost() ? points.turned() : points;
    }
}
