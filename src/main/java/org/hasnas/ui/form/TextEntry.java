package org.hasnas.ui.form;

import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** What the user writes; a text that is wrong is explained by a sentence. */
public abstract sealed class TextEntry permits NumberEntry, DecimalEntry, QuantityEntry, WordsEntry, DesignsEntry {
    private final String name;
    private final StringProperty text;
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");

    /** @param check gives the sentence that says what is wrong with a text without blanks around it, or an empty one */
    TextEntry(String name, String initial, UnaryOperator<String> check) {
        this.name = name;
        this.text = new SimpleStringProperty(this, "text", initial);
        text.subscribe(now -> problem.set(check.apply(now.strip())));
    }

    public final String name() {
        return name;
    }

    public final StringProperty textProperty() {
        return text;
    }

    /** What is wrong with the text; empty if nothing is. */
    public final ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    final boolean isRight() {
        return problem.get().isEmpty();
    }

    /** The text without blanks around it. */
    final String entered() {
        return text.get().strip();
    }
}
