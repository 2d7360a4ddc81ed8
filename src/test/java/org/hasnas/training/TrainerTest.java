package org.hasnas.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.hasnas.data.DatasetLoader;
import org.hasnas.data.ImageSet;
import org.hasnas.data.LabelledDataset;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.network.Architecture;
import org.hasnas.network.LifParameters;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.network.SearchSpaces;
import org.hasnas.network.plan.NetworkPlan;
import org.hasnas.simulation.engine.Simulation;
import org.hasnas.simulation.engine.SimulationMode;
import org.hasnas.simulation.engine.SpikeObserver;
import org.hasnas.simulation.engine.Workers;
import org.hasnas.simulation.kernel.Kernels;
import org.hasnas.simulation.kernel.training.Surrogate;
import org.hasnas.simulation.weights.WeightArrays;
import org.hasnas.simulation.weights.Weights;
import org.hasnas.testdata.OddSides;
import org.hasnas.training.layer.RoundedWeights;
import org.hasnas.training.layer.TrainingNetwork;
import org.hasnas.training.model.Augmentation;
import org.hasnas.training.model.EpochResult;
import org.hasnas.training.model.KeptEpoch;
import org.hasnas.training.model.LossId;
import org.hasnas.training.model.OptimizerId;
import org.hasnas.training.model.StopWhen;
import org.hasnas.training.model.SurrogateId;
import org.hasnas.training.model.TrainingHealth;
import org.hasnas.training.model.TrainingRecipe;
import org.hasnas.training.model.TrainingSettings;
import org.junit.jupiter.api.Test;

final class TrainerTest {
    private static final TrainingSettings SHORT = TrainingSettings.defaults(DatasetReference.Format.DIGITS).withEpochs(3);

    private static final TrainingRecipe LEARNT = new TrainingRecipe(0, LossId.MEAN, 0, 1, 0, 0, true, true, false, 0, 0.5);

    private static final TrainingRecipe NORMED = new TrainingRecipe(0, LossId.MEAN, 0, 1, 0, 0, true, false, true, 0, 0.5);

    private static LabelledDataset digits() throws HasnasException {
        return new DatasetLoader().load(DatasetReference.EMBEDDED_DIGITS, Path.of(""), JobContext.NONE);
    }

    /** A small network with backward edges, so that tests take seconds. */
    private static Network small() {
        NetworkTemplate template = NetworkTemplates.DIGITS.template().withFirstWidth(8).withTimeSteps(2);
        return Network.of(template, SearchSpaces.SNASNET, Architecture.parse("0302 0030 3003 0000"));
    }

    private static Trainer trainer(ImageSet images, TrainingSettings settings, Workers workers) {
        return new Trainer(small(), images, settings, Kernels.ofProgram().training(), workers);
    }

    private static TrainingState trained(TrainingOutcome outcome) {
        return assertInstanceOf(TrainingOutcome.Trained.class, outcome).state();
    }

    @Test
    void learnsDigitsAndSaysHowWell() throws HasnasException {
        LabelledDataset digits = digits();
        for (TrainingSettings settings : List.of(SHORT.withEpochs(4), SHORT.withEpochs(6).withOptimizer(OptimizerId.ADAM).withLearningRate(0.01),
                SHORT.withEpochs(4).withRecipe(new TrainingRecipe(1, LossId.EVERY_STEP, 0, 1, 0, 0, false, false, false, 0, 0.5)))) {
            Trainer trainer = trainer(digits.training(), settings, Workers.CALLER);
            TrainingState state = trained(trainer.run(Optional.empty(), TrainingListener.NONE, JobContext.NONE));
            HeldOutResult result = trainer.test(state.best(), digits.test(), JobContext.NONE);
            assertEquals(digits.test().size(), result.images());
            assertTrue(result.fraction() > 0.5, settings.optimizer() + " " + result.fraction());
            assertTrue(state.epochs().getLast().trainingLoss() < 0.9 * state.epochs().getFirst().trainingLoss());
        }
    }

