package org.hasnas.domain.training;

import org.hasnas.domain.architecture.Architecture;
import org.hasnas.domain.architecture.Network;
import org.hasnas.domain.architecture.NetworkTemplate;
import org.hasnas.domain.architecture.SearchSpace;
import org.hasnas.domain.run.DatasetReference;

/** Everything a training depends on: which network, which images, which settings. */
public record TrainingRequest(DatasetReference dataset, NetworkTemplate template, SearchSpace space, Architecture architecture,
        TrainingSettings settings) {
    public Network network() {
        return Network.of(template, space, architecture);
    }
}
