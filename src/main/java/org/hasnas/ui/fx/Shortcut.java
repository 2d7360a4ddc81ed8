package org.hasnas.ui.fx;

import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/** Keys that are written in the language of the window: JavaFX writes their modifiers in English, whatever the locale. */
final class Shortcut extends KeyCombination {
    private final KeyCombination keys;
    private final String name;

    Shortcut(KeyCombination keys, String name) {
        this.keys = keys;
        this.name = name;
    }

    @Override
    public boolean match(KeyEvent event) {
        return keys.match(event);
    }

    @Override
    public String getDisplayText() {
        return name;
    }

    @Override
    public String getName() {
        return keys.getName();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shortcut shortcut && shortcut.keys.equals(keys);
    }

    @Override
    public int hashCode() {
        return keys.hashCode();
    }

    @Override
    public String toString() {
        return keys.toString();
    }
}
