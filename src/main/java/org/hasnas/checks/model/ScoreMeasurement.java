package org.hasnas.checks.model;

import java.util.List;
import java.util.Optional;
import org.hasnas.score.model.ScoreId;

/**
 * How well scores and predictor rank networks by their trained accuracy; dead networks are left out of all ranks.
 *
 * @param rows networks of the table that were looked at
 * @param dead networks of them that learn nothing
 * @param deadRecognised dead ones that were recognised without training
 * @param falseAlarms networks taken for dead that learn
 * @param scores one entry per score
 * @param predictor empty if none was asked for
 */
public record ScoreMeasurement(int rows, int dead, int deadRecognised, int falseAlarms, List<ScoreRank> scores, Optional<PredictorRank> predictor) {
    /**
     * A score's ranks against those of trained accuracy.
     *
     * @param networks that were scored
     * @param kendallTau tau-b; NaN if the score is the same for all
     * @param spearman rank correlation; NaN if the score is the same for all
     * @param secondsPerNetwork computing time, one thread
     */
    public record ScoreRank(ScoreId score, int networks, double kendallTau, double spearman, double secondsPerNetwork) {}

    /**
     * The predictor's ranks on networks it was not told.
     *
     * @param known networks it was told
     * @param networks it was tested on
     * @param coverageFraction share of these whose accuracy lies in the 95 % interval
     * @param meanErrorFraction mean absolute error, as a fraction of all images
     * @param meanHalfWidthFraction mean half width of the interval
     * @param seconds for learning
     */
    public record PredictorRank(int known, int networks, double kendallTau, double spearman, double coverageFraction, double meanErrorFraction,
            double meanHalfWidthFraction, double seconds) {}

    public ScoreMeasurement {
        scores = List.copyOf(scores);
    }
}
