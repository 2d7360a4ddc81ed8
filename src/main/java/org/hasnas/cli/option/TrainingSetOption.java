package org.hasnas.cli.option;

import java.util.List;
import org.hasnas.error.HasnasException;
import org.hasnas.training.model.TrainingSettings;
import org.hasnas.workbench.training.TrainingChanges;
import picocli.CommandLine.Option;

/** {@code --set}: any setting of trainings. */
public final class TrainingSetOption {
    @Option(names = "--set", paramLabel = "KEY=VALUE", split = ",", description = "A setting of trainings with its key in project.yaml, such as"
            + " loss=every-step, optimizer=adamw or mixup=0.2; may be given several times. The page on training lists them.")
    private List<String> changes = List.of();

    public boolean isGiven() {
        return !changes.isEmpty();
    }

    /** Whether this setting is among those given. */
    public boolean has(String key) {
        return changes.stream().anyMatch(change -> change.startsWith(key + "="));
    }

    public TrainingSettings apply(TrainingSettings settings) throws HasnasException {
        return TrainingChanges.apply(settings, changes, "--set");
    }
}
