package org.hasnas.ui.study;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javafx.scene.Scene;
import javafx.scene.input.KeyCombination;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.UiServices;
import org.hasnas.ui.project.OpenProject;
import org.hasnas.ui.workspace.Command;
import org.hasnas.workbench.study.Studies;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;

/** A window for each kind of study, so that it can stay beside the search. */
public final class StudyWindows {
    private static final double WIDTH = 1120;
    private static final double HEIGHT = 760;

    private final Map<StudyKind, Stage> stages = new EnumMap<>(StudyKind.class);
    private final StudyViewModel operations;
    private final StudyViewModel templates;
    private final OpenProject project;
    private final Texts texts;
    private final Supplier<Window> owner;

    /** @param owner the main window, asked when a window is made */
    public StudyWindows(Studies studies, UiServices around, OpenProject project, Supplier<Window> owner) {
        this.operations = new StudyViewModel(StudyKind.OPERATIONS, studies, around, project);
        this.templates = new StudyViewModel(StudyKind.TEMPLATES, studies, around, project);
        this.project = project;
        this.texts = around.texts();
        this.owner = owner;
    }

    public StudyViewModel templates() {
        return templates;
    }

    /** What shows the windows. */
    public List<Command> commands() {
        return List.of(command(operations, texts.get("action.operations"), texts.keys("Shortcut+1"), MaterialDesignC.CHART_BELL_CURVE),
                command(templates, texts.get("action.templates"), texts.keys("Shortcut+2"), MaterialDesignC.CHART_BAR));
    }

    private Command command(StudyViewModel model, String name, KeyCombination keys, Ikon icon) {
        return new Command(model.kind().command(), name, keys, icon, project.isOpen(), () -> show(model));
    }

    private void show(StudyViewModel model) {
        Stage stage = stages.computeIfAbsent(model.kind(), kind -> stage(model));
        stage.show();
        stage.toFront();
    }

    private Stage stage(StudyViewModel model) {
        Stage stage = new Stage();
        stage.initOwner(owner.get());
        stage.setTitle(model.kind().title(texts));
        Scene scene = new Scene(new StudyView(model, texts), WIDTH, HEIGHT);
        scene.getStylesheets().setAll(owner.get().getScene().getStylesheets());
        stage.setScene(scene);
        return stage;
    }
}
