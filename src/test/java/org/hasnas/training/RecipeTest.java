package org.hasnas.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.hasnas.data.DatasetLoader;
import org.hasnas.data.ImageSet;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.error.HasnasException;
import org.hasnas.job.JobContext;
import org.hasnas.network.Architecture;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.network.SearchSpaces;
import org.hasnas.simulation.engine.Workers;
import org.hasnas.simulation.kernel.Kernels;
import org.hasnas.simulation.kernel.training.Surrogate;
import org.hasnas.simulation.weights.Weights;
import org.hasnas.training.layer.Loss;
import org.hasnas.training.layer.Parameter;
import org.hasnas.training.layer.TrainingNetwork;
import org.hasnas.training.model.Augmentation;
import org.hasnas.training.model.ClassScores;
import org.hasnas.training.model.LossId;
import org.hasnas.training.model.OptimizerId;
import org.hasnas.training.model.TrainingRecipe;
import org.hasnas.training.model.TrainingSettings;
import org.junit.jupiter.api.Test;

/** The parts of the training method that a plain training does without. */
final class RecipeTest {
    private static final TrainingSettings DIGITS = TrainingSettings.defaults(DatasetReference.Format.DIGITS);
    private static final int IMAGE = 17;
    private static final int CLASSES = 10;

    private static TrainingSettings with(double cutout, double mixup) {
        return DIGITS.withRecipe(new TrainingRecipe(0, LossId.MEAN, 0, 1, cutout, mixup, false, false, false, 0, 0.5));
    }

    private static ImageSet images() throws HasnasException {
        return new DatasetLoader().load(DatasetReference.EMBEDDED_DIGITS, Path.of(""), JobContext.NONE).training();
    }

    private static ImageBatches.Example example(TrainingSettings settings, int epoch) throws HasnasException {
        return new ImageBatches(images(), NetworkTemplates.DIGITS.template(), settings, Optional.empty()).example(IMAGE, epoch);
    }

    @Test
    void theLearningRateWarmsUpAlongALineAndFallsAlongACosine() {
        TrainingSettings plain = DIGITS.withEpochs(4).withLearningRate(0.2);
        for (int step = 0; step < 40; step++) {
            assertEquals(0.2 * 0.5 * (1 + Math.cos(Math.PI * (step / 40.0))), plain.learningRate(step, 10));
        }
        TrainingSettings warm = plain.withRecipe(new TrainingRecipe(2, LossId.MEAN, 0, 1, 0, 0, false, false, false, 0, 0.5));
        for (int step = 0; step < 20; step++) {
            assertEquals(0.01 * (step + 1), warm.learningRate(step, 10), 1e-12);
            assertEquals(plain.withEpochs(2).learningRate(step, 10), warm.learningRate(20 + step, 10), 1e-12, "then as if it were the start");
        }
    }

    @Test
    void adamWShrinksWeightsBesideAdamsStep() {
        Network network = Network.of(NetworkTemplates.DIGITS.template().withFirstWidth(8), SearchSpaces.SNASNET,
                Architecture.parse("0300 0000 0000 0000"));
        TrainingSettings adam = DIGITS.withOptimizer(OptimizerId.ADAM);
        double rate = 0.01;
        float[] byAdam = afterOneStep(network, adam, 0, rate);
        float[] byAdamW = afterOneStep(network, adam.withOptimizer(OptimizerId.ADAMW), 0.1, rate);
        for (int i = 0; i < byAdam.length; i++) {
            assertEquals(byAdam[i] - rate * 0.1, byAdamW[i], 1e-6, "a weight of 1 loses the decay's share of the learning rate");
        }
    }

    /** The stem's weights, 1 before a step of equal gradients. */
    private static float[] afterOneStep(Network network, TrainingSettings settings, double decay, double rate) {
        Parameter weights = new TrainingNetwork(network, 2, 1, Kernels.ofProgram().training(), Surrogate.ARCTAN).parameters().getFirst();
        Arrays.fill(weights.value, 1);
        Arrays.fill(weights.gradient, 0.3f);
        new Optimizer(List.of(weights), new TrainingSettings(settings.epochs(), settings.batchSize(), settings.learningRate(),
                settings.optimizer(), settings.momentum(), decay, settings.surrogate(), Augmentation.NONE, 0, 0, settings.keep(), 0.1, 1))
                .step(rate, 0);
        return weights.value;
    }

