package org.hasnas.ui.training;

import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.geometry.Side;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TableColumn;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.workspace.Command;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;

/**
 * The menu of the trainings' rows, by a right click or Enter: what the buttons do, what can be done with the designs, and the order of the rows, so that
 * keys reach all of it.
 */
final class TrainingMenu extends ContextMenu {
    private final TrainingTable table;
    private final Texts texts;

    /**
     * @param actions what the buttons do with the selected training
     * @param designActions what can be done with the designs of the chosen trainings
     */
    TrainingMenu(TrainingTable table, TrainingsViewModel model, List<Command> actions, List<Command> designActions, Texts texts) {
        this.table = table;
        this.texts = texts;
        actions.forEach(action -> getItems().add(action.rowItem()));
        getItems().add(new SeparatorMenuItem());
        for (Command action : designActions) {
            MenuItem item = new MenuItem(action.name(), new FontIcon(action.icon()));
            item.setId("row-" + action.id());
            item.setOnAction(_ -> {
                if (model.chooseDesigns(table.chosen())) {
                    action.action().run();
                }
            });
            item.disableProperty().bind(Bindings.isEmpty(table.selection()));
            getItems().add(item);
        }
        getItems().addAll(new SeparatorMenuItem(), order());
        table.setContextMenu(this);
        table.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ENTER) {
                table.rowOfSelected().ifPresent(row -> show(row, Side.BOTTOM, TrainingTable.ROW_HEIGHT, 0));
                event.consume();
            }
        });
    }

    private Menu order() {
        Menu order = new Menu(texts.get("training.order"), new FontIcon(MaterialDesignS.SORT));
        order.setId("row-order");
        MenuItem asStarted = new MenuItem(texts.get("training.order.started"));
        asStarted.setId("order-started");
        asStarted.setOnAction(_ -> table.getSortOrder().clear());
        order.getItems().add(asStarted);
        for (TableColumn<TrainingItem, ?> column : table.getColumns()) {
            MenuItem item = new MenuItem(column.getText());
            item.setId("order-" + column.getId());
            item.setOnAction(_ -> table.sortBy(column));
            order.getItems().add(item);
        }
        return order;
    }
}
