package org.hasnas.search.model;

import org.hasnas.chip.model.HardwareSettings;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.SearchSpace;
import org.hasnas.score.model.FitnessSettings;

/**
 * Everything that determines a search. The number of threads is not part of it, since it changes no result.
 *
 * @param dataset images; a relative path is resolved against the project folder
 * @param budget number of trials, at least 1
 * @param seed seed of every random draw: candidates, weights, batches
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
        long seed) {

    public SearchRequest {
        if (budget < 1) {
            throw new IllegalArgumentException("budget must be >= 1 trial, was " + budget);
        }
    }

    public SearchRequest withDataset(DatasetReference newDataset) {
        return new SearchRequest(newDataset, template, space, hardware, limits, algorithm, budget, fitness, seed);
    }

    public SearchRequest withTemplate(NetworkTemplate newTemplate) {
        return new SearchRequest(dataset, newTemplate, space, hardware, limits, algorithm, budget, fitness, seed);
    }

    public SearchRequest withSpace(SearchSpace newSpace) {
        return new SearchRequest(dataset, template, newSpace, hardware, limits, algorithm, budget, fitness, seed);
    }

    public SearchRequest withBudget(int newBudget) {
        return new SearchRequest(dataset, template, space, hardware, limits, algorithm, newBudget, fitness, seed);
    }

    public SearchRequest withAlgorithm(SearchAlgorithmId newAlgorithm) {
        return new SearchRequest(dataset, template, space, hardware, limits, newAlgorithm, budget, fitness, seed);
    }

    public SearchRequest withFitness(FitnessSettings newFitness) {
        return new SearchRequest(dataset, template, space, hardware, limits, algorithm, budget, newFitness, seed);
    }

    public SearchRequest withSeed(long newSeed) {
        return new SearchRequest(dataset, template, space, hardware, limits, algorithm, budget, fitness, newSeed);
    }

    public SearchRequest withHardware(HardwareSettings newHardware) {
        return new SearchRequest(dataset, template, space, newHardware, limits, algorithm, budget, fitness, seed);
    }

    public SearchRequest withLimits(ConstraintSet newLimits) {
        return new SearchRequest(dataset, template, space, hardware, newLimits, algorithm, budget, fitness, seed);
    }
}
