package org.hasnas.workbench.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.hasnas.error.HasnasException;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.search.model.Project;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProjectFoldersTest {
    private final ProjectFolders projects = new ProjectFolders();
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
    void aCopyFindsTheFilesOfItsModelAndReplacesNoProject() throws Exception {
        Path images = project.folder().resolve(project.search().dataset().path());
        Project copy = projects.copy(project, temporary.resolve("other"));
        assertEquals(images.toString(), copy.search().dataset().path());
        assertEquals(copy, projects.open(temporary.resolve("other")));
        assertTrue(assertThrows(HasnasException.class, () -> projects.copy(project, temporary.resolve("other"))).getMessage()
                .contains("holds a project already"));
    }
}
