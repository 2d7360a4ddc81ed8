package org.hasnas.search.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The search algorithms. */
public enum SearchAlgorithmId {
    /** SNASNet's protocol: independent draws of the reference generator, limits not looked at. */
    SNASNET_RANDOM("snasnet-random"),
    /** Limits checked before fitness; cell by cell, edge by edge. */
    HASNAS("hasnas"),
    /** Regularised evolution (Real et al., AAAI 2019) within the limits. */
    EVOLUTION("evolution"),
    /** NSGA-II (Deb et al., 2002) over fitness and the four costs, of the library Jenetics. */
    NSGA2("nsga2"),
    /** Pruning of operations in rounds after LightSNN (arXiv 2503.21846), within the limits. */
    LIGHTSNN_PRUNING("lightsnn-pruning"),
    /** Many designs priced and scored, then trainings, each gone on with as long as it promises most for the front of accuracy against energy. */
    LADDER("ladder"),
    /** Whole trainings of random designs. */
    RANDOM("random"),
    /** Asynchronous successive halving (Li et al., MLSys 2020) of the trainings of random designs. */
    ASHA("asha"),
    /** Regularised evolution of whole trainings. */
    TRAINED_EVOLUTION("trained-evolution"),
    /** NSGA-II over accuracy and energy, of whole trainings. */
    TRAINED_NSGA2("trained-nsga2");

    private final String label;

    SearchAlgorithmId(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /** Whether it pays for trainings: it then chooses designs, not only cells, and has minutes. */
    public boolean paysForTrainings() {
        return switch (this) {
            case LADDER, RANDOM, ASHA, TRAINED_EVOLUTION, TRAINED_NSGA2 -> true;
            case SNASNET_RANDOM, HASNAS, EVOLUTION, NSGA2, LIGHTSNN_PRUNING -> false;
        };
    }

    /** All that {@link #paysForTrainings}. */
    public static List<SearchAlgorithmId> payingForTrainings() {
        return Arrays.stream(values()).filter(SearchAlgorithmId::paysForTrainings).toList();
    }

    public static Optional<SearchAlgorithmId> byLabel(String label) {
        return Arrays.stream(values()).filter(id -> id.label.equals(label)).findFirst();
    }
}
