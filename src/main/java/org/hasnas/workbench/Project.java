package org.hasnas.workbench;

import java.nio.file.Path;
import org.hasnas.domain.run.SearchRequest;

/**
 * A project folder: its readable settings ({@code project.yaml}) and the place of its runs ({@code runs.db}).
 *
 * @param folder absolute path
 * @param name shown in the title
 * @param description free text, may be empty
 * @param search the settings of the next search
 */
public record Project(Path folder, String name, String description, SearchRequest search) {
    public static final String FILE_NAME = "project.yaml";
    public static final String STORE_NAME = "runs.db";

    public Project withSearch(SearchRequest newSearch) {
        return new Project(folder, name, description, newSearch);
    }

    public Path file() {
        return folder.resolve(FILE_NAME);
    }

    public Path storeFile() {
        return folder.resolve(STORE_NAME);
    }
}