    @Test
    void aWiderSurrogateHasMoreNeuronsNearTheThreshold() throws HasnasException {
        ImageSet images = digits().training();
        Weights drawn = TrainingInitialization.draw(small(), 1, JobContext.NONE);
        double[] shares = DoubleStream.of(0.1, 0.5, 1, 100).map(width -> trainer(images,
                SHORT.withRecipe(new TrainingRecipe(0, LossId.MEAN, 0, width, 0, 0, false, false, false, 0, 0.5)), Workers.CALLER)
                .validate(drawn, JobContext.NONE).activeNeurons()).toArray();
        assertTrue(0 < shares[0] && shares[0] < shares[1] && shares[1] < shares[2] && shares[2] < 1, Arrays.toString(shares));
        assertEquals(1, shares[3], "no neuron is as far as that from its threshold");
    }

    /** The engine simulates a trained network to the same scores, bit for bit. */
    @Test
    void theEngineGivesTheSameScores() throws HasnasException {
        LabelledDataset digits = digits();
        Network network = small();
        theEngineGivesTheSameScores(digits, network, SHORT.withEpochs(1));
        Weights learnt = theEngineGivesTheSameScores(digits, network, SHORT.withEpochs(1).withRecipe(LEARNT));
        LifParameters plain = network.template().neuron();
        assertEquals(NetworkPlan.of(network).lifLayers(), List.copyOf(learnt.plan(network).lifParameters().keySet()));
        learnt.plan(network).lifParameters().forEach((layer, own) -> {
            assertTrue(Math.abs(own.tauSteps() - plain.tauSteps()) > 1e-4, layer + " " + own);
            assertTrue(Math.abs(own.vThreshold() - plain.vThreshold()) > 1e-6, layer + " " + own);
        });
        Weights normed = theEngineGivesTheSameScores(digits, network, SHORT.withEpochs(1).withRecipe(NORMED));
        normed.plan(network).lifGroups().forEach(group -> assertEquals(group.shape().channels(), group.parameters().vThresholds().stream().distinct()
                .count(), "each channel has a threshold of its own"));
        TrainingNetwork normedAgain = new TrainingNetwork(network, 1, 1, Kernels.ofProgram().training(), Surrogate.ARCTAN);
        normedAgain.set(normed);
        assertEquals(normed.plan(network), normedAgain.weights().plan(network), "a training without a norm keeps the thresholds that one has made");
        TrainingNetwork again = new TrainingNetwork(network, 1, 1, Kernels.ofProgram().training(), Surrogate.ARCTAN);
        again.set(learnt);
        assertEquals(learnt.neurons(), again.weights().neurons(), "a training that learns none keeps those that were learnt");
    }

    private static Weights theEngineGivesTheSameScores(LabelledDataset digits, Network network, TrainingSettings settings) throws HasnasException {
        Weights weights = trained(trainer(digits.training(), settings, Workers.CALLER).run(Optional.empty(), TrainingListener.NONE,
                JobContext.NONE)).weights();
        float[][] pixels = new float[20][];
        for (int image = 0; image < pixels.length; image++) {
            pixels[image] = digits.test().input(image, 1);
        }
        TrainingNetwork trained = new TrainingNetwork(network, pixels.length, 1, Kernels.ofProgram().training(), Surrogate.ARCTAN);
        trained.set(weights);
        double[][] mine = trained.evaluate(pixels, Workers.CALLER, JobContext.NONE);
        double[][] engines = new Simulation(network, weights, pixels.length, SimulationMode.EVALUATION, JobContext.NONE)
                .run(pixels, new float[0][], SpikeObserver.NONE, JobContext.NONE).scores();
        for (int image = 0; image < pixels.length; image++) {
            assertArrayEquals(engines[image], mine[image]);
        }
        return weights;
    }