    @Test
    void cutoutTakesASquareOfEveryImageAndAnotherOneInEveryEpoch() throws HasnasException {
        float[] whole = example(with(0, 0), 1).pixels();
        float[] cut = example(with(0.5, 0), 1).pixels();
        int changed = 0;
        for (int i = 0; i < whole.length; i++) {
            assertTrue(cut[i] == whole[i] || cut[i] == 0);
            changed += cut[i] == whole[i] ? 0 : 1;
        }
        assertTrue(changed > 0 && changed <= 16, changed + " pixels of a square of 4x4, part of which may lie outside");
        assertArrayEquals(cut, example(with(0.5, 0), 1).pixels());
        int zeros = 0;
        for (int epoch = 1; epoch <= 40; epoch++) {
            for (float pixel : example(with(0.5, 0), epoch).pixels()) {
                zeros += pixel == 0 ? 1 : 0;
            }
        }
        assertTrue(zeros > 40 * 4 && zeros < 40 * 16, zeros + " in 40 epochs: squares are not all at the border or all inside");
    }

    @Test
    void mixupMixesAnImageAndItsLabelWithThoseOfAnother() throws HasnasException {
        int label = images().label(IMAGE);
        double sum = 0;
        int epochs = 60;
        for (int epoch = 1; epoch <= epochs; epoch++) {
            ImageBatches.Example mixed = example(with(0, 1), epoch);
            assertEquals(1, Arrays.stream(mixed.target()).sum(), 1e-12);
            sum += mixed.target()[label];
            assertArrayEquals(mixed.pixels(), example(with(0, 1), epoch).pixels());
            assertFalse(Arrays.equals(mixed.pixels(), example(with(0, 0), epoch).pixels()));
        }
        double expected = 0.5 * (1 - DIGITS.labelSmoothing()) + DIGITS.labelSmoothing() / CLASSES;
        assertEquals(expected + 0.05, sum / epochs, 0.15, "with alpha 1 half of the label is the image's own, and a tenth of the others are alike");
    }

    @Test
    void aTeacherHasItsShareOfTheTarget() throws HasnasException {
        Network network = Network.of(NetworkTemplates.DIGITS.template().withFirstWidth(8), SearchSpaces.SNASNET,
                Architecture.parse("0300 0030 0003 0000"));
        Weights weights = TrainingInitialization.draw(network, 5, JobContext.NONE);
        Teacher teacher = Teacher.of(network, weights, images().part(0, 45), Kernels.ofProgram().training(), Workers.CALLER, JobContext.NONE);
        TrainingNetwork asked = new TrainingNetwork(network, 1, 1, Kernels.ofProgram().training(), Surrogate.ARCTAN);
        asked.set(weights);
        double[] shares = ClassScores.softmax(asked.evaluate(new float[][] {images().input(40, 1)}, Workers.CALLER, JobContext.NONE)[0]);
        assertArrayEquals(shares, teacher.shares()[40], 1e-12);
        TrainingRecipe recipe = new TrainingRecipe(0, LossId.MEAN, 0, 1, 0, 0, false, false, false, 7, 0.3);
        double[] target = new ImageBatches(images().part(0, 45), NetworkTemplates.DIGITS.template(), DIGITS.withRecipe(recipe), Optional.of(teacher))
                .example(40, 1).target();
        double[] label = Loss.target(images().label(40), CLASSES, DIGITS.labelSmoothing());
        for (int c = 0; c < CLASSES; c++) {
            assertEquals(0.7 * label[c] + 0.3 * shares[c], target[c], 1e-12);
        }
        assertThrows(IllegalArgumentException.class,
                () -> new ImageBatches(images(), NetworkTemplates.DIGITS.template(), DIGITS.withRecipe(recipe), Optional.empty()));
    }

    @Test
    void valuesOutOfRangeAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new TrainingRecipe(-1, LossId.MEAN, 0, 1, 0, 0, false, false, false, 0, 0.5));
        assertThrows(IllegalArgumentException.class, () -> new TrainingRecipe(0, LossId.MEAN, 0.1, 1, 0, 0, false, false, false, 0, 0.5));
        assertThrows(IllegalArgumentException.class, () -> new TrainingRecipe(0, LossId.MEAN, 0, 0, 0, 0, false, false, false, 0, 0.5));
        assertThrows(IllegalArgumentException.class, () -> new TrainingRecipe(0, LossId.MEAN, 0, 1, 1.5, 0, false, false, false, 0, 0.5));
        assertThrows(IllegalArgumentException.class, () -> new TrainingRecipe(0, LossId.MEAN, 0, 1, 0, Double.NaN, false, false, false, 0, 0.5));
    }
}
