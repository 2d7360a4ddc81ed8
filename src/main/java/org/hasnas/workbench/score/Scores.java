package org.hasnas.workbench.score;

import org.hasnas.chip.model.SpikeRates;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.network.Network;
import org.hasnas.score.model.FitnessReport;
import org.hasnas.score.model.FitnessSettings;
import org.hasnas.workbench.Workbench;

/** The part of the {@link Workbench} that scores untrained networks. Safe for any thread. */
public interface Scores {
    /** Fitness of one network on images of a data set. */
    FitnessReport fitness(DatasetReference dataset, Network network, FitnessSettings settings, long seed, int threads, JobContext job)
            throws HasnasException;

    /** Memory in bytes that {@link #fitness} will take, the data set not counted. */
    long memoryBytes(Network network, FitnessSettings settings);

    /** Spike rates of every layer, from a simulation on images of a data set. */
    SpikeRates spikeRates(DatasetReference dataset, Network network, FitnessSettings settings, long seed, int threads, JobContext job)
            throws HasnasException;
}
