package org.hasnas.ui.shell;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Separator;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToolBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.hasnas.ui.constraints.LimitSets;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.project.DataImport;
import org.hasnas.ui.project.ProjectViewModel;
import org.hasnas.ui.settings.SettingsViewModel;
import org.hasnas.ui.workspace.Command;
import org.hasnas.workbench.settings.UserSettings;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import org.kordamp.ikonli.materialdesign2.MaterialDesignE;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;

/** Menu bar and tool bar over all commands of the window; those of projects and of the window itself are declared here. */
final class MainMenu {
    private final ProjectViewModel file;
    private final SettingsViewModel settings;
    private final SearchSide search;
    private final ExploreSide explore;
    private final Command cluster;
    private final Command train;
    private final Command lines;
    private final Command compare;
    private final List<Command> pages;
    private final List<Command> studies;
    private final Texts texts;
    private final Command newProject;
    private final Command open;
    private final Command save;
    private final Command importData;
    private final Command preferences;
    private final Command quit;
    private final Command palette;
    private final Command theme;
    private final Command help;
    private final Command about;
    private final Command tour;
    private final MenuBar bar;

    MainMenu(ProjectViewModel file, DataImport data, WindowDialogs windows, SearchSide search, ExploreSide explore, Command lines, Command train,
            Command compare, List<Command> pages, List<Command> studies, Texts texts) {
        this.file = file;
        this.settings = file.settings();
        this.search = search;
        this.explore = explore;
        this.train = train;
        this.lines = lines;
        this.compare = compare;
        this.pages = pages;
        this.studies = studies;
        this.texts = texts;
        ObservableBooleanValue always = new SimpleBooleanProperty(true);
        newProject = new Command("new", texts.get("action.new"), texts.keys("Shortcut+N"), MaterialDesignF.FOLDER_PLUS_OUTLINE, always,
                windows::newProject);
        open = new Command("open", texts.get("action.open"), texts.keys("Shortcut+O"), MaterialDesignF.FOLDER_OPEN_OUTLINE, always,
                file::chooseProject);
        save = new Command("save", texts.get("action.save"), texts.keys("Shortcut+S"), MaterialDesignC.CONTENT_SAVE_OUTLINE, file.project().isOpen(),
                file::save);
        importData = new Command("import-data", texts.get("action.import-data"), MaterialDesignD.DATABASE_IMPORT_OUTLINE,
                file.project().isOpen().and(file.project().work().runningProperty().not()), data::choose);
        cluster = new Command("cluster", texts.get("action.cluster"), MaterialDesignS.SERVER_NETWORK,
                file.project().work().runningProperty().not(), windows::cluster);
        preferences = new Command("preferences", texts.get("action.preferences"), texts.keys("Shortcut+Comma"), MaterialDesignC.COG_OUTLINE, always,
                windows::preferences);
        quit = new Command("quit", texts.get("action.quit"), texts.keys("Shortcut+Q"), MaterialDesignE.EXIT_TO_APP, always, windows::close);
        palette = new Command("palette", texts.get("action.palette"), texts.keys("Shortcut+K"), MaterialDesignM.MAGNIFY, always,
                () -> windows.palette(bar().getMenus()));
        theme = new Command("theme", texts.get("action.theme"), texts.keys("Shortcut+T"), MaterialDesignT.THEME_LIGHT_DARK, always,
                settings::toggleTheme);
        help = new Command("help", texts.get("action.help"), texts.keys("F1"), MaterialDesignC.COMMENT_QUESTION_OUTLINE, always,
                () -> windows.help(all()));
        tour = new Command("tour", texts.get("action.tour"), MaterialDesignM.MAP_MARKER_PATH, always, windows::tour);
        about = new Command("about", texts.get("action.about"), MaterialDesignI.INFORMATION_OUTLINE, always, windows::about);
        bar = makeBar();
    }

    private List<Command> all() {
        return Stream.of(List.of(newProject, open, save, importData),
                List.of(explore.importCandidate, explore.importNetwork, explore.exportCandidate, explore.exportCost,
                        explore.exportNetwork),
                List.of(cluster, preferences, quit), pages, search.commands(), List.of(lines, train, compare), studies,
                List.of(explore.findClosest, explore.agreement),
                List.of(palette, theme, help, tour, about)).flatMap(List::stream).toList();
    }

