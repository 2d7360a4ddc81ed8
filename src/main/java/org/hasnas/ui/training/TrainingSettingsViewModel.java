package org.hasnas.ui.training;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.error.HasnasException;
import org.hasnas.training.model.OptimizerId;
import org.hasnas.training.model.TrainingSettings;
import org.hasnas.ui.form.DecimalEntry;
import org.hasnas.ui.form.NumberEntry;
import org.hasnas.ui.form.WordsEntry;
import org.hasnas.ui.fx.Texts;
import org.hasnas.workbench.training.TrainingChanges;

/** The settings of the next training; those not shown are the project's. */
public final class TrainingSettingsViewModel {
    private final NumberEntry epochs;
    private final NumberEntry batchSize;
    private final DecimalEntry learningRate;
    private final NumberEntry seed;
    private final DecimalEntry weightBits;
    private final String changesName;
    private final WordsEntry changes;
    private final ObjectProperty<OptimizerId> optimizer = new SimpleObjectProperty<>(this, "optimizer", OptimizerId.SGD);
    private TrainingSettings base = TrainingSettings.defaults(DatasetReference.Format.DIGITS);
    private boolean showing;

    TrainingSettingsViewModel(Texts texts) {
        epochs = new NumberEntry(texts.get("training.epochs"), 1, TrainingSettings.MAX_EPOCHS, base.epochs(), texts);
        batchSize = new NumberEntry(texts.get("training.batch-size"), 2, TrainingSettings.MAX_BATCH, base.batchSize(), texts);
        learningRate = new DecimalEntry(texts.get("training.learning-rate"), Double.toString(base.learningRate()), false,
                value -> base.withLearningRate(value), texts);
        seed = new NumberEntry(texts.get("training.seed"), Long.MIN_VALUE, Long.MAX_VALUE, base.seed(), texts);
        weightBits = new DecimalEntry(texts.get("training.weight-bits"), "", true, this::checkBits, texts);
        changesName = texts.get("training.changes");
        changes = new WordsEntry(changesName, this::checkChanges);
        optimizer.subscribe((before, now) -> {
            if (!showing) { // another optimiser needs another rate; the project's own if it is the project's own optimiser
                learningRate.set(base.withOptimizer(now).learningRate());
            }
        });
    }

    public NumberEntry epochs() {
        return epochs;
    }

    public NumberEntry batchSize() {
        return batchSize;
    }

    public DecimalEntry learningRate() {
        return learningRate;
    }

    public NumberEntry seed() {
        return seed;
    }

    /** Bits that weights are rounded to; empty if they are not. */
    public DecimalEntry weightBits() {
        return weightBits;
    }

    /** Any other settings, as {@code KEY=VALUE}. */
    public WordsEntry changes() {
        return changes;
    }

    private String checkChanges(String written) {
        try {
            changed(base, WordsEntry.words(written));
            return "";
        } catch (HasnasException wrong) {
            return wrong.getMessage();
        }
    }

    private TrainingSettings changed(TrainingSettings settings, List<String> words) throws HasnasException {
        return TrainingChanges.apply(settings, words, changesName);
    }

    private void checkBits(double value) {
        if (value != Math.rint(value)) {
            throw new IllegalArgumentException("bits are a whole number, not " + value);
        }
        base.withWeightBits((int) value);
    }

    public ObjectProperty<OptimizerId> optimizerProperty() {
        return optimizer;
    }

    /** What is wrong with each of the entries, empty where nothing is. */
    public List<ReadOnlyStringProperty> problemProperties() {
        return List.of(epochs.problemProperty(), batchSize.problemProperty(), learningRate.problemProperty(), seed.problemProperty(),
                weightBits.problemProperty(), changes.problemProperty());
    }

    /** The sentences about all entries that are wrong. */
    public List<String> problems() {
        return problemProperties().stream().map(ReadOnlyStringProperty::get).filter(problem -> !problem.isEmpty()).toList();
    }

    void show(TrainingSettings settings) {
        base = settings;
        showing = true;
        epochs.set(settings.epochs());
        batchSize.set(settings.batchSize());
        optimizer.set(settings.optimizer());
        learningRate.set(settings.learningRate());
        seed.set(settings.seed());
        weightBits.textProperty().set(settings.isQuantized() ? Integer.toString(settings.weightBits()) : "");
        changes.textProperty().set("");
        showing = false;
    }

    /** The settings as entered; empty if one is wrong. */
    Optional<TrainingSettings> value() {
        if (!problems().isEmpty()) {
            return Optional.empty();
        }
        TrainingSettings own = base.withOptimizer(optimizer.get()).withEpochs((int) epochs.value().orElseThrow())
                .withBatchSize((int) batchSize.value().orElseThrow()).withLearningRate(learningRate.value().orElseThrow())
                .withSeed(seed.value().orElseThrow()).withWeightBits((int) weightBits.value().orElse(TrainingSettings.FLOAT32));
        try {
            return Optional.of(changed(own, changes.words()));
        } catch (HasnasException wrong) {
            throw new IllegalStateException("changes were checked when they were written", wrong);
        }
    }
}
