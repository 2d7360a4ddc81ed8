package org.hasnas.workbench.training;

import java.util.List;
import org.hasnas.error.HasnasException;
import org.hasnas.files.codec.TrainingMapping;
import org.hasnas.training.model.TrainingRecipe;
import org.hasnas.training.model.TrainingSettings;

/** Changes of {@link TrainingSettings} as people write them: {@code KEY=VALUE} with the keys and values of {@code training:} in a project file. */
public final class TrainingChanges {
    private TrainingChanges() {}

    /** All keys. */
    public static List<String> keys() {
        return TrainingMapping.KEYS;
    }

    /**
     * Settings with some of their values changed; the learning rate follows a change of the optimiser.
     *
     * @param origin where they were written, for messages
     * @throws HasnasException that says which is wrong
     */
    public static TrainingSettings apply(TrainingSettings settings, List<String> changes, String origin) throws HasnasException {
        return TrainingMapping.changed(settings, changes, origin);
    }

    /** What a training adds to a plain one. */
    public static List<String> recipe(TrainingSettings settings) {
        return between(settings.withRecipe(TrainingRecipe.PLAIN), settings);
    }

    /** The changes that make settings of others. */
    public static List<String> between(TrainingSettings from, TrainingSettings settings) {
        return TrainingMapping.changes(settings, from);
    }
}
