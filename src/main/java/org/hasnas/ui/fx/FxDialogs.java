package org.hasnas.ui.fx;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputDialog;
import javafx.scene.image.Image;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.FileChooser.ExtensionFilter;
import javafx.stage.Window;
import javafx.util.Duration;
import org.controlsfx.control.Notifications;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;

/** {@link Dialogs} as JavaFX windows over the main window. */
public final class FxDialogs implements Dialogs {
    private static final double TEXT_WIDTH = 480;
    /** Long enough to read a sentence twice. */
    private static final Duration SHOWN = Duration.seconds(6);

    private final Supplier<Optional<Window>> owner;
    private final Texts texts;

    /**
     * @param owner the window over which dialogs appear; empty while there is none
     */
    public FxDialogs(Supplier<Optional<Window>> owner, Texts texts) {
        this.owner = owner;
        this.texts = texts;
    }

    @Override
    public void problem(String headline, String sentence) {
        alert(Alert.AlertType.ERROR, headline, sentence, ButtonType.OK).showAndWait();
    }

    /** In the window itself: JavaFX has no notifications of the desktop. One that comes while the user is elsewhere stays until it is clicked. */
    @Override
    public void notice(String sentence) {
        owner.get().ifPresent(window -> Notifications.create().owner(window).text(sentence)
                .graphic(new FontIcon(MaterialDesignI.INFORMATION_OUTLINE)).hideAfter(window.isFocused() ? SHOWN : Duration.INDEFINITE).show());
    }

    @Override
    public boolean confirm(String headline, String question, String accept) {
        ButtonType yes = new ButtonType(accept, ButtonData.OK_DONE);
        return alert(Alert.AlertType.CONFIRMATION, headline, question, yes, ButtonType.CANCEL).showAndWait()
                .filter(yes::equals).isPresent();
    }

    @Override
    public Answer ask(String headline, String question, String yes, String no) {
        ButtonType accept = new ButtonType(yes, ButtonData.YES);
        ButtonType refuse = new ButtonType(no, ButtonData.NO);
        return alert(Alert.AlertType.CONFIRMATION, headline, question, accept, refuse, ButtonType.CANCEL).showAndWait()
                .map(answer -> answer.equals(accept) ? Answer.YES : answer.equals(refuse) ? Answer.NO : Answer.CANCEL)
                .orElse(Answer.CANCEL);
    }

    @Override
    public Optional<String> askName(String headline, String question, String suggested) {
        TextInputDialog dialog = new TextInputDialog(suggested);
        dialog.setTitle(texts.get("app.name"));
        dialog.setHeaderText(headline);
        dialog.setContentText(question);
        owner.get().ifPresent(dialog::initOwner);
        return dialog.showAndWait().map(String::strip).filter(name -> !name.isEmpty());
    }

    @Override
    public Optional<Path> chooseFolder(String title, Path initial) {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(title);
        if (Files.isDirectory(initial)) {
            chooser.setInitialDirectory(initial.toFile());
        }
        return Optional.ofNullable(chooser.showDialog(owner.get().orElse(null))).map(File::toPath);
    }

    @Override
    public Optional<Path> chooseFileToOpen(String title, Path folder, FileKind kind) {
        return Optional.ofNullable(chooser(title, folder, kind).showOpenDialog(owner.get().orElse(null))).map(File::toPath);
    }

    @Override
    public Optional<Path> chooseFileToSave(String title, Path folder, String suggestedName, FileKind kind) {
        FileChooser chooser = chooser(title, folder, kind);
        chooser.setInitialFileName(suggestedName);
        return Optional.ofNullable(chooser.showSaveDialog(owner.get().orElse(null))).map(File::toPath);
    }

    @Override
    public void copy(String text) {
        Clipboard.getSystemClipboard().setContent(Map.of(DataFormat.PLAIN_TEXT, text));
    }

    @Override
    public void copy(Image picture) {
        Clipboard.getSystemClipboard().setContent(Map.of(DataFormat.IMAGE, picture));
    }

    private FileChooser chooser(String title, Path folder, FileKind kind) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        if (Files.isDirectory(folder)) {
            chooser.setInitialDirectory(folder.toFile());
        }
        chooser.getExtensionFilters().add(new ExtensionFilter(switch (kind) {
            case DESIGNS -> texts.get("file.designs");
            case CSV -> texts.get("file.csv");
            case PROFILE -> texts.get("file.profile");
            case PNG -> texts.get("file.png");
            case REPORT -> texts.get("file.report");
            case NIR -> texts.get("file.nir");
            case NETWORK -> texts.get("file.network");
            case SVG -> texts.get("file.svg");
            case PDF -> texts.get("file.pdf");
            case DATA -> texts.get("file.data");
        }, kind.patterns()));
        return chooser;
    }

    private Alert alert(Alert.AlertType type, String headline, String sentence, ButtonType... buttons) {
        Alert alert = new Alert(type, "", buttons);
        Label text = new Label(sentence);
        text.setWrapText(true);
        text.setPrefWidth(TEXT_WIDTH);
        alert.getDialogPane().setContent(text);
        alert.setTitle(texts.get("app.name"));
        alert.setHeaderText(headline);
        owner.get().ifPresent(alert::initOwner);
        return alert;
    }
}
