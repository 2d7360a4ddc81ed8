package org.hasnas.testdata;

import java.util.List;
import java.util.Map;
import org.hasnas.chip.model.SpikeRates;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.job.JobHandle;
import org.hasnas.job.Progress;
import org.hasnas.network.Network;
import org.hasnas.score.model.FitnessReport;
import org.hasnas.score.model.FitnessResult;
import org.hasnas.score.model.FitnessScore;
import org.hasnas.score.model.FitnessSettings;
import org.hasnas.simulation.model.LayerRate;
import org.hasnas.workbench.score.Scores;

/** One score for all networks. */
public final class FakeScores implements Scores {
    public final HeldJobs jobs = new HeldJobs();
    private final List<String> calls;
    private final List<DatasetReference> asked;

    public FakeScores(List<String> calls, List<DatasetReference> asked) {
        this.calls = calls;
        this.asked = asked;
    }

    @Override
    public JobHandle<Progress, FitnessReport> fitness(DatasetReference dataset, Network network, FitnessSettings settings, long seed, int threads) {
        asked.add(dataset);
        calls.add("fitness batch " + settings.batchSize() + " x " + settings.batches() + " seed " + seed + " threads " + threads);
        return jobs.job(new Progress(1, 2), new FitnessReport(new FitnessResult(new FitnessScore(123.456789, 0.125), List.of(123.0, 123.913578),
                List.of(new LayerRate("cell0.0->1", List.of(0.1, 0.15)))), 0.75));
    }

    @Override
    public long memoryBytes(Network network, FitnessSettings settings) {
        return 12_345_678;
    }

    @Override
    public JobHandle<Progress, SpikeRates> spikeRates(DatasetReference dataset, Network network, FitnessSettings settings, long seed, int threads) {
        asked.add(dataset);
        return FakeJob.done(new SpikeRates(0.2, Map.of("stem", 0.4)));
    }
}
