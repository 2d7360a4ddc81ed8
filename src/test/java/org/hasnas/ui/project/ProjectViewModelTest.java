package org.hasnas.ui.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hasnas.chip.model.CostKind;
import org.hasnas.search.model.Candidate;
import org.hasnas.search.model.Project;
import org.hasnas.testdata.Samples;
import org.hasnas.ui.FakeDialogs;
import org.hasnas.ui.FakeWorkbench;
import org.hasnas.ui.constraints.ConstraintsViewModel;
import org.hasnas.ui.fx.Background;
import org.hasnas.ui.fx.Dialogs.Answer;
import org.hasnas.ui.fx.NextFrame;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.UiServices;
import org.hasnas.ui.settings.SettingsViewModel;
import org.hasnas.ui.training.ProjectTrainings;
import org.hasnas.ui.training.TrainingsViewModel;
import org.hasnas.workbench.project.SampleProjects;
import org.hasnas.workbench.settings.SettingsFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProjectViewModelTest {
    private final FakeDialogs dialogs = new FakeDialogs();
    private final FakeWorkbench workbench = new FakeWorkbench();
    private final Background background = new Background(Runnable::run, Runnable::run);
    private final Texts texts = new Texts();
    private final UiServices around = new UiServices(background, dialogs, texts);
    private final OpenProject shared = new OpenProject(NextFrame.AT_ONCE, texts, 2);
    private final ProjectTrainings list = new ProjectTrainings(workbench.trainings, around, shared);
    private final TrainingsViewModel trainings = new TrainingsViewModel(workbench.trainings, around, shared, list);
    private final ConstraintsViewModel constraints = new ConstraintsViewModel(shared, around.texts());
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path temporary;
    @SuppressWarnings("NullAway.Init") // set before each test
    private SettingsViewModel settings;
    @SuppressWarnings("NullAway.Init") // set before each test
    private ProjectViewModel model;

    @BeforeEach
    void wire() throws Exception {
        Path sample = Files.createDirectories(temporary.resolve("samples").resolve("digits-quickstart"));
        Files.writeString(sample.resolve(Project.FILE_NAME), "name: digits");
        Files.writeString(sample.resolve(Project.STORE_NAME + "-wal"), "not to be copied");
        SettingsFile settingsFile = new SettingsFile(temporary.resolve("config"), 2);
        settings = new SettingsViewModel(settingsFile, settingsFile.start(), around);
        model = new ProjectViewModel(workbench.projects, new SampleProjects(temporary.resolve("samples")), around, shared, settings);
    }

    private Optional<Path> openFolder() {
        return shared.folder();
    }

    @Test
    void aNewProjectIsOpenAndRemembered() {
        Path folder = temporary.resolve("mine");
        model.createProject(folder, "digits");
        assertEquals(Optional.of(folder), openFolder());
        assertEquals("mine \u2013 HASNAS Studio", model.titleProperty().get());
        assertEquals(List.of(folder.toString()), settings.settings().recentProjects());
    }

    @Test
    void aMovedLimitMarksTheTitleUntilItIsSaved() throws Exception {
        Path folder = temporary.resolve("mine");
        model.createProject(folder, "digits");
        constraints.limit(CostKind.AREA).enter("50 mm2");
        assertEquals("mine* \u2013 HASNAS Studio", model.titleProperty().get());
        model.save();
        assertEquals("mine \u2013 HASNAS Studio", model.titleProperty().get());
        assertEquals(50e-6, workbench.projects.open(folder).search().limits().limit(CostKind.AREA), 1e-12);
    }

    @Test
    void aFileChangedOutsideIsReplacedOnlyIfTheUserSaysSo() throws Exception {
        Path folder = temporary.resolve("mine");
        model.createProject(folder, "digits");
        Project outside = workbench.projects.open(folder);
        workbench.projects.save(new Project(folder, "renamed", "", outside.search()));
        constraints.limit(CostKind.AREA).enter("50 mm2");
        dialogs.confirming = false;
        model.save();
        assertEquals("renamed", workbench.projects.open(folder).name());
        assertTrue(dialogs.questions.getLast().contains("project.yaml"), dialogs.questions.toString());
        dialogs.confirming = true;
        model.save();
        assertEquals("mine", workbench.projects.open(folder).name());
        dialogs.questions.clear();
        model.save();
        assertEquals(List.of(), dialogs.questions);
    }

    @Test
    void openingWhatIsNoProjectSaysSo() {
        model.openProject(temporary);
        assertEquals(Optional.empty(), openFolder());
        assertTrue(dialogs.problems.getFirst().contains("project.yaml"), dialogs.problems.toString());
    }

    @Test
    void aSampleIsCopiedWithoutItsRunsAndEachTimeAnew() throws Exception {
        Path place = Files.createDirectories(temporary.resolve("place"));
        dialogs.folders.add(place);
        dialogs.folders.add(place);
        model.openSample(model.samples().getFirst());
        assertEquals(Optional.of(place.resolve("digits-quickstart")), openFolder());
        assertFalse(Files.exists(place.resolve("digits-quickstart").resolve(Project.STORE_NAME + "-wal")));
        model.openSample(model.samples().getFirst());
        assertEquals(Optional.of(place.resolve("digits-quickstart-2")), openFolder());
    }

    @Test
    void aProjectThatCannotBeWrittenIsOfferedAnotherPlace() throws Exception {
        Path other = Files.createDirectories(temporary.resolve("other"));
        workbench.projects.create(temporary.resolve("fixed"), "digits");
        workbench.projects.storeProblem = Optional.of("The folder can't be written to.");
        model.openProject(temporary.resolve("fixed"));
        assertEquals("fixed (read-only) – HASNAS Studio", model.titleProperty().get());
        dialogs.folders.add(other);
        dialogs.confirming = true;
        model.openProject(temporary.resolve("fixed"));
        assertEquals(Optional.of(other), openFolder());
        assertTrue(dialogs.questions.getFirst().contains("can't be written"), dialogs.questions.toString());
    }

    @Test
    void unsavedChangesAreAskedAboutAndCancelStays() {
        model.createProject(temporary.resolve("a"), "digits");
        constraints.limit(CostKind.AREA).enter("50 mm2");
        dialogs.answer = Answer.CANCEL;
        model.createProject(temporary.resolve("b"), "digits");
        assertEquals(Optional.of(temporary.resolve("a")), openFolder());
        dialogs.answer = Answer.NO;
        model.createProject(temporary.resolve("b"), "digits");
        assertEquals(Optional.of(temporary.resolve("b")), openFolder());
    }

    @Test
    void theCommandIsCopiedAfterSavingWhatOnlyTheFileCarries() throws Exception {
        model.createProject(temporary.resolve("a"), "digits");
        constraints.limit(CostKind.AREA).enter("50 mm2");
        dialogs.answer = Answer.YES;
        model.copyAsCommand(() -> Optional.of("unsaved: " + shared.isModified()));
        assertEquals(List.of("unsaved: false"), dialogs.copied);
        assertEquals(50e-6, workbench.projects.open(temporary.resolve("a")).search().limits().limit(CostKind.AREA), 1e-12);
    }

    @Test
    void runningTrainingsAreAskedAboutAndStoppedBeforeTheProjectIsLeft() throws Exception {
        shared.open(workbench.projects.create(temporary.resolve("trained"), "digits"));
        trainings.train(List.of(new Candidate(Samples.digits(10), Samples.trial(Samples.digits(10), 0))));
        assertTrue(list.running().get(), dialogs.problems.toString());
        dialogs.confirming = false;
        int[] left = {0};
        model.leaveProject(() -> left[0]++);
        assertTrue(dialogs.questions.getLast().contains("A training is running"), dialogs.questions.toString());
        assertEquals(0, left[0]);
        dialogs.confirming = true;
        model.leaveProject(() -> left[0]++);
        assertEquals(1, left[0]);
        assertFalse(list.running().get());
    }
}
