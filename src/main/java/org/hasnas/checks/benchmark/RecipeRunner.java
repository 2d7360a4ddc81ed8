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
import org.hasnas.network.Network;
import org.hasnas.search.study.Intervals;
import org.hasnas.simulation.engine.Workers;
import org.hasnas.simulation.kernel.training.TrainingKernels;
import org.hasnas.simulation.model.LayerRate;
import org.hasnas.training.HeldOutResult;
import org.hasnas.training.Teacher;
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
    /** Trainings that have begun. */
    private int done;

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
        for (RecipeComparison.Variant variant : comparison.variants()) {
            List<Run> runs = new ArrayList<>();
            for (int block = 0; block < comparison.blocks(); block++) {
                for (int seed = 0; seed < comparison.seeds(); seed++) {
                    runs.add(train(variant, block, seed));
                }
            }
            List<Run> base = outcomes.isEmpty() ? runs : outcomes.getFirst().runs();
            List<Double> gains = new ArrayList<>();
            for (int run = 0; run < runs.size(); run++) {
                gains.add(runs.get(run).fraction() - base.get(run).fraction());
            }
            outcomes.add(new Outcome(variant, accuracy(runs), Intervals.ofMean(gains), runs));
        }
        return new RecipeResult(images.size(), outcomes);
    }

    private Run train(RecipeComparison.Variant variant, int block, int seedIndex) throws HasnasException {
        int first = images.size() * block / comparison.blocks();
        int count = images.size() * (block + 1) / comparison.blocks() - first;
        ImageSet held = images.part(first, count);
        ImageSet others = images.without(first, count);
        TrainingSettings settings = variant.settings().withSeed(variant.settings().seed() + seedIndex);
        Optional<Teacher> teacher = Optional.empty();
        double teacherAccuracy = Double.NaN;
        if (variant.teacher().isPresent()) {
            Network wider = variant.teacher().get();
            Trainer trainer = trainer(wider, others, settings, Optional.empty());
            switch (run(trainer, settings)) {
                case TrainingOutcome.Trained(TrainingState state) -> {
                    teacherAccuracy = trainer.test(state.best(), held, job).fraction();
                    teacher = Optional.of(Teacher.of(wider, state.best(), others, kernels, workers, job));
                }
                case TrainingOutcome.GivenUp(TrainingHealth why) -> {
                    done++; // its pupil
                    return givenUp(block, settings, count, "its teacher: " + why.explanation());
                }
            }
        }
        Trainer trainer = trainer(comparison.network(), others, settings, teacher);
        return switch (run(trainer, settings)) {
            case TrainingOutcome.Trained(TrainingState state) -> {
                HeldOutResult result = trainer.test(state.best(), held, job);
                yield new Run(block, settings.seed(), result.right(), count, Optional.empty(),
                        state.best().plan(comparison.network()).lifParameters(), LayerRate.mean(comparison.network(), result.rates()),
                        result.activeNeurons(), teacherAccuracy,
                        state.epochs().stream().mapToDouble(EpochResult::seconds).sum());
            }
            case TrainingOutcome.GivenUp(TrainingHealth why) -> givenUp(block, settings, count, why.explanation());
        };
    }

    private Trainer trainer(Network network, ImageSet others, TrainingSettings settings, Optional<Teacher> teacher) throws HasnasException {
        return TrainedAccuracyRunner.trainer(network, others, settings, kernels, workers, Optional.empty(), teacher);
    }

    private TrainingOutcome run(Trainer trainer, TrainingSettings settings) throws HasnasException {
        return trainer.run(Optional.empty(), new TrainedAccuracyRunner.Part(job, done++, comparison.trainings(), settings.epochs()), job);
    }

    private Run givenUp(int block, TrainingSettings settings, int count, String why) {
        return new Run(block, settings.seed(), (double) count / comparison.network().template().classes(), count, Optional.of(why), Map.of(),
                Double.NaN, Double.NaN, Double.NaN, 0);
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
