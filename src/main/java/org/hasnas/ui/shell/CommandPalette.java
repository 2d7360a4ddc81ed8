package org.hasnas.ui.shell;

import atlantafx.base.theme.Styles;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Popup;
import javafx.stage.Window;
import org.hasnas.ui.fx.Texts;

/** A field and below it the actions whose names have its letters; Enter does the chosen one, the arrows choose another, Escape closes. */
final class CommandPalette {
    private static final double WIDTH = 520;
    private static final double HEIGHT = 340;
    private static final double TOP = 90;
    private static final double ROW = 28;

    private final List<FoundCommand> all;
    private final TextField text = new TextField();
    private final ListView<FoundCommand> list = new ListView<>();
    private final Popup popup = new Popup();

    CommandPalette(List<FoundCommand> all, Texts texts) {
        this.all = all;
        text.setId("palette-text");
        text.setPromptText(texts.get("palette.prompt"));
        list.setId("palette-list");
        list.setFocusTraversable(false);
        list.setFixedCellSize(ROW);
        list.setPlaceholder(new Label(texts.get("palette.nothing")));
        list.setCellFactory(view -> new Cell());
        list.setOnMouseClicked(event -> run());
        text.textProperty().subscribe(this::find);
        text.addEventFilter(KeyEvent.KEY_PRESSED, this::press);
        VBox box = new VBox(8, text, list);
        box.getStyleClass().add("palette");
        box.setPrefSize(WIDTH, HEIGHT);
        VBox.setVgrow(list, Priority.ALWAYS);
        popup.getContent().add(box);
        popup.setAutoHide(true);
    }

    /** Shows it over the upper part of a window. */
    void show(Window owner) {
        popup.getScene().getStylesheets().setAll(owner.getScene().getStylesheets());
        popup.show(owner, owner.getX() + (owner.getWidth() - WIDTH) / 2, owner.getY() + TOP);
        text.requestFocus();
    }

    private void find(String letters) {
        list.getItems().setAll(FoundCommand.matching(all, letters));
        list.getSelectionModel().selectFirst();
        list.scrollTo(0);
    }

    private void press(KeyEvent event) {
        switch (event.getCode()) {
            case DOWN -> choose(1);
            case UP -> choose(-1);
            case ENTER -> run();
            case ESCAPE -> popup.hide();
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void choose(int by) {
        int next = Math.clamp(list.getSelectionModel().getSelectedIndex() + by, 0, Math.max(0, list.getItems().size() - 1));
        list.getSelectionModel().clearAndSelect(next);
        list.scrollTo(Math.max(0, next - 4));
    }

    private void run() {
        FoundCommand chosen = list.getSelectionModel().getSelectedItem();
        if (chosen != null && chosen.possible()) {
            popup.hide();
            chosen.action().run();
        }
    }

    private static final class Cell extends ListCell<FoundCommand> {
        @Override
        protected void updateItem(FoundCommand command, boolean empty) {
            super.updateItem(command, empty);
            setGraphic(null);
            if (!empty && command != null) {
                Label name = new Label(command.name());
                Label keys = new Label(command.keys());
                keys.getStyleClass().addAll(Styles.TEXT_MUTED, Styles.TEXT_SMALL);
                keys.setMinWidth(Region.USE_PREF_SIZE);
                Region gap = new Region();
                HBox.setHgrow(gap, Priority.ALWAYS);
                HBox row = new HBox(12, name, gap, keys);
                row.setAlignment(Pos.CENTER_LEFT);
                row.setMaxWidth(WIDTH - 48);
                row.setDisable(!command.possible());
                setGraphic(row);
            }
        }
    }
}
