package org.hasnas.score.model;

import java.util.List;
import java.util.Optional;
import org.hasnas.network.Architecture;
import org.hasnas.training.model.Accuracy;
import org.hasnas.training.model.AccuracyKind;
import org.hipparchus.stat.correlation.KendallsCorrelation;
import org.hipparchus.stat.correlation.SpearmansCorrelation;

/**
 * Predicted against measured accuracies of the same networks.
 *
 * @param measuredKind kind of the measured ones; empty if there are none
 * @param pairs networks in the order in which they became known
 */
public record PredictionAgreement(Optional<AccuracyKind> measuredKind, List<Pair> pairs) {
    /** Fewer networks than this have no order worth a number. */
    private static final int FEWEST = 3;

    /** A network with both accuracies; the prediction does not know the measured one. */
    public record Pair(Architecture architecture, Accuracy predicted, Accuracy measured) {
        /** Whether the measured accuracy lies in the prediction's 95 % interval. */
        public boolean isInside() {
            return predicted.lowFraction() <= measured.fraction() && measured.fraction() <= predicted.highFraction();
        }
    }

    public PredictionAgreement {
        pairs = List.copyOf(pairs);
    }

    /** Kendall's tau-b; empty with fewer than three networks or if all are equal. */
    public Optional<Double> kendallTau() {
        return canRank() ? Optional.of(new KendallsCorrelation().correlation(predicted(), measured())) : Optional.empty();
    }

    /** Spearman's rank correlation; empty as {@link #kendallTau}. */
    public Optional<Double> spearman() {
        return canRank() ? Optional.of(new SpearmansCorrelation().correlation(predicted(), measured())) : Optional.empty();
    }

    /** Networks whose measured accuracy lies in the interval of their prediction. */
    public long inside() {
        return pairs.stream().filter(Pair::isInside).count();
    }

    private boolean canRank() {
        return pairs.size() >= FEWEST && pairs.stream().map(pair -> pair.predicted().fraction()).distinct().count() > 1
                && pairs.stream().map(pair -> pair.measured().fraction()).distinct().count() > 1;
    }

    private double[] predicted() {
        return pairs.stream().mapToDouble(pair -> pair.predicted().fraction()).toArray();
    }

    private double[] measured() {
        return pairs.stream().mapToDouble(pair -> pair.measured().fraction()).toArray();
    }
}
