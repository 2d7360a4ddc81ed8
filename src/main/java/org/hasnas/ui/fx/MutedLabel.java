package org.hasnas.ui.fx;

import atlantafx.base.theme.Styles;
import javafx.beans.value.ObservableStringValue;
import javafx.scene.control.Label;

/** A small note beside something more important; as high as its lines need. */
public final class MutedLabel extends Label {
    public MutedLabel(String text) {
        super(text);
        setWrapText(true);
        setMinHeight(USE_PREF_SIZE);
        getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED);
    }

    /** A note that changes and takes no room while it is blank. */
    public MutedLabel(ObservableStringValue text) {
        this("");
        textProperty().bind(text);
        visibleProperty().bind(textProperty().isNotEmpty());
        managedProperty().bind(visibleProperty());
    }
}
