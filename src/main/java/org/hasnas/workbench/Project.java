package org.hasnas.workbench;

import java.nio.file.Path;
import org.hasnas.domain.run.SearchRequest;
import org.hasnas.domain.training.TrainingSettings;

/**
 * A project folder: its readable settings ({@code project.yaml}) and the place of its runs ({@code runs.db}).
 *
 * @param folder absolute path
 * @param name shown in the title
 * @param description free text, may be empty
 * @param search the settings of the next search
 * @param training the settings of the next training
 */
public record Project(Path folder, String name, String description, SearchRequest search, TrainingSettings training) {
    public static final String FILE_NAME = "project.yaml";
    public static final String STORE_NAME = "runs.db";

    /** Folder of the files of trained weights. */
    public static final String NETWORKS_NAME = "networks";

    /** A project with the training settings that suit its data set. */
    public Project(Path folder, String name, String description, SearchRequest search) {
        this(folder, name, description, search, TrainingSettings.defaults(search.dataset().format()));
    }

    public Project withSearch(SearchRequest newSearch) {
        return new Project(folder, name, description, newSearch, training);
    }

    public Path file() {
        return folder.resolve(FILE_NAME);
    }

    public Path storeFile() {
        return folder.resolve(STORE_NAME);
    }
}
