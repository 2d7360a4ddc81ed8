package org.hasnas.ui.fx;

import java.util.function.BiConsumer;
import javafx.scene.input.KeyEvent;

/** The arrow keys in a drawing of rows and columns. */
public final class Arrows {
    private Arrows() {}

    /**
     * Goes where an arrow key points, and then consumes it.
     *
     * @param go told by how many rows down and columns to the right
     * @return whether it was an arrow key
     */
    public static boolean take(KeyEvent event, BiConsumer<Integer, Integer> go) {
        int down = switch (event.getCode()) {
            case UP -> -1;
            case DOWN -> 1;
            default -> 0;
        };
        int right = switch (event.getCode()) {
            case LEFT -> -1;
            case RIGHT -> 1;
            default -> 0;
        };
        if (down == 0 && right == 0) {
            return false;
        }
        go.accept(down, right);
        event.consume();
        return true;
    }
}
