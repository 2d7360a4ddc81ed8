package org.hasnas.checks.benchmark;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.hasnas.checks.model.SearchBenchmark;
import org.hasnas.checks.model.SearchMeasurement;
import org.hasnas.chip.cost.ChipCost;
import org.hasnas.chip.cost.SpikeSimElaModel;
import org.hasnas.chip.model.SpikeSimSettings;
import org.hasnas.data.ImageSet;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.score.fitness.SimulatedScores;
import org.hasnas.score.model.FitnessScore;
import org.hasnas.search.SearchLoop;
import org.hasnas.search.evaluation.CandidateCosts;
import org.hasnas.search.evaluation.LocalEvaluator;
import org.hasnas.search.evaluation.SearchProblem;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.SearchAlgorithmId;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.TrialOutcome;

/** Times a search with SNASNet's random protocol, as users run it, but without a store. */
public final class SearchRunner {
    private final SimulatedScores fitness;
    private final SpikeSimElaModel model;

    public SearchRunner(SimulatedScores fitness, SpikeSimElaModel model) {
        this.fitness = fitness;
        this.model = model;
    }

    /**
     * Evaluates the draws.
     *
     * @param workers evaluates candidates, with the number of threads the benchmark asks for
     * @throws java.util.concurrent.CancellationException if the job is cancelled
     * @throws IllegalArgumentException if no candidate could be simulated
     */
    public SearchMeasurement run(SearchBenchmark benchmark, ImageSet images, Executor workers, JobContext job) throws HasnasException {
        SearchRequest request = new SearchRequest(benchmark.dataset(), benchmark.template(), benchmark.space(), SpikeSimSettings.DEFAULT,
                ConstraintSet.PUBLISHED, SearchAlgorithmId.SNASNET_RANDOM, benchmark.draws(), benchmark.fitness(), benchmark.seed());
        CandidateCosts costs = new CandidateCosts(new ChipCost.SpikeSim(model, SpikeSimSettings.DEFAULT), request.template(), request.space());
        List<Double> seconds = Collections.synchronizedList(new ArrayList<>());
        List<String> failures = new ArrayList<>();
        LocalEvaluator evaluator = new LocalEvaluator(request, costs.chip(), (network, candidateJob) -> {
            long start = System.nanoTime();
            FitnessScore score = fitness.score(network, images, benchmark.fitness(), benchmark.seed(), candidateJob).score();
            seconds.add((System.nanoTime() - start) * 1e-9);
            return score;
        }, List.of(), workers);
        long start = System.nanoTime();
        SearchProblem problem = new SearchProblem(request, costs, Optional.empty(), job);
        SearchLoop.run(problem, List.of(), evaluator, trial -> {
            if (trial.outcome() instanceof TrialOutcome.Failed failed) {
                failures.add(trial.architecture().text() + ": " + failed.reason());
            }
        });
        return new SearchMeasurement(benchmark.draws(), (System.nanoTime() - start) * 1e-9, seconds, failures);
    }
}
