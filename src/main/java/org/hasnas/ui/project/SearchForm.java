package org.hasnas.ui.project;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.hasnas.chip.model.FrontCost;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.score.model.FitnessSettings;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.LadderSettings;
import org.hasnas.search.model.SearchAlgorithmId;
import org.hasnas.search.model.SearchRequest;
import org.hasnas.training.model.TrainingSettings;
import org.hasnas.ui.form.DecimalEntry;
import org.hasnas.ui.form.DesignsEntry;
import org.hasnas.ui.form.NumberEntry;
import org.hasnas.ui.form.TextEntry;
import org.hasnas.ui.fx.Texts;
import org.hasnas.units.Numbers;

/**
 * The settings of the next search that are not limits: algorithm, budget, seed, batches, threads; of one by trainings also its time, what takes part, and what runs on the
 * chip.
 */
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
    private final DecimalEntry minutes;
    private final NumberEntry sideBySide;
    private final NumberEntry onChip;
    private final DesignsEntry designs;
    private final ObjectProperty<FrontCost> front = new SimpleObjectProperty<>(this, "front", FrontCost.ENERGY);
    private final ObjectProperty<BeginWith> beginWith = new SimpleObjectProperty<>(this, "beginWith", BeginWith.NOTHING);

    /** Whose trained designs take part in a search by trainings. */
    public enum BeginWith {
        NOTHING, SHOWN_RUN, TRAININGS
    }

    SearchForm(Texts texts, int initialThreads) {
        budget = new NumberEntry(texts.get("search.budget"), 1, MAX_BUDGET, 100, texts);
        seed = new NumberEntry(texts.get("search.seed"), Long.MIN_VALUE, Long.MAX_VALUE, 1, texts);
        batchSize = new NumberEntry(texts.get("search.batch-size"), 2, 256, 64, texts);
        batches = new NumberEntry(texts.get("search.batches"), 1, 1000, 2, texts);
        threads = new NumberEntry(texts.get("search.threads"), 1, MAX_THREADS, initialThreads, texts);
        TrainingSettings any = TrainingSettings.defaults(DatasetReference.EMBEDDED_DIGITS.format());
        minutes = new DecimalEntry(texts.get("search.minutes"), Numbers.brief(LadderSettings.USUAL_MINUTES), false,
                value -> new LadderSettings(value, LadderSettings.USUAL_SIDE_BY_SIDE, any), texts);
        sideBySide = new NumberEntry(texts.get("search.side-by-side"), 1, LadderSettings.MAX_SIDE_BY_SIDE, LadderSettings.USUAL_SIDE_BY_SIDE, texts);
        onChip = new NumberEntry(texts.get("search.on-chip"), 0, LadderSettings.MAX_ON_CHIP, 0, texts);
        designs = new DesignsEntry(texts.get("search.designs"), texts);
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

    /** Minutes of work, of a search by trainings. */
    public DecimalEntry minutes() {
        return minutes;
    }

    /** Trainings at a time, of a search by trainings. */
    public NumberEntry sideBySide() {
        return sideBySide;
    }

    /** Finalists that run on the simulated chip, of a search by trainings. */
    public NumberEntry onChip() {
        return onChip;
    }

    /** The designer's own designs that take part in a search by trainings. */
    public DesignsEntry designs() {
        return designs;
    }

    /** What the front of a search by trainings sets against accuracy. */
    public ObjectProperty<FrontCost> frontProperty() {
        return front;
    }

    /** What else takes part in the next search by trainings; no part of the project. */
    public ObjectProperty<BeginWith> beginWithProperty() {
        return beginWith;
    }

    /** Whether the search is one by trainings. */
    public boolean isLadder() {
        return algorithm.get().paysForTrainings();
    }

    /** The numbers of every search in the order in which they are shown. */
    public List<TextEntry> numbersOfAll() {
        return List.of(budget, seed, batchSize, batches, threads);
    }

    /** The numbers that only a search by trainings has. */
    public List<TextEntry> numbersOfLadder() {
        return List.of(minutes, sideBySide, onChip, designs);
    }

    /** The sentences about all numbers of the algorithm that are wrong. */
    public List<String> problems() {
        return Stream.concat(isLadder() ? numbersOfLadder().stream() : Stream.empty(), numbersOfAll().stream())
                .map(number -> number.problemProperty().get()).filter(problem -> !problem.isEmpty()).toList();
    }

    void show(SearchRequest request) {
        minutes.set(request.ladder().map(LadderSettings::minutes).orElse(LadderSettings.USUAL_MINUTES));
        sideBySide.set(request.ladder().map(LadderSettings::sideBySide).orElse(LadderSettings.USUAL_SIDE_BY_SIDE));
        onChip.set(request.ladder().map(LadderSettings::onChip).orElse(0));
        designs.set(request.ladder().map(LadderSettings::given).orElse(List.of()));
        front.set(request.ladder().map(LadderSettings::front).orElse(FrontCost.ENERGY));
        beginWith.set(BeginWith.NOTHING);
        algorithm.set(request.algorithm());
        budget.set(request.budget());
        seed.set(request.seed());
        batchSize.set(request.fitness().batchSize());
        batches.set(request.fitness().batches());
    }

    /**
     * The request with these settings in place of its own; empty if a number is wrong.
     *
     * @param training how a search by trainings trains
     */
    Optional<SearchRequest> applyTo(SearchRequest base, ConstraintSet limits, TrainingSettings training) {
        if (!problems().isEmpty()) {
            return Optional.empty();
        }
        FitnessSettings own = base.fitness();
        FitnessSettings fitness = new FitnessSettings((int) batchSize.value().orElseThrow(), (int) batches.value().orElseThrow(),
                own.precision(), own.score());
        SearchRequest asked = base.withLimits(limits).withBudget((int) budget.value().orElseThrow()).withFitness(fitness)
                .withSeed(seed.value().orElseThrow());
        return Optional.of(isLadder()
                ? asked.withAlgorithm(algorithm.get())
                        .withLadder(new LadderSettings(minutes.value().orElseThrow(), (int) sideBySide.value().orElseThrow(), training,
                                (int) onChip.value().orElseThrow(), designs.designs(), front.get()))
                : asked.withAlgorithm(algorithm.get()));
    }
}
