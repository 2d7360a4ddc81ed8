package org.hasnas.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.network.Architecture;
import org.hasnas.search.algorithm.SearchAlgorithm;
import org.hasnas.search.algorithm.SearchAlgorithms;
import org.hasnas.search.evaluation.CandidateEvaluator;
import org.hasnas.search.evaluation.Proposal;
import org.hasnas.search.evaluation.SearchProblem;
import org.hasnas.search.model.Trial;

/**
 * Runs a search algorithm: ask, evaluate, tell, until the budget is used or the algorithm has nothing more to ask.
 *
 * <p>Every proposal gets the next index. The algorithm is told only whole asks, in the order of the indices, so neither the number
 * of threads nor an interruption changes which candidates a request leads to.
 */
public final class SearchLoop {
    private static final String ANOTHER_ORIGIN =
            "The run was made by another version of the program or with another request, so it can't be continued; start a new run. One that pays for"
                    + " trainings can begin with what this one's designs have shown (--from).";

    private SearchLoop() {}

    /**
     * Runs or resumes a search. A resumed run asks its algorithm all questions again; what is stored is replayed, not evaluated.
     *
     * @param known stored trials of the run, in any order and with gaps, since parallel evaluation stores them as they come
     * @param sink takes every new trial at once; replayed trials are not given to it again
     * @throws HasnasException if the sink fails, or with code {@code STORE} if the known trials are not of this request
     * @throws java.util.concurrent.CancellationException if the job was cancelled
     */
    public static void run(SearchProblem problem, List<Trial> known, CandidateEvaluator evaluator, TrialSink sink) throws HasnasException {
        run(SearchAlgorithms.of(problem), problem.request().budget(), known, evaluator, sink, problem.job());
    }

    static void run(SearchAlgorithm algorithm, int budget, List<Trial> known, CandidateEvaluator evaluator, TrialSink sink, JobContext job)
            throws HasnasException {
        NavigableMap<Integer, Trial> stored = byIndex(known);
        int done = 0;
        job.progress(0, budget);
        while (done < budget) {
            job.checkpoint();
            List<Proposal> proposals = algorithm.ask(budget - done);
            if (proposals.isEmpty()) {
                requireNothingStoredFrom(done, budget, stored);
                return;
            }
            if (proposals.size() > budget - done) {
                throw new IllegalStateException("the algorithm asked for " + proposals.size() + " candidates; " + (budget - done)
                        + " are left of the budget");
            }
            Batch batch = new Batch(done, proposals, stored, sink, job, budget);
            batch.evaluate(evaluator);
            algorithm.tell(batch.trials());
            done += proposals.size();
        }
    }

    private static NavigableMap<Integer, Trial> byIndex(List<Trial> known) throws HasnasException {
        NavigableMap<Integer, Trial> stored = new TreeMap<>();
        for (Trial trial : known) {
            Trial other = stored.put(trial.index(), trial);
            if (other != null) {
                throw new HasnasException(ErrorCode.STORE, "The run store holds trial " + trial.index()
                        + " of this run twice; the store is damaged. Start a new run.");
            }
        }
        return stored;
    }

    private static void requireNothingStoredFrom(int done, int budget, NavigableMap<Integer, Trial> stored) throws HasnasException {
        Integer next = stored.ceilingKey(done);
        if (next != null && next < budget) {
            throw new HasnasException(ErrorCode.STORE, "Trial " + next + " of this run is stored, but its request ends after " + done
                    + " trials. " + ANOTHER_ORIGIN);
        }
    }

    /** One ask: its proposals and their trials as they come in. */
    private static final class Batch {
        private final int first;
        private final List<Proposal> proposals;
        private final Map<Integer, Trial> trials = new HashMap<>();
        private final List<CandidateEvaluator.Task> tasks = new ArrayList<>();
        private final TrialSink sink;
        private final JobContext job;
        private final int budget;
        /** What the sink threw; also set if the evaluator swallows or wraps exceptions of its consumer. */
        private final AtomicReference<HasnasException> sinkFailure = new AtomicReference<>();

        Batch(int first, List<Proposal> proposals, Map<Integer, Trial> stored, TrialSink sink, JobContext job, int budget)
                throws HasnasException {
            this.first = first;
            this.proposals = List.copyOf(proposals);
            this.sink = sink;
            this.job = job;
            this.budget = budget;
            for (int i = 0; i < proposals.size(); i++) {
                int index = first + i;
                Trial trial = stored.get(index);
                if (trial == null) {
                    tasks.add(new CandidateEvaluator.Task(index, proposals.get(i)));
                } else {
                    requireSame(trial, proposals.get(i).architecture());
                    trials.put(index, trial);
                }
            }
        }

        private static void requireSame(Trial trial, Architecture proposed) throws HasnasException {
            if (!trial.architecture().equals(proposed)) {
                throw new HasnasException(ErrorCode.STORE, "Trial " + trial.index() + " of this run is stored as '" + trial.architecture()
                        + "', but its request leads to '" + proposed + "'. " + ANOTHER_ORIGIN);
            }
        }

        void evaluate(CandidateEvaluator evaluator) throws HasnasException {
            if (!trials.isEmpty()) {
                showProgress();
            }
            if (tasks.isEmpty()) {
                return;
            }
            Consumer<Trial> onTrial = this::take;
            try {
                evaluator.evaluateAll(List.copyOf(tasks), onTrial, job);
            } catch (RuntimeException thrown) {
                HasnasException failure = sinkFailure.get();
                if (failure == null) {
                    throw thrown;
                }
            }
            HasnasException failure = sinkFailure.get();
            if (failure != null) {
                throw failure;
            }
        }

        private void take(Trial trial) {
            if (sinkFailure.get() != null) {
                throw new SinkFailedException();
            }
            int place = trial.index() - first;
            if (place < 0 || place >= proposals.size() || !proposals.get(place).architecture().equals(trial.architecture())) {
                throw new IllegalArgumentException("the evaluator gave a trial that was not asked for: " + trial);
            }
            if (trials.containsKey(trial.index())) {
                throw new IllegalArgumentException("the evaluator gave trial " + trial.index() + " twice");
            }
            try {
                sink.append(trial);
            } catch (HasnasException failure) {
                sinkFailure.set(failure);
                throw new SinkFailedException();
            }
            trials.put(trial.index(), trial);
            showProgress();
        }

        private void showProgress() {
            job.progress((long) first + trials.size(), budget);
        }

        /** The trials of all proposals, in their order. */
        List<Trial> trials() {
            List<Trial> inOrder = new ArrayList<>();
            for (int i = 0; i < proposals.size(); i++) {
                Trial trial = trials.get(first + i);
                if (trial == null) {
                    throw new IllegalStateException("the evaluator gave no trial for candidate " + (first + i));
                }
                inOrder.add(trial);
            }
            return List.copyOf(inOrder);
        }
    }

    /** Carries the failure of a sink through the evaluator, whose consumer can't throw checked exceptions. */
    private static final class SinkFailedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        SinkFailedException() {
            super("a trial could not be stored");
        }
    }
}
