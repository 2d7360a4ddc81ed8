package org.hasnas.cli.option;

import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.score.model.FitnessSettings;
import org.hasnas.score.model.ScoreId;
import org.hasnas.score.model.WeightPrecision;
import picocli.CommandLine.Option;

/** The images a score is computed on: {@code --batch} and {@code --batches}. */
public final class BatchOptions {
    @Option(names = "--batch", paramLabel = "B", description = "Images per batch, 2 to 256; default: ${DEFAULT-VALUE}.")
    private int batch;

    @Option(names = "--batches", paramLabel = "N", description = "Fresh batches the score is averaged over; default: ${DEFAULT-VALUE}.")
    private int batches;

    /** Options with a command's own defaults. */
    public BatchOptions(int batch, int batches) {
        this.batch = batch;
        this.batches = batches;
    }

    public FitnessSettings settings(WeightPrecision precision, ScoreId score) throws HasnasException {
        try {
            return new FitnessSettings(batch, batches, precision, score);
        } catch (IllegalArgumentException e) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "--batch or --batches: " + e.getMessage(), e);
        }
    }
}
