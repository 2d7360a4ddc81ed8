package org.hasnas.checks.benchmark;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.hasnas.checks.model.AlgorithmComparison;
import org.hasnas.checks.model.AlgorithmRun;
import org.hasnas.checks.model.ComparisonResult;
import org.hasnas.checks.model.PublishedProtocol;
import org.hasnas.chip.cost.ChipCost;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.data.ImageSet;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.network.Architecture;
import org.hasnas.network.CanonicalForm;
import org.hasnas.network.Network;
import org.hasnas.score.fitness.TrainingFreeScores;
import org.hasnas.score.model.FitnessScore;
import org.hasnas.score.model.FitnessSettings;
import org.hasnas.search.SearchLoop;
import org.hasnas.search.algorithm.RandomDraws;
import org.hasnas.search.evaluation.CandidateCosts;
import org.hasnas.search.evaluation.CandidateScreen;
import org.hasnas.search.evaluation.LocalEvaluator;
import org.hasnas.search.evaluation.NarrowScreen;
import org.hasnas.search.evaluation.SearchProblem;
import org.hasnas.search.model.BestTrial;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.SearchAlgorithmId;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.hasnas.search.model.TrialOutcome;
import org.hasnas.simulation.engine.Workers;

/** Runs search algorithms on one task, without a store, each run with caches of its own. */
public final class ComparisonRunner {
    private static final int PUBLISHED_DRAWS = 5000;
    private static final int PUBLISHED_BATCH = 256;
    private static final int PUBLISHED_BATCHES = 2;
    /** Networks that are evaluated at the published settings to find the protocol's picks: so many with and so many without limits. */
    private static final int PICKS = 4;

    private final Supplier<TrainingFreeScores> fresh;

    /** @param fresh makes scores that share nothing */
    public ComparisonRunner(Supplier<TrainingFreeScores> fresh) {
        this.fresh = fresh;
    }

    /** @param workers with as many threads as the comparison asks for */
    public ComparisonResult run(AlgorithmComparison comparison, Optional<ImageSet> images, Executor workers, JobContext job) throws HasnasException {
        List<AlgorithmRun> runs = new ArrayList<>();
        int all = comparison.algorithms().size() * comparison.seeds();
        for (SearchAlgorithmId algorithm : comparison.algorithms()) {
            for (int seed = 0; seed < comparison.seeds(); seed++) {
                job.progress(runs.size(), all);
                SearchRequest request = comparison.task().withAlgorithm(algorithm).withSeed(comparison.task().seed() + seed);
                runs.add(run(request, images, workers, job));
            }
        }
        Optional<PublishedProtocol> published = comparison.publishedDraws() == 0 ? Optional.empty()
                : Optional.of(published(comparison, images, workers, job));
        return new ComparisonResult(runs, published);
    }

    private AlgorithmRun run(SearchRequest request, Optional<ImageSet> images, Executor workers, JobContext job) throws HasnasException {
        TrainingFreeScores scores = fresh.get();
        JobContext silent = job.silent();
        CandidateCosts costs = costs(request);
        SearchProblem problem = new SearchProblem(request, costs, screen(request, images, workers, silent), silent);
        LocalEvaluator evaluator = new LocalEvaluator(request, costs.chip(),
                (network, candidateJob) -> scores.score(network, images, request.fitness(), request.seed(), Workers.CALLER, candidateJob).score(),
                List.of(), workers);
        List<Trial> trials = new ArrayList<>();
        double cpu = PassStopwatch.processCpuSeconds();
        long start = System.nanoTime();
        SearchLoop.run(problem, List.of(), evaluator, trials::add);
        double seconds = (System.nanoTime() - start) * 1e-9;
        cpu = PassStopwatch.processCpuSeconds() - cpu;
        List<Trial> scored = trials.stream().filter(trial -> trial.outcome() instanceof TrialOutcome.Evaluated).toList();
        int feasible = (int) scored.stream().filter(trial -> trial.cost().filter(request.limits()::isMetBy).isPresent()).count();
        return new AlgorithmRun(request.algorithm(), request.seed(), scored.size(), feasible, BestTrial.of(trials, request.limits()), seconds, cpu);
    }

