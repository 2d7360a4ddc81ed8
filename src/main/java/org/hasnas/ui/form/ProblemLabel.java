package org.hasnas.ui.form;

import atlantafx.base.theme.Styles;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.scene.control.Label;

/** What is wrong with something that was entered; takes no room while nothing is. */
public final class ProblemLabel extends Label {
    /** @param problem a sentence; empty if nothing is wrong */
    public ProblemLabel(ReadOnlyStringProperty problem) {
        setWrapText(true);
        getStyleClass().addAll(Styles.TEXT_SMALL, Styles.DANGER);
        textProperty().bind(problem);
        visibleProperty().bind(problem.isNotEmpty());
        managedProperty().bind(visibleProperty());
    }
}
