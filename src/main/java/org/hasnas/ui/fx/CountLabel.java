package org.hasnas.ui.fx;

import atlantafx.base.theme.Styles;
import javafx.scene.control.Label;
import javafx.scene.text.TextAlignment;

/** How many of something there are, at the right end of a bar: where there is little room in several lines, and as a tooltip in one. */
public final class CountLabel extends Label {
    /** Of the longest words in it. */
    private static final double LEAST_WIDTH = 96;

    public CountLabel(String id) {
        setId(id);
        setWrapText(true);
        setMinSize(LEAST_WIDTH, USE_PREF_SIZE);
        setTextAlignment(TextAlignment.RIGHT);
        getStyleClass().add(Styles.TEXT_MUTED);
        textProperty().subscribe(now -> Tips.set(this, now));
    }
}
