package org.hasnas.search;

import java.util.List;
import org.hasnas.domain.architecture.NetworkTemplate;
import org.hasnas.domain.architecture.NetworkTemplate.CellSharing;
import org.hasnas.domain.architecture.NetworkTemplate.Stage;
import org.hasnas.domain.architecture.NetworkTemplates;
import org.hasnas.domain.architecture.SearchSpace;
import org.hasnas.domain.constraint.ConstraintSet;
import org.hasnas.domain.hardware.SpikeSimSettings;
import org.hasnas.domain.run.DatasetReference;
import org.hasnas.domain.run.FitnessSettings;
import org.hasnas.domain.run.SearchAlgorithmId;
import org.hasnas.domain.run.SearchRequest;

/** Requests for tests. */
final class Requests {
    private Requests() {}

    static SearchRequest digits(SearchAlgorithmId algorithm, int budget, long seed) {
        return of(NetworkTemplates.DIGITS.template(), NetworkTemplates.DIGITS.space(), algorithm, budget, seed);
    }

    static SearchRequest of(NetworkTemplate template, SearchSpace space, SearchAlgorithmId algorithm, int budget, long seed) {
        return new SearchRequest(DatasetReference.EMBEDDED_DIGITS, template, space, SpikeSimSettings.DEFAULT,
                ConstraintSet.UNLIMITED, algorithm, budget, new FitnessSettings(16, 2), seed);
    }

    /** The digits template with other stages and sharing. */
    static NetworkTemplate template(CellSharing sharing, Stage... stages) {
        NetworkTemplate digits = NetworkTemplates.DIGITS.template();
        return new NetworkTemplate("test", digits.input(), digits.classes(), digits.stemStride(), List.of(stages), sharing,
                digits.finalPool(), digits.hiddenWidth(), digits.votersPerClass(), digits.dropoutProbability(), digits.timeSteps(),
                digits.neuron(), digits.batchNorm(), digits.weightBits());
    }
}
