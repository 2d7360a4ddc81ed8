package org.hasnas.files.codec;

import java.util.Optional;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.training.model.TrainingSettings;

/**
 * Content of a {@code project.yaml}.
 *
 * @param name shown in the title
 * @param description free text, may be empty
 * @param search settings of the next search
 * @param training settings of the next training
 * @param benchmarkTable file of the user's table of SpikeNAS-Bench, absolute or relative to the project folder; empty if none is named
 */
public record ProjectFile(String name, String description, SearchRequest search, TrainingSettings training, Optional<String> benchmarkTable) {
    /** With the training settings that suit the data set. */
    public ProjectFile(String name, String description, SearchRequest search, Optional<String> benchmarkTable) {
        this(name, description, search, TrainingSettings.defaults(search.dataset().format()), benchmarkTable);
    }

    /** The same without a benchmark. */
    public ProjectFile(String name, String description, SearchRequest search) {
        this(name, description, search, Optional.empty());
    }
}
