package org.hasnas.workbench;

import org.hasnas.domain.architecture.Network;
import org.hasnas.domain.error.HasnasException;
import org.hasnas.domain.hardware.SpikeRates;
import org.hasnas.domain.run.DatasetReference;
import org.hasnas.domain.run.FitnessSettings;
import org.hasnas.job.JobContext;

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
