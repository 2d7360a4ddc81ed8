package org.hasnas.ui.shell;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Orientation;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.Region;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.hasnas.search.model.Project;
import org.hasnas.ui.accuracy.KnownAccuracies;
import org.hasnas.ui.chart.ChartMenu;
import org.hasnas.ui.chip.ChipAccuracyView;
import org.hasnas.ui.chip.ChipAccuracyViewModel;
import org.hasnas.ui.chip.ChipComparisonView;
import org.hasnas.ui.chip.ChipComparisonViewModel;
import org.hasnas.ui.cluster.ClusterViewModel;
import org.hasnas.ui.compare.CompareView;
import org.hasnas.ui.compare.CompareViewModel;
import org.hasnas.ui.constraints.LimitKeeper;
import org.hasnas.ui.fx.AnimationFrames;
import org.hasnas.ui.fx.Background;
import org.hasnas.ui.fx.DesignDrag;
import org.hasnas.ui.fx.DesktopNotifier;
import org.hasnas.ui.fx.Dialogs;
import org.hasnas.ui.fx.FileDrop;
import org.hasnas.ui.fx.FxDialogs;
import org.hasnas.ui.fx.PauseTimer;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.UiServices;
import org.hasnas.ui.network.ActivityViewModel;
import org.hasnas.ui.network.CellEditor;
import org.hasnas.ui.network.CrossbarViewModel;
import org.hasnas.ui.network.NetworkView;
import org.hasnas.ui.network.NetworkViewModel;
import org.hasnas.ui.project.DataImport;
import org.hasnas.ui.project.ImportedNetworks;
import org.hasnas.ui.project.OpenProject;
import org.hasnas.ui.project.ProjectViewModel;
import org.hasnas.ui.project.Reports;
import org.hasnas.ui.settings.SettingsViewModel;
import org.hasnas.ui.study.StudyWindows;
import org.hasnas.ui.table.TrialTableView;
import org.hasnas.ui.table.TrialTableViewModel;
import org.hasnas.ui.training.ProjectTrainings;
import org.hasnas.ui.training.TrainingsView;
import org.hasnas.ui.training.TrainingsViewModel;
import org.hasnas.ui.workspace.Command;
import org.hasnas.ui.workspace.Dividers;
import org.hasnas.ui.workspace.Workspace;
import org.hasnas.ui.workspace.WorkspaceRail;
import org.hasnas.ui.workspace.Workspaces;
import org.hasnas.workbench.Workbench;
import org.hasnas.workbench.candidate.KnownCandidates;
import org.hasnas.workbench.project.SampleProjects;
import org.hasnas.workbench.settings.SettingsFile;
import org.hasnas.workbench.settings.UnsavedLimits;
import org.hasnas.workbench.settings.UserSettings;
import org.hasnas.workbench.settings.WindowLayout;
import org.hasnas.workbench.settings.WindowPlace;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignG;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;

/**
 * The desktop window over a workbench. Made and used on the JavaFX thread; whoever makes it closes workbench and executor after the
 * window was closed.
 */
public final class Studio {
    private static final double WIDTH = 1400;
    private static final double HEIGHT = 900;
    private static final double MIN_WIDTH = 1000;
    private static final double MIN_HEIGHT = 640;

    /** Where plot, parallel coordinates and table part. */
    private static final double[] WITH_LINES = {0.47, 0.75};
    private static final double WITHOUT_LINES = 0.66;
    /** A lower window has no room for plot, parallel coordinates and table at once. */
    private static final double HIGH = 780;

    /** The pages that are about the design that is looked at. */
    private static final Set<String> SHOWING_A_DESIGN = Set.of("workspace-explore", "workspace-chip", "workspace-network");

    /** The one whose data come with the program. */
    private static final String FIRST_SAMPLE = "digits-quickstart";

