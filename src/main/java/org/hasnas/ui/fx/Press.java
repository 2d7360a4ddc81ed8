package org.hasnas.ui.fx;

import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** Parts of a drawing that are pressed like buttons: with the mouse, or with Enter or the space bar where the keyboard has come to them. */
public final class Press {
    private Press() {}

    /**
     * Makes a node something that is pressed.
     *
     * @param words what a screen reader says of it
     */
    public static void take(Node node, String words, Runnable pressed) {
        node.setCursor(Cursor.HAND);
        node.setFocusTraversable(true);
        node.setAccessibleRole(AccessibleRole.BUTTON);
        node.setAccessibleText(words);
        node.setOnMouseClicked(_ -> pressed.run());
        node.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE) {
                pressed.run();
                event.consume();
            }
        });
    }
}
