package org.hasnas.ui.constraints;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import org.hasnas.chip.model.CostKind;
import org.hasnas.ui.fx.Texts;

/**
 * One limit: a value in SI, its place on a logarithmic slider from 0 to 1, and its text. The slider reaches around the costs of the designs that are
 * looked at; as long as there are none, it has the range of the {@link CostKind}. It is widened where the limit itself lies outside.
 */
public final class LimitViewModel {
    private static final int SIGNIFICANT_DIGITS = 3;
    /** From the cheapest and the dearest design to the ends of the slider: there is room to ask for more and for less than is known. */
    private static final double ROOM = 2;
    /** How far beyond the costs a limit may lie and still be on the slider; one that lies farther stands at its end. */
    private static final double FAR = 30;

    /**
     * Costs or limits from the least to the largest, in SI.
     *
     * @param minimum above 0
     */
    public record Range(double minimum, double maximum) {}

    private final CostKind kind;
    private final Texts texts;
    private final ReadOnlyDoubleWrapper limit;
    private final DoubleProperty position = new SimpleDoubleProperty(this, "position");
    private final BooleanProperty unlimited = new SimpleBooleanProperty(this, "unlimited");
    private final ReadOnlyStringWrapper text = new ReadOnlyStringWrapper(this, "text", "");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private final ReadOnlyObjectWrapper<Range> range = new ReadOnlyObjectWrapper<>(this, "range");
    /** What the designs cost that are looked at. */
    private Optional<Range> costs = Optional.empty();
    /** The value that comes back when "unlimited" is switched off. */
    private double finiteLimit;
    private final BooleanProperty locked = new SimpleBooleanProperty(this, "locked");
    private final BooleanProperty moving = new SimpleBooleanProperty(this, "moving");
    private boolean updating;

    LimitViewModel(CostKind kind, Texts texts) {
        this.kind = kind;
        this.texts = texts;
        this.range.set(new Range(kind.leastLimit(), kind.largestLimit()));
        this.finiteLimit = kind.publishedLimit();
        this.limit = new ReadOnlyDoubleWrapper(this, "limit", kind.publishedLimit());
        position.subscribe((before, now) -> followSlider());
        unlimited.subscribe((before, now) -> followToggle());
        moving.subscribe((before, now) -> fitRange());
        setLimit(kind.publishedLimit());
    }

    public CostKind kind() {
        return kind;
    }

    /** The limit: a number of parameters or SI units; infinity for none. */
    public ReadOnlyDoubleProperty limitProperty() {
        return limit.getReadOnlyProperty();
    }

    /** Place on the slider, 0 to 1. */
    public DoubleProperty positionProperty() {
        return position;
    }

    public BooleanProperty unlimitedProperty() {
        return unlimited;
    }

    /** Whether it stays as it is when several limits are set at once. */
    public BooleanProperty lockedProperty() {
        return locked;
    }

    /** Whether its slider is being dragged: all places that it passes are one change. */
    public BooleanProperty movingProperty() {
        return moving;
    }

    /** The limit as text with its unit and all its digits, so that entering it again changes nothing. */
    public ReadOnlyStringProperty textProperty() {
        return text.getReadOnlyProperty();
    }

    /** What is wrong with the text entered last, as a sentence; empty if nothing is. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** The ends of the slider. */
    public ReadOnlyObjectProperty<Range> rangeProperty() {
        return range.getReadOnlyProperty();
    }

    /**
     * Makes the slider reach around costs; the limit stays as it is.
     *
     * @param newCosts of the designs that are looked at; empty for none
     */
    void reach(Optional<Range> newCosts) {
        costs = newCosts;
        fitRange();
    }

    private void fitRange() {
        if (moving.get()) {
            return; // nothing slips away under the hand
        }
        double low = costs.map(all -> round(all.minimum() / ROOM, RoundingMode.FLOOR)).orElse(kind.leastLimit());
        double high = costs.map(all -> round(all.maximum() * ROOM, RoundingMode.CEILING)).orElse(kind.largestLimit());
        boolean near = costs.isEmpty() || (finiteLimit >= low / FAR && finiteLimit <= high * FAR);
        boolean within = finiteLimit > 0 && near;
        range.set(new Range(within ? Math.min(low, finiteLimit) : low, within ? Math.max(high, finiteLimit) : high));
        updating = true;
        position.set(positionOf(finiteLimit));
        updating = false;
    }

    /** To one digit, so that the ends read well and do not move with every design. */
    private static double round(double value, RoundingMode way) {
        return new BigDecimal(value).round(new MathContext(1, way)).doubleValue();
    }

    /** The published limit. */
    public double defaultLimit() {
        return kind.publishedLimit();
    }

    /** Takes a text with a unit; a text that is none leaves the limit as it was and sets {@link #problemProperty()}. */
    public void enter(String entered) {
        try {
            setLimit(texts.readLimit(kind.quantity(), entered));
        } catch (IllegalArgumentException noQuantity) {
            problem.set(String.valueOf(noQuantity.getMessage()));
        }
    }

    /** Forgets a text that was wrong. */
    public void dismissProblem() {
        problem.set("");
    }

    /** Sets the limit, widening the slider's range if it is near. */
    public void setLimit(double newLimit) {
        if (!(newLimit >= 0)) {
            throw new IllegalArgumentException(kind.label() + " limit must be >= 0, was " + newLimit);
        }
        problem.set("");
        if (Double.isFinite(newLimit)) {
            finiteLimit = newLimit;
            fitRange();
        }
        updating = true;
        unlimited.set(Double.isInfinite(newLimit));
        position.set(positionOf(finiteLimit));
        updating = false;
        publish(newLimit);
    }

    private void publish(double newLimit) {
        text.set(texts.exactLimit(kind, newLimit));
        limit.set(newLimit);
    }

    private void followSlider() {
        if (!updating) {
            problem.set("");
            finiteLimit = valueAt(position.get());
            updating = true;
            unlimited.set(false);
            updating = false;
            publish(finiteLimit);
        }
    }

    private void followToggle() {
        if (!updating) {
            setLimit(unlimited.get() ? Double.POSITIVE_INFINITY : finiteLimit);
        }
    }

    /** Where a value lies on the slider, 0 to 1; what lies beyond its ends lies at them. */
    double positionOf(double value) {
        Range ends = range.get();
        return value <= ends.minimum() ? 0 : Math.clamp(Math.log(value / ends.minimum()) / Math.log(ends.maximum() / ends.minimum()), 0, 1);
    }

    /** The value at a place of the slider, rounded in decimal to three digits so that it reads well. */
    private double valueAt(double place) {
        Range ends = range.get();
        if (place <= 0) {
            return ends.minimum();
        }
        if (place >= 1) {
            return ends.maximum();
        }
        double exact = ends.minimum() * Math.pow(ends.maximum() / ends.minimum(), place);
        double rounded = new BigDecimal(exact).round(new MathContext(SIGNIFICANT_DIGITS)).doubleValue();
        return Math.clamp(rounded, ends.minimum(), ends.maximum());
    }
}