    private final BooleanProperty parallelShown = new SimpleBooleanProperty(this, "parallelShown");
    private final Texts texts;
    private final Dialogs dialogs;
    private final UiServices around;
    private final OpenProject project;
    private final ProjectViewModel file;
    private final DataImport data;
    private final SearchSide search;
    private final ExploreSide explore;
    private final TrainingsViewModel trainings;
    private final ChipAccuracyViewModel chip;
    private final ChipComparisonViewModel chips;
    private final CompareViewModel comparison;
    private final NetworkViewModel network;
    private final CellEditor cells;
    private final ChartMenu charts;
    private final CrossbarViewModel crossbar;
    private final ActivityViewModel activity;
    private final StudyWindows studies;
    private final KnownAccuracies accuracies;
    private final ClusterViewModel cluster;
    private @Nullable Stage stage;
    private final Dividers dividers;
    private @Nullable Workspaces pages;

    /**
     * @param workbench the use cases
     * @param background runs what can block; its threads are the caller's
     * @param settingsFolder where the user's settings are kept; made if missing
     * @param samplesFolder holds the sample projects; may be missing
     */
    public Studio(Workbench workbench, Executor background, Path settingsFolder, Path samplesFolder) {
        this(workbench, background, settingsFolder, samplesFolder, Optional.empty());
    }

    /** @param answers answers the dialogs in tests; empty for the user */
    Studio(Workbench workbench, Executor background, Path settingsFolder, Path samplesFolder, Optional<Dialogs> answers) {
        SettingsFile settingsFile = new SettingsFile(settingsFolder, Runtime.getRuntime().availableProcessors());
        SettingsFile.Start start = settingsFile.start();
        dividers = new Dividers(start.settings().layout().dividers());
        texts = new Texts(start.settings().language().locale());
        dialogs = answers.orElseGet(() -> new FxDialogs(() -> Optional.ofNullable(stage), texts));
        around = new UiServices(new Background(background, Platform::runLater), dialogs, texts);
        SettingsViewModel settings = new SettingsViewModel(settingsFile, start, around);
        project = new OpenProject(new AnimationFrames(), texts, settings.settings().threads());
        file = new ProjectViewModel(workbench.projects(), new SampleProjects(samplesFolder), around, project, settings);
        new LimitKeeper(new UnsavedLimits(settingsFolder), around, new PauseTimer(), project);
        cluster = new ClusterViewModel(workbench.clusters(), around);
        data = new DataImport(workbench.datasets(), around, project);
        accuracies = new KnownAccuracies(workbench.candidates(), around, new PauseTimer(), project);
        Reports reports = new Reports(workbench, around, project);
        search = new SearchSide(workbench, around, project, file, reports);
        ProjectTrainings list = new ProjectTrainings(workbench.trainings(), around, project);
        ImportedNetworks imported = new ImportedNetworks(workbench.exchange(), workbench.costs(), workbench.trainings(), around, project);
        explore = new ExploreSide(workbench, around, project, accuracies, imported, search.feasibility(), list, this::window);
        trainings = new TrainingsViewModel(workbench.trainings(), around, project, list);
        chips = new ChipComparisonViewModel(workbench.costs(), workbench.trainings(), around, project);
        chip = new ChipAccuracyViewModel(workbench.crossbars(), workbench.costs(), around, project, list, imported);
        comparison = new CompareViewModel(workbench.costs(), workbench.trainings(), around, project, accuracies, list, imported, reports);
        network = new NetworkViewModel(workbench.trainings(), around, project, list, explore.candidate().costProperty());
        charts = new ChartMenu(around, project::folderOrHome, file.settings().dark());
        cells = new CellEditor(workbench.scores(), workbench.costs(), around, project);
        crossbar = new CrossbarViewModel(workbench.crossbars(), around, new PauseTimer(), project, network);
        activity = new ActivityViewModel(workbench.trainings(), workbench.costs(), around, project, network);
        EndNotices.watch(project.work(), () -> project.opened().map(open -> String.valueOf(open.folder().getFileName())).orElse(""),
                () -> settings.settings().notifications() && Window.getWindows().stream().noneMatch(Window::isFocused), around.background(), texts,
                new DesktopNotifier()::show);
        studies = new StudyWindows(workbench.studies(), around, project, this::window);
    }

