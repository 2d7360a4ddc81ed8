package org.hasnas.checks.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import org.hasnas.checks.model.ScreenBenchmark;
import org.hasnas.checks.model.ScreenBenchmark.Screen;
import org.hasnas.checks.model.ScreenMeasurement;
import org.hasnas.chip.model.SpikeSimSettings;
import org.hasnas.data.ImageSet;
import org.hasnas.job.JobContext;
import org.hasnas.job.ParallelTasks;
import org.hasnas.network.Architecture;
import org.hasnas.network.CanonicalForm;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.score.fitness.TrainingFreeScore.Structural;
import org.hasnas.score.fitness.TrainingFreeScores;
import org.hasnas.score.model.FitnessSettings;
import org.hasnas.search.algorithm.RandomDraws;
import org.hasnas.search.evaluation.NarrowScreen;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.SearchAlgorithmId;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.simulation.engine.Workers;

/** Ranks random networks by screens and by the whole score. */
public final class ScreenRunner {
    /** Draws looked at for each network wanted: the generator repeats itself. */
    private static final int MAX_DRAWS = 100;

    private final Supplier<TrainingFreeScores> fresh;

    /** @param fresh makes scores that share nothing */
    public ScreenRunner(Supplier<TrainingFreeScores> fresh) {
        this.fresh = fresh;
    }

    /**
     * Measures.
     *
     * @param workers simulates networks
     * @throws CancellationException if the job is cancelled
     * @throws IllegalArgumentException if a screen does not fit the template, or the space has too few networks
     */
    public ScreenMeasurement run(ScreenBenchmark benchmark, ImageSet images, ExecutorService workers, JobContext job) {
        List<Screen> screens = benchmark.screens().isEmpty() ? usual(benchmark) : benchmark.screens();
        List<NetworkTemplate> templates = screens.stream().map(screen -> benchmark.template().withFirstWidth(screen.channels())).toList();
        List<Architecture> networks = networks(benchmark);
        JobContext silent = job.silent();
        int all = 1 + screens.size();
        job.progress(0, all);
        Scored whole = score(benchmark, benchmark.template(), benchmark.fitness(), networks, images, workers, silent);
        List<ScreenMeasurement.Agreement> agreements = new ArrayList<>();
        for (int i = 0; i < screens.size(); i++) {
            job.progress(i + 1L, all);
            FitnessSettings few = new FitnessSettings(screens.get(i).images(), 1, benchmark.fitness().precision(), benchmark.fitness().score());
            Scored screened = score(benchmark, templates.get(i), few, networks, images, workers, silent);
            agreements.add(new ScreenMeasurement.Agreement(screens.get(i), RankCorrelation.kendall(screened.values, whole.values),
                    screened.cpuSeconds));
        }
        double[] convolutions = networks.stream()
                .mapToDouble(network -> Structural.CONVOLUTIONS.of(Network.of(benchmark.template(), benchmark.space(), network))).toArray();
        return new ScreenMeasurement(networks.size(), whole.cpuSeconds, agreements, RankCorrelation.kendall(convolutions, whole.values));
    }

    /** That of searches; then wider ones, and ones with half the images. */
    private static List<Screen> usual(ScreenBenchmark benchmark) {
        int full = benchmark.template().stages().getFirst().width();
        int narrow = NarrowScreen.narrowed(benchmark.template()).stages().getFirst().width();
        Set<Screen> screens = new LinkedHashSet<>();
        for (int width = narrow; width < full; width *= 2) {
            screens.add(new Screen(width, NarrowScreen.IMAGES));
            screens.add(new Screen(width, NarrowScreen.IMAGES / 2));
        }
        screens.add(new Screen(full, NarrowScreen.IMAGES));
        screens.add(new Screen(full, NarrowScreen.IMAGES / 2));
        return List.copyOf(screens);
    }

    private static List<Architecture> networks(ScreenBenchmark benchmark) {
        SearchRequest request = new SearchRequest(benchmark.dataset(), benchmark.template(), benchmark.space(), SpikeSimSettings.DEFAULT,
                ConstraintSet.UNLIMITED, SearchAlgorithmId.SNASNET_RANDOM, benchmark.draws(), benchmark.fitness(), benchmark.seed());
        List<Architecture> networks = RandomDraws.of(request, MAX_DRAWS * benchmark.draws()).stream()
                .map(drawn -> CanonicalForm.of(benchmark.template(), benchmark.space(), drawn)).distinct().limit(benchmark.draws()).toList();
        if (networks.size() < benchmark.draws()) {
            throw new IllegalArgumentException("the generator gave " + networks.size() + " different networks in " + MAX_DRAWS * benchmark.draws()
                    + " draws, fewer than " + benchmark.draws() + ". Take fewer draws");
        }
        return networks;
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Scored(double[] values, double cpuSeconds) {}

    private Scored score(ScreenBenchmark benchmark, NetworkTemplate template, FitnessSettings settings, List<Architecture> networks, ImageSet images,
            ExecutorService workers, JobContext job) {
        TrainingFreeScores scores = fresh.get();
        double cpu = PassStopwatch.processCpuSeconds();
        double[] values = ParallelTasks.results(networks, network -> {
            job.checkpoint();
            return scores.score(Network.of(template, benchmark.space(), network), Optional.of(images), settings, benchmark.seed(),
                    Workers.CALLER, job).score().value();
        }, workers).stream().mapToDouble(Double::doubleValue).toArray();
        return new Scored(values, (PassStopwatch.processCpuSeconds() - cpu) / values.length);
    }
}
