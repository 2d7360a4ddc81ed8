package org.hasnas.ui.shell;

import atlantafx.base.theme.Styles;
import java.nio.file.Path;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.binding.Bindings;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Separator;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TitledPane;
import javafx.scene.control.ToolBar;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.hasnas.ui.candidate.CandidateView;
import org.hasnas.ui.chip.ChipAccuracyView;
import org.hasnas.ui.constraints.ConstraintsView;
import org.hasnas.ui.constraints.FeasibilityView;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.hardware.HardwareView;
import org.hasnas.ui.run.RunsView;
import org.hasnas.ui.run.SearchSettingsView;
import org.hasnas.ui.run.StatusView;
import org.hasnas.ui.table.TrialTableView;
import org.hasnas.ui.training.TrainingsView;
import org.hasnas.workbench.settings.UserSettings;

/** The whole window: menus and tools on top, limits left, plot in the middle, candidate right, table and status below. */
final class MainWindow extends BorderPane {
    /** 20 times a second: faster than the eye follows points, slow enough to leave the processor to the search. */
    private static final Duration PULSE = Duration.millis(50);

    /** Numbers and curves of trainings change with every so many pulses: four times a second. */
    private static final int SLOW = 5;

    private final ViewModels parts;
    private final Texts texts;
    private final Commands commands;
    private final Timeline pulse;
    private long pulses;

    MainWindow(ViewModels parts, Commands commands, Texts texts) {
        this.parts = parts;
        this.texts = texts;
        this.commands = commands;
        this.pulse = new Timeline(new KeyFrame(PULSE, event -> pulse()));
        pulse.setCycleCount(Animation.INDEFINITE);
        getStyleClass().add("studio");
        PlotPane plot = new PlotPane(parts.known(), parts.plot(), parts.closest(), commands.closest, texts);
        setTop(new VBox(menus(), tools()));
        setCenter(center(plot));
        setBottom(new StatusView(parts.search(), texts));
        parts.search().projectProperty().subscribe(project -> plot.setEmptyText(whatToDo()));
        parts.settings().settingsProperty().subscribe(settings -> plot.setDark(settings.theme() == UserSettings.Theme.DARK));
        parts.search().liveStatusProperty().subscribe(status -> {
            plot.setEmptyText(whatToDo());
            runPulse();
        });
        parts.trainings().liveProperty().subscribe(live -> runPulse());
        parts.chip().runningProperty().subscribe(running -> runPulse());
    }

    private void runPulse() {
        if (parts.search().liveStatusProperty().get().isPresent() || parts.trainings().liveProperty().get()
                || parts.chip().runningProperty().get()) {
            pulse.play();
        } else {
            pulse.stop();
        }
    }

    private void pulse() {
        parts.search().pulse();
        if (++pulses % SLOW == 0) {
            parts.trainings().pulse();
            parts.chip().pulse();
        }
    }

    /** What stands where no candidate is drawn yet. */
    private String whatToDo() {
        if (parts.search().projectProperty().get().isEmpty()) {
            return texts.get("plot.empty.no-project");
        }
        boolean searching = parts.search().liveStatusProperty().get().isPresent();
        return searching ? texts.get("plot.empty.searching") : texts.get("plot.empty.no-trials");
    }

    private Node center(PlotPane plot) {
        SplitPane upper = new SplitPane(plot, new CandidateView(parts.candidate(), parts.candidateAccuracies(), texts));
        upper.setDividerPositions(0.64);
        SplitPane right = new SplitPane(upper, lower());
        right.setOrientation(Orientation.VERTICAL);
        right.setDividerPositions(0.64);
        SplitPane all = new SplitPane(left(), right);
        all.setDividerPositions(0.21);
        SplitPane.setResizableWithParent(all.getItems().getFirst(), Boolean.FALSE);
        return all;
    }

