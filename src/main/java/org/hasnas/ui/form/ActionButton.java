package org.hasnas.ui.form;

import atlantafx.base.theme.Styles;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.control.Button;
import org.hasnas.ui.fx.Tips;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;

/** A button beside what it acts on. */
public final class ActionButton extends Button {
    public ActionButton(String id, String name, Runnable action) {
        super(name);
        setId(id);
        setOnAction(event -> action.run());
    }

    public ActionButton(String id, Ikon icon, String name, Runnable action) {
        this(id, name, action);
        setGraphic(new FontIcon(icon));
    }

    /** A small button of an icon alone. */
    public static ActionButton ofIcon(String id, Ikon icon, String meaning, Runnable action) {
        ActionButton button = new ActionButton(id, icon, "", action).small(meaning);
        button.setAccessibleText(meaning);
        return button;
    }

    /** This button as small as those of the main window. */
    public ActionButton small(String tip) {
        getStyleClass().add(Styles.SMALL);
        Tips.set(this, tip);
        return this;
    }

    /** This button with styles more. */
    public ActionButton styled(String... styles) {
        getStyleClass().addAll(styles);
        return this;
    }

    /** This button never narrower than its text. */
    public ActionButton whole() {
        setMinWidth(USE_PREF_SIZE);
        return this;
    }

    /** This button as wide as its place. */
    public ActionButton wide() {
        setMaxWidth(Double.MAX_VALUE);
        return this;
    }

    /** This button, which can be pressed only when something is possible. */
    public ActionButton when(ObservableBooleanValue possible) {
        disableProperty().bind(Bindings.not(possible)); // which holds bindings that nobody else does
        return this;
    }
}
