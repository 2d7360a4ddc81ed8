package org.hasnas.ui.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hasnas.network.NetworkTemplate.ImageShape;
import org.hasnas.search.model.Project;
import org.hasnas.ui.FakeDialogs;
import org.hasnas.ui.FakeWorkbench;
import org.hasnas.ui.fx.Background;
import org.hasnas.ui.fx.Dialogs.Answer;
import org.hasnas.ui.fx.NextFrame;
import org.hasnas.ui.fx.Texts;
import org.hasnas.ui.fx.UiServices;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataImportTest {
    private final FakeDialogs dialogs = new FakeDialogs();
    private final FakeWorkbench workbench = new FakeWorkbench();
    private final Texts texts = new Texts();
    private final OpenProject shared = new OpenProject(NextFrame.AT_ONCE, texts, 2);
    private final DataImport data =
            new DataImport(workbench.datasets, new UiServices(new Background(Runnable::run, Runnable::run), dialogs, texts), shared);
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path temporary;

    @BeforeEach
    void open() throws Exception {
        shared.open(workbench.projects.create(temporary.resolve("mine"), "digits"));
    }

    private Project opened() {
        return shared.opened().orElseThrow();
    }

    @Test
    void theProjectUsesTheImagesOfAFolderAndItsTemplateFitsThem() throws Exception {
        Path grey = Files.createDirectory(temporary.resolve("grey"));
        Files.createFile(grey.resolve("train-images-idx3-ubyte.gz"));
        shared.form().budget().set(77);
        dialogs.answer = Answer.YES;
        dialogs.folders.add(grey);
        data.choose();
        assertEquals("data/imported", opened().search().dataset().path());
        assertEquals(new ImageShape(1, 28, 28), opened().search().template().input());
        assertEquals(77, opened().search().budget(), "what was written in the window is saved along");
        assertFalse(shared.isModified());
        assertEquals(List.of("The project now uses data/imported: images of 1x28x28 in 10 classes.",
                "digits fitted to 1x28x28, 10 classes: maps of 28x28, 14x14; final pool 7 instead of 2 -> 2x2"), dialogs.notices);
        assertFalse(shared.work().runningProperty().get());
    }

    @Test
    void aFileCanBeChosenAndWhatIsNoDataSetIsTold() throws Exception {
        Project before = opened();
        dialogs.answer = Answer.NO;
        dialogs.files.add(Files.createFile(temporary.resolve("notes.gz")));
        data.choose();
        assertTrue(dialogs.problems.getFirst().contains("looks like no known data set"), dialogs.problems.toString());
        dialogs.answer = Answer.CANCEL;
        data.choose();
        assertEquals(before, opened());
        assertEquals(1, dialogs.problems.size());
    }
}