    ToolBar tools() {
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        return new ToolBar(newProject.toolButton(), open.toolButton(), save.toolButton(), new Separator(), search.start.toolButton(),
                search.pause.toolButton(), search.resume.toolButton(), search.stop.toolButton(), new Separator(), train.toolButton(),
                compare.toolButton(), gap, theme.toolButton());
    }

    MenuBar bar() {
        return bar;
    }

    private MenuBar makeBar() {
        Menu recent = new Menu(texts.get("menu.recent"));
        recent.setId("menu-recent");
        settings.userSettingsProperty().subscribe(now -> showRecent(recent, now));
        Menu samples = new Menu(texts.get("menu.samples"));
        samples.setId("menu-samples");
        file.samples().subscribe(() -> showSamples(samples));
        showSamples(samples);
        Menu files = new Menu(texts.get("menu.file"), null, newProject.menuItem(), open.menuItem(), recent, samples, save.menuItem(),
                new SeparatorMenuItem(), importData.menuItem(), explore.importCandidate.menuItem(), explore.importNetwork.menuItem(),
                explore.exportCandidate.menuItem(),
                explore.exportCost.menuItem(), explore.exportNetwork.menuItem(), search.report.menuItem(),
                new SeparatorMenuItem(), preferences.menuItem(), quit.menuItem());
        files.setId("menu-file");
        Menu searches = new Menu(texts.get("menu.search"), null, search.start.menuItem(), search.pause.menuItem(), search.resume.menuItem(),
                search.stop.menuItem(), new SeparatorMenuItem(), train.menuItem(), new SeparatorMenuItem(), cluster.menuItem(),
                search.copyAsCommand.menuItem());
        Menu limits = new Menu(texts.get("menu.limits"));
        limits.setId("menu-limits");
        MenuItem undo = search.undoLimits.menuItem();
        MenuItem redo = search.redoLimits.menuItem();
        MenuItem keep = search.keepLimits.menuItem();
        search.limitSets().givenProperty().subscribe(given -> showLimits(limits, undo, redo, keep));
        search.limitSets().ownProperty().subscribe(own -> showLimits(limits, undo, redo, keep));
        Menu study = new Menu(texts.get("menu.study"), null, studies.stream().map(Command::menuItem).toArray(MenuItem[]::new));
        Menu view = new Menu(texts.get("menu.view"), null, pages.stream().map(Command::menuItem).toArray(MenuItem[]::new));
        view.getItems().addAll(new SeparatorMenuItem(), lines.menuItem(), compare.menuItem(), explore.findClosest.menuItem(),
                explore.agreement.menuItem(), theme.menuItem());
        return new MenuBar(files, searches, limits, study, view,
                new Menu(texts.get("menu.help"), null, palette.menuItem(), help.menuItem(), tour.menuItem(), about.menuItem()));
    }

    private void showRecent(Menu menu, UserSettings now) {
        menu.getItems().setAll(now.recentProjects().stream().map(folder -> item(folder, () -> file.openProject(Path.of(folder)))).toList());
        menu.setDisable(menu.getItems().isEmpty());
    }

    private void showLimits(Menu menu, MenuItem undo, MenuItem redo, MenuItem keep) {
        LimitSets sets = search.limitSets();
        Menu forget = new Menu(texts.get("menu.limits.forget"), null, sets.ownProperty().get().stream()
                .map(named -> item(named.name(), () -> sets.forget(named))).toArray(MenuItem[]::new));
        forget.setDisable(forget.getItems().isEmpty());
        menu.getItems().setAll(undo, redo, new SeparatorMenuItem());
        sets.givenProperty().get().forEach(named -> menu.getItems().add(item(named.name(), () -> sets.take(named))));
        menu.getItems().add(new SeparatorMenuItem());
        sets.ownProperty().get().forEach(named -> menu.getItems().add(item(named.name(), () -> sets.take(named))));
        menu.getItems().addAll(keep, forget);
    }

    private void showSamples(Menu menu) {
        menu.getItems().setAll(file.samples().stream().map(sample -> item(String.valueOf(sample.getFileName()), () -> file.openSample(sample)))
                .toList());
        menu.disableProperty().bind(Bindings.isEmpty(menu.getItems()));
    }

    private static MenuItem item(String name, Runnable action) {
        MenuItem item = new MenuItem(name);
        item.setMnemonicParsing(false);
        item.setOnAction(event -> action.run());
        return item;
    }
}