    @Test
    void theEngineGivesTheSameScoresWherePoolsLeaveRowsOver() {
        for (Network network : List.of(OddSides.twoStages(), OddSides.threeStages())) {
            float[][] images = GradientTest.images(network, 1);
            TrainingNetwork training = new TrainingNetwork(network, images.length, 1, Kernels.ofProgram().training(), Surrogate.ARCTAN);
            training.set(GradientTest.weights(network, 1));
            training.takeStatistics(Collections.singletonList(images), Workers.CALLER, JobContext.NONE);
            double[][] engines = new Simulation(network, training.weights(), images.length, SimulationMode.EVALUATION, JobContext.NONE)
                    .run(images, new float[0][], SpikeObserver.NONE, JobContext.NONE).scores();
            assertArrayEquals(engines, training.evaluate(images, Workers.CALLER, JobContext.NONE));
            assertFalse(Arrays.equals(engines[0], engines[1]) && Arrays.equals(engines[0], engines[2]), "equal scores of all images prove nothing");
        }
    }

    private static TrainingSettings plain() {
        return new TrainingSettings(3, 32, 0.3, OptimizerId.SGD, 0.9, 5e-4, SurrogateId.ARCTAN, Augmentation.NONE, 0, 0, KeptEpoch.BEST, 0.1, 1);
    }

    @Test
    void aResumedTrainingEndsWithTheSameBitsOnAnyNumberOfThreads() throws HasnasException {
        resume(plain());
        resume(SHORT); // with averaged weights
        resume(plain().withOptimizer(OptimizerId.ADAMW)
                .withRecipe(new TrainingRecipe(1.5, LossId.EVERY_STEP, 0.05, 0.5, 0.3, 0.4, false, false, false, 0, 0.5)));
        resume(SHORT.withRecipe(LEARNT));
        resume(plain().withImagesPerEpoch(500));
        resume(plain().withRecipe(TrainingRecipe.PLAIN.withChip(0.1, 0.5)));
    }

    @Test
    void noiseOfDevicesIsOnTheWeightsWhileABatchRunsAndGoneAfterIt() {
        TrainingNetwork network = new TrainingNetwork(small(), 1, 1, Kernels.ofProgram().training(), Surrogate.ARCTAN);
        network.set(TrainingInitialization.draw(small(), 1, JobContext.NONE));
        List<RoundedWeights.Shape> shapes = network.matrices(new double[] {1});
        RoundedWeights weights = new RoundedWeights(shapes, TrainingSettings.FLOAT32);
        RoundedWeights.Shape hidden = shapes.get(shapes.size() - 2);
        float[] before = hidden.weights().value.clone();
        weights.round();
        assertArrayEquals(before, hidden.weights().value, "nothing is rounded");
        weights.addNoise(0.1, 1, 7);
        float[] noisy = hidden.weights().value.clone();
        double squares = 0;
        int count = 0;
        for (int output = 0; output < hidden.outputs(); output++) {
            double most = 0;
            for (int at = output; at < before.length; at += hidden.padded()) {
                most = Math.max(most, Math.abs(before[at]));
            }
            for (int at = output; at < before.length; at += hidden.padded()) {
                squares += Math.pow((noisy[at] - before[at]) / most, 2);
                count++;
            }
        }
        assertEquals(0.1, Math.sqrt(squares / count), 0.005);
        weights.restore();
        assertArrayEquals(before, hidden.weights().value);
        weights.round();
        weights.addNoise(0.1, 1, 8);
        assertFalse(Arrays.equals(noisy, hidden.weights().value), "another step has other noise");
        weights.restore();
        weights.round();
        weights.addNoise(0.1, 1, 7);
        assertArrayEquals(noisy, hidden.weights().value, "the same step the same");
    }

