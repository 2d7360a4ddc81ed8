package org.hasnas.ui.form;

import atlantafx.base.theme.Styles;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import org.hasnas.ui.fx.Tips;

/** Where an entry is written; red while it is wrong. */
public final class EntryField extends TextField {
    private final String name;

    /** @param columns room for so many characters, roughly */
    public EntryField(String id, int columns, TextEntry entry) {
        this(id, columns, entry.name(), entry.textProperty(), entry.problemProperty());
    }

    /** @param problem what is wrong with the text; empty if nothing is */
    public EntryField(String id, int columns, String name, StringProperty text, ReadOnlyStringProperty problem) {
        this.name = name;
        setId(id);
        setPrefColumnCount(columns);
        textProperty().bindBidirectional(text);
        problem.subscribe(sentence -> pseudoClassStateChanged(Styles.STATE_DANGER, !sentence.isEmpty()));
    }

    /** This field as small as those of the main window. */
    public EntryField small(String tip) {
        getStyleClass().add(Styles.SMALL);
        Tips.set(this, tip);
        return this;
    }

    /** A label with the entry's name. */
    public Label label() {
        Label label = new Label(name);
        label.setLabelFor(this);
        return label;
    }
}
