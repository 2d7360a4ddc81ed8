package org.hasnas.search.evaluation;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.hasnas.chip.cost.ChipCost;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.error.MemoryShortage;
import org.hasnas.job.JobContext;
import org.hasnas.job.ParallelTasks;
import org.hasnas.network.Architecture;
import org.hasnas.network.Network;
import org.hasnas.score.model.FitnessScore;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.search.model.Trial;
import org.hasnas.search.model.TrialOutcome;
import org.slf4j.LoggerFactory;

/**
 * Evaluates candidates with the threads of an executor: first the cost, then, unless the proposal asks for limits first and they
 * are exceeded, the fitness. The fitness is that of the candidate's canonical form, so equal networks have equal scores.
 */
public final class LocalEvaluator implements CandidateEvaluator {
    private final SearchRequest request;
    private final ChipCost chip;
    private final FitnessFunction fitness;
    private final FitnessCache cache;
    private final Executor workers;

    /**
     * @param known trials of the same request whose fitness need not be computed again
     * @param workers runs the evaluations; its number of threads decides how many run at a time
     */
    public LocalEvaluator(SearchRequest request, ChipCost chip, FitnessFunction fitness, Collection<Trial> known, Executor workers) {
        this.request = request;
        this.chip = chip;
        this.fitness = fitness;
        this.cache = new FitnessCache(request.template(), request.space(), known);
        this.workers = workers;
    }

    @Override
    public void evaluateAll(List<Task> tasks, Consumer<Trial> onTrial, JobContext job) {
        job.checkpoint();
        ParallelTasks.forEach(tasks, task -> evaluate(task, job), workers, onTrial);
    }

    private Trial evaluate(Task task, JobContext job) {
        job.checkpoint();
        long start = System.nanoTime();
        Architecture architecture = task.proposal().architecture();
        TrialOutcome outcome = outcome(architecture, task.proposal().limitsFirst(), job);
        return new Trial(task.index(), architecture, outcome, (System.nanoTime() - start) * 1e-9);
    }

    private TrialOutcome outcome(Architecture architecture, boolean limitsFirst, JobContext job) {
        try {
            Network written = Network.of(request.template(), request.space(), architecture);
            HardwareCost cost = chip.total(written);
            if (limitsFirst && !request.limits().isMetBy(cost)) {
                return new TrialOutcome.OverLimits(cost);
            }
            Architecture canonical = cache.canonical(architecture);
            Network network = Network.of(request.template(), request.space(), canonical);
            FitnessScore score = cache.get(canonical, () -> fitness.score(network, job));
            return new TrialOutcome.Evaluated(chip.total(written, score.meanFiringRate()), score);
        } catch (CancellationException cancelled) {
            throw cancelled;
        } catch (RuntimeException | OutOfMemoryError failure) {
            // One candidate that fails must not end the search; the reason is stored with the trial.
            LoggerFactory.getLogger(LocalEvaluator.class).error("Candidate {} could not be evaluated", architecture, failure);
            return new TrialOutcome.Failed(MemoryShortage.behind(failure).orElse(failure.getClass().getSimpleName() + ": " + failure.getMessage()));
        }
    }
}
