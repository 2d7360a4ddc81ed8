package org.hasnas.ui.plot;

import java.util.Optional;
import org.hasnas.training.model.AccuracyKind;

/** What stands on the vertical axis. */
public enum PlotValue {
    /** The training-free score of a run. */
    FITNESS,
    /** What a search by trainings expects of a whole training, each design marked by how far it is trained. */
    EXPECTED,
    PREDICTED,
    BENCHMARK,
    TRAINED,
    QUANTIZED,
    ON_CHIP,
    /** Every accuracy of a candidate as a point of its own, each kind with its own mark. */
    ALL_ACCURACIES;

    /** The kind of accuracy, if it is one kind. */
    public Optional<AccuracyKind> kind() {
        return switch (this) {
            case PREDICTED -> Optional.of(AccuracyKind.PREDICTED);
            case BENCHMARK -> Optional.of(AccuracyKind.BENCHMARK);
            case TRAINED -> Optional.of(AccuracyKind.TRAINED);
            case QUANTIZED -> Optional.of(AccuracyKind.QUANTIZED);
            case ON_CHIP -> Optional.of(AccuracyKind.ON_CHIP);
            case FITNESS, EXPECTED, ALL_ACCURACIES -> Optional.empty();
        };
    }
}
