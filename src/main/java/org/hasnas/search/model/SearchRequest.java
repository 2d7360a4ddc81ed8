package org.hasnas.search.model;

import java.util.List;
import java.util.Optional;
import org.hasnas.chip.model.CostModelId;
import org.hasnas.chip.model.HardwareSettings;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.network.Architecture;
import org.hasnas.network.DesignChoices;
import org.hasnas.network.MacroChoice;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.SearchSpace;
import org.hasnas.score.model.FitnessSettings;
import org.hasnas.training.model.TrainingRequest;

/**
 * Everything that determines a search. The number of threads is not part of it, since it changes no result.
 *
 * @param dataset images; a relative path is resolved against the project folder
 * @param budget number of trials, at least 1
 * @param seed seed of every random draw: candidates, weights, batches
 * @param ladder how trainings are paid for, of an algorithm that {@link SearchAlgorithmId#paysForTrainings}; empty for all other algorithms
 */
public record SearchRequest(
        DatasetReference dataset,
        NetworkTemplate template,
        SearchSpace space,
        HardwareSettings hardware,
        ConstraintSet limits,
        SearchAlgorithmId algorithm,
        int budget,
        FitnessSettings fitness,
        long seed,
        Optional<LadderSettings> ladder) {

    public SearchRequest {
        if (budget < 1) {
            throw new IllegalArgumentException("budget must be >= 1 trial, was " + budget);
        }
        if (ladder.isPresent() != algorithm.paysForTrainings()) {
            throw new IllegalArgumentException("settings of trainings belong to algorithms that pay for them, and only to these; the algorithm is "
                    + algorithm.label());
        }
    }

    /** A search without trainings. */
    public SearchRequest(DatasetReference dataset, NetworkTemplate template, SearchSpace space, HardwareSettings hardware, ConstraintSet limits,
            SearchAlgorithmId algorithm, int budget, FitnessSettings fitness, long seed) {
        this(dataset, template, space, hardware, limits, algorithm, budget, fitness, seed, Optional.empty());
    }

    /** Whether another search is of the same networks and images, so that their designs may stand side by side. */
    public boolean comparesWith(SearchRequest other) {
        return dataset.equals(other.dataset) && template.equals(other.template) && space.equals(other.space);
    }

    /** Whether a training is of one of the search's networks on its images. */
    public boolean comparesWith(TrainingRequest training) {
        return dataset.equals(training.dataset()) && template.equals(training.template())
                && space.with(DesignChoices.NONE).equals(training.space());
    }

    /** The space that is gone through: only a search by trainings chooses more than cells. */
    public SearchSpace searched() {
        return algorithm.paysForTrainings() ? space : space.with(DesignChoices.NONE);
    }

    /**
     * The same, if every combination of what designs may choose, and every given design, is a network and a chip.
     *
     * @throws IllegalArgumentException with a sentence for the user that names one which is not
     */
    public SearchRequest requireChoices() {
        for (MacroChoice macro : space.choices().all()) {
            try {
                macro.appliedTo(template);
                hardware.chosenBy(macro);
            } catch (IllegalArgumentException none) {
                throw new IllegalArgumentException("designs may choose '" + macro.text() + "': " + none.getMessage(), none);
            }
        }
        for (Architecture design : ladder.map(LadderSettings::given).orElse(List.of())) {
            try {
                Network.of(template, space, design);
                hardware.chosenBy(design.macro());
            } catch (IllegalArgumentException none) {
                throw new IllegalArgumentException("design '" + design.text() + "': " + none.getMessage(), none);
            }
        }
        if (ladder.filter(settings -> settings.onChip() > 0).isPresent() && hardware.model() != CostModelId.PHYSICAL) {
            throw new IllegalArgumentException("designs run on the chip of the model physical; take that model, or 0 designs on the chip");
        }
        return this;
    }

    public SearchRequest withDataset(DatasetReference newDataset) {
        return new SearchRequest(newDataset, template, space, hardware, limits, algorithm, budget, fitness, seed, ladder);
    }

    public SearchRequest withTemplate(NetworkTemplate newTemplate) {
        return new SearchRequest(dataset, newTemplate, space, hardware, limits, algorithm, budget, fitness, seed, ladder);
    }

    public SearchRequest withSpace(SearchSpace newSpace) {
        return new SearchRequest(dataset, template, newSpace, hardware, limits, algorithm, budget, fitness, seed, ladder);
    }

    public SearchRequest withBudget(int newBudget) {
        return new SearchRequest(dataset, template, space, hardware, limits, algorithm, newBudget, fitness, seed, ladder);
    }

    /** With another algorithm; one that pays for trainings keeps its settings of them or gets those that suit the data set. */
    public SearchRequest withAlgorithm(SearchAlgorithmId newAlgorithm) {
        Optional<LadderSettings> settings = newAlgorithm.paysForTrainings()
                ? Optional.of(ladder.orElseGet(() -> LadderSettings.usual(dataset.format()))) : Optional.empty();
        return new SearchRequest(dataset, template, space, hardware, limits, newAlgorithm, budget, fitness, seed, settings);
    }

    public SearchRequest withFitness(FitnessSettings newFitness) {
        return new SearchRequest(dataset, template, space, hardware, limits, algorithm, budget, newFitness, seed, ladder);
    }

    public SearchRequest withSeed(long newSeed) {
        return new SearchRequest(dataset, template, space, hardware, limits, algorithm, budget, fitness, newSeed, ladder);
    }

    public SearchRequest withHardware(HardwareSettings newHardware) {
        return new SearchRequest(dataset, template, space, newHardware, limits, algorithm, budget, fitness, seed, ladder);
    }

    public SearchRequest withLimits(ConstraintSet newLimits) {
        return new SearchRequest(dataset, template, space, hardware, newLimits, algorithm, budget, fitness, seed, ladder);
    }

    /** A search by trainings: by the same algorithm if it pays for any, else {@link SearchAlgorithmId#LADDER}. */
    public SearchRequest withLadder(LadderSettings settings) {
        SearchAlgorithmId paying = algorithm.paysForTrainings() ? algorithm : SearchAlgorithmId.LADDER;
        return new SearchRequest(dataset, template, space, hardware, limits, paying, budget, fitness, seed, Optional.of(settings));
    }
}