    /** The pages of the window in their order; a further one is a line here. */
    private Workspaces workspaces(Command train, Command compare) {
        ObservableValue<Boolean> dark = file.settings().dark();
        return new Workspaces(List.of(
                new Workspace("workspace-explore", texts.get("workspace.explore"), texts.keys("Alt+1"), MaterialDesignC.COMPASS_OUTLINE,
                        texts.get("workspace.explore.tip"), () -> explorePage(train, compare)),
                new Workspace("workspace-compare", texts.get("workspace.compare"), texts.keys("Alt+2"), MaterialDesignC.COMPARE_HORIZONTAL,
                        texts.get("workspace.compare.tip"), () -> new CompareView(comparison, texts, dark)),
                new Workspace("workspace-train", texts.get("workspace.train"), texts.keys("Alt+3"), MaterialDesignS.SCHOOL_OUTLINE,
                        texts.get("workspace.train.tip"),
                        () -> new TrainingsView(trainings, texts, train.button(), ofTrainings(train, compare), dividers, dark),
                        trainings.startedProperty()),
                new Workspace("workspace-chip", texts.get("workspace.chip"), texts.keys("Alt+4"), MaterialDesignC.CHIP,
                        texts.get("workspace.chip.tip"),
                        () -> ChipComparisonView.beside(new ChipAccuracyView(chip, texts, dark), chips, project, texts)),
                new Workspace("workspace-network", texts.get("workspace.network"), texts.keys("Alt+5"), MaterialDesignG.GRAPH_OUTLINE,
                        texts.get("workspace.network.tip"), () -> new NetworkView(network, cells, crossbar, activity,
                                explore.candidate().marginsProperty(),
                                explore.candidateAccuracies(), List.of(train.button(), compare.button()), dividers, texts, dark))),
                file.settings().settings().layout().page());
    }

    /** What can be done with the designs of trainings. */
    private List<Command> ofTrainings(Command train, Command compare) {
        Workspaces all = Objects.requireNonNull(pages, "the pages are not made yet");
        Stream<Command> shows = all.all().stream().filter(page -> SHOWING_A_DESIGN.contains(page.id())).map(all::command)
                .map(command -> new Command("training-" + command.id(), texts.get("training.show-in", command.name()), command.icon(),
                        command.enabled(), command.action()));
        return Stream.concat(shows, Stream.of(compare, train, explore.exportCandidate, explore.exportTrained(trainings.selectedProperty()::get)))
                .toList();
    }

    private Region explorePage(Command train, Command compare) {
        Node table = new TrialTableView(new TrialTableViewModel(project, texts), accuracies, List.of(train, compare), explore.findClosest,
                (text, told) -> {
                    dialogs.copy(text);
                    dialogs.notice(told);
                }, texts);
        SplitPane right = new SplitPane(
                explore.view(compare, search.search().running(), file.settings().dark(), charts.commands(this::plot, explore.plot()::data), dividers),
                table);
        right.setOrientation(Orientation.VERTICAL);
        Node lines = explore.lines(file.settings().dark());
        parallelShown.subscribe(shown -> {
            if (shown) {
                dividers.leave("explore-rows");
                right.getItems().add(1, lines);
                dividers.place("explore-rows-with-lines", right, WITH_LINES);
            } else {
                dividers.leave("explore-rows-with-lines");
                right.getItems().remove(lines);
                dividers.place("explore-rows", right, WITHOUT_LINES);
                explore.parallel().clear(); // what is not seen filters nothing
            }
        });
        Node left = search.view(accuracies, file.settings().dark());
        ScrollPane scrolled = new ScrollPane(right); // on small screens; else it fits
        scrolled.setFitToWidth(true);
        scrolled.setFitToHeight(true);
        scrolled.getStyleClass().add("edge-to-edge");
        SplitPane all = new SplitPane(left, scrolled);
        dividers.place("explore", all, 0.21);
        SplitPane.setResizableWithParent(left, Boolean.FALSE);
        return all;
    }

