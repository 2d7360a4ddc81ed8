package org.hasnas.ui.plot.canvas;

import java.util.Optional;
import org.hasnas.chip.model.CostKind;
import org.hasnas.ui.fx.Texts;
import org.hasnas.units.Quantity.Unit;

/** What can stand along an axis, and how it is written there. */
public sealed interface PlotAxis permits CostAxis, PlotValue, ChoiceAxis {
    /** The cost that it is, if there can be a limit of it. */
    default Optional<CostKind> limited() {
        return Optional.empty();
    }

    /** Whether less of it is better, so that a front can be drawn against it. */
    default boolean isCost() {
        return this instanceof CostAxis;
    }

    /** Whether a logarithmic axis makes sense: costs and numbers of things grow by factors, accuracies and scores do not. */
    boolean growsByFactors();

    /** Name for the selector of the axis, such as {@code latency}. */
    String selector(Texts texts);

    /** The title of the axis with its unit, such as {@code Area (mm²)}. */
    default String title(Unit unit, Texts texts) {
        return dataTitle(texts);
    }

    /** The title of it as data for other programs, with the {@link #unit()} in letters that all of them read. */
    String dataTitle(Texts texts);

    /** The unit in which the axis is written as data. */
    default Unit unit() {
        return ONE;
    }

    /**
     * The unit of the axis up to a value.
     *
     * @param largest largest value shown; infinite or NaN if not known
     */
    default Unit unitUpTo(double largest) {
        return unit();
    }

    /** A value with its unit. */
    String format(double value);

    /** Up to where the axis is shown as long as nothing is known. */
    double usual();

    /** Of what has no unit, or whose title names it. */
    Unit ONE = new Unit("", 1);
}
