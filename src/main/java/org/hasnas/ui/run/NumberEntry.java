package org.hasnas.ui.run;

import java.util.OptionalLong;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.hasnas.ui.fx.Texts;

/** A whole number that the user writes; a text that is none, or out of range, is explained by a sentence. */
public final class NumberEntry {
    private final String name;
    private final long minimum;
    private final long maximum;
    private final Texts texts;
    private final StringProperty text;
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");

    public NumberEntry(String name, long minimum, long maximum, long initial, Texts texts) {
        this.name = name;
        this.minimum = minimum;
        this.maximum = maximum;
        this.texts = texts;
        this.text = new SimpleStringProperty(this, "text", Long.toString(initial));
        text.subscribe(now -> problem.set(problemOf(now)));
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

    public OptionalLong value() {
        return problem.get().isEmpty() ? OptionalLong.of(Long.parseLong(text.get().strip())) : OptionalLong.empty();
    }

    public void set(long value) {
        text.set(Long.toString(value));
    }

    private String problemOf(String entered) {
        try {
            long value = Long.parseLong(entered.strip());
            return value >= minimum && value <= maximum ? "" : rangeSentence(entered);
        } catch (NumberFormatException noNumber) {
            return rangeSentence(entered);
        }
    }

    private String rangeSentence(String entered) {
        return maximum == Long.MAX_VALUE ? texts.get("number.problem.whole", entered.strip(), name)
                : texts.get("number.problem.range", entered.strip(), name, minimum, maximum);
    }
}