    @Test
    void sumsRoundedToTheStepsOfConvertersChangeWhatIsLearnt() throws HasnasException {
        ImageSet images = digits().training();
        Weights exact = trained(trainer(images, plain().withEpochs(1), Workers.CALLER).run(Optional.empty(), TrainingListener.NONE, JobContext.NONE))
                .weights();
        Weights rounded = trained(trainer(images, plain().withEpochs(1).withRecipe(TrainingRecipe.PLAIN.withChip(0, 1)), Workers.CALLER)
                .run(Optional.empty(), TrainingListener.NONE, JobContext.NONE)).weights();
        assertFalse(Arrays.deepEquals(exact.rows().get("hidden"), rounded.rows().get("hidden")));
        assertThrows(IllegalArgumentException.class, () -> TrainingRecipe.PLAIN.withChip(1.5, 0));
        assertThrows(IllegalArgumentException.class, () -> TrainingRecipe.PLAIN.withChip(0, -1));
    }

    @Test
    void epochsOfAPartOfTheImagesGoOnWhereTheOneBeforeEnded() throws HasnasException {
        ImageSet images = digits().training();
        int training = images.size() - Trainer.validationImages(plain(), images.size()).length;
        ImageBatches parts = batches(images, plain().withImagesPerEpoch(500));
        int[] seen = IntStream.rangeClosed(1, training).flatMap(epoch -> IntStream.of(parts.order(epoch))).toArray(); // 500 whole passes
        assertEquals(500L * training, seen.length);
        for (int pass = 1; pass <= 500; pass += 83) {
            int[] order = Arrays.copyOfRange(seen, (pass - 1) * training, pass * training);
            assertArrayEquals(batches(images, plain()).order(pass), order, "every pass is over all images, in the order that whole epochs have");
        }
        assertArrayEquals(batches(images, plain()).order(2), batches(images, plain().withImagesPerEpoch(training + 1)).order(2),
                "more than there are");
        assertEquals(480, trainer(images, plain().withImagesPerEpoch(500), Workers.CALLER).imagesPerEpoch(), "whole batches of 32");
    }

    private static ImageBatches batches(ImageSet images, TrainingSettings settings) {
        return new ImageBatches(images, small().template(), settings, Optional.empty());
    }

