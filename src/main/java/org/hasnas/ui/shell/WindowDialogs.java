package org.hasnas.ui.shell;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.Parent;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import org.hasnas.ui.cluster.ClusterDialog;
import org.hasnas.ui.cluster.ClusterViewModel;
import org.hasnas.ui.fx.Dialogs;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.project.ProjectViewModel;
import org.hasnas.ui.settings.PreferencesDialog;
import org.hasnas.ui.workspace.Command;
import org.hasnas.ui.workspace.WorkspaceRail;

/** The dialogs of the window that show more than a sentence. */
final class WindowDialogs {
    private static final double HELP_HEIGHT = 420;

    private static final double TEXT_WIDTH = 520;

    private final ProjectViewModel file;
    private final Dialogs dialogs;
    private final Texts texts;
    private final Window owner;
    private final Runnable tour;
    private final Runnable close;
    private final ClusterViewModel cluster;
    private final WorkspaceRail pages;

    /**
     * @param pages of the window, of which the shown one has actions to be found
     * @param tour begins the tour of the window
     * @param close leaves the project and closes the window, unless the user cancels
     */
    WindowDialogs(ProjectViewModel file, ClusterViewModel cluster, Dialogs dialogs, Texts texts, Window owner, WorkspaceRail pages, Runnable tour,
            Runnable close) {
        this.pages = pages;
        this.cluster = cluster;
        this.file = file;
        this.dialogs = dialogs;
        this.texts = texts;
        this.owner = owner;
        this.tour = tour;
        this.close = close;
    }

    void newProject() {
        new NewProjectDialog(owner, dialogs, texts, file.project().folderOrHome()).showAndWait()
                .ifPresent(wanted -> file.createProject(Path.of(wanted.folder()), wanted.preset()));
    }

    void tour() {
        tour.run();
    }

    void close() {
        close.run();
    }

    void cluster() {
        new ClusterDialog(owner, texts, cluster.last()).showAndWait().ifPresent(cluster::use);
    }

    void preferences() {
        new PreferencesDialog(file.settings(), texts).show(owner);
    }

    void help(List<Command> commands) {
        GridPane keys = new GridPane(24, 6);
        int row = 0;
        for (Command command : commands) {
            if (command.shortcut().isPresent()) {
                Label key = new Label(command.shortcut().get());
                key.getStyleClass().add("monospace");
                keys.addRow(row++, key, new Label(command.name()));
            }
        }
        Dialog<ButtonType> dialog = new Dialog<>();
        dialog.initOwner(owner);
        dialog.setTitle(texts.get("help.title"));
        dialog.setHeaderText(texts.get("help.title"));
        ScrollPane scrolled = new ScrollPane(keys); // there are more keys than small screens have lines
        scrolled.setFitToWidth(true);
        scrolled.setPrefViewportHeight(HELP_HEIGHT);
        dialog.getDialogPane().setContent(new VBox(14, wrapped(texts.get("help.text")), scrolled));
        dialog.setResizable(true);
        dialog.getDialogPane().getButtonTypes().add(ButtonType.CLOSE);
        dialog.show();
    }

    /** Every action of the menus and of the page that is shown, to be found by a few letters. */
    void palette(List<Menu> menus) {
        List<FoundCommand> ofPage = pages.getCenter() instanceof Parent page ? FoundCommand.ofPage(pages.title(), page) : List.of();
        new CommandPalette(Stream.concat(FoundCommand.all(menus).stream(), ofPage.stream()).toList(), texts).show(owner);
    }

    void about() {
        Alert alert = new Alert(Alert.AlertType.INFORMATION, "", ButtonType.CLOSE);
        alert.initOwner(owner);
        alert.setTitle(texts.get("action.about"));
        alert.setHeaderText(texts.get("app.name"));
        alert.getDialogPane().setContent(wrapped(texts.get("about.text", version())));
        alert.show();
    }

    private String version() {
        String version = Studio.class.getPackage().getImplementationVersion();
        return version == null ? texts.get("about.development") : version;
    }

    private static Label wrapped(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setPrefWidth(TEXT_WIDTH);
        return label;
    }
}
