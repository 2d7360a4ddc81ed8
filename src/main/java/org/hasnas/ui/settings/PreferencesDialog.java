package org.hasnas.ui.settings;

import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonType;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.Spinner;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.stage.Window;
import org.hasnas.ui.form.Choice;
import org.hasnas.ui.fx.MutedLabel;
import org.hasnas.ui.fx.Texts;
import org.hasnas.workbench.settings.UserSettings;
import org.hasnas.workbench.settings.UserSettings.Language;

/** Theme, language, threads, the list of recent projects and notifications; every change holds at once, a language from the next start on. */
public final class PreferencesDialog {
    private static final int MAX_THREADS = 1024;

    private final SettingsViewModel model;
    private final Texts texts;

    public PreferencesDialog(SettingsViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
    }

    public void show(Window owner) {
        Dialog<ButtonType> dialog = new Dialog<>();
        dialog.initOwner(owner);
        dialog.setTitle(texts.get("preferences.title"));
        dialog.setHeaderText(texts.get("preferences.title"));
        GridPane grid = new GridPane(16, 12);
        grid.addRow(0, new Label(texts.get("preferences.theme")), themes());
        Spinner<Integer> threads = new Spinner<>(1, MAX_THREADS, model.settings().threads());
        threads.setId("preferences-threads");
        threads.setEditable(true);
        threads.valueProperty().subscribe((before, now) -> model.setThreads(now));
        grid.addRow(1, new Label(texts.get("preferences.language")), languages());
        grid.addRow(2, new Label(texts.get("preferences.threads")), threads);
        Button clear = new Button(texts.get("preferences.recent.clear"));
        clear.setOnAction(event -> {
            model.clearRecent();
            clear.setDisable(true);
        });
        clear.setDisable(model.settings().recentProjects().isEmpty());
        grid.addRow(3, new Label(texts.get("preferences.recent")), clear);
        CheckBox notifications = new CheckBox(texts.get("preferences.notifications.when"));
        notifications.setId("preferences-notifications");
        notifications.setSelected(model.settings().notifications());
        notifications.selectedProperty().subscribe((before, now) -> model.setNotifications(now));
        grid.addRow(4, new Label(texts.get("preferences.notifications")), notifications);
        dialog.getDialogPane().setContent(grid);
        dialog.getDialogPane().getButtonTypes().add(ButtonType.CLOSE);
        dialog.show();
    }

    private HBox languages() {
        Choice<Language> languages = new Choice<>("preferences-language", List.of(Language.values()), language -> switch (language) {
            case SYSTEM -> texts.get("language.system");
            case ENGLISH -> texts.get("language.english");
            case GERMAN -> texts.get("language.german");
        });
        languages.setValue(model.settings().language());
        languages.valueProperty().subscribe((before, now) -> model.setLanguage(now));
        return new HBox(16, languages, new MutedLabel(texts.get("preferences.language.later")));
    }

    private HBox themes() {
        RadioButton light = new RadioButton(texts.get("theme.light"));
        RadioButton dark = new RadioButton(texts.get("theme.dark"));
        ToggleGroup group = new ToggleGroup();
        group.getToggles().addAll(light, dark);
        group.selectToggle(switch (model.settings().theme()) {
            case LIGHT -> light;
            case DARK -> dark;
        });
        dark.selectedProperty().subscribe((before, now) -> model.setTheme(now ? UserSettings.Theme.DARK : UserSettings.Theme.LIGHT));
        return new HBox(16, light, dark);
    }
}