    /** Shows the window in a stage that is not yet shown. Its language is the JVM's from then on, for what JavaFX writes: buttons, menus of fields. */
    public void show(Stage window) {
        Locale language = file.settings().settings().language().locale();
        Locale.setDefault(language.equals(Locale.ROOT) ? Locale.ENGLISH : language);
        stage = window;
        window.setScene(scene(window));
        window.titleProperty().bind(file.titleProperty());
        Rectangle2D screen = Screen.getPrimary().getVisualBounds();
        window.setMinWidth(Math.min(MIN_WIDTH, screen.getWidth()));
        window.setMinHeight(Math.min(MIN_HEIGHT, screen.getHeight()));
        window.setWidth(Math.min(WIDTH, screen.getWidth()));
        window.setHeight(Math.min(HEIGHT, screen.getHeight()));
        parallelShown.set(window.getHeight() >= HIGH);
        file.settings().settings().window().ifPresent(place -> putBack(window, place));
        window.setOnCloseRequest(event -> {
            event.consume();
            close(window);
        });
        window.show();
        if (!file.settings().settings().toured()) {
            tour();
        }
    }

    /** Begins the tour of the window. */
    void tour() {
        new Tour(texts, () -> file.samples().stream().filter(sample -> sample.endsWith(FIRST_SAMPLE)).forEach(file::openSample),
                file.settings()::setToured, file.settings().dark()).show(window().getScene());
    }

    /** What a path of the user's may name. */
    private enum Named {
        PROJECT, NETWORK, DESIGNS, OTHER
    }

    /** Opens what was named at the start: a network of another tool, designs, or else a project. */
    public void open(Path named) {
        around.background().run(() -> look(named), what -> open(named, what), dialogs::notice);
    }

    private void open(Path named, Named what) {
        switch (what) {
            case NETWORK -> explore.imports().open(named);
            case DESIGNS -> explore.candidate().open(named);
            case PROJECT, OTHER -> openProject(named);
        }
    }

    /** Looks at the file itself, which may be on a slow disk. */
    private static Named look(Path path) {
        if (path.endsWith(Project.FILE_NAME) || Files.exists(path.resolve(Project.FILE_NAME))) {
            return Named.PROJECT;
        }
        if (path.toString().toLowerCase(Locale.ROOT).endsWith(".nir")) {
            return Named.NETWORK;
        }
        return KnownCandidates.isFileOfDesigns(path) ? Named.DESIGNS : Named.OTHER;
    }

    /** Opens a project folder, as if the user had chosen it. */
    public void openProject(Path folder) {
        file.openProject(folder);
    }

    /** What the window works on, for tests of this package. */
    OpenProject project() {
        return project;
    }

    SettingsViewModel settings() {
        return file.settings();
    }

    SearchSide search() {
        return search;
    }

    ExploreSide explore() {
        return explore;
    }

    TrainingsViewModel trainings() {
        return trainings;
    }

    ChipAccuracyViewModel chip() {
        return chip;
    }

    KnownAccuracies accuracies() {
        return accuracies;
    }

    StudyWindows studies() {
        return studies;
    }

    private Node plot() {
        return Objects.requireNonNull(window().getScene().lookup("#plot"), "the plot is not shown");
    }

    private Window window() {
        return Objects.requireNonNull(stage, "the window is not shown yet");
    }

