package org.hasnas.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.hasnas.job.RunStatus;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.search.model.Project;
import org.hasnas.testdata.SampleLadders;
import org.hasnas.ui.FakeWorkbench;
import org.hasnas.workbench.settings.SettingsFile;
import org.hasnas.workbench.settings.UserSettings;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.Start;

/** The window as a user has it who chose German. Every page is drawn in the smallest size, where long words have least room. */
final class GermanWindowTest extends WindowTest {
    private final FakeWorkbench fake = new FakeWorkbench();

    @Start
    void start(Stage primary) throws Exception {
        new SettingsFile(temporary.resolve("settings"), 2).write(UserSettings.standard(2).withLanguage(UserSettings.Language.GERMAN).withToured());
        showFirst(primary, fake.all());
    }

    @Test
    void everyPageSpeaksGerman(FxRobot robot) throws Exception {
        Project created = fake.projects.create(temporary.resolve("ziffern"), NetworkTemplates.DIGITS.name());
        fake.searches.add(created, SampleLadders.request(60), 60, RunStatus.FINISHED);
        perform(() -> studio.openProject(created.folder()));
        await(() -> studio.project().known().size() == 60);
        perform(() -> studio.project().selectedProperty().set(3));
        await(() -> studio.explore().candidate().costProperty().get().isPresent());
        assertEquals(List.of("Erkunden", "Vergleichen", "Trainieren", "Chip", "Netz"),
                robot.lookup(".rail .toggle-button").queryAllAs(Labeled.class).stream().map(Labeled::getText).toList());
        robot.push(KeyCode.CONTROL, KeyCode.D);
        for (KeyCode page : List.of(KeyCode.DIGIT1, KeyCode.DIGIT2, KeyCode.DIGIT3, KeyCode.DIGIT4, KeyCode.DIGIT5)) {
            robot.push(KeyCode.ALT, page);
            shoot("german-" + page.getName(), 1000, 700);
        }
    }
}
