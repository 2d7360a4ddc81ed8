package org.hasnas.ui.fx;

import javafx.scene.control.Labeled;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.control.skin.TableColumnHeader;
import javafx.scene.input.MouseEvent;
import javafx.scene.text.Text;

/** Cells and heads of a table that are too narrow for their texts: the pointer resting on one tells the whole of it. */
public final class CutCells {
    private CutCells() {}

    /** Tells them in a table, however wide its columns are made. */
    public static void tellIn(TableView<?> table) {
        Tooltip whole = new Tooltip(); // one for all: only one cell is under the pointer
        table.addEventFilter(MouseEvent.MOUSE_ENTERED_TARGET, event -> {
            if (event.getTarget() instanceof Labeled text && (text instanceof TableCell || text.getParent() instanceof TableColumnHeader)) {
                if (isCut(text)) {
                    whole.setText(text.getText());
                    Tooltip.install(text, whole);
                } else {
                    Tooltip.uninstall(text, whole);
                }
            }
        });
    }

    private static boolean isCut(Labeled text) {
        return text.lookup(".text") instanceof Text drawn && !drawn.getText().equals(text.getText());
    }
}
