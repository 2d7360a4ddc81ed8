package org.hasnas.ui.shell;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.javafx.scene.input.DragboardHelper;
import com.sun.javafx.tk.TKClipboard;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.event.EventHandler;
import javafx.event.EventType;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Node;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.DataFormat;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.TransferMode;
import javafx.stage.Stage;
import org.hasnas.job.RunStatus;
import org.hasnas.network.ConnectionMatrix;
import org.hasnas.network.Edge;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.search.model.Project;
import org.hasnas.testdata.SampleLadders;
import org.hasnas.ui.FakeWorkbench;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** The drawings of the window by keys alone, as a screen reader tells them, and what is dragged into the window or across it. */
final class KeysAndDragsTest extends WindowTest {
    private static final int DESIGNS = 60;

    private final FakeWorkbench fake = new FakeWorkbench();

    @Start
    void start(Stage primary) {
        show(primary, fake.all(), 1440, 900);
    }

    private Project project(String name) throws Exception {
        Project project = fake.projects.create(temporary.resolve(name), NetworkTemplates.DIGITS.name());
        fake.searches.add(project, SampleLadders.request(DESIGNS), DESIGNS, RunStatus.FINISHED);
        return project;
    }

    private static String told(Node node) throws Exception {
        return ask(() -> String.valueOf(node.queryAccessibleAttribute(AccessibleAttribute.TEXT)));
    }

    private static void key(FxRobot robot, Node at, KeyCode... keys) throws Exception {
        perform(at::requestFocus);
        robot.push(keys);
    }

    @Test
    void everyDrawingIsUsedByKeysAndTold(FxRobot robot) throws Exception {
        Project project = project("keys");
        perform(() -> studio.openProject(project.folder()));
        await(() -> studio.project().known().size() == DESIGNS);

        Node plot = robot.lookup("#plot").query();
        key(robot, plot, KeyCode.RIGHT);
        int cheapest = studio.project().selectedProperty().get();
        assertTrue(cheapest >= 0);
        key(robot, plot, KeyCode.UP);
        int higher = studio.project().selectedProperty().get();
        assertNotEquals(cheapest, higher);
        await(() -> told(plot).contains("Candidate " + higher));
        assertTrue(told(plot).contains(DESIGNS + " points"), told(plot));
        key(robot, plot, KeyCode.ENTER);
        await(() -> robot.listWindows().size() > 1);
        robot.push(KeyCode.ESCAPE);

        Node lines = robot.lookup("#parallel").query();
        TableView<?> table = robot.lookup("#trials").queryTableView();
        for (KeyCode[] keys : new KeyCode[][] {{KeyCode.RIGHT}, {KeyCode.DOWN}, {KeyCode.DOWN}, {KeyCode.SHIFT, KeyCode.UP}}) {
            key(robot, lines, keys);
        }
        await(() -> table.getItems().size() < DESIGNS);
        await(() -> told(lines).contains("Marked from"));
        key(robot, lines, KeyCode.DELETE);
        await(() -> table.getItems().size() == DESIGNS);
        assertFalse(told(lines).contains("Marked from"));

        TableRow<?> row = robot.lookup("#trials .table-row-cell").queryAllAs(TableRow.class).stream().filter(one -> !one.isEmpty()).findFirst()
                .orElseThrow();
        assertTrue(told(row).contains("energy") && told(row).contains("\u00b5J"), told(row));

        robot.push(KeyCode.ALT, KeyCode.DIGIT5);
        await(() -> robot.lookup("#edge-0-1").tryQuery().isPresent());
        ConnectionMatrix before = cell();
        key(robot, robot.lookup("#edge-0-1").query(), KeyCode.ENTER);
        int digit = before.digit(new Edge(0, 1)) == 1 ? 2 : 1;
        await(() -> robot.lookup("#operation-" + digit).tryQuery().isPresent());
        robot.push(KeyCode.DOWN);
        robot.push(KeyCode.ENTER);
        await(() -> !cell().equals(before));
        key(robot, robot.lookup("#box-stem").query(), KeyCode.SPACE);
        await(() -> robot.lookup("#layer-name").tryQuery().isPresent());

        perform(() -> robot.lookup("#network .tab-pane").queryAs(TabPane.class).getSelectionModel().select(4));
        Node chip = robot.lookup("#floor-plan-chip").query();
        key(robot, chip, KeyCode.RIGHT);
        key(robot, chip, KeyCode.RIGHT);
        await(() -> told(chip).contains(": processing elements "));
        assertTrue(chip.getLayoutBounds().getHeight() > 100, "it is drawn");
        shoot("floor-plan-light", 1440, 900);
        key(robot, chip, KeyCode.PLUS);
        key(robot, chip, KeyCode.PLUS);
        shoot("floor-plan-zoomed-light", 1440, 900);
        key(robot, chip, KeyCode.HOME);
        shoot("floor-plan-small-light", 1000, 700);
    }