    private Scene scene(Stage window) {
        // before the first control is made, which would load JavaFX's own theme
        file.settings().userSettingsProperty().subscribe(settings -> applyTheme(settings.theme()));
        Command train = new Command("train", texts.get("action.train"), texts.keys("Shortcut+R"), MaterialDesignS.SCHOOL_OUTLINE,
                project.isOpen().and(project.hasCandidate()), () -> trainings.train(project.chosen()));
        Command compare = new Command("compare", texts.get("action.compare"), texts.keys("Shortcut+D"), MaterialDesignC.COMPARE_HORIZONTAL,
                project.isOpen().and(project.hasCandidate()), comparison::add);
        Command lines =
                new Command("parallel", texts.get("action.parallel"), texts.keys("Shortcut+P"), MaterialDesignC.CHART_MULTILINE, project.isOpen(),
                        () -> parallelShown.set(!parallelShown.get()));
        Workspaces workspaces = workspaces(train, compare);
        pages = workspaces;
        WorkspaceRail rail = new WorkspaceRail(workspaces);
        MainMenu menu =
                new MainMenu(file, data, new WindowDialogs(file, cluster, dialogs, texts, window, rail, this::tour, () -> close(window)), search,
                        explore,
                        lines, train, compare, workspaces.commands(), studies.commands(), texts);
        MainWindow all = new MainWindow(menu, rail, search.status(data), new TasksButton(project.work(), cluster, texts), project.work());
        DesignDrag.take(all.lookup("#workspace-compare"), comparison::add);
        FileDrop.take(all, this::takeDropped);
        Scene scene = new Scene(all);
        charts.watch(scene);
        URL style = Objects.requireNonNull(Studio.class.getResource("/org/hasnas/ui/studio.css"), "studio.css is not on the class path");
        scene.getStylesheets().add(style.toExternalForm());
        return scene;
    }

    /** A project is opened, a network reported on, designs are read; anything else is data of the open project, which says so itself where it is none. */
    private void takeDropped(Path dropped) {
        around.background().run(() -> look(dropped), what -> {
            switch (what) {
                case PROJECT, NETWORK, DESIGNS -> open(dropped, what);
                case OTHER -> {
                    if (project.isOpen().get()) {
                        data.start(dropped);
                    } else {
                        dialogs.notice(texts.get("drop.no-project", dropped));
                    }
                }
            }
        }, dialogs::notice);
    }

    /** To where the window was left, unless that screen is gone. */
    private void putBack(Stage window, WindowPlace place) {
        parallelShown.set(place.parallel());
        Screen.getScreensForRectangle(place.x(), place.y(), place.width(), place.height()).stream().findFirst().ifPresent(screen -> {
            window.setX(place.x());
            window.setY(place.y());
            window.setWidth(Math.min(place.width(), screen.getVisualBounds().getWidth()));
            window.setHeight(Math.min(place.height(), screen.getVisualBounds().getHeight()));
            window.setMaximized(place.maximized());
        });
    }

    private void close(Stage window) {
        file.leaveProject(() -> {
            project.close();
            file.settings().leaveWindow(place(window), layout(), window::hide);
        });
    }

    private WindowLayout layout() {
        return new WindowLayout(Objects.requireNonNull(pages, "the pages are not made yet").shownProperty().get().id(), dividers.places());
    }

    private WindowPlace place(Stage window) {
        boolean parallel = parallelShown.get();
        return file.settings().settings().window().filter(_ -> window.isMaximized())
                .map(before -> new WindowPlace(before.x(), before.y(), before.width(), before.height(), true, parallel))
                .orElseGet(
                        () -> new WindowPlace(window.getX(), window.getY(), window.getWidth(), window.getHeight(), window.isMaximized(), parallel));
    }

    private static void applyTheme(UserSettings.Theme theme) {
        Application.setUserAgentStylesheet(switch (theme) {
            case LIGHT -> new PrimerLight().getUserAgentStylesheet();
            case DARK -> new PrimerDark().getUserAgentStylesheet();
        });
    }
}
