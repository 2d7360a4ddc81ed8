package org.hasnas.score.fitness;

import org.hasnas.network.Network;
import org.hasnas.score.model.ScoreId;

/** The number of trained parameters, classifier and batch norm counted: the baseline that every other score has to beat. */
public final class ParameterScore implements StructuralScore {
    @Override
    public ScoreId id() {
        return ScoreId.PARAMETERS;
    }

    @Override
    public double of(Network network) {
        return StructuralScore.isDead(network) ? Double.NEGATIVE_INFINITY : (double) network.parameters();
    }
}
