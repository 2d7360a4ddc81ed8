package org.hasnas.search.study;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.job.JobContext;
import org.hasnas.network.Architecture;
import org.hasnas.search.evaluation.CandidateEvaluator;
import org.hasnas.search.evaluation.CandidateEvaluator.Task;
import org.hasnas.search.evaluation.Proposal;
import org.hasnas.search.model.Trial;
import org.hasnas.search.model.TrialOutcome;

/** Candidates with cost and fitness, each evaluated once. */
final class EvaluatedCandidates {
    private final Map<Architecture, Trial> trials = new HashMap<>();

    /**
     * @param done units of progress before this call
     * @param total units of progress in all; each different candidate is one
     */
    static EvaluatedCandidates of(Collection<Architecture> candidates, CandidateEvaluator evaluator, long done, long total, JobContext job) {
        Set<Architecture> distinct = new LinkedHashSet<>(candidates);
        List<Task> tasks = new ArrayList<>();
        for (Architecture candidate : distinct) {
            tasks.add(new Task(tasks.size(), new Proposal(candidate, false)));
        }
        EvaluatedCandidates evaluated = new EvaluatedCandidates();
        evaluator.evaluateAll(tasks, trial -> {
            evaluated.trials.put(trial.architecture(), trial);
            job.progress(done + evaluated.trials.size(), total);
        }, job);
        return evaluated;
    }

    int count() {
        return trials.size();
    }

    Optional<HardwareCost> cost(Architecture candidate) {
        return Optional.ofNullable(trials.get(candidate)).flatMap(Trial::cost);
    }

    /** The fitness where it is a finite number. */
    OptionalDouble fitness(Architecture candidate) {
        Optional<Double> value = Optional.ofNullable(trials.get(candidate)).flatMap(Trial::fitness).filter(score -> !score.isSingular())
                .map(score -> score.value());
        return value.isPresent() ? OptionalDouble.of(value.get()) : OptionalDouble.empty();
    }

    /** Candidates that could not be evaluated, with the reason. */
    List<String> failures() {
        return trials.values().stream().filter(trial -> trial.outcome() instanceof TrialOutcome.Failed)
                .map(trial -> trial.architecture().text() + ": " + (trial.outcome() instanceof TrialOutcome.Failed failed ? failed.reason() : ""))
                .sorted().toList();
    }
}
