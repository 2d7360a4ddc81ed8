package org.hasnas.ui.workspace;

import java.util.function.Supplier;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.Ikon;

/**
 * A page of the window for one purpose. Pages know each other through the open project alone.
 *
 * @param id of its button on the rail, for style and tests
 * @param keys that show it
 * @param meaning what it is for, in a sentence
 * @param view makes the page; called once, when it is first shown
 * @param calls changes whenever the page wants to be shown
 */
public record Workspace(String id, String title, KeyCombination keys, Ikon icon, String meaning, Supplier<Region> view, ObservableValue<?> calls) {
    /** A page that waits until the user shows it. */
    public Workspace(String id, String title, KeyCombination keys, Ikon icon, String meaning, Supplier<Region> view) {
        this(id, title, keys, icon, meaning, view, new SimpleObjectProperty<>());
    }
}
