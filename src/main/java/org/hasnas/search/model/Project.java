package org.hasnas.search.model;

import java.nio.file.Path;
import java.util.Optional;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.training.model.TrainingSettings;

/**
 * A project folder: its readable settings ({@code project.yaml}) and the place of its runs ({@code runs.db}).
 *
 * @param folder absolute path
 * @param name shown in the title
 * @param description free text, may be empty
 * @param search the settings of the next search
 * @param training the settings of the next training
 * @param benchmarkTable file of the user's table of SpikeNAS-Bench, absolute or relative to the folder; empty if none is named
 */
public record Project(Path folder, String name, String description, SearchRequest search, TrainingSettings training,
        Optional<String> benchmarkTable) {
    /** File of the settings; what makes a folder a project. */
    public static final String FILE_NAME = "project.yaml";
    /** File of runs, trainings and their results. */
    public static final String STORE_NAME = "runs.db";
    /** Folder of the files of trained weights. */
    public static final String NETWORKS_NAME = "networks";

    /** With the training settings that suit the data set. */
    public Project(Path folder, String name, String description, SearchRequest search, Optional<String> benchmarkTable) {
        this(folder, name, description, search, TrainingSettings.defaults(search.dataset().format()), benchmarkTable);
    }

    /** The same without a benchmark. */
    public Project(Path folder, String name, String description, SearchRequest search) {
        this(folder, name, description, search, Optional.empty());
    }

    /** The same project with other settings of the next search. */
    public Project withSearch(SearchRequest newSearch) {
        return new Project(folder, name, description, newSearch, training, benchmarkTable);
    }

    /** The same project with other images and a template that takes them; training settings that suited the old images follow. */
    public Project withImages(DatasetReference dataset, NetworkTemplate template) {
        TrainingSettings kept = training.equals(TrainingSettings.defaults(search.dataset().format())) ? TrainingSettings.defaults(dataset.format())
                : training;
        return new Project(folder, name, description, search.withDataset(dataset).withTemplate(template), kept, benchmarkTable);
    }

    /** The same project in another folder, with another search; the table stays where it is. */
    public Project movedTo(Path newFolder, SearchRequest newSearch) {
        return new Project(newFolder, name, description, newSearch, training, benchmarkFile().map(Path::toString));
    }

    /** Where the table of SpikeNAS-Bench is. */
    public Optional<Path> benchmarkFile() {
        return benchmarkTable.map(table -> folder.resolve(table).normalize());
    }

    /** Where its settings are. */
    public Path file() {
        return folder.resolve(FILE_NAME);
    }

    /** Where its runs are. */
    public Path storeFile() {
        return folder.resolve(STORE_NAME);
    }
}
