package org.hasnas.ui.fx;

import javafx.event.EventHandler;
import javafx.scene.control.Control;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;

/** Tooltips that are made when the mouse comes for the first time: each one is a window of its own with a scene and styles, and a page has dozens. */
public final class Tips {
    private static final EventHandler<MouseEvent> MAKE = event -> {
        if (event.getSource() instanceof Control control && control.getTooltip() == null) {
            control.setTooltip(new Tooltip(control.getAccessibleHelp()));
        }
    };

    private Tips() {}

    /** What a control means; screen readers are told it, too. */
    public static void set(Control control, String text) {
        control.setAccessibleHelp(text);
        if (control.getTooltip() == null) {
            control.addEventHandler(MouseEvent.MOUSE_ENTERED, MAKE); // once, however often it is added
        } else {
            control.getTooltip().setText(text);
        }
    }
}