    private static void resume(TrainingSettings settings) throws HasnasException {
        ImageSet images = digits().training();
        List<TrainingState> states = new ArrayList<>();
        TrainingState whole = trained(trainer(images, settings, Workers.CALLER).run(Optional.empty(), new TrainingListener() {
            @Override
            public void batchDone(int epoch, int batch, int batches, double loss, double accuracy) {}

            @Override
            public void epochDone(TrainingState state, TrainingHealth health, HeldOutResult validated) {
                states.add(state);
            }
        }, JobContext.NONE));
        try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
            TrainingState resumed = trained(trainer(images, settings, new Workers(pool, 3)).run(Optional.of(states.getFirst()), TrainingListener.NONE,
                    JobContext.NONE));
            assertEqual(WeightArrays.of(whole.weights()), WeightArrays.of(resumed.weights()));
            assertEqual(WeightArrays.of(whole.best()), WeightArrays.of(resumed.best()));
            assertEqual(whole.optimizer(), resumed.optimizer());
            assertEquals(whole.bestEpoch(), resumed.bestEpoch());
            for (int epoch = 0; epoch < 3; epoch++) {
                assertEquals(whole.epochs().get(epoch).trainingLoss(), resumed.epochs().get(epoch).trainingLoss());
            }
        }
    }

    @Test
    void theKeptWeightsAreThoseOfTheSettings() throws HasnasException {
        ImageSet images = digits().training();
        TrainingState best = trained(trainer(images, plain(), Workers.CALLER).run(Optional.empty(), TrainingListener.NONE, JobContext.NONE));
        for (EpochResult epoch : best.epochs()) {
            assertTrue(epoch.validationAccuracy() <= best.epochs().get(best.bestEpoch() - 1).validationAccuracy());
        }
        Trainer averaging = trainer(images, SHORT, Workers.CALLER);
        TrainingState last = trained(averaging.run(Optional.empty(), TrainingListener.NONE, JobContext.NONE));
        assertEquals(3, last.bestEpoch());
        assertFalse(Arrays.deepEquals(last.weights().rows().get("output"), last.best().rows().get("output")),
                "the mean is kept, training goes on without");
        assertEquals(last.epochs().getLast().validationAccuracy(), averaging.validate(last.best(), JobContext.NONE).fraction());
    }

    private static void assertEqual(Map<String, float[][]> expected, Map<String, float[][]> actual) {
        assertEquals(expected.keySet(), actual.keySet());
        expected.forEach((name, rows) -> assertTrue(Arrays.deepEquals(rows, actual.get(name)), name));
    }

    @Test
    void anExplodingLossIsExplained() throws HasnasException {
        TrainingSettings wild = SHORT.withOptimizer(OptimizerId.SGD).withLearningRate(10);
        Weights broken = TrainingInitialization.draw(small(), 1, JobContext.NONE);
        for (float[] row : broken.rows().getOrDefault("output", new float[0][])) {
            Arrays.fill(row, Float.MAX_VALUE);
        }
        Trainer trainer = trainer(digits().training(), wild, Workers.CALLER);
        Optimizer fresh = new Optimizer(new TrainingNetwork(small(), 1, 1, Kernels.ofProgram().training(), Surrogate.ARCTAN).parameters(), wild);
        TrainingOutcome outcome = trainer.run(Optional.of(new TrainingState(List.of(), broken, broken, 0, fresh.state())), TrainingListener.NONE,
                JobContext.NONE);
        String reason = assertInstanceOf(TrainingOutcome.GivenUp.class, outcome).health().explanation();
        assertTrue(reason.contains("Take a smaller learning rate than 10.0"), reason);
    }

    @Test
    void aDeadNetworkIsGivenUpEarlyUnlessItIsWantedToTheEnd() throws HasnasException {
        TrainingSettings slow = plain().withOptimizer(OptimizerId.SGD).withLearningRate(1e-9).withEpochs(3);
        Weights dead = TrainingInitialization.draw(small(), 1, JobContext.NONE);
        dead.norms().values().forEach(norm -> Arrays.fill(norm.bias(), -5));
        TrainingOutcome outcome = from(dead, slow);
        TrainingHealth health = assertInstanceOf(TrainingOutcome.GivenUp.class, outcome).health();
        assertEquals(TrainingHealth.Verdict.DEAD, health.verdict());
        assertTrue(health.explanation().contains("LIF layers never spike ("), health.explanation());
        assertEquals(3, trained(from(dead, slow.withStopWhen(StopWhen.NEVER))).epochs().size());
    }

    private static TrainingOutcome from(Weights weights, TrainingSettings settings) throws HasnasException {
        Trainer trainer = trainer(digits().training(), settings, Workers.CALLER);
        return trainer.run(Optional.of(trainer.beginWith(weights)), TrainingListener.NONE, JobContext.NONE);
    }

    @Test
    void anOverFittingTrainingEndsEarlyWhereThatIsWanted() throws HasnasException {
        List<EpochResult> epochs = IntStream.rangeClosed(1, 10)
                .mapToObj(epoch -> new EpochResult(epoch, 1.0 / epoch, 0.5 + 0.05 * epoch, epoch <= 5 ? 0.8 : 0.5, 1)).toList();
        TrainingSettings settings = plain().withEpochs(11);
        Trainer trainer = trainer(digits().training(), settings.withStopWhen(StopWhen.OVER_FITTING), Workers.CALLER);
        TrainingState begin = trainer.beginWith(TrainingInitialization.draw(small(), 1, JobContext.NONE));
        TrainingState state = new TrainingState(epochs, begin.weights(), begin.best(), 5, begin.optimizer());
        assertEquals(epochs, trained(trainer.run(Optional.of(state), TrainingListener.NONE, JobContext.NONE)).epochs());
        assertEquals(11, trained(trainer(digits().training(), settings, Workers.CALLER).run(Optional.of(state), TrainingListener.NONE,
                JobContext.NONE)).epochs().size());
    }
}
