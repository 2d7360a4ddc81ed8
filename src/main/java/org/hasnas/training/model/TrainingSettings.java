package org.hasnas.training.model;

import org.hasnas.data.model.DatasetReference;

/**
 * How a network is trained. The learning rate falls along a cosine from {@code learningRate} to 0 over all batches, once it has warmed up.
 *
 * @param epochs passes over the training images, or over as many of them as {@code imagesPerEpoch} says
 * @param imagesPerEpoch training images of an epoch, which goes on among them where the one before ended, so that all are seen equally often;
 *     {@link #ALL_IMAGES}, or more than there are, for all
 * @param batchSize images per step; what is left of an epoch is not used
 * @param learningRate at the start
 * @param momentum of SGD
 * @param weightDecay of weights, not of batch norms and biases
 * @param augment how training images are changed at random
 * @param labelSmoothing share of the target spread evenly over all classes
 * @param averaging share of the old in a running mean of the weights over steps, which is then what is validated and kept; 0 keeps the weights
 *     themselves
 * @param keep which epoch's weights are the result
 * @param validation the training images held out to follow the training and to choose the best epoch
 * @param seed of first weights, order, dropout and augmentation
 * @param weightBits {@link #FLOAT32}, or the bits that weights are rounded to whenever they are used (gradients go to float32 weights): what is kept
 *     are the rounded weights
 * @param recipe what a plain training does without
 * @param stopWhen when it ends before its last epoch
 */
