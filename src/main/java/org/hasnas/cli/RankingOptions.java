package org.hasnas.cli;

import java.util.Locale;
import org.hasnas.domain.error.HasnasException;
import org.hasnas.domain.run.FitnessSettings;
import org.hasnas.domain.run.ScoreId;
import org.hasnas.domain.run.WeightPrecision;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What benchmarks that rank networks have in common: images, threads, seed, form of the report. */
final class RankingOptions {
    @Mixin
    private BatchOptions images;

    @Option(names = "--threads", paramLabel = "K", description = "Networks at a time; they change no result. Default: all cores.")
    private @Nullable Integer threads;

    @Option(names = "--seed", paramLabel = "S", description = "Seed of draws, weights and images; default: 1.")
    private long seed = 1;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    /** Options with a command's own defaults. */
    RankingOptions(int batch, int batches) {
        this.images = new BatchOptions(batch, batches);
    }

    FitnessSettings fitness(ScoreId score) throws HasnasException {
        return images.settings(WeightPrecision.INT8, score);
    }

    int threads() throws HasnasException {
        return Options.threads(threads);
    }

    long seed() {
        return seed;
    }

    boolean json() {
        return json;
    }

    /** A rank correlation; NaN if all values of one of the two are the same. */
    static String correlation(double value) {
        return Double.isNaN(value) ? "constant" : String.format(Locale.ROOT, "%.3f", value);
    }
}
