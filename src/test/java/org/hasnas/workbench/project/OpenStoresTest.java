package org.hasnas.workbench.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hasnas.error.HasnasException;
import org.hasnas.files.codec.Requests;
import org.hasnas.files.store.RunStore;
import org.hasnas.files.store.sqlite.SqliteStore;
import org.hasnas.search.model.Project;
import org.hasnas.testdata.Held;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OpenStoresTest {
    private static final int PROJECTS = 20;

    @TempDir
    private Path folder;

    @Test
    void aDayWithManyProjectsKeepsFewFilesOpen() throws Exception {
        OpenStores stores = new OpenStores(file -> SqliteStore.open(file, "test"));
        List<RunStore> used = new ArrayList<>();
        long before = Held.now().files();
        for (int number = 0; number < PROJECTS; number++) {
            RunStore runs = stores.of(project(number)).runs();
            runs.create(Requests.digits());
            used.add(runs);
        }
        assertTrue(Held.now().files() <= before + 3 * 3, "file, log and index of the last few stores");

        for (RunStore runs : used) { // a search that still goes on in one of them
            long run = runs.create(Requests.digits()).id();
            runs.append(run, List.of(Requests.trial(0)));
            assertEquals(1, runs.trials(run).size());
        }
        stores.closeAll();
        Files.delete(project(0).storeFile());
        assertTrue(assertThrows(HasnasException.class, used.getFirst()::list).getMessage().contains("was removed or replaced"));
        assertTrue(Files.notExists(project(0).storeFile()), "no empty store in its place");
    }

    private Project project(int number) throws Exception {
        return new Project(Files.createDirectories(folder.resolve("project-" + number)), "any", "", Requests.digits());
    }
}
