package org.hasnas.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TreeView;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.hasnas.error.HasnasException;
import org.hasnas.files.store.sqlite.SqliteStore;
import org.hasnas.network.Architecture;
import org.hasnas.network.Network;
import org.hasnas.nir.model.NetworkFormat;
import org.hasnas.nir.model.NetworkSource;
import org.hasnas.search.model.Candidate;
import org.hasnas.search.model.Project;
import org.hasnas.testdata.Awaited;
import org.hasnas.testdata.Samples;
import org.hasnas.ui.plot.canvas.CostAxis;
import org.hasnas.workbench.Workbench;
import org.junit.jupiter.api.Test;
import org.testfx.framework.junit5.Start;

/** A network of another tool comes into the window, on the real program: its report is shown, and the project keeps a copy. */
final class NetworkImportTest extends WindowTest {
    @Start
    void start(Stage primary) throws HasnasException {
        show(primary, Workbench.local(file -> SqliteStore.open(file, "test")), 1000, 700);
    }

    @Test
    void aChosenFileIsReportedOnAndKept() throws Exception {
        Project project = workbench.projects().create(temporary.resolve("p"), "digits");
        Path file = temporary.resolve("net.nir");
        Network network = Network.of(project.search().template(), project.search().space(), Architecture.parse("0100 0000 0000 0000"));
        Awaited.result(workbench.exchange().export(project, new NetworkSource.Untrained(network, 1), NetworkFormat.NIR, file, false));
        perform(() -> studio.openProject(project.folder()));
        await(() -> studio.project().opened().isPresent());
        dialogs.files.add(file);
        perform(() -> studio.explore().importNetwork.menuItem().fire());
        await(() -> Window.getWindows().size() == 2);
        Window window = Window.getWindows().getLast();
        TabPane pages = (TabPane) window.getScene().lookup("#network-import");
        assertEquals(4, pages.getTabs().size(), "report, nodes, and the costs in two models");
        String sentences = ((Parent) window.getScene().lookup("#network-import-sentences")).getChildrenUnmodifiable().stream()
                .map(line -> ((Label) line).getText()).collect(Collectors.joining("\n"));
        assertTrue(sentences.contains("that of the file") && sentences.contains("limits are met") && sentences.contains("--imported net.nir"),
                sentences);
        assertTrue(Files.exists(project.folder().resolve("imported").resolve("net.nir")));
        shoot(window, "network-import");
        await(() -> !studio.explore().plot().importedProperty().get().isEmpty());
        perform(() -> ((Button) Objects.requireNonNull(window.getScene().lookup("#network-import-compare"))).fire());
        perform(window::hide);
        Scene main = window(window).getScene();
        perform(() -> studio.explore().plot().axisProperty().set(CostAxis.ENERGY));
        shoot(main.getWindow(), "network-import-plot");
        perform(() -> ((ButtonBase) Objects.requireNonNull(main.lookup("#workspace-compare"))).fire());
        shoot(main.getWindow(), "network-import-compare");
        Set<String> words =
                ask(() -> main.getRoot().lookupAll(".label").stream().map(label -> ((Label) label).getText()).collect(Collectors.toSet()));
        assertTrue(words.contains("A: imported net.nir"), words.toString());
        assertTrue(words.stream().anyMatch(word -> word != null && word.contains("it has no cells")), words.toString());
        assertNotNull(ask(() -> window(window).getScene().getRoot().getOnDragDropped()), "files can be dropped");

        perform(() -> studio.open(temporary.resolve("none.nir")));
        await(() -> !dialogs.problems.isEmpty());
        assertTrue(dialogs.problems.getLast().contains("none.nir"), dialogs.problems.toString());
    }

    @Test
    void theDialogOfExportsShowsWhatWillBeWritten() throws Exception {
        Project project = workbench.projects().create(temporary.resolve("p"), "digits");
        perform(() -> studio.openProject(project.folder()));
        await(() -> studio.project().opened().isPresent());
        perform(() -> studio.project().lookAt(new Candidate(project.search(), Samples.trial(project.search(), 3))));
        perform(() -> studio.explore().exportNetwork.menuItem().fire());
        Scene dialog = ask(() -> Window.getWindows().getLast().getScene());
        TreeView<?> files = (TreeView<?>) Objects.requireNonNull(dialog.lookup("#network-export-files"));
        TextArea lines = (TextArea) Objects.requireNonNull(dialog.lookup("#network-export-lines"));
        await(() -> lines.getText().contains("nodes/"));
        shoot(dialog.getWindow(), "network-export");
        perform(() -> ((RadioButton) Objects.requireNonNull(dialog.lookup("#network-export-hardware-zip"))).fire());
        await(() -> files.getRoot().getChildren().stream().anyMatch(zip -> zip.getChildren().size() > 3));
        shoot(dialog.getWindow(), "network-export-hardware");
        perform(dialog.getWindow()::hide);
    }

    /** The window behind. */
    private static Window window(Window closed) {
        return Window.getWindows().stream().filter(one -> !one.equals(closed)).findFirst().orElseThrow();
    }
}
