package org.hasnas.ui.shell;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.Scene;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.hasnas.ui.fx.Dialogs;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.settings.PreferencesDialog;
import org.hasnas.ui.study.StudyView;
import org.hasnas.ui.study.StudyViewModel;

/** The dialogs of the window that show more than a sentence. */
final class WindowDialogs {
    private static final double TEXT_WIDTH = 520;

    private static final double STUDY_WIDTH = 1120;
    private static final double STUDY_HEIGHT = 760;

    private final Map<String, Stage> studies = new HashMap<>();
    private final ViewModels parts;
    private final Dialogs dialogs;
    private final Texts texts;
    private final Window owner;

    WindowDialogs(ViewModels parts, Dialogs dialogs, Texts texts, Window owner) {
        this.parts = parts;
        this.dialogs = dialogs;
        this.texts = texts;
        this.owner = owner;
    }

    void newProject() {
        new NewProjectDialog(owner, dialogs, texts, parts.main().folder()).showAndWait()
                .ifPresent(wanted -> parts.main().createProject(Path.of(wanted.folder()), wanted.preset()));
    }

    /** A window of its own, so that it can stay beside the search; at most one of a kind. */
    void study(StudyViewModel model) {
        Stage open = studies.computeIfAbsent(model.kind().command(), command -> {
            Stage stage = new Stage();
            stage.initOwner(owner);
            stage.setTitle(model.kind().title(texts));
            Scene scene = new Scene(new StudyView(model, texts), STUDY_WIDTH, STUDY_HEIGHT);
            if (owner.getScene() != null) {
                scene.getStylesheets().setAll(owner.getScene().getStylesheets());
            }
            stage.setScene(scene);
            return stage;
        });
        open.show();
        open.toFront();
    }

    void agreement() {
        new AgreementWindow(owner, parts.agreement(), texts).show();
    }

    void preferences() {
        new PreferencesDialog(parts.settings(), texts).show(owner);
    }

    void help(List<Commands.Command> commands) {
        GridPane keys = new GridPane(24, 6);
        int row = 0;
        for (Commands.Command command : commands) {
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
        dialog.getDialogPane().setContent(new VBox(14, wrapped(texts.get("help.text")), keys));
        dialog.getDialogPane().getButtonTypes().add(ButtonType.CLOSE);
        dialog.show();
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
