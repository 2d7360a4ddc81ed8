package org.hasnas.search;

import java.util.List;
import org.hasnas.chip.model.SpikeSimSettings;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.NetworkTemplate.CellSharing;
import org.hasnas.network.NetworkTemplate.Stage;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.network.SearchSpace;
import org.hasnas.score.model.FitnessSettings;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.search.model.SearchAlgorithmId;
import org.hasnas.search.model.SearchRequest;

/** Requests for tests. */
public final class Requests {
    private Requests() {}

    public static SearchRequest digits(SearchAlgorithmId algorithm, int budget, long seed) {
        return of(NetworkTemplates.DIGITS.template(), NetworkTemplates.DIGITS.space(), algorithm, budget, seed);
    }

    public static SearchRequest of(NetworkTemplate template, SearchSpace space, SearchAlgorithmId algorithm, int budget, long seed) {
        return new SearchRequest(DatasetReference.EMBEDDED_DIGITS, template, space, SpikeSimSettings.DEFAULT,
                ConstraintSet.UNLIMITED, SearchAlgorithmId.HASNAS, budget, new FitnessSettings(16, 2), seed).withAlgorithm(algorithm);
    }

    /** The digits template with other stages and sharing. */
    public static NetworkTemplate template(CellSharing sharing, Stage... stages) {
        NetworkTemplate digits = NetworkTemplates.DIGITS.template();
        return new NetworkTemplate("test", digits.input(), digits.classes(), digits.stemStride(), List.of(stages), sharing,
                digits.finalPool(), digits.hiddenWidth(), digits.votersPerClass(), digits.dropoutProbability(), digits.timeSteps(),
                digits.neuron(), digits.batchNorm(), digits.weightBits());
    }
}
