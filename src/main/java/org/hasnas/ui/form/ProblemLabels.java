package org.hasnas.ui.form;

import java.util.List;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.scene.layout.VBox;

/** What is wrong with entries, a line each; those that are right take no room. */
public final class ProblemLabels extends VBox {
    /** @param problems sentences; empty where nothing is wrong */
    public ProblemLabels(List<ReadOnlyStringProperty> problems) {
        for (ReadOnlyStringProperty problem : problems) {
            ProblemLabel line = new ProblemLabel(problem);
            line.getStyleClass().add("training-result");
            getChildren().add(line);
        }
    }
}
