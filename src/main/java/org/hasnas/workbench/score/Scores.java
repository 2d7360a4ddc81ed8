package org.hasnas.workbench.score;

import org.hasnas.chip.model.SpikeRates;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.job.JobHandle;
import org.hasnas.job.Progress;
import org.hasnas.network.Network;
import org.hasnas.score.model.FitnessReport;
import org.hasnas.score.model.FitnessSettings;
import org.hasnas.workbench.Workbench;

/** The part of the {@link Workbench} that scores untrained networks. Safe for any thread. */
public interface Scores {
    /** Fitness of one network on images of a data set. */
    JobHandle<Progress, FitnessReport> fitness(DatasetReference dataset, Network network, FitnessSettings settings, long seed, int threads);

    /** Memory in bytes that {@link #fitness} will take, the data set not counted. */
    long memoryBytes(Network network, FitnessSettings settings);

    /** Spike rates of every layer, from a simulation on images of a data set. */
    JobHandle<Progress, SpikeRates> spikeRates(DatasetReference dataset, Network network, FitnessSettings settings, long seed, int threads);
}
