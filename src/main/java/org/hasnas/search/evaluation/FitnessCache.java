package org.hasnas.search.evaluation;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.hasnas.network.Architecture;
import org.hasnas.network.CanonicalForm;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.SearchSpace;
import org.hasnas.score.model.FitnessScore;
import org.hasnas.search.model.Trial;

/** Fitness by canonical form, for one request. A form asked for by two threads at a time is computed by one; the other waits. */
final class FitnessCache {
    private final NetworkTemplate template;
    private final SearchSpace space;
    private final Map<Architecture, CompletableFuture<FitnessScore>> scores = new ConcurrentHashMap<>();

    FitnessCache(NetworkTemplate template, SearchSpace space, Collection<Trial> known) {
        this.template = template;
        this.space = space;
        for (Trial trial : known) {
            trial.fitness().ifPresent(score -> scores.put(canonical(trial.architecture()), CompletableFuture.completedFuture(score)));
        }
    }

    FitnessScore get(Architecture canonical, Supplier<FitnessScore> compute) {
        CompletableFuture<FitnessScore> mine = new CompletableFuture<>();
        CompletableFuture<FitnessScore> known = scores.putIfAbsent(canonical, mine);
        if (known != null) {
            return join(known);
        }
        try {
            FitnessScore score = compute.get();
            mine.complete(score);
            return score;
        } catch (RuntimeException | Error failure) {
            scores.remove(canonical, mine);
            mine.completeExceptionally(failure);
            throw failure;
        }
    }

    Architecture canonical(Architecture architecture) {
        return CanonicalForm.of(template, space, architecture);
    }

    private static FitnessScore join(CompletableFuture<FitnessScore> future) {
        try {
            return future.join();
        } catch (CompletionException failure) {
            switch (failure.getCause()) {
                case CancellationException cancelled -> throw cancelled;
                case RuntimeException runtime -> throw runtime;
                case Error error -> throw error;
                case null, default -> throw failure;
            }
        }
    }
}
