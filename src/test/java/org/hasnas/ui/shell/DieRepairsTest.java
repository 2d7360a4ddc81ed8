package org.hasnas.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Bounds;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.hasnas.chip.inference.model.ChipConditions.Compensation;
import org.hasnas.job.RunStatus;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.search.model.Project;
import org.hasnas.testdata.Samples;
import org.hasnas.ui.FakeWorkbench;
import org.hasnas.ui.chip.ChipMeasurement;
import org.hasnas.workbench.settings.SettingsFile;
import org.hasnas.workbench.settings.UserSettings;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** What each repair brings back on a measured die, as the page of the chip tells it; in German, whose words are longer, and the smallest window. */
final class DieRepairsTest extends WindowTest {
    private static final int[][] SIZES = {{1000, 700}, {1440, 900}};

    private final FakeWorkbench fake = new FakeWorkbench();

    @Start
    void start(Stage primary) throws Exception {
        new SettingsFile(temporary.resolve("settings"), 2).write(UserSettings.standard(2).withLanguage(
                UserSettings.Language.valueOf(System.getProperty("hasnas.pictures.language", "GERMAN"))).withToured());
        showFirst(primary, fake.all());
    }

    @Test
    void everyRepairHasALineThatIsShownWhole(FxRobot robot) throws Exception {
        Project created = fake.projects.create(temporary.resolve("ziffern"), NetworkTemplates.DIGITS.name());
        fake.trainings.add(created, Samples.trial(created.search(), 0).architecture(), RunStatus.FINISHED, 2);
        perform(() -> studio.openProject(created.folder()));
        robot.push(KeyCode.ALT, KeyCode.DIGIT4);
        await(() -> studio.chip().networkProperty().get().isPresent());
        perform(() -> studio.chip().settings().dieProperty().set(Optional.of(Path.of("measured", "die-07"))));
        robot.interact(() -> robot.lookup("#chip-start").queryButton().fire());
        await(() -> !studio.chip().running().get() && studio.chip().shownProperty().get().flatMap(ChipMeasurement::report).isPresent());
        assertEquals(List.of(), dialogs.problems);
        Label result = robot.lookup("#chip-result").queryAs(Label.class);
        for (int[] size : SIZES) {
            shoot("die-repairs-" + size[0], size[0], size[1]);
            assertTrue(ask(() -> result.prefHeight(result.getWidth()) <= result.getHeight() + 1), "cut at " + size[0]);
            Bounds chart = ask(() -> robot.lookup("#chip-chart").query().localToScene(robot.lookup("#chip-chart").query().getLayoutBounds()));
            assertTrue(chart.getHeight() > 150 && chart.getMaxY() <= size[1], size[0] + ": " + chart);
        }
        List<String> lines = result.getText().lines().toList();
        for (int repair = 0; repair < Compensation.values().length; repair++) {
            int number = repair;
            assertTrue(lines.stream().anyMatch(line -> line.startsWith(number + ". ")), number + ": " + lines);
        }
    }
}