    private static CandidateCosts costs(SearchRequest request) throws HasnasException {
        return new CandidateCosts(ChipCost.of(request.hardware()), request.template(), request.space());
    }

    private Optional<CandidateScreen> screen(SearchRequest request, Optional<ImageSet> images, Executor workers, JobContext job) {
        TrainingFreeScores narrow = fresh.get();
        return NarrowScreen.of(request, settings -> (network, screenJob) -> narrow.score(network, images, settings, request.seed(), Workers.CALLER,
                screenJob).score(), workers, job);
    }

    /** Times draws one by one, on the caller's thread: CPU time per draw, whatever the number of threads. */
    private PublishedProtocol published(AlgorithmComparison comparison, Optional<ImageSet> images, Executor workers, JobContext job)
            throws HasnasException {
        CandidateCosts costs = costs(comparison.task());
        FitnessSettings settings = new FitnessSettings(PUBLISHED_BATCH, PUBLISHED_BATCHES, comparison.task().fitness().precision(),
                comparison.task().fitness().score());
        SearchRequest request = comparison.task().withAlgorithm(SearchAlgorithmId.SNASNET_RANDOM).withFitness(settings);
        List<Architecture> draws = RandomDraws.of(request, PUBLISHED_DRAWS).stream()
                .map(drawn -> CanonicalForm.of(request.template(), request.space(), drawn)).toList();
        List<Architecture> distinct = draws.stream().distinct().toList();
        TrainingFreeScores scores = fresh.get();
        Map<Architecture, Double> cpuSeconds = new HashMap<>();
        Map<Architecture, FitnessScore> values = new HashMap<>();
        List<Architecture> sample = draws.subList(0, Math.min(draws.size(), comparison.publishedDraws()));
        for (int i = 0; i < sample.size(); i++) {
            job.progress(i, sample.size());
            evaluate(sample.get(i), request, images, scores, cpuSeconds, values, job);
        }
        double perDraw = sample.stream().mapToDouble(cpuSeconds::get).average().orElseThrow();
        int sampleDistinct = cpuSeconds.size();
        double perNetwork = cpuSeconds.values().stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        Set<Architecture> promising = new LinkedHashSet<>();
        int screened = 0;
        Optional<CandidateScreen> screen = screen(request, images, workers, job.silent());
        if (screen.isPresent()) {
            screened = distinct.size();
            List<Double> estimates = screen.get().estimates(distinct);
            List<Architecture> ranked = IntStream.range(0, distinct.size()).boxed().sorted(Comparator.comparing(estimates::get).reversed())
                    .map(distinct::get).toList();
            ranked.stream().limit(PICKS).forEach(promising::add);
            ranked.stream().filter(form -> request.limits().isMetBy(costs.cost(form))).limit(PICKS).forEach(promising::add);
        } else {
            promising.addAll(distinct);
        }
        for (Architecture form : promising) {
            evaluate(form, request, images, scores, cpuSeconds, values, job);
        }
        List<Trial> trials = new ArrayList<>();
        values.forEach((form, score) -> {
            HardwareCost cost = costs.cost(form);
            trials.add(new Trial(draws.indexOf(form), form, new TrialOutcome.Evaluated(cost, score), cpuSeconds.getOrDefault(form, 0.0)));
        });
        Trial pick = BestTrial.of(trials, ConstraintSet.UNLIMITED).orElseThrow();
        return new PublishedProtocol(draws.size(), distinct.size(), sample.size(), sampleDistinct, perDraw, perNetwork, screened, promising.size(),
                pick, BestTrial.of(trials, request.limits()));
    }

    private static void evaluate(Architecture form, SearchRequest request, Optional<ImageSet> images, TrainingFreeScores scores,
            Map<Architecture, Double> cpuSeconds, Map<Architecture, FitnessScore> values, JobContext job) {
        if (values.containsKey(form)) {
            return;
        }
        double cpu = PassStopwatch.processCpuSeconds();
        FitnessScore score = scores.score(Network.of(request.template(), request.space(), form), images, request.fitness(), request.seed(),
                Workers.CALLER, job.silent()).score();
        cpuSeconds.put(form, PassStopwatch.processCpuSeconds() - cpu);
        values.put(form, score);
    }
}
