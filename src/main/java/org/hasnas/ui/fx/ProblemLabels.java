package org.hasnas.ui.fx;

import atlantafx.base.theme.Styles;
import java.util.List;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** What is wrong with entries, a line each; those that are right take no room. */
public final class ProblemLabels extends VBox {
    /** @param problems sentences; empty where nothing is wrong */
    public ProblemLabels(List<ReadOnlyStringProperty> problems) {
        problems.forEach(problem -> getChildren().add(line(problem)));
    }

    private static Label line(ReadOnlyStringProperty problem) {
        Label label = new Label();
        label.setWrapText(true);
        label.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.DANGER, "training-result");
        label.textProperty().bind(problem);
        label.visibleProperty().bind(problem.isNotEmpty());
        label.managedProperty().bind(label.visibleProperty());
        return label;
    }
}
