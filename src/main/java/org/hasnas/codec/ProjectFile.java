package org.hasnas.codec;

import org.hasnas.domain.run.SearchRequest;
import org.hasnas.domain.training.TrainingSettings;

/**
 * Content of a {@code project.yaml}.
 *
 * @param name shown in the title
 * @param description free text, may be empty
 * @param search settings of the next search
 * @param training settings of the next training
 */
public record ProjectFile(String name, String description, SearchRequest search, TrainingSettings training) {
    /** With the training settings that suit the data set. */
    public ProjectFile(String name, String description, SearchRequest search) {
        this(name, description, search, TrainingSettings.defaults(search.dataset().format()));
    }
}
