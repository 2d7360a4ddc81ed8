package org.hasnas.search.evaluation;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hasnas.chip.cost.ChipCost;
import org.hasnas.chip.model.PhysicalSettings;
import org.hasnas.chip.model.SpikeRateSource;
import org.hasnas.data.ImageSet;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.score.fitness.TrainingFreeScores;
import org.hasnas.score.model.FitnessSettings;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.hasnas.simulation.engine.Workers;

/**
 * Scores and prices the candidates of a request whose images are read.
 *
 * @param chip what candidates cost on the request's chip
 * @param images what the score is simulated on; empty if it is not
 * @param scores keeps the weights it has drawn
 * @param elsewhere computes the scores of a request on other machines, if there are any
 * @param fresh makes scores that share no drawn weights with others
 */
public record Evaluation(SearchRequest request, ChipCost chip, Optional<ImageSet> images, TrainingFreeScores scores,
        Supplier<TrainingFreeScores> fresh, Function<SearchRequest, Optional<FitnessFunction>> elsewhere) {
    /** @throws HasnasException if the chip asks for spike rates that the score can't measure */
    public static void check(SearchRequest request) throws HasnasException {
        if (request.hardware() instanceof PhysicalSettings chip && chip.spikeRates() instanceof SpikeRateSource.Measured
                && !request.fitness().score().isSimulated()) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "The score " + request.fitness().score().label() + " simulates nothing, so there are no"
                    + " spike rates to measure. Give one for all networks (spike-rate: 0.1, or --spike-rates 0.1), or take a score that simulates.");
        }
    }

    /** @param known trials whose fitness need not be computed again */
    public LocalEvaluator evaluator(List<Trial> known, Executor pool) {
        return new LocalEvaluator(request, chip, elsewhere.apply(request).orElseGet(() -> fitness(scores, request.fitness())), known, pool);
    }

    /** An evaluator of a request that differs in its template. */
    public LocalEvaluator evaluator(SearchRequest similar, Executor pool) {
        return new Evaluation(similar, chip, images, scores, fresh, elsewhere).evaluator(List.of(), pool);
    }

    /** The search that the request asks for. */
    public SearchProblem problem(Executor pool, JobContext job) {
        // narrow networks have weights of their own, which would push those of the wide ones out of a common store
        TrainingFreeScores narrow = fresh.get();
        return new SearchProblem(request, new CandidateCosts(chip, request.template(), request.space()),
                NarrowScreen.of(request, settings -> fitness(narrow, settings), pool, job), job);
    }

    private FitnessFunction fitness(TrainingFreeScores with, FitnessSettings settings) {
        return (network, job) -> with.score(network, images, settings, request.seed(), Workers.CALLER, job).score();
    }
}
