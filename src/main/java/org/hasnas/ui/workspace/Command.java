package org.hasnas.ui.workspace;

import java.util.Optional;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.control.Button;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyCombination;
import org.hasnas.ui.fx.Tips;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * Something that menus, tool bar and keys can do.
 *
 * @param id of its nodes, for style and tests
 * @param keys shortcut, if it has one
 * @param enabled when it can be done
 */
public record Command(String id, String name, Optional<KeyCombination> keys, Ikon icon, ObservableBooleanValue enabled, Runnable action) {
    /** With keys. */
    public Command(String id, String name, KeyCombination keys, Ikon icon, ObservableBooleanValue enabled, Runnable action) {
        this(id, name, Optional.of(keys), icon, enabled, action);
    }

    /** Without keys. */
    public Command(String id, String name, Ikon icon, ObservableBooleanValue enabled, Runnable action) {
        this(id, name, Optional.empty(), icon, enabled, action);
    }

    /** A new item of a menu. */
    public MenuItem menuItem() {
        MenuItem item = new MenuItem(name, new FontIcon(icon));
        item.setId("menu-" + id);
        keys.ifPresent(item::setAccelerator);
        item.setOnAction(event -> action.run());
        enabled.subscribe(possible -> item.setDisable(!possible));
        return item;
    }

    /** A new item of the menu of what it acts on; the menu bar has the keys. */
    public MenuItem rowItem() {
        MenuItem item = menuItem();
        item.setId("row-" + id);
        item.setAccelerator(null);
        return item;
    }

    /** A new button of the tool bar. */
    public Button toolButton() {
        Button button = button();
        button.setId("tool-" + id);
        button.setFocusTraversable(false);
        return button;
    }

    /** A new button beside what it acts on. */
    public Button button() {
        Button button = new Button(name, new FontIcon(icon));
        button.setId("button-" + id);
        Tips.set(button, shortcut().map(text -> name + " (" + text + ")").orElse(name));
        button.setOnAction(event -> action.run());
        enabled.subscribe(possible -> button.setDisable(!possible));
        return button;
    }

    /** The keys as they are written. */
    public Optional<String> shortcut() {
        return keys.map(KeyCombination::getDisplayText);
    }
}
