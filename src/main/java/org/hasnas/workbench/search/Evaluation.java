package org.hasnas.workbench.search;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.hasnas.chip.cost.ChipCost;
import org.hasnas.chip.model.PhysicalSettings;
import org.hasnas.chip.model.SpikeRateSource;
import org.hasnas.data.ImageSet;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.score.fitness.TrainingFreeScores;
import org.hasnas.score.model.FitnessSettings;
import org.hasnas.search.evaluation.CandidateCosts;
import org.hasnas.search.evaluation.FitnessFunction;
import org.hasnas.search.evaluation.LocalEvaluator;
import org.hasnas.search.evaluation.NarrowScreen;
import org.hasnas.search.evaluation.SearchProblem;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.hasnas.simulation.engine.Workers;
import org.hasnas.workbench.cost.CostModels;
import org.hasnas.workbench.score.LocalScores;

/**
 * Scores and prices the candidates of a request whose images are read.
 *
 * @param chip what candidates cost on the request's chip
 * @param images what the score is simulated on; empty if it is not
 */
public record Evaluation(SearchRequest request, ChipCost chip, Optional<ImageSet> images, LocalScores scores) {
    /**
     * @param folder what the data set's relative path starts from
     * @throws HasnasException if the request can't be computed: its chip, its score and its images don't go together
     */
    public static Evaluation of(SearchRequest request, Path folder, CostModels models, LocalScores scores, JobContext job) throws HasnasException {
        if (request.hardware() instanceof PhysicalSettings chip && chip.spikeRates() instanceof SpikeRateSource.Measured
                && !request.fitness().score().isSimulated()) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "The score " + request.fitness().score().label() + " simulates nothing, so there are no"
                    + " spike rates to measure. Give one for all networks (spike-rate: 0.1, or --spike-rates 0.1), or take a score that simulates.");
        }
        return new Evaluation(request, models.of(request.hardware()),
                scores.images(request.dataset(), folder, request.template(), request.fitness(), job), scores);
    }

    /** @param known trials whose fitness need not be computed again */
    public LocalEvaluator evaluator(List<Trial> known, Executor pool) {
        return new LocalEvaluator(request, chip, fitness(scores.trainingFree(), request.fitness()), known, pool);
    }

    /** An evaluator of a request that differs in its template. */
    public LocalEvaluator evaluator(SearchRequest similar, Executor pool) {
        return new Evaluation(similar, chip, images, scores).evaluator(List.of(), pool);
    }

    /** The search that the request asks for. */
    public SearchProblem problem(Executor pool, JobContext job) {
        // narrow networks have weights of their own, which would push those of the wide ones out of a common store
        TrainingFreeScores narrow = scores.newScores();
        return new SearchProblem(request, new CandidateCosts(chip, request.template(), request.space()),
                NarrowScreen.of(request, settings -> fitness(narrow, settings), pool, job), job);
    }

    private FitnessFunction fitness(TrainingFreeScores with, FitnessSettings settings) {
        return (network, job) -> with.score(network, images, settings, request.seed(), Workers.CALLER, job).score();
    }
}
