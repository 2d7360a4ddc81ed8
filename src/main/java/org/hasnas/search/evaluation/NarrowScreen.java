package org.hasnas.search.evaluation;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.hasnas.job.JobContext;
import org.hasnas.job.ParallelTasks;
import org.hasnas.network.Architecture;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.score.model.FitnessSettings;
import org.hasnas.search.model.SearchRequest;

/**
 * Estimates of a simulated fitness: the same score of the same cells in a network of an eighth of the width, on one batch of few images.
 *
 * <p>How far it ranks as the whole score does: {@code hasnas benchmark screen}, and the table of its figures in
 * {@code src/site/markdown/search.md}.
 */
public final class NarrowScreen implements CandidateScreen {
    /** Images of its batch. */
    public static final int IMAGES = 16;
    private static final int MIN_WIDTH = 8;
    /** Below this a screen is not worth its inaccuracy. */
    private static final double MIN_SAVING = 8;

    private final SearchRequest request;
    private final NetworkTemplate template;
    private final FitnessSettings settings;
    private final FitnessFunction fitness;
    private final Executor workers;
    private final JobContext job;

    private NarrowScreen(SearchRequest request, NetworkTemplate template, FitnessSettings settings, FitnessFunction fitness, Executor workers,
            JobContext job) {
        this.request = request;
        this.template = template;
        this.settings = settings;
        this.fitness = fitness;
        this.workers = workers;
        this.job = job;
    }

    /**
     * The screen of a request.
     *
     * @param maker makes functions that share nothing with those of other widths
     * @return empty if the fitness is not simulated, or so cheap that a screen would not save much
     */
    public static Optional<CandidateScreen> of(SearchRequest request, Function<FitnessSettings, FitnessFunction> maker, Executor workers,
            JobContext job) {
        if (!request.fitness().score().isSimulated()) {
            return Optional.empty();
        }
        FitnessSettings wanted = request.fitness();
        FitnessSettings few = new FitnessSettings(Math.min(IMAGES, wanted.batchSize()), 1, wanted.precision(), wanted.score());
        NarrowScreen screen = new NarrowScreen(request, narrowed(request.template()), few, maker.apply(few), workers, job);
        return screen.estimatesPerFitness() < MIN_SAVING ? Optional.empty() : Optional.of(screen);
    }

    /** The template of an eighth of the width, or of a quarter or a half if an eighth is not whole or below 8 channels. */
    public static NetworkTemplate narrowed(NetworkTemplate template) {
        int width = template.stages().getFirst().width();
        for (int divisor = 8; divisor > 1; divisor /= 2) {
            int by = divisor;
            if (width / divisor >= MIN_WIDTH && template.stages().stream().allMatch(stage -> stage.width() % by == 0)) {
                return template.withFirstWidth(width / divisor);
            }
        }
        return template;
    }

    /** Channels of the narrow network's first stage. */
    public int firstWidth() {
        return template.stages().getFirst().width();
    }

    @Override
    public double estimatesPerFitness() {
        // between the work of convolutions, which goes with the square of the width, and that of neurons, which goes with the width
        double widths = (double) request.template().stages().getFirst().width() / firstWidth();
        double images = (double) request.fitness().batchSize() * request.fitness().batches() / settings.batchSize();
        return Math.pow(widths, 1.5) * images;
    }

    @Override
    public List<Double> estimates(List<Architecture> candidates) {
        return ParallelTasks.results(candidates, candidate -> {
            job.checkpoint();
            return fitness.score(Network.of(template, request.space(), candidate), job).value();
        }, workers);
    }
}