    private TabPane lower() {
        TrialTableView candidates = new TrialTableView(parts.table(), parts.accuracies(), texts);
        candidates.setRowMenu(commands.train.menuItem());
        candidates.addTool(commands.closest.button());
        TrainingsView trainings = new TrainingsView(parts.trainings(), texts, commands.train.button());
        Tab trainingsTab = new Tab(texts.get("tab.trainings"), trainings);
        trainingsTab.setId("tab-trainings");
        ChipAccuracyView chip = new ChipAccuracyView(parts.chip(), texts);
        Tab chipTab = new Tab(texts.get("tab.chip"), chip);
        chipTab.setId("tab-chip");
        TabPane tabs = new TabPane(new Tab(texts.get("tab.candidates"), candidates), trainingsTab, chipTab);
        tabs.setId("lower-tabs");
        tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        tabs.getStyleClass().add(Styles.DENSE);
        parts.trainings().startedProperty().subscribe((before, now) -> tabs.getSelectionModel().select(trainingsTab));
        parts.settings().settingsProperty().subscribe(settings -> {
            trainings.setDark(settings.theme() == UserSettings.Theme.DARK);
            chip.setDark(settings.theme() == UserSettings.Theme.DARK);
        });
        return tabs;
    }

    private Node left() {
        VBox panes = new VBox(
                pane(texts.get("pane.hardware"), new HardwareView(parts.hardware(), parts.search(), texts)),
                pane(texts.get("pane.limits"), new VBox(8, new ConstraintsView(parts.constraints(), texts),
                        new FeasibilityView(parts.feasibility(), texts))),
                pane(texts.get("pane.search"), new SearchSettingsView(parts.search(), texts, parts.main()::copyAsCommand)),
                pane(texts.get("pane.runs"), new RunsView(parts.search(), texts)));
        ScrollPane scroll = new ScrollPane(panes);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setMinWidth(250);
        scroll.getStyleClass().add("left");
        return scroll;
    }

    private static TitledPane pane(String title, Node content) {
        TitledPane pane = new TitledPane(title, content);
        pane.setAnimated(false);
        return pane;
    }

    private ToolBar tools() {
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        return new ToolBar(commands.newProject.toolButton(), commands.open.toolButton(), commands.save.toolButton(), new Separator(),
                commands.start.toolButton(), commands.pause.toolButton(), commands.resume.toolButton(), commands.stop.toolButton(),
                new Separator(), commands.train.toolButton(), commands.exportCandidate.toolButton(), gap, commands.theme.toolButton());
    }

    private MenuBar menus() {
        Menu recent = new Menu(texts.get("menu.recent"));
        recent.setId("menu-recent");
        parts.settings().settingsProperty().subscribe(settings -> showRecent(recent, settings));
        Menu samples = new Menu(texts.get("menu.samples"));
        samples.setId("menu-samples");
        parts.main().samples().subscribe(() -> showSamples(samples));
        showSamples(samples);
        Menu file = new Menu(texts.get("menu.file"), null, commands.newProject.menuItem(), commands.open.menuItem(), recent, samples,
                commands.save.menuItem(), new SeparatorMenuItem(), commands.importCandidate.menuItem(),
                commands.exportCandidate.menuItem(), commands.exportCost.menuItem(), new SeparatorMenuItem(),
                commands.preferences.menuItem(), commands.quit.menuItem());
        file.setId("menu-file");
        Menu search = new Menu(texts.get("menu.search"), null, commands.start.menuItem(), commands.pause.menuItem(),
                commands.resume.menuItem(), commands.stop.menuItem(), new SeparatorMenuItem(), commands.train.menuItem(), new SeparatorMenuItem(),
                commands.copyAsCommand.menuItem());
        Menu study = new Menu(texts.get("menu.study"), null, commands.operations.menuItem(), commands.templates.menuItem());
        Menu view = new Menu(texts.get("menu.view"), null, commands.closest.menuItem(), commands.agreement.menuItem(), commands.theme.menuItem());
        Menu help = new Menu(texts.get("menu.help"), null, commands.help.menuItem(), commands.about.menuItem());
        return new MenuBar(file, search, study, view, help);
    }

    private void showRecent(Menu menu, UserSettings settings) {
        menu.getItems().setAll(settings.recentProjects().stream().map(folder -> item(folder, () -> parts.main().openProject(Path.of(folder))))
                .toList());
        menu.setDisable(menu.getItems().isEmpty());
    }

    private void showSamples(Menu menu) {
        menu.getItems().setAll(parts.main().samples().stream().map(sample -> item(String.valueOf(sample.getFileName()),
                () -> parts.main().openSample(sample))).toList());
        menu.disableProperty().bind(Bindings.isEmpty(menu.getItems()));
    }

    private static MenuItem item(String name, Runnable action) {
        MenuItem item = new MenuItem(name);
        item.setMnemonicParsing(false);
        item.setOnAction(event -> action.run());
        return item;
    }
}
