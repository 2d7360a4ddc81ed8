package org.hasnas.ui.shell;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.control.Button;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCombination;
import org.hasnas.ui.fx.Texts;
import org.hasnas.workbench.candidate.Candidate;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignE;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;

/** Everything that menus, tool bar and keys can do, each declared once. */
final class Commands {
    /**
     * One action.
     *
     * @param id of its nodes, for style and tests
     * @param keys shortcut, empty for none
     * @param enabled when it can be done
     */
    record Command(String id, String name, String keys, Ikon icon, ObservableBooleanValue enabled, Runnable action) {
        MenuItem menuItem() {
            MenuItem item = new MenuItem(name, new FontIcon(icon));
            item.setId("menu-" + id);
            if (!keys.isEmpty()) {
                item.setAccelerator(KeyCombination.valueOf(keys));
            }
            item.setOnAction(event -> action.run());
            enabled.subscribe(possible -> item.setDisable(!possible));
            return item;
        }

        Button toolButton() {
            Button button = button();
            button.setId("tool-" + id);
            button.setFocusTraversable(false);
            return button;
        }

        /** A button beside what it acts on. */
        Button button() {
            Button button = new Button(name, new FontIcon(icon));
            button.setId("button-" + id);
            button.setTooltip(new Tooltip(shortcut().map(text -> name + " (" + text + ")").orElse(name)));
            button.setOnAction(event -> action.run());
            enabled.subscribe(possible -> button.setDisable(!possible));
            return button;
        }

        /** The keys as the platform writes them. */
        Optional<String> shortcut() {
            return keys.isEmpty() ? Optional.empty() : Optional.of(KeyCombination.valueOf(keys).getDisplayText());
        }
    }

    final Command newProject;
    final Command open;
    final Command save;
    final Command importCandidate;
    final Command exportCandidate;
    final Command exportCost;
    final Command preferences;
    final Command quit;
    final Command start;
    final Command pause;
    final Command resume;
    final Command stop;
    final Command copyAsCommand;
    final Command train;
    final Command operations;
    final Command templates;
    final Command closest;
    final Command agreement;
    final Command theme;
    final Command help;
    final Command about;

    Commands(ViewModels parts, WindowDialogs windows, Texts texts, Runnable close) {
        ObservableBooleanValue always = new SimpleBooleanProperty(true);
        SimpleBooleanProperty hasProject = new SimpleBooleanProperty();
        parts.search().projectProperty().subscribe(project -> hasProject.set(project.isPresent()));
        SimpleBooleanProperty hasCandidate = new SimpleBooleanProperty();
        parts.candidate().candidateProperty().subscribe(candidate -> hasCandidate.set(candidate.isPresent()));
        Supplier<Path> folder = parts.main()::folder;
        newProject = new Command("new", texts.get("action.new"), "Shortcut+N", MaterialDesignF.FOLDER_PLUS_OUTLINE, always,
                windows::newProject);
        open = new Command("open", texts.get("action.open"), "Shortcut+O", MaterialDesignF.FOLDER_OPEN_OUTLINE, always,
                parts.main()::chooseProject);
        save = new Command("save", texts.get("action.save"), "Shortcut+S", MaterialDesignC.CONTENT_SAVE_OUTLINE, hasProject,
                parts.main()::save);
        importCandidate = new Command("import", texts.get("action.import"), "Shortcut+I", MaterialDesignI.IMPORT, always,
                () -> parts.candidate().importCandidate(folder.get()));
        exportCandidate = new Command("export", texts.get("action.export"), "Shortcut+E", MaterialDesignE.EXPORT, hasCandidate,
                () -> parts.candidate().exportCandidate(folder.get()));
        exportCost = new Command("export-cost", texts.get("action.export-cost"), "Shortcut+Shift+E", MaterialDesignF.FILE_DELIMITED_OUTLINE,
                hasCandidate, () -> parts.candidate().exportCost(folder.get()));
        preferences = new Command("preferences", texts.get("action.preferences"), "Shortcut+Comma", MaterialDesignC.COG_OUTLINE, always,
                windows::preferences);
        quit = new Command("quit", texts.get("action.quit"), "Shortcut+Q", MaterialDesignE.EXIT_TO_APP, always, close);
        start = new Command("start", texts.get("action.start"), "F5", MaterialDesignP.PLAY, parts.search().canStart(),
                parts.search()::start);
        pause = new Command("pause", texts.get("action.pause"), "F6", MaterialDesignP.PAUSE, parts.search().canPause(),
                parts.search()::pause);
        resume = new Command("continue", texts.get("action.continue"), "F7", MaterialDesignS.SKIP_NEXT, parts.search().canContinue(),
                parts.search()::continueRun);
        stop = new Command("stop", texts.get("action.stop"), "Shift+F5", MaterialDesignS.STOP, parts.search().canStop(),
                parts.search()::stop);
        copyAsCommand = new Command("copy-command", texts.get("action.copy-command"), "Shortcut+Shift+C", MaterialDesignC.CONSOLE_LINE,
                hasProject, parts.main()::copyAsCommand);
        SimpleBooleanProperty canTrain = new SimpleBooleanProperty();
        canTrain.bind(hasProject.and(hasCandidate));
        train = new Command("train", texts.get("action.train"), "Shortcut+R", MaterialDesignS.SCHOOL_OUTLINE, canTrain,
                () -> parts.trainings().train(chosen(parts)));
        operations = new Command("operations", texts.get("action.operations"), "Shortcut+1", MaterialDesignC.CHART_BELL_CURVE, hasProject,
                () -> windows.study(parts.operations()));
        templates = new Command("templates", texts.get("action.templates"), "Shortcut+2", MaterialDesignC.CHART_BAR, hasProject,
                () -> windows.study(parts.templates()));
        closest = new Command("closest", texts.get("action.closest"), "Shortcut+F", MaterialDesignC.CROSSHAIRS, hasProject, parts.closest()::open);
        agreement = new Command("agreement", texts.get("action.agreement"), "Shortcut+Shift+A", MaterialDesignC.CHART_SCATTER_PLOT, hasProject,
                windows::agreement);
        theme = new Command("theme", texts.get("action.theme"), "Shortcut+T", MaterialDesignT.THEME_LIGHT_DARK, always,
                parts.settings()::toggleTheme);
        help = new Command("help", texts.get("action.help"), "F1", MaterialDesignC.COMMENT_QUESTION_OUTLINE, always,
                () -> windows.help(all()));
        about = new Command("about", texts.get("action.about"), "", MaterialDesignI.INFORMATION_OUTLINE, always, windows::about);
    }

    /** The chosen rows of the table, or else the candidate that is shown. */
    private static List<Candidate> chosen(ViewModels parts) {
        List<Candidate> rows = parts.table().chosenCandidates();
        return rows.isEmpty() ? parts.candidate().candidateProperty().get().stream().toList() : rows;
    }

    List<Command> all() {
        return List.of(newProject, open, save, importCandidate, exportCandidate, exportCost, preferences, quit, start, pause, resume, stop,
                copyAsCommand, train, operations, templates, closest, agreement, theme, help, about);
    }
}
