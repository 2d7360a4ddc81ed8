package org.hasnas.ui.form;

import java.util.OptionalDouble;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.UnitSigns;
import org.hasnas.units.Quantity;

/** A quantity above 0 with its unit that the user writes, or none; a text that is no such quantity is explained by a sentence. */
public final class QuantityEntry extends TextEntry {
    private final Quantity quantity;
    private final Texts texts;

    public QuantityEntry(String name, Quantity quantity, Texts texts) {
        super(name, "", entered -> entered.isEmpty() ? "" : problem(name, quantity, entered, texts));
        this.quantity = quantity;
        this.texts = texts;
    }

    /** The value in SI; empty if there is none, if it is unlimited, or if the text is wrong. */
    public OptionalDouble value() {
        double value = entered().isEmpty() || !isRight() ? Double.POSITIVE_INFINITY : texts.readLimit(quantity, entered());
        return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    /** Writes a value with all its digits; nothing for one that is 0 or infinite. */
    public void set(double siValue) {
        textProperty().set(siValue > 0 && Double.isFinite(siValue) ? UnitSigns.formatExact(quantity, siValue) : "");
    }

    public void clear() {
        textProperty().set("");
    }

    private static String problem(String name, Quantity quantity, String entered, Texts texts) {
        try {
            return texts.readLimit(quantity, entered) > 0 ? "" : texts.get("number.problem.zero", name);
        } catch (IllegalArgumentException noQuantity) {
            return texts.get("number.problem.refused", name, String.valueOf(noQuantity.getMessage()));
        }
    }
}
