package org.hasnas.ui.form;

import java.util.OptionalDouble;
import java.util.function.DoubleConsumer;
import org.hasnas.ui.fx.Texts;
import org.hasnas.units.Numbers;

/** A number that the user writes, perhaps none; a text that is no number, or not allowed, is explained by a sentence. */
public final class DecimalEntry extends TextEntry {
    /**
     * @param optional whether an empty text is right
     * @param check throws IllegalArgumentException, whose message says what is allowed, for a number that is not
     */
    public DecimalEntry(String name, String initial, boolean optional, DoubleConsumer check, Texts texts) {
        super(name, initial, entered -> entered.isEmpty() && optional ? "" : problem(name, entered, check, texts));
    }

    /** The number; empty if there is none or it is wrong. */
    public OptionalDouble value() {
        return entered().isEmpty() || !isRight() ? OptionalDouble.empty() : OptionalDouble.of(Numbers.parse(entered()));
    }

    /** Writes a number as briefly as possible: 5 and not 5.0. */
    public void set(double value) {
        textProperty().set(Numbers.brief(value));
    }

    private static String problem(String name, String entered, DoubleConsumer check, Texts texts) {
        try {
            double value = Numbers.parse(entered);
            if (!Double.isFinite(value)) {
                return texts.get("number.problem.decimal", entered, name);
            }
            check.accept(value);
            return "";
        } catch (NumberFormatException noNumber) {
            return texts.get("number.problem.decimal", entered, name);
        } catch (IllegalArgumentException refused) {
            return texts.get("number.problem.refused", name, String.valueOf(refused.getMessage()));
        }
    }
}
