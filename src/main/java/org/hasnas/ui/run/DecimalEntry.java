package org.hasnas.ui.run;

import java.util.OptionalDouble;
import java.util.function.DoubleConsumer;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.hasnas.ui.fx.Texts;

/** A number that the user writes, perhaps none; a text that is no number, or not allowed, is explained by a sentence. */
public final class DecimalEntry {
    private final String name;
    private final boolean optional;
    private final DoubleConsumer check;
    private final Texts texts;
    private final StringProperty text;
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");

    /**
     * @param optional whether an empty text is right
     * @param check throws IllegalArgumentException, whose message says what is allowed, for a number that is not
     */
    public DecimalEntry(String name, String initial, boolean optional, DoubleConsumer check, Texts texts) {
        this.name = name;
        this.optional = optional;
        this.check = check;
        this.texts = texts;
        this.text = new SimpleStringProperty(this, "text", initial);
        text.subscribe(now -> problem.set(problemOf(now.strip())));
    }

    public String name() {
        return name;
    }

    public StringProperty textProperty() {
        return text;
    }

    /** What is wrong with the text; empty if nothing is. */
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** The number; empty if there is none or it is wrong. */
    public OptionalDouble value() {
        String entered = text.get().strip();
        return entered.isEmpty() || !problem.get().isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(entered));
    }

    /** Writes a number as briefly as possible: 5 and not 5.0. */
    public void set(double value) {
        text.set(brief(value));
    }

    /** A number without needless zeros. */
    public static String brief(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value) : Double.toString(value);
    }

    private String problemOf(String entered) {
        if (entered.isEmpty() && optional) {
            return "";
        }
        try {
            double value = Double.parseDouble(entered);
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
