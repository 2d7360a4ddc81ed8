package org.hasnas.ui.fx;

import javafx.scene.control.Label;

/** The title of a part of a page. */
public final class SectionLabel extends Label {
    public SectionLabel(String text) {
        super(text);
        setWrapText(true);
        getStyleClass().add("section");
    }
}
