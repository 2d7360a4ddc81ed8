package org.hasnas.ui.workspace;

import java.util.function.Supplier;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;

/**
 * A part of the window with a tab of its own, which knows the others through the open project alone.
 *
 * @param id of its tab, for style and tests
 * @param view makes what is in the tab; called once, when the tab is first shown
 * @param calls changes whenever the workspace wants to be shown
 */
public record Workspace(String id, String title, Supplier<Node> view, ObservableValue<?> calls) {
    /** A workspace that waits until the user shows it. */
    public Workspace(String id, String title, Supplier<Node> view) {
        this(id, title, view, new SimpleObjectProperty<>());
    }
}