    private ConnectionMatrix cell() {
        return studio.project().candidateProperty().get().orElseThrow().trial().architecture().cell(0);
    }

    /** A drag over a node and the drop there, as the desktop tells them; what the node made of them. */
    private static DragEvent drop(Node target, DataFormat format, Object content) throws Exception {
        return ask(() -> {
            TKClipboard clipboard = (TKClipboard) Proxy.newProxyInstance(TKClipboard.class.getClassLoader(), new Class<?>[] {TKClipboard.class},
                    (self, method, arguments) -> switch (method.getName()) {
                        case "getContentTypes" -> Set.of(format);
                        case "hasContent" -> format.equals(arguments[0]);
                        case "getContent" -> content;
                        case "getTransferModes" -> EnumSet.of(TransferMode.COPY);
                        default -> throw new UnsupportedOperationException(method.getName());
                    });
            Dragboard board = DragboardHelper.createDragboard(clipboard);
            DragEvent over = event(DragEvent.DRAG_OVER, target, board);
            target.getOnDragOver().handle(over);
            assertTrue(over.isAccepted(), "the mouse shows that it can be dropped");
            DragEvent dropped = event(DragEvent.DRAG_DROPPED, target, board);
            target.getOnDragDropped().handle(dropped);
            return dropped;
        });
    }

    private static DragEvent event(EventType<DragEvent> type, Node target, Dragboard board) {
        return new DragEvent(target, target, type, board, 0, 0, 0, 0, TransferMode.COPY, null, target, null);
    }

    @Test
    void projectsDataAndDesignsAreDragged(FxRobot robot) throws Exception {
        Node window = stage.getScene().getRoot();
        Path data = Files.createDirectories(temporary.resolve("images"));
        Files.createFile(data.resolve("train.bin")); // a file of CIFAR-100
        assertTrue(drop(window, DataFormat.FILES, List.of(data.toFile())).isDropCompleted());
        await(() -> dialogs.notices.stream().anyMatch(notice -> notice.contains("Open a project first")));

        Project project = project("dragged");
        Files.writeString(project.folder().resolve(Project.FILE_NAME), "");
        assertTrue(drop(window, DataFormat.FILES, List.of(project.folder().toFile())).isDropCompleted());
        await(() -> studio.project().known().size() == DESIGNS);

        drop(window, DataFormat.FILES, List.of(data.toFile()));
        await(() -> dialogs.notices.stream().anyMatch(notice -> notice.contains("data/imported")));

        perform(() -> studio.project().selectedProperty().set(3));
        await(() -> studio.project().candidateProperty().get().isPresent());
        DataFormat designs = DataFormat.lookupMimeType("application/x-hasnas-designs");
        assertTrue(drop(robot.lookup("#workspace-compare").query(), designs, "").isDropCompleted());
        await(() -> studio.project().comparison().designs().size() == 1);
    }

    @Test
    void designsAreTakenUpByTheMouse(FxRobot robot) throws Exception {
        Project project = project("taken");
        perform(() -> studio.openProject(project.folder()));
        await(() -> studio.project().known().size() == DESIGNS);
        TableRow<?> row = robot.lookup("#trials .table-row-cell").queryAllAs(TableRow.class).stream().filter(one -> !one.isEmpty()).findFirst()
                .orElseThrow();
        assertTrue(isTakenUp(robot, row), "a row");
        perform(() -> studio.project().selectedProperty().set(-1));
        assertFalse(isTakenUp(robot, robot.lookup("#plot").query()), "nothing is chosen there: the mouse zooms");
    }

    /** Whether a drag of the mouse begins to carry designs. Without a screen the toolkit then says that it can't carry them, so nothing is dropped. */
    private static boolean isTakenUp(FxRobot robot, Node from) throws Exception {
        AtomicBoolean taken = new AtomicBoolean();
        EventHandler<? super MouseEvent> begin = Objects.requireNonNull(from.getOnDragDetected(), "nothing can be dragged");
        perform(() -> from.setOnDragDetected(event -> {
            begin.handle(event);
            taken.set(event.isConsumed());
        }));
        WaitForAsyncUtils.autoCheckException = false;
        robot.drag(from).moveBy(30, 3).drop();
        WaitForAsyncUtils.clearExceptions();
        WaitForAsyncUtils.autoCheckException = true;
        perform(() -> from.setOnDragDetected(begin));
        return taken.get();
    }
}
