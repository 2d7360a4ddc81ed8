package org.hasnas.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Optional;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.error.HasnasException;
import org.hasnas.files.store.sqlite.SqliteStore;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.search.model.Project;
import org.hasnas.search.model.SearchAlgorithmId;
import org.hasnas.workbench.Workbench;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** What the window says when something is gone, broken, or not allowed, on the real program: each with a way out, and the window goes on. */
final class FailureJourneyTest extends WindowTest {
    @Start
    void start(Stage primary) throws HasnasException {
        show(primary, Workbench.local(file -> SqliteStore.open(file, "test")), 1000, 700);
    }

    private Project project(String name) throws Exception {
        Project project = workbench.projects().create(temporary.resolve(name), "digits");
        project = project.withSearch(project.search().withAlgorithm(SearchAlgorithmId.HASNAS).withBudget(3));
        workbench.projects().save(project);
        return project;
    }

    /** Opens a project that the user chooses. */
    private void open(FxRobot robot, Path folder) {
        dialogs.folders.add(folder);
        robot.push(KeyCode.CONTROL, KeyCode.O);
    }

    private String problem() throws Exception {
        await(() -> !dialogs.problems.isEmpty());
        String told = dialogs.problems.getLast();
        dialogs.problems.clear();
        return told;
    }

    /** After a failure a whole project can be opened. */
    private void goOn(FxRobot robot, Project sound) throws Exception {
        open(robot, sound.folder());
        await(() -> studio.project().folder().equals(Optional.of(sound.folder())));
    }

    @Test
    void everyFailureIsExplained(FxRobot robot) throws Exception {
        Project sound = project("sound");
        Project damaged = project("broken");
        Path broken = damaged.file();
        Files.writeString(broken, Files.readString(broken).replace("limits:", "limts:"));
        open(robot, damaged.folder());
        String told = problem();
        assertTrue(told.contains("limts") && told.contains("line"), told);
        Files.write(broken, new byte[] {0, 1, 2, (byte) 0xff});
        open(robot, damaged.folder());
        told = problem();
        assertTrue(told.contains("project.yaml"), told);
        open(robot, temporary.resolve("gone"));
        told = problem();
        assertTrue(told.contains("gone"), told);
        goOn(robot, sound);

        Project store = project("store");
        Files.writeString(store.storeFile(), "this is no database, and it is longer than a header of one would be, so that it is read at all");
        open(robot, store.folder());
        told = problem();
        assertTrue(told.contains("runs.db"), told);
        shoot(stage, "failure-store");
        goOn(robot, sound);

        Project unwritable = project("unwritable");
        Files.createDirectory(unwritable.storeFile());
        dialogs.confirming = false;
        open(robot, unwritable.folder());
        await(() -> dialogs.questions.stream().anyMatch(question -> question.contains("Runs can't be stored")));
        dialogs.confirming = true;
        goOn(robot, sound);

        Project foreign = workbench.projects().create(temporary.resolve("foreign"), NetworkTemplates.SNASNET_CIFAR10.name());
        Project away = foreign.withSearch(foreign.search().withDataset(new DatasetReference(DatasetReference.Format.CIFAR10, "not-there")));
        workbench.projects().save(away);
        open(robot, away.folder());
        await(() -> studio.project().folder().equals(Optional.of(away.folder())));
        robot.push(KeyCode.F5);
        told = problem();
        assertTrue(told.contains("not-there"), told);
        shoot(stage, "failure-data");
        goOn(robot, sound);

        robot.push(KeyCode.F5);
        await(() -> studio.project().known().size() == 3 && !studio.search().search().running().get());
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + sound.storeFile()); Statement lock = other.createStatement()) {
            lock.execute("BEGIN EXCLUSIVE");
            robot.push(KeyCode.F5);
            told = problem();
            assertTrue(told.contains("locked"), told);
            shoot(stage, "failure-locked");
            lock.execute("ROLLBACK");
        }
        await(() -> studio.search().start.enabled().get());
        assertEquals(3, studio.project().known().size(), "nothing is lost, and the search can be started again");
    }
}
