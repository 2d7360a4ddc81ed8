package org.hasnas.checks.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hasnas.checks.model.RecipeComparison;
import org.hasnas.checks.model.RecipeResult;
import org.hasnas.checks.model.RecipeResult.Outcome;
import org.hasnas.checks.model.RecipeResult.Run;
import org.hasnas.chip.inference.AccuracyInterval;
import org.hasnas.data.ImageSet;
import org.hasnas.error.ErrorCode;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.search.study.Intervals;
import org.hasnas.simulation.engine.Workers;
import org.hasnas.simulation.kernel.training.TrainingKernels;
import org.hasnas.simulation.model.LayerRate;
import org.hasnas.training.HeldOutResult;
import org.hasnas.training.Trainer;
import org.hasnas.training.TrainingOutcome;
import org.hasnas.training.TrainingState;
import org.hasnas.training.model.Accuracy;
import org.hasnas.training.model.AccuracyKind;
import org.hasnas.training.model.EpochResult;
import org.hasnas.training.model.TrainingHealth;
import org.hasnas.training.model.TrainingSettings;

/** Trains the same network with several settings, on the same blocks and seeds, and tests it on the block that was held out. */
public final class RecipeRunner {
    private final RecipeComparison comparison;
    private final ImageSet images;
    private final TrainingKernels kernels;
    private final Workers workers;
    private final JobContext job;

    /**
     * @param all training images, of the network's shape
     * @throws HasnasException if there are fewer than are asked for
     */
    public RecipeRunner(RecipeComparison comparison, ImageSet all, TrainingKernels kernels, Workers workers, JobContext job) throws HasnasException {
        if (comparison.images() > all.size() || comparison.blocks() > all.size()) {
            throw new HasnasException(ErrorCode.BAD_INPUT, "The data set has " + all.size() + " training images; ask for at most that many and for"
                    + " fewer blocks.");
        }
        this.comparison = comparison;
        this.images = comparison.images() == 0 ? all : all.part(0, comparison.images());
        this.kernels = kernels;
        this.workers = workers;
        this.job = job;
    }

    /** @throws java.util.concurrent.CancellationException if the job is cancelled */
    public RecipeResult run() throws HasnasException {
        List<Outcome> outcomes = new ArrayList<>();
        for (int variant = 0; variant < comparison.variants().size(); variant++) {
            List<Run> runs = new ArrayList<>();
            for (int block = 0; block < comparison.blocks(); block++) {
                for (int seed = 0; seed < comparison.seeds(); seed++) {
                    int done = variant * comparison.trainings() + runs.size();
                    runs.add(train(comparison.variants().get(variant).settings(), block, seed, done));
                }
            }
            List<Run> base = outcomes.isEmpty() ? runs : outcomes.getFirst().runs();
            List<Double> gains = new ArrayList<>();
            for (int run = 0; run < runs.size(); run++) {
                gains.add(runs.get(run).fraction() - base.get(run).fraction());
            }
            outcomes.add(new Outcome(comparison.variants().get(variant), accuracy(runs), Intervals.ofMean(gains), runs));
        }
        return new RecipeResult(images.size(), outcomes);
    }

    private Run train(TrainingSettings settings, int block, int seedIndex, int done) throws HasnasException {
        int first = images.size() * block / comparison.blocks();
        int count = images.size() * (block + 1) / comparison.blocks() - first;
        ImageSet held = images.part(first, count);
        TrainingSettings seeded = settings.withSeed(settings.seed() + seedIndex);
        Trainer trainer = TrainedAccuracyRunner.trainer(comparison.network(), images.without(first, count), seeded, kernels, workers,
                Optional.empty());
        TrainedAccuracyRunner.Part part = new TrainedAccuracyRunner.Part(job, done, comparison.trainings() * comparison.variants().size(),
                seeded.epochs());
        return switch (trainer.run(Optional.empty(), part, job)) {
            case TrainingOutcome.Trained(TrainingState state) -> {
                HeldOutResult result = trainer.test(state.best(), held, job);
                yield new Run(block, seeded.seed(), result.right(), count, Optional.empty(),
                        state.best().plan(comparison.network()).lifParameters(), LayerRate.mean(comparison.network(), result.rates()),
                        result.activeNeurons(),
                        state.epochs().stream().mapToDouble(EpochResult::seconds).sum());
            }
            case TrainingOutcome.GivenUp(TrainingHealth why) ->
                    new Run(block, seeded.seed(), (double) count / comparison.network().template().classes(),
                            count, Optional.of(why.explanation()), Map.of(), Double.NaN, Double.NaN, 0);
        };
    }

    /** All images are held out once for each seed. */
    private Accuracy accuracy(List<Run> runs) {
        double[] bySeed = new double[comparison.seeds()];
        for (int run = 0; run < runs.size(); run++) {
            bySeed[run % bySeed.length] += runs.get(run).right() / images.size();
        }
        return AccuracyInterval.of(AccuracyKind.TRAINED, bySeed, images.size(), comparison.blocks() + " held-out blocks of " + images.size()
                + " training images, " + bySeed.length + " seeds");
    }
}
