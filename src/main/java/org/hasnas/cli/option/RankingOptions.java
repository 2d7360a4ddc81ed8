package org.hasnas.cli.option;

import org.hasnas.error.HasnasException;
import org.hasnas.score.model.FitnessSettings;
import org.hasnas.score.model.ScoreId;
import org.hasnas.score.model.WeightPrecision;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What benchmarks that rank networks have in common: images, threads, seed. */
public final class RankingOptions {
    @Mixin
    private BatchOptions images;

    @Option(names = "--threads", paramLabel = "K", description = "Networks at a time; they change no result. Default: all cores.")
    private @Nullable Integer threads;

    @Option(names = "--seed", paramLabel = "S", description = "Seed of draws, weights and images; default: 1.")
    private long seed = 1;

    /** Options with a command's own defaults. */
    public RankingOptions(int batch, int batches) {
        this.images = new BatchOptions(batch, batches);
    }

    public FitnessSettings fitness(ScoreId score) throws HasnasException {
        return images.settings(WeightPrecision.INT8, score);
    }

    public int threads() throws HasnasException {
        return Options.threads(threads);
    }

    public long seed() {
        return seed;
    }
}
