package org.hasnas.workbench;

import java.nio.file.Path;
import java.util.Optional;
import org.hasnas.domain.run.SearchRequest;

/**
 * A project folder: its readable settings ({@code project.yaml}) and the place of its runs ({@code runs.db}).
 *
 * @param folder absolute path
 * @param name shown in the title
 * @param description free text, may be empty
 * @param search the settings of the next search
 * @param benchmarkTable file of the user's table of SpikeNAS-Bench, absolute or relative to the folder; empty if none is named
 */
public record Project(Path folder, String name, String description, SearchRequest search, Optional<String> benchmarkTable) {
    public static final String FILE_NAME = "project.yaml";
    public static final String STORE_NAME = "runs.db";

    /** Without a benchmark. */
    public Project(Path folder, String name, String description, SearchRequest search) {
        this(folder, name, description, search, Optional.empty());
    }

    public Project withSearch(SearchRequest newSearch) {
        return new Project(folder, name, description, newSearch, benchmarkTable);
    }

    /** The same project in another folder, with another search; the table stays where it is. */
    public Project movedTo(Path newFolder, SearchRequest newSearch) {
        return new Project(newFolder, name, description, newSearch, benchmarkFile().map(Path::toString));
    }

    /** Where the table of SpikeNAS-Bench is. */
    public Optional<Path> benchmarkFile() {
        return benchmarkTable.map(table -> folder.resolve(table).normalize());
    }

    public Path file() {
        return folder.resolve(FILE_NAME);
    }

    public Path storeFile() {
        return folder.resolve(STORE_NAME);
    }
}
