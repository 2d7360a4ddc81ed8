package org.hasnas.ui.project;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.hasnas.score.model.FitnessSettings;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.SearchAlgorithmId;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.ui.form.NumberEntry;
import org.hasnas.ui.fx.Texts;

/** The settings of the next search that are not limits: algorithm, budget, seed, batches, threads. */
public final class SearchForm {
    private static final int MAX_THREADS = 1024;
    /** What the store and the plot are made for; a search of more candidates is not sensible in one window. */
    private static final int MAX_BUDGET = 10_000_000;

    private final ObjectProperty<SearchAlgorithmId> algorithm = new SimpleObjectProperty<>(this, "algorithm", SearchAlgorithmId.HASNAS);
    private final NumberEntry budget;
    private final NumberEntry seed;
    private final NumberEntry batchSize;
    private final NumberEntry batches;
    private final NumberEntry threads;

    SearchForm(Texts texts, int initialThreads) {
        budget = new NumberEntry(texts.get("search.budget"), 1, MAX_BUDGET, 100, texts);
        seed = new NumberEntry(texts.get("search.seed"), Long.MIN_VALUE, Long.MAX_VALUE, 1, texts);
        batchSize = new NumberEntry(texts.get("search.batch-size"), 2, 256, 64, texts);
        batches = new NumberEntry(texts.get("search.batches"), 1, 1000, 2, texts);
        threads = new NumberEntry(texts.get("search.threads"), 1, MAX_THREADS, initialThreads, texts);
    }

    public ObjectProperty<SearchAlgorithmId> algorithmProperty() {
        return algorithm;
    }

    public NumberEntry budget() {
        return budget;
    }

    public NumberEntry seed() {
        return seed;
    }

    public NumberEntry batchSize() {
        return batchSize;
    }

    public NumberEntry batches() {
        return batches;
    }

    public NumberEntry threads() {
        return threads;
    }

    /** All numbers in the order in which they are shown. */
    public List<NumberEntry> numbers() {
        return List.of(budget, seed, batchSize, batches, threads);
    }

    /** The sentences about all numbers that are wrong. */
    public List<String> problems() {
        return numbers().stream().map(number -> number.problemProperty().get()).filter(problem -> !problem.isEmpty()).toList();
    }

    void show(SearchRequest request) {
        algorithm.set(request.algorithm());
        budget.set(request.budget());
        seed.set(request.seed());
        batchSize.set(request.fitness().batchSize());
        batches.set(request.fitness().batches());
    }

    /** The request with these settings in place of its own; empty if a number is wrong. */
    Optional<SearchRequest> applyTo(SearchRequest base, ConstraintSet limits) {
        if (!problems().isEmpty()) {
            return Optional.empty();
        }
        FitnessSettings own = base.fitness();
        FitnessSettings fitness = new FitnessSettings((int) batchSize.value().orElseThrow(), (int) batches.value().orElseThrow(),
                own.precision(), own.score());
        return Optional.of(base.withLimits(limits).withAlgorithm(algorithm.get()).withBudget((int) budget.value().orElseThrow())
                .withFitness(fitness).withSeed(seed.value().orElseThrow()));
    }
}
