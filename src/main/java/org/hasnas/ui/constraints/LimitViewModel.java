package org.hasnas.ui.constraints;

import java.math.BigDecimal;
import java.math.MathContext;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import org.hasnas.chip.model.CostKind;

/**
 * One limit: a value in SI, its place on a logarithmic slider from 0 to 1, and its text. The range is that of the
 * {@link CostKind}, widened where a project's value lies outside.
 */
public final class LimitViewModel {
    private static final int SIGNIFICANT_DIGITS = 3;

    private final CostKind kind;
    private final ReadOnlyDoubleWrapper limit;
    private final DoubleProperty position = new SimpleDoubleProperty(this, "position");
    private final BooleanProperty unlimited = new SimpleBooleanProperty(this, "unlimited");
    private final ReadOnlyStringWrapper text = new ReadOnlyStringWrapper(this, "text", "");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private double minimum;
    private double maximum;
    /** The value that comes back when "unlimited" is switched off. */
    private double finiteLimit;
    private final BooleanProperty locked = new SimpleBooleanProperty(this, "locked");
    private final BooleanProperty moving = new SimpleBooleanProperty(this, "moving");
    private boolean updating;

    LimitViewModel(CostKind kind) {
        this.kind = kind;
        this.minimum = kind.leastLimit();
        this.maximum = kind.largestLimit();
        this.finiteLimit = kind.publishedLimit();
        this.limit = new ReadOnlyDoubleWrapper(this, "limit", kind.publishedLimit());
        position.subscribe((before, now) -> followSlider());
        unlimited.subscribe((before, now) -> followToggle());
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

    /** Smallest value of the slider in SI. */
    public double minimum() {
        return minimum;
    }

    /** Largest value of the slider in SI. */
    public double maximum() {
        return maximum;
    }

    /** The published limit. */
    public double defaultLimit() {
        return kind.publishedLimit();
    }

    /** Takes a text with a unit; a text that is none leaves the limit as it was and sets {@link #problemProperty()}. */
    public void enter(String entered) {
        try {
            setLimit(kind.quantity().parse(entered));
        } catch (IllegalArgumentException noQuantity) {
            problem.set(String.valueOf(noQuantity.getMessage()));
        }
    }

    /** Forgets a text that was wrong. */
    public void dismissProblem() {
        problem.set("");
    }

    /** Sets the limit, widening the slider's range if need be. */
    public void setLimit(double newLimit) {
        if (!(newLimit >= 0)) {
            throw new IllegalArgumentException(kind.label() + " limit must be >= 0, was " + newLimit);
        }
        problem.set("");
        if (Double.isFinite(newLimit)) {
            finiteLimit = newLimit;
            if (newLimit > 0) {
                minimum = Math.min(minimum, newLimit);
                maximum = Math.max(maximum, newLimit);
            }
        }
        updating = true;
        unlimited.set(Double.isInfinite(newLimit));
        position.set(positionOf(finiteLimit));
        updating = false;
        publish(newLimit);
    }

    private void publish(double newLimit) {
        text.set(kind.quantity().formatExact(newLimit));
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
        return value <= minimum ? 0 : Math.clamp(Math.log(value / minimum) / Math.log(maximum / minimum), 0, 1);
    }

    /** The value at a place of the slider, rounded in decimal to three digits so that it reads well. */
    private double valueAt(double place) {
        if (place <= 0) {
            return minimum;
        }
        if (place >= 1) {
            return maximum;
        }
        double exact = minimum * Math.pow(maximum / minimum, place);
        double rounded = new BigDecimal(exact).round(new MathContext(SIGNIFICANT_DIGITS)).doubleValue();
        return Math.clamp(rounded, minimum, maximum);
    }
}
