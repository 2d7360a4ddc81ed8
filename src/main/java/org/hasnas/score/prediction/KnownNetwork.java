package org.hasnas.score.prediction;

import org.hasnas.network.Architecture;
import org.hasnas.training.model.Accuracy;
import org.hasnas.training.model.AccuracyKind;

/**
 * A network whose accuracy was measured.
 *
 * @param accuracy from a benchmark, trained or on the chip; only its value is used
 */
public record KnownNetwork(Architecture architecture, Accuracy accuracy) {
    public KnownNetwork {
        if (accuracy.kind() == AccuracyKind.PREDICTED) {
            throw new IllegalArgumentException("a predictor must not learn from predictions");
        }
    }
}
