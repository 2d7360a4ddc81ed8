package org.hasnas.ui.fx;

import javafx.application.ConditionalFeature;
import javafx.application.Platform;
import javafx.scene.Parent;
import org.controlsfx.control.PopOver;

/**
 * A bubble beside a node, with an arrow to it and a shadow; where windows can't be transparent (X11 without a compositing window manager) a plain
 * rectangle, since a white square would be around the bubble. Its content has the style class {@code bubble}.
 */
public final class Bubble extends PopOver {
    private static final String OPAQUE = "opaque-popups";

    public Bubble() {
        this(Platform.isSupported(ConditionalFeature.TRANSPARENT_WINDOW));
    }

    /** @param transparent whether windows can be transparent */
    Bubble(boolean transparent) {
        setDetachable(false);
        if (!transparent) {
            setArrowSize(0);
            setCornerRadius(0);
        }
    }

    /** Says in a window of what kind its bubbles are. */
    public static void prepare(Parent root) {
        prepare(root, Platform.isSupported(ConditionalFeature.TRANSPARENT_WINDOW));
    }

    static void prepare(Parent root, boolean transparent) {
        if (!transparent) {
            root.getStyleClass().add(OPAQUE);
        }
    }
}
