package org.hasnas.ui.form;

import java.util.OptionalLong;
import org.hasnas.ui.fx.Texts;

/** A whole number that the user writes; a text that is none, or out of range, is explained by a sentence. */
public final class NumberEntry extends TextEntry {
    public NumberEntry(String name, long minimum, long maximum, long initial, Texts texts) {
        super(name, Long.toString(initial), entered -> isBetween(entered, minimum, maximum) ? ""
                : maximum == Long.MAX_VALUE ? texts.get("number.problem.whole", entered, name)
                : texts.get("number.problem.range", entered, name, minimum, maximum));
    }

    public OptionalLong value() {
        return isRight() ? OptionalLong.of(Long.parseLong(entered())) : OptionalLong.empty();
    }

    public void set(long value) {
        textProperty().set(Long.toString(value));
    }

    private static boolean isBetween(String entered, long minimum, long maximum) {
        try {
            long value = Long.parseLong(entered);
            return value >= minimum && value <= maximum;
        } catch (NumberFormatException noNumber) {
            return false;
        }
    }
}
