package org.hasnas.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.hasnas.job.RunStatus;
import org.hasnas.network.Architecture;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.search.model.Project;
import org.hasnas.testdata.SampleLadders;
import org.hasnas.ui.FakeWorkbench;
import org.hasnas.ui.training.TrainingItem;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** The table of the page Train: its order, its menu and its keys. */
final class TrainPageTest extends WindowTest {
    private static final int DESIGNS = 60;

    private final FakeWorkbench fake = new FakeWorkbench();

    @Start
    void start(Stage primary) {
        show(primary, fake.all(), 1440, 900);
    }

    /** Four trainings: two of designs of the run, one stopped, and the last of a design that is in no run. */
    private TableView<TrainingItem> open(FxRobot robot) throws Exception {
        Project project = fake.projects.create(temporary.resolve("digits"), NetworkTemplates.DIGITS.name());
        fake.searches.add(project, SampleLadders.request(DESIGNS), DESIGNS, RunStatus.FINISHED);
        perform(() -> studio.openProject(project.folder()));
        await(() -> studio.project().known().size() == DESIGNS);
        fake.trainings.add(project, architecture(3).ofNetwork(), RunStatus.FINISHED, 12);
        fake.trainings.add(project, architecture(5).ofNetwork(), RunStatus.STOPPED, 3);
        fake.trainings.add(project, architecture(3).ofNetwork(), RunStatus.FINISHED, 8);
        fake.trainings.add(project, Architecture.parse("0001 0002 3000 0000"), RunStatus.FAILED, 0);
        perform(() -> studio.project().measured());
        await(() -> studio.trainings().list().items().size() == 4);
        robot.push(KeyCode.ALT, KeyCode.DIGIT3);
        return robot.lookup("#trainings").queryTableView();
    }

    private Architecture architecture(int position) {
        return studio.project().known().trials().get(position).architecture();
    }

    private static List<Long> shown(TableView<TrainingItem> table) {
        return table.getItems().stream().map(TrainingItem::id).toList();
    }

    private static MenuItem item(TableView<TrainingItem> table, String id) {
        return table.getContextMenu().getItems().stream().flatMap(item -> item instanceof Menu menu ? menu.getItems().stream() : Stream.of(item))
                .filter(item -> id.equals(item.getId())).findFirst().orElseThrow();
    }

    @Test
    void everyColumnOrdersTheRowsNumbersAsNumbers(FxRobot robot) throws Exception {
        TableView<TrainingItem> table = open(robot);
        assertEquals(List.of(4L, 3L, 2L, 1L), shown(table), "newest first");
        for (TableColumn<TrainingItem, ?> column : table.getColumns()) {
            assertTrue(column.isSortable(), column.getText());
        }
        perform(() -> item(table, "order-epoch").fire());
        assertEquals(List.of(4L, 2L, 3L, 1L), shown(table), "0, 3, 8 and 12 epochs, not 0, 12, 3, 8");
        perform(() -> item(table, "order-epoch").fire());
        assertEquals(List.of(1L, 3L, 2L, 4L), shown(table), "chosen again, falling");
        perform(() -> item(table, "order-validation").fire());
        assertEquals(4L, shown(table).getFirst(), "what is not known is below every number");
        assertEquals(1L, shown(table).getLast());
        perform(() -> item(table, "order-stage").fire());
        assertEquals(List.of(4L, 3L, 1L, 2L), shown(table), "failed, finished, finished, stopped");
        perform(() -> item(table, "order-started").fire());
        assertEquals(List.of(4L, 3L, 2L, 1L), shown(table));
    }

    @Test
    void theMenuOfARowDoesWhatTheButtonsDoAndMoreAndOpensByAKey(FxRobot robot) throws Exception {
        TableView<TrainingItem> table = open(robot);
        perform(() -> {
            table.requestFocus();
            table.getSelectionModel().clearAndSelect(2);
        });
        ContextMenu menu = table.getContextMenu();
        assertFalse(menu.isShowing());
        robot.push(KeyCode.ENTER);
        await(menu::isShowing);
        shoot(menu, "train-menu");
        assertFalse(item(table, "row-training-continue").isDisable(), "training 2 was stopped");
        assertTrue(item(table, "row-training-fine-tune").isDisable());
        robot.push(KeyCode.ESCAPE);
        perform(() -> table.getSelectionModel().clearAndSelect(1));
        assertTrue(item(table, "row-training-continue").isDisable());
        assertFalse(item(table, "row-training-fine-tune").isDisable(), "training 3 is finished");
        perform(() -> item(table, "row-training-copy").fire());
        assertTrue(dialogs.copied.getLast().contains("train"), dialogs.copied.toString());

        perform(() -> item(table, "row-training-workspace-explore").fire());
        assertEquals(3, studio.project().selectedProperty().get(), "its design");
        assertTrue(robot.lookup("#workspace-explore").queryAs(ToggleButton.class).isSelected());

        robot.push(KeyCode.ALT, KeyCode.DIGIT3);
        perform(() -> {
            table.getSelectionModel().clearSelection();
            table.getSelectionModel().selectIndices(0, 2);
            item(table, "row-compare").fire();
        });
        assertEquals(List.of(Architecture.parse("0001 0002 3000 0000"), architecture(5)),
                studio.project().comparison().candidates().stream().map(design -> design.trial().architecture()).toList());

        perform(() -> {
            table.getSelectionModel().clearAndSelect(3);
            item(table, "row-export-network").fire();
        });
        await(() -> robot.lookup("#network-export-weights").tryQuery().isPresent());
        assertTrue(robot.lookup("#network-export-weights").queryComboBox().getValue().toString().contains("training 1"),
                "not the newest of its design");
    }

    @Test
    void aCellThatIsTooNarrowTellsItsWholeText(FxRobot robot) throws Exception {
        TableView<TrainingItem> table = open(robot);
        String whole = table.getItems().get(1).summary().request().architecture().text();
        perform(() -> table.getColumns().get(1).setPrefWidth(60));
        robot.moveTo(cell(table, whole));
        await(() -> Window.getWindows().stream().anyMatch(window -> window instanceof Tooltip tip && tip.isShowing() && tip.getText().equals(whole)));
        robot.moveTo("#training-loss");
        await(() -> Window.getWindows().stream().noneMatch(window -> window instanceof Tooltip tip && tip.isShowing()));
        perform(() -> table.getColumns().get(1).setPrefWidth(600));
        robot.moveTo(cell(table, whole));
        assertTrue(ask(() -> cell(table, whole).getProperties().values().stream().noneMatch(Tooltip.class::isInstance)), "nothing is cut off");
    }

    private static Node cell(TableView<TrainingItem> table, String text) {
        return table.lookupAll(".table-cell").stream().filter(node -> node instanceof TableCell<?, ?> cell && text.equals(cell.getText())).findFirst()
                .orElseThrow();
    }
}
