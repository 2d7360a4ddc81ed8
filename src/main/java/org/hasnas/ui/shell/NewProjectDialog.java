package org.hasnas.ui.shell;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.stage.Window;
import javafx.util.StringConverter;
import org.controlsfx.control.SearchableComboBox;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.network.NetworkTemplates.Preset;
import org.hasnas.ui.fx.Dialogs;
import org.hasnas.ui.fx.Texts;

/** Asks for the folder and the network template of a new project. */
final class NewProjectDialog extends Dialog<NewProjectDialog.Wanted> {
    /** The user's answer. */
    record Wanted(String folder, String preset) {}

    NewProjectDialog(Window owner, Dialogs dialogs, Texts texts, Path initialFolder) {
        initOwner(owner);
        setTitle(texts.get("new.title"));
        setHeaderText(texts.get("new.title"));
        TextField folder = new TextField();
        folder.setId("new-folder");
        folder.setPromptText(texts.get("new.folder.prompt"));
        HBox.setHgrow(folder, Priority.ALWAYS);
        Button browse = new Button(texts.get("new.browse"));
        browse.setMinWidth(Button.USE_PREF_SIZE);
        browse.setOnAction(event -> dialogs.chooseFolder(texts.get("new.folder"), initialFolder)
                .ifPresent(chosen -> folder.setText(chosen.toString())));
        SearchableComboBox<Preset> preset = presets(texts);
        Label description = new Label();
        description.setWrapText(true);
        description.setPrefWidth(440);
        preset.valueProperty().subscribe(chosen -> description.setText(describe(chosen, texts)));
        Label presetLabel = new Label(texts.get("new.preset"));
        presetLabel.setMinWidth(Label.USE_PREF_SIZE);
        GridPane grid = new GridPane(12, 12);
        grid.addRow(0, new Label(texts.get("new.folder")), new HBox(8, folder, browse));
        grid.addRow(1, presetLabel, preset);
        grid.add(description, 1, 2);
        getDialogPane().setContent(grid);
        ButtonType create = new ButtonType(texts.get("new.create"), ButtonData.OK_DONE);
        getDialogPane().getButtonTypes().addAll(create, ButtonType.CANCEL);
        Node button = getDialogPane().lookupButton(create);
        folder.textProperty().subscribe(text -> button.setDisable(text.isBlank() || !isPath(text)));
        setResultConverter(type -> create.equals(type) ? new Wanted(folder.getText().strip(), preset.getValue().name()) : null);
    }

    private static SearchableComboBox<Preset> presets(Texts texts) {
        SearchableComboBox<Preset> preset = new SearchableComboBox<>();
        preset.setId("new-preset");
        preset.getItems().setAll(NetworkTemplates.ALL);
        preset.setConverter(new StringConverter<>() {
            @Override
            public String toString(Preset value) {
                return value.name();
            }

            @Override
            public Preset fromString(String name) {
                return NetworkTemplates.byName(name).orElse(NetworkTemplates.DIGITS);
            }
        });
        preset.setValue(NetworkTemplates.DIGITS);
        preset.setMaxWidth(Double.MAX_VALUE);
        preset.skinProperty().subscribe(skin -> { // which has an English prompt
            if (preset.lookup(".text-field") instanceof TextField find) {
                find.setPromptText(texts.get("new.preset.find"));
            }
        });
        return preset;
    }

    private static String describe(Preset preset, Texts texts) {
        return texts.get("new.preset.text", preset.template().input(), preset.template().classes(), preset.template().timeSteps(),
                preset.space().name(), preset.source());
    }

    private static boolean isPath(String text) {
        try {
            return !Path.of(text.strip()).toString().isEmpty();
        } catch (InvalidPathException wrong) {
            return false;
        }
    }
}
