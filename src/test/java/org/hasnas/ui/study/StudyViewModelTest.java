package org.hasnas.ui.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hasnas.network.SearchSpaces;
import org.hasnas.score.model.ScoreId;
import org.hasnas.search.model.Project;
import org.hasnas.ui.ViewModelFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class StudyViewModelTest extends ViewModelFixture {
    private final StudyViewModel operations = new StudyViewModel(StudyKind.OPERATIONS, workbench.studies, around, shared);
    private final StudyViewModel templates = new StudyViewModel(StudyKind.TEMPLATES, workbench.studies, around, shared);
    @SuppressWarnings("NullAway.Init") // set before each test
    private Project project;

    @BeforeEach
    void openProject() throws Exception {
        project = project("project");
        open(project);
    }

    @Test
    void aStudyRunsInTheBackgroundAndShowsItsTableAndCharts() {
        operations.spaceProperty().set(Optional.of(SearchSpaces.HASNAS_OPERATIONS));
        workbench.studies.jobs.hold();
        operations.start();
        assertTrue(operations.job().live().get());
        assertEquals(0.5, operations.job().progressProperty().get().orElseThrow().steps().fraction());
        assertTrue(operations.shownProperty().get().isEmpty());
        workbench.studies.jobs.goOn();
        settle();
        assertFalse(operations.job().live().get());
        StudyTable table = operations.shownProperty().get().orElseThrow();
        assertEquals(10, table.rows().size());
        assertEquals("SCNN5x5", table.names().get(4));
        assertTrue(table.rows().stream().allMatch(row -> row.size() == table.columns().size()));
        assertEquals(5, table.charts().size());
        assertTrue(table.summary().startsWith("Recommended: Zeroize"), table.summary());
        assertTrue(table.source().contains("it is not an accuracy"), table.source());
    }

    @Test
    void benchmarkAccuraciesStandBesideTheFitnessUnderTheirOwnName() {
        dialogs.files.add(temporary.resolve("table.csv"));
        operations.chooseTable();
        operations.start();
        settle();
        StudyTable table = operations.shownProperty().get().orElseThrow();
        assertTrue(table.columns().contains("Accuracy change, points (from benchmark)"), table.columns().toString());
        assertEquals(6, table.charts().size());
        operations.chooseTable(); // none chosen
        assertTrue(operations.tableProperty().get().isEmpty());
    }

    @Test
    void templatesAreShownWithVerdicts() {
        templates.start();
        settle();
        StudyTable table = templates.shownProperty().get().orElseThrow();
        assertEquals("as it is", table.names().getFirst());
        assertTrue(table.rows().stream().allMatch(row -> row.size() == table.columns().size()));
        assertTrue(table.summary().contains("T 3"), table.summary());
        assertTrue(table.source().contains("not comparable"), table.source());
    }

    @Test
    void trainedAccuraciesComeAfterTheScoresAndAreNeverCalledAnythingElse() {
        templates.trainings().wantedProperty().set(true);
        templates.trainings().networks().set(4);
        templates.trainings().epochs().set(3);
        List<StudyTable> shown = new ArrayList<>();
        templates.shownProperty().subscribe(now -> now.ifPresent(shown::add));
        templates.start();
        settle();
        assertEquals(2, shown.size());
        StudyTable partial = shown.getFirst();
        assertTrue(partial.summary().endsWith("Not all is trained: 3 of the 10 templates have accuracies so far."), partial.summary());
        assertFalse(partial.summary().contains("Kendall"), "not before all is trained");
        StudyTable table = shown.getLast();
        int accuracy = table.columns().indexOf("Accuracy %\n(short training)");
        assertEquals("Size-free fitness change", table.columns().get(accuracy - 2), "beside the score");
        assertEquals("95.0", table.rows().getFirst().get(accuracy));
        assertEquals("\u2013", partial.rows().getLast().get(accuracy), "not trained yet");
        assertEquals("+2.00", table.rows().get(1).get(accuracy + 1));
        assertEquals("+0.500 \u2026 +3.50", table.rows().get(1).get(accuracy + 2));
        assertTrue(table.rows().stream().allMatch(row -> row.size() == table.columns().size()));
        assertTrue(table.charts().containsKey("Accuracy change, points (short training)"));
        assertTrue(table.summary().contains("Kendall tau-b between the changes of score and of trained accuracy, over the templates: +0.25."),
                table.summary());
        assertTrue(table.summary()
                .contains("Accuracy on held-out training images after 3 epochs (weights of the last): a short training, not the accuracy of one to"
                        + " the end."),
                table.summary());
    }

    @Test
    void aStopKeepsWhatWasShownOfTheTrainings() {
        templates.trainings().wantedProperty().set(true);
        workbench.studies.jobs.hold();
        templates.start();
        templates.job().cancel();
        settle();
        assertFalse(templates.job().live().get());
        assertTrue(templates.shownProperty().get().orElseThrow().summary().contains("Not all is trained"));
        assertEquals(List.of(), dialogs.problems);
    }

    @Test
    void wrongTrainingsAreTold() {
        templates.trainings().wantedProperty().set(true);
        templates.trainings().networks().set(31);
        templates.start();
        assertTrue(dialogs.problems.getLast().contains("31 networks can't be trained of the 30 candidates that are shared."),
                dialogs.problems.toString());
        templates.trainings().networks().set(1);
        templates.trainings().epochs().textProperty().set("few");
        templates.start();
        assertTrue(dialogs.problems.getLast().contains("number of networks to train") && dialogs.problems.getLast().contains("\"few\""),
                dialogs.problems.toString());
        assertFalse(templates.job().live().get());
        templates.copyAsCommand();
        assertEquals(List.of(), dialogs.copied);
        templates.trainings().wantedProperty().set(false);
        templates.copyAsCommand();
        assertFalse(dialogs.copied.getLast().contains("--train "), dialogs.copied.toString());
    }

    @Test
    void aCancelledStudyShowsNothing() {
        workbench.studies.jobs.hold();
        templates.start();
        templates.job().cancel();
        settle();
        assertFalse(templates.job().live().get());
        assertTrue(templates.shownProperty().get().isEmpty());
        assertEquals(List.of(), dialogs.problems, "a stop is no problem");
        workbench.studies.jobs.goOn();
        templates.start();
        settle();
        assertTrue(templates.shownProperty().get().isPresent(), "it can be started anew");
    }

    @Test
    void aWrongCountIsTold() {
        operations.countProperty().set("many");
        operations.start();
        assertFalse(operations.job().live().get());
        assertTrue(dialogs.problems.getLast().contains("'many' is not a whole number of at least 2"), dialogs.problems.toString());
    }

    @Test
    void theCommandMakesTheSameStudy() {
        operations.countProperty().set("70");
        operations.scoreProperty().set(Optional.of(ScoreId.DEPTH));
        operations.spaceProperty().set(Optional.of(SearchSpaces.HASNAS_OPERATIONS));
        operations.copyAsCommand();
        String line = dialogs.copied.getLast();
        assertTrue(line.startsWith("hasnas operations " + project.folder()), line);
        assertTrue(line.endsWith("--pairs 70 --seed " + project.search().seed() + " --threads 2 --space hasnas-operations --score depth"), line);
        templates.trainings().wantedProperty().set(true);
        templates.trainings().epochs().set(8);
        templates.copyAsCommand();
        assertTrue(dialogs.copied.getLast().endsWith(" --train 6 --epochs 8"), dialogs.copied.getLast());
    }

    @Test
    void theResultIsExported() throws Exception {
        operations.export();
        assertEquals(List.of(), dialogs.suggestedNames, "there is nothing yet");
        operations.start();
        settle();
        Path file = temporary.resolve("out.csv");
        dialogs.files.add(file);
        operations.export();
        settle();
        assertTrue(Files.exists(file));
        assertEquals("operations.csv", dialogs.suggestedNames.getLast());
    }

    @Test
    void anotherProjectForgetsTheResult() throws Exception {
        operations.start();
        settle();
        shared.open(project("other"));
        settle();
        assertTrue(operations.shownProperty().get().isEmpty());
    }
}
