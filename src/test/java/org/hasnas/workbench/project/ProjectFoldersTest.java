package org.hasnas.workbench.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.hasnas.chip.model.SpikeSimSettings;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.data.model.DatasetSummary;
import org.hasnas.error.HasnasException;
import org.hasnas.network.NetworkTemplate.ImageShape;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.search.model.NewProjects;
import org.hasnas.search.model.Project;
import org.hasnas.workbench.data.LoadedDatasets;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

final class ProjectFoldersTest {
    private final ProjectFolders projects = new ProjectFolders(new LoadedDatasets()::knownShape);
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path temporary;
    @SuppressWarnings("NullAway.Init") // set before each test
    private Project project;

    @BeforeEach
    void create() throws HasnasException {
        project = projects.create(temporary.resolve("mine"), NetworkTemplates.SPIKENAS_BENCH_CIFAR10.name());
    }

    @Test
    void onlyAFileOfOtherContentIsChangedOutside() throws Exception {
        assertFalse(projects.isChangedOutside(project));
        assertTrue(projects.isChangedOutside(project.withSearch(project.search().withBudget(7))));
        Files.writeString(project.file(), "not: [a project");
        assertTrue(projects.isChangedOutside(project));
        Files.delete(project.file());
        assertFalse(projects.isChangedOutside(project));
    }

    @Test
    void aPresetIsFittedToTheImagesThatAreThere() throws Exception {
        Path folder = temporary.resolve("grey");
        Files.createDirectories(folder.resolve("images"));
        String text = "hasnas-project: 1\nname: grey # a comment\ndataset: {format: idx, path: images}\ntemplate: digits\nsearch: {budget: 60}\n";
        Files.writeString(folder.resolve("project.yaml"), text);
        assertEquals(NetworkTemplates.DIGITS.template(), projects.open(folder).search().template(), "no images yet");
        byte[] header = ByteBuffer.allocate(16).putInt(0x803).putInt(2).putInt(28).putInt(20).array();
        Files.write(folder.resolve("images").resolve("train-images-idx3-ubyte"), Arrays.copyOf(header, 16 + 2 * 28 * 20));
        Project grey = projects.open(folder);
        assertEquals(NetworkTemplates.DIGITS.template().fittedTo(new ImageShape(1, 28, 20), 10), grey.search().template());
        projects.save(grey.withSearch(grey.search().withBudget(61)));
        assertEquals(text.replace("60", "61"), Files.readString(folder.resolve("project.yaml")));
        Files.writeString(folder.resolve("project.yaml"), text.replace("digits", "{preset: digits, input: {channels: 1, height: 8, width: 8}}"));
        String mistake = String.valueOf(assertThrows(HasnasException.class, () -> projects.open(folder)).getMessage());
        assertTrue(mistake.contains("line 4, column 11: template 'digits-custom' takes images of 1x8x8 in 10 classes"), mistake);
        Files.writeString(folder.resolve("project.yaml"), text.replace("digits", "{preset: digits, input: {channels: 1, height: 28, width: 20}}"));
        assertEquals(2, projects.open(folder).search().template().finalPool(), "images that are spelled out leave the pool as it is");
        Files.writeString(folder.resolve("project.yaml"), text.replace("digits", "{preset: hasnas-cifar100, final-pool: 5}"));
        assertEquals(new ImageShape(1, 28, 20), projects.open(folder).search().template().input());
    }

    @Test
    void aCopyFindsTheFilesOfItsModelAndReplacesNoProject() throws Exception {
        Path images = project.folder().resolve(project.search().dataset().path());
        Project copy = projects.copy(project, temporary.resolve("other"));
        assertEquals(images.toString(), copy.search().dataset().path());
        assertEquals(copy, projects.open(temporary.resolve("other")));
        assertTrue(assertThrows(HasnasException.class, () -> projects.copy(project, temporary.resolve("other"))).getMessage()
                .contains("holds a project already"));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "asks for POSIX rights")
    void aCopyWithItsRunsHasThemAndTheirWeightsAndCanBeWritten() throws Exception {
        Path weights = Files.writeString(Files.createDirectory(project.folder().resolve(Project.NETWORKS_NAME)).resolve("training-1.hnw"), "weights");
        Files.writeString(project.storeFile(), "runs");
        Files.writeString(project.folder().resolve("runs.db-wal"), "newer runs");
        for (Path fixed : List.of(weights, project.storeFile())) {
            assertTrue(fixed.toFile().setReadOnly());
        }
        Project copy = projects.copyWithRuns(project, temporary.resolve("other"));
        assertEquals(copy, projects.open(temporary.resolve("other")));
        assertEquals("weights", Files.readString(copy.folder().resolve("networks/training-1.hnw")));
        assertEquals("newer runs", Files.readString(copy.folder().resolve("runs.db-wal")));
        assertEquals(Optional.empty(), projects.storeProblem(copy));
        assertTrue(Files.getPosixFilePermissions(copy.storeFile()).contains(PosixFilePermission.OWNER_WRITE), "root may write to any file");
        Path taken = Files.createDirectory(temporary.resolve("taken"));
        Files.writeString(taken.resolve("runs.db"), "of somebody else");
        assertTrue(String.valueOf(assertThrows(HasnasException.class, () -> projects.copyWithRuns(project, taken)).getMessage())
                .endsWith("Choose an empty folder with room for it."));
        assertEquals("of somebody else", Files.readString(taken.resolve("runs.db")));
    }

    @Test
    void aFolderThatHoldsAnythingIsRefusedForANewProject() throws Exception {
        projects.requireUnused(temporary.resolve("new"));
        projects.requireUnused(Files.createDirectory(temporary.resolve("empty")));
        String project = String.valueOf(assertThrows(HasnasException.class, () -> projects.requireUnused(temporary.resolve("mine"))).getMessage());
        assertTrue(project.contains("holds a project already. Choose a new folder"), project);
        Files.writeString(Files.createDirectory(temporary.resolve("notes")).resolve("notes.txt"), "mine");
        String other = String.valueOf(assertThrows(HasnasException.class, () -> projects.requireUnused(temporary.resolve("notes"))).getMessage());
        assertTrue(other.contains("is not empty. Choose a new folder"), other);
    }

    @Test
    void aNewProjectForDesignsIsReadAsItWasWritten() throws Exception {
        DatasetSummary digits = new DatasetSummary("digits", new ImageShape(1, 8, 8), 10, 1437, 360, List.of(), Optional.empty());
        Project made = NewProjects.of(temporary.resolve("designs"), NetworkTemplates.DIGITS, DatasetReference.EMBEDDED_DIGITS, digits,
                SpikeSimSettings.DEFAULT, 7);
        projects.save(made);
        assertEquals(made, projects.open(made.folder()));
    }

    @Test
    void aFolderThatMayNotBeLookedIntoIsNotSaidToHoldNoProject() {
        File folder = project.folder().toFile();
        assertTrue(folder.setExecutable(false));
        try {
            Assumptions.assumeFalse(Files.exists(project.file()), "this user may look everywhere");
            HasnasException told = assertThrows(HasnasException.class, () -> projects.open(project.folder()));
            assertTrue(told.getMessage().contains("no right to look into " + project.folder()), told.getMessage());
        } finally {
            assertTrue(folder.setExecutable(true));
        }
    }
}
