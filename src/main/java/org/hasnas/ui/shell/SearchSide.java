package org.hasnas.ui.shell;

import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.VBox;
import org.hasnas.ui.accuracy.KnownAccuracies;
import org.hasnas.ui.constraints.ConstraintsView;
import org.hasnas.ui.constraints.ConstraintsViewModel;
import org.hasnas.ui.constraints.FeasibilityView;
import org.hasnas.ui.constraints.FeasibilityViewModel;
import org.hasnas.ui.constraints.LimitPrices;
import org.hasnas.ui.constraints.LimitSets;
import org.hasnas.ui.fx.PauseTimer;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.UiServices;
import org.hasnas.ui.hardware.HardwareView;
import org.hasnas.ui.hardware.HardwareViewModel;
import org.hasnas.ui.project.DataImport;
import org.hasnas.ui.project.OpenProject;
import org.hasnas.ui.project.ProjectViewModel;
import org.hasnas.ui.project.Reports;
import org.hasnas.ui.search.RunsView;
import org.hasnas.ui.search.RunsViewModel;
import org.hasnas.ui.search.SearchSettingsView;
import org.hasnas.ui.search.SearchViewModel;
import org.hasnas.ui.search.StatusView;
import org.hasnas.ui.workspace.Command;
import org.hasnas.workbench.Workbench;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.kordamp.ikonli.materialdesign2.MaterialDesignU;

/** The left side, where a search is asked for: chip, limits, settings and runs; and the line at the bottom that tells how far it is. */
final class SearchSide {
    private static final double MIN_WIDTH = 250;

    private final OpenProject project;
    private final Texts texts;
    private final RunsViewModel runs;
    private final SearchViewModel search;
    private final HardwareViewModel hardware;
    private final ConstraintsViewModel constraints;
    private final LimitSets limitSets;
    private final FeasibilityViewModel feasibility;
    private final Runnable copyLine;
    final Command start;
    final Command pause;
    final Command resume;
    final Command stop;
    final Command copyAsCommand;
    final Command report;
    final Command keepLimits;
    final Command undoLimits;
    final Command redoLimits;

    SearchSide(Workbench workbench, UiServices around, OpenProject project, ProjectViewModel file, Reports reports) {
        this.project = project;
        this.texts = around.texts();
        this.runs = new RunsViewModel(workbench.searches(), workbench.costs(), workbench.trainings(), around, project);
        this.search = new SearchViewModel(workbench.searches(), around, project, runs);
        this.hardware = new HardwareViewModel(workbench.costs(), around, project, runs);
        this.constraints = new ConstraintsViewModel(project, texts);
        this.limitSets = new LimitSets(around, project, file.settings(), runs.shownProperty());
        this.feasibility = new FeasibilityViewModel(workbench.costs(), around, new PauseTimer(), project);
        this.copyLine = () -> file.copyAsCommand(search::command);
        start = new Command("start", texts.get("action.start"), texts.keys("F5"), MaterialDesignP.PLAY, search.canStart(), search::start);
        pause = new Command("pause", texts.get("action.pause"), texts.keys("F6"), MaterialDesignP.PAUSE, search.canPause(), search::pause);
        resume = new Command("continue", texts.get("action.continue"), texts.keys("F7"), MaterialDesignS.SKIP_NEXT, search.canContinue(),
                search::continueRun);
        stop = new Command("stop", texts.get("action.stop"), texts.keys("Shift+F5"), MaterialDesignS.STOP, search.canStop(), search::stop);
        copyAsCommand = new Command("copy-command", texts.get("action.copy-command"), texts.keys("Shortcut+Shift+C"), MaterialDesignC.CONSOLE_LINE,
                project.isOpen(), copyLine);
        BooleanProperty hasRun = new SimpleBooleanProperty(this, "hasRun");
        runs.shownProperty().subscribe(shown -> hasRun.set(shown.isPresent()));
        report = new Command("report", texts.get("action.report"), texts.keys("Shortcut+Shift+R"), MaterialDesignF.FILE_DOCUMENT_OUTLINE, hasRun,
                () -> runs.shownProperty().get().ifPresent(shown -> reports.save(shown.id())));
        keepLimits = new Command("keep-limits", texts.get("action.keep-limits"), texts.keys("Shortcut+L"), MaterialDesignC.CONTENT_SAVE_OUTLINE,
                project.isOpen(),
                limitSets::keep);
        undoLimits = new Command("undo-limits", texts.get("action.undo-limits"), texts.keys("Shortcut+Z"), MaterialDesignU.UNDO,
                constraints.history().canUndo(), constraints.history()::undo);
        redoLimits = new Command("redo-limits", texts.get("action.redo-limits"), texts.keys("Shortcut+Shift+Z"), MaterialDesignR.REDO,
                constraints.history().canRedo(), constraints.history()::redo);
    }

    List<Command> commands() {
        return List.of(start, pause, resume, stop, copyAsCommand, report, undoLimits, redoLimits, keepLimits);
    }

    RunsViewModel runs() {
        return runs;
    }

    SearchViewModel search() {
        return search;
    }

    HardwareViewModel hardware() {
        return hardware;
    }

    LimitSets limitSets() {
        return limitSets;
    }

    ConstraintsViewModel constraints() {
        return constraints;
    }

    /** Whether any network of the space can meet the limits. */
    ReadOnlyObjectProperty<FeasibilityViewModel.Answer> feasibility() {
        return feasibility.answerProperty();
    }

    Node view(KnownAccuracies accuracies, ObservableValue<Boolean> dark) {
        VBox panes = new VBox(
                pane(texts.get("pane.hardware"), new HardwareView(hardware, project, runs, texts)),
                pane(texts.get("pane.limits"),
                        new VBox(8, new ConstraintsView(constraints, new LimitPrices(project, accuracies, texts), project, texts),
                                new FeasibilityView(feasibility, texts))),
                pane(texts.get("pane.search"), new SearchSettingsView(project, texts, copyLine)),
                pane(texts.get("pane.runs"), new RunsView(runs, search, project, texts, dark)));
        ScrollPane scroll = new ScrollPane(panes);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setMinWidth(MIN_WIDTH);
        scroll.getStyleClass().add("left");
        return scroll;
    }

    Node status(DataImport data) {
        return new StatusView(search, runs, data, project, texts);
    }

    private static TitledPane pane(String title, Node content) {
        TitledPane pane = new TitledPane(title, content);
        pane.setAnimated(false);
        return pane;
    }
}
