package org.hasnas.prediction;

import org.hasnas.domain.accuracy.Accuracy;
import org.hasnas.domain.accuracy.AccuracyKind;
import org.hasnas.domain.architecture.Architecture;

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
