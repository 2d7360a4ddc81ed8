package org.hasnas.ui.shell;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.net.URL;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.hasnas.ui.accuracy.AccuraciesViewModel;
import org.hasnas.ui.accuracy.AgreementViewModel;
import org.hasnas.ui.accuracy.CandidateAccuraciesViewModel;
import org.hasnas.ui.candidate.CandidateViewModel;
import org.hasnas.ui.chip.ChipAccuracyViewModel;
import org.hasnas.ui.constraints.ClosestViewModel;
import org.hasnas.ui.constraints.ConstraintsViewModel;
import org.hasnas.ui.constraints.FeasibilityViewModel;
import org.hasnas.ui.fx.AnimationFrames;
import org.hasnas.ui.fx.Background;
import org.hasnas.ui.fx.Dialogs;
import org.hasnas.ui.fx.FxDialogs;
import org.hasnas.ui.fx.PauseTimer;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.UiServices;
import org.hasnas.ui.hardware.HardwareViewModel;
import org.hasnas.ui.run.KnownTrials;
import org.hasnas.ui.run.SearchViewModel;
import org.hasnas.ui.settings.SettingsViewModel;
import org.hasnas.ui.study.StudyKind;
import org.hasnas.ui.study.StudyViewModel;
import org.hasnas.ui.table.TrialTableViewModel;
import org.hasnas.ui.training.TrainingsViewModel;
import org.hasnas.workbench.Workbench;
import org.hasnas.workbench.project.SampleProjects;
import org.hasnas.workbench.settings.SettingsFile;
import org.hasnas.workbench.settings.UserSettings;
import org.jspecify.annotations.Nullable;

/**
 * The desktop window over a workbench. Made and used on the JavaFX thread; whoever makes it closes workbench and executor after the
 * window was closed.
 */
public final class Studio {
    private static final double WIDTH = 1400;
    private static final double HEIGHT = 900;
    private static final double MIN_WIDTH = 900;
    private static final double MIN_HEIGHT = 600;
    /** Sliders rest so long before anything is computed for their new place. */
    private static final double PAUSE_MILLIS = 350;

    private final Texts texts = new Texts();
    private final Dialogs dialogs;
    private final ViewModels parts;
    private @Nullable Stage stage;

    /**
     * @param workbench the use cases
     * @param background runs what can block; its threads are the caller's
     * @param settingsFolder where the user's settings are kept; made if missing
     * @param samplesFolder holds the sample projects; may be missing
     */
    public Studio(Workbench workbench, Executor background, Path settingsFolder, Path samplesFolder) {
        this.dialogs = new FxDialogs(() -> Optional.ofNullable(stage), texts);
        this.parts = wire(workbench, new Background(background, Platform::runLater), settingsFolder, new SampleProjects(samplesFolder));
    }

    /** For tests, which answer the dialogs themselves. */
    Studio(Workbench workbench, Executor background, Path settingsFolder, Path samplesFolder, Dialogs dialogs) {
        this.dialogs = dialogs;
        this.parts = wire(workbench, new Background(background, Platform::runLater), settingsFolder, new SampleProjects(samplesFolder));
    }

    private ViewModels wire(Workbench workbench, Background background, Path settingsFolder, SampleProjects samples) {
        UiServices around = new UiServices(background, dialogs, texts);
        SettingsFile file = new SettingsFile(settingsFolder, Runtime.getRuntime().availableProcessors());
        SettingsViewModel settings = new SettingsViewModel(file, background, dialogs);
        KnownTrials known = new KnownTrials(new AnimationFrames());
        ConstraintsViewModel constraints = new ConstraintsViewModel(known);
        SearchViewModel search = new SearchViewModel(workbench.searches(), workbench.costs(), around, known, settings.settings().threads());
        TrainingsViewModel trainings = new TrainingsViewModel(workbench.trainings(), around, search);
        ChipAccuracyViewModel chip = new ChipAccuracyViewModel(workbench.crossbars(), workbench.costs(), around, search, trainings);
        AccuraciesViewModel accuracies = new AccuraciesViewModel(workbench.candidates(), around, new PauseTimer(PAUSE_MILLIS), known,
                search.projectProperty());
        CandidateViewModel candidate = new CandidateViewModel(workbench.candidates(), workbench.costs(), around, known);
        trainings.measuredHereProperty().subscribe((before, now) -> accuracies.reload());
        FeasibilityViewModel feasibility = new FeasibilityViewModel(workbench.costs(), background, new PauseTimer(PAUSE_MILLIS), texts, known,
                constraints, search.projectProperty());
        return new ViewModels(known, constraints, feasibility, new ClosestViewModel(background, texts, known, feasibility.answerProperty()), search,
                accuracies, new PlotViewModel(background, texts, known, accuracies), candidate,
                new CandidateAccuraciesViewModel(background, texts, candidate.candidateProperty(), accuracies),
                new AgreementViewModel(background, texts, accuracies), new HardwareViewModel(workbench.costs(), around, search),
                new TrialTableViewModel(known, texts), trainings, chip, settings,
                new StudyViewModel(StudyKind.OPERATIONS, workbench.studies(), around, search),
                new StudyViewModel(StudyKind.TEMPLATES, workbench.studies(), around, search),
                new MainViewModel(workbench.projects(), samples, around, search, new RunningWork(search, trainings, chip, around), constraints,
                        settings));
    }

    /** Shows the window in a stage that is not yet shown. */
    public void show(Stage window) {
        stage = window;
        window.setScene(scene(window));
        window.titleProperty().bind(parts.main().titleProperty());
        window.setMinWidth(MIN_WIDTH);
        window.setMinHeight(MIN_HEIGHT);
        window.setOnCloseRequest(event -> {
            event.consume();
            close(window);
        });
        window.show();
    }

    /** Opens a project folder, as if the user had chosen it. */
    public void openProject(Path folder) {
        parts.main().openProject(folder);
    }

    /** The view models, for tests of this package. */
    ViewModels parts() {
        return parts;
    }

    private Scene scene(Stage window) {
        Commands commands = new Commands(parts, new WindowDialogs(parts, dialogs, texts, window), texts, () -> close(window));
        Scene scene = new Scene(new MainWindow(parts, commands, texts), WIDTH, HEIGHT);
        URL style = Objects.requireNonNull(Studio.class.getResource("/org/hasnas/ui/studio.css"), "studio.css is not on the class path");
        scene.getStylesheets().add(style.toExternalForm());
        parts.settings().settingsProperty().subscribe(settings -> applyTheme(settings.theme()));
        return scene;
    }

    private void close(Stage window) {
        parts.main().leaveProject(() -> {
            parts.operations().cancel();
            parts.templates().cancel();
            window.hide();
        });
    }

    private static void applyTheme(UserSettings.Theme theme) {
        Application.setUserAgentStylesheet(switch (theme) {
            case LIGHT -> new PrimerLight().getUserAgentStylesheet();
            case DARK -> new PrimerDark().getUserAgentStylesheet();
        });
    }
}
