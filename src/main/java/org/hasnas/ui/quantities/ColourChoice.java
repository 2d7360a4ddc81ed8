package org.hasnas.ui.quantities;

import atlantafx.base.theme.Styles;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListCell;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.Tips;

/** What colours tell; several of these choose the same. */
public final class ColourChoice extends ComboBox<String> {
    private static final double WIDTH = 118;

    public ColourChoice(String id, DesignColours colours, Texts texts) {
        super(colours.choices());
        setId(id);
        getStyleClass().add(Styles.SMALL);
        setPrefWidth(WIDTH);
        setMinWidth(90);
        setCellFactory(list -> new Name(colours));
        setButtonCell(new Name(colours));
        colours.choices().subscribe(() -> setValue(colours.byProperty().get()));
        colours.byProperty().subscribe(this::setValue);
        valueProperty().subscribe(now -> {
            if (now != null) { // other choices empty it for a moment
                colours.byProperty().set(now);
                Tips.set(this, colours.name(now) + "\n" + texts.get("colour.tip")); // a name may be longer than its place
            }
        });
    }

    private static final class Name extends ListCell<String> {
        private final DesignColours colours;

        Name(DesignColours colours) {
            this.colours = colours;
        }

        @Override
        protected void updateItem(String choice, boolean empty) {
            super.updateItem(choice, empty);
            setText(empty || choice == null ? "" : colours.name(choice));
        }
    }
}