public record TrainingSettings(int epochs, int imagesPerEpoch, int batchSize, double learningRate, OptimizerId optimizer, double momentum,
        double weightDecay,
        SurrogateId surrogate, Augmentation augment, double labelSmoothing, double averaging, KeptEpoch keep, ValidationSplit validation, long seed,
        int weightBits, TrainingRecipe recipe, StopWhen stopWhen) {
    /** An epoch goes over all training images. */
    public static final int ALL_IMAGES = 0;
    /** Weights are not rounded. */
    public static final int FLOAT32 = 0;
    public static final int MIN_WEIGHT_BITS = 2;
    public static final int MAX_WEIGHT_BITS = 16;
    public static final int MAX_EPOCHS = 10_000;
    public static final int MAX_BATCH = 1024;

    public TrainingSettings {
        require(epochs >= 1 && epochs <= MAX_EPOCHS, "epochs", "1 to " + MAX_EPOCHS, epochs);
        require(batchSize >= 2 && batchSize <= MAX_BATCH, "batch size", "2 to " + MAX_BATCH, batchSize);
        require(imagesPerEpoch == ALL_IMAGES || imagesPerEpoch >= batchSize, "images per epoch",
                ALL_IMAGES + " (all) or at least those of a batch, " + batchSize, imagesPerEpoch);
        require(learningRate > 0 && learningRate <= 10, "learning rate", "above 0 and at most 10", learningRate);
        require(momentum >= 0 && momentum < 1, "momentum", "at least 0 and below 1", momentum);
        require(weightDecay >= 0 && weightDecay < 1, "weight decay", "at least 0 and below 1", weightDecay);
        require(labelSmoothing >= 0 && labelSmoothing < 1, "label smoothing", "at least 0 and below 1", labelSmoothing);
        require(averaging >= 0 && averaging < 1, "averaging", "at least 0 and below 1", averaging);
        require(weightBits == FLOAT32 || (weightBits >= MIN_WEIGHT_BITS && weightBits <= MAX_WEIGHT_BITS), "weight bits",
                FLOAT32 + " (float32) or " + MIN_WEIGHT_BITS + " to " + MAX_WEIGHT_BITS, weightBits);
    }

    /** With weights that are not rounded and the plain recipe, and ended when it is hopeless. */
    public TrainingSettings(int epochs, int batchSize, double learningRate, OptimizerId optimizer, double momentum, double weightDecay,
            SurrogateId surrogate, Augmentation augment, double labelSmoothing, double averaging, KeptEpoch keep, double validationFraction,
            long seed) {
        this(epochs, ALL_IMAGES, batchSize, learningRate, optimizer, momentum, weightDecay, surrogate, augment, labelSmoothing, averaging, keep,
                new ValidationSplit(validationFraction, 0), seed, FLOAT32, TrainingRecipe.PLAIN, StopWhen.HOPELESS);
    }

    static void require(boolean ok, String name, String range, Number value) {
        if (!ok) {
            throw new IllegalArgumentException("the " + name + " of a training is " + range + ", not " + value);
        }
    }

    /** Share of the training images held out. */
    public double validationFraction() {
        return validation.fraction();
    }

    /** What suits a data set: digits in seconds, CIFAR as SNASNet's and SpikeNAS-Bench's schedule. */
    public static TrainingSettings defaults(DatasetReference.Format format) {
        return switch (format) {
            case DIGITS, EVENT_DIGITS ->
                    new TrainingSettings(50, 32, 0.3, OptimizerId.SGD, 0.9, 5e-4, SurrogateId.ARCTAN, Augmentation.USUAL, 0.1, 0.98,
                            KeptEpoch.LAST, 0.1, 1);
            case IDX -> new TrainingSettings(10, 64, 0.1, OptimizerId.SGD, 0.9, 5e-4, SurrogateId.ARCTAN, Augmentation.NONE, 0, 0,
                    KeptEpoch.BEST, 0.1, 1);
            case CIFAR10, CIFAR100, TINY_IMAGENET, FOLDERS, N_MNIST, DVS_GESTURE, CIFAR10_DVS, SHD, SSC, PROPHESEE ->
                    new TrainingSettings(100, 64, 0.1, OptimizerId.SGD, 0.9, 5e-4, SurrogateId.ARCTAN, Augmentation.USUAL, 0, 0,
                            KeptEpoch.BEST, 0.1, 1);
        };
    }

    /** A learning rate that suits an optimiser. */
    public static double usualLearningRate(OptimizerId optimizer) {
        return switch (optimizer) {
            case SGD -> 0.1;
            case ADAM, ADAMW -> 0.002;
        };
    }

    /**
     * The learning rate of a step: up along a line while it warms up, then down along a cosine.
     *
     * @param step from 0, over all epochs
     */
    public double learningRate(long step, long stepsPerEpoch) {
        double warmUp = recipe.warmUpEpochs() * stepsPerEpoch;
        if (step < warmUp) {
            return learningRate * Math.min(1, (step + 1) / warmUp);
        }
        double progress = (step - warmUp) / (epochs * stepsPerEpoch - warmUp);
        return learningRate * 0.5 * (1 + Math.cos(Math.PI * progress));
    }

    public TrainingSettings withEpochs(int value) {
        return new TrainingSettings(value, imagesPerEpoch, batchSize, learningRate, optimizer, momentum, weightDecay, surrogate, augment,
                labelSmoothing, averaging, keep, validation, seed, weightBits, recipe, stopWhen);
    }

    public TrainingSettings withImagesPerEpoch(int value) {
        return new TrainingSettings(epochs, value, batchSize, learningRate, optimizer, momentum, weightDecay, surrogate, augment,
                labelSmoothing, averaging, keep, validation, seed, weightBits, recipe, stopWhen);
    }

    public TrainingSettings withBatchSize(int value) {
        return new TrainingSettings(epochs, imagesPerEpoch, value, learningRate, optimizer, momentum, weightDecay, surrogate, augment,
                labelSmoothing, averaging, keep, validation, seed, weightBits, recipe, stopWhen);
    }

    public TrainingSettings withLearningRate(double value) {
        return new TrainingSettings(epochs, imagesPerEpoch, batchSize, value, optimizer, momentum, weightDecay, surrogate, augment,
                labelSmoothing, averaging, keep, validation, seed, weightBits, recipe, stopWhen);
    }

    /** With another optimiser and a learning rate usual for it; nothing changes if it is the same. */
    public TrainingSettings withOptimizer(OptimizerId value) {
        return value == optimizer ? this
                : new TrainingSettings(epochs, imagesPerEpoch, batchSize, usualLearningRate(value), value, momentum, weightDecay, surrogate,
                        augment, labelSmoothing, averaging, keep, validation, seed, weightBits, recipe, stopWhen);
    }

    public TrainingSettings withSurrogate(SurrogateId value) {
        return new TrainingSettings(epochs, imagesPerEpoch, batchSize, learningRate, optimizer, momentum, weightDecay, value, augment,
                labelSmoothing, averaging, keep, validation, seed, weightBits, recipe, stopWhen);
    }

    public TrainingSettings withKeep(KeptEpoch value) {
        return new TrainingSettings(epochs, imagesPerEpoch, batchSize, learningRate, optimizer, momentum, weightDecay, surrogate, augment,
                labelSmoothing, averaging, value, validation, seed, weightBits, recipe, stopWhen);
    }

    public TrainingSettings withValidation(ValidationSplit value) {
        return new TrainingSettings(epochs, imagesPerEpoch, batchSize, learningRate, optimizer, momentum, weightDecay, surrogate, augment,
                labelSmoothing, averaging, keep, value, seed, weightBits, recipe, stopWhen);
    }

    public TrainingSettings withSeed(long value) {
        return new TrainingSettings(epochs, imagesPerEpoch, batchSize, learningRate, optimizer, momentum, weightDecay, surrogate, augment,
                labelSmoothing, averaging, keep, validation, value, weightBits, recipe, stopWhen);
    }

    public TrainingSettings withWeightBits(int value) {
        return new TrainingSettings(epochs, imagesPerEpoch, batchSize, learningRate, optimizer, momentum, weightDecay, surrogate, augment,
                labelSmoothing, averaging, keep, validation, seed, value, recipe, stopWhen);
    }

    public TrainingSettings withRecipe(TrainingRecipe value) {
        return new TrainingSettings(epochs, imagesPerEpoch, batchSize, learningRate, optimizer, momentum, weightDecay, surrogate, augment,
                labelSmoothing, averaging, keep, validation, seed, weightBits, value, stopWhen);
    }

    public TrainingSettings withStopWhen(StopWhen value) {
        return new TrainingSettings(epochs, imagesPerEpoch, batchSize, learningRate, optimizer, momentum, weightDecay, surrogate, augment,
                labelSmoothing, averaging, keep, validation, seed, weightBits, recipe, value);
    }

    /** The same with a tenth of the learning rate: for a training that begins with the weights of another. */
    public TrainingSettings fineTuning() {
        return withLearningRate(learningRate / 10);
    }

    /** An epoch that is kept, and how it was chosen, in words. */
    public String kept(int epoch) {
        return "epoch " + epoch + " of " + epochs + ", " + keep.words();
    }

    /** Whether weights are rounded. */
    public boolean isQuantized() {
        return weightBits != FLOAT32;
    }

    /** Of the accuracy on held-out images. */
    public AccuracyKind accuracyKind() {
        return isQuantized() ? AccuracyKind.QUANTIZED : AccuracyKind.TRAINED;
    }

    /** How weights are rounded, for a table. */
    public String weights() {
        return isQuantized() ? weightBits + " bits" : "float32";
    }
}
