package org.hasnas.training.model;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.hasnas.simulation.model.LayerRate;

/**
 * How well a training goes, as far as its epochs tell.
 *
 * @param explanation what was seen and what to do, one or two sentences without the last full stop; empty if all is well
 */
public record TrainingHealth(Verdict verdict, String explanation) implements Serializable {
    public static final TrainingHealth WELL = new TrainingHealth(Verdict.WELL, "");

    /** Epochs at the level of guessing after which a training does not learn, and epochs that are averaged to see whether it over-fits. */
    private static final int PATIENCE = 5;
    /** Epochs at the level of guessing after which a training with silent layers is dead. */
    private static final int PATIENCE_WITH_SILENCE = 2;
    /** The loss of guessing, less what chance takes off. */
    private static final double GUESSING = 0.995;
    /** Times the loss of guessing, near which every training begins, from which on it has diverged. */
    private static final double FAR = 2;
    /** Epochs of such a loss: the first may recover from its first steps. */
    private static final int PATIENCE_WITH_LOSS = 2;
    /** Fall of the validation accuracy, as a fraction, that is more than chance. */
    private static final double FALL = 0.02;
    /** Layers that are named. */
    private static final int NAMED = 6;

    /** What is wrong. */
    public enum Verdict {
        WELL,
        /** Some LIF layers never spike. */
        SILENT_LAYERS,
        /** Validation accuracy has been falling, and is below training accuracy, which rose. */
        OVER_FITTING,
        /** The loss stays at the level of guessing. */
        NOT_LEARNING,
        /** LIF layers never spike, and the loss is at the level of guessing. */
        DEAD,
        /** The loss is no number, or far above that of guessing. */
        DIVERGED;

        /** Whether nothing more can be expected of the training. */
        public boolean isHopeless() {
            return switch (this) {
                case WELL, SILENT_LAYERS, OVER_FITTING -> false;
                case NOT_LEARNING, DEAD, DIVERGED -> true;
            };
        }
    }

    /**
     * Judges a training after its last epoch.
     *
     * @param rates how often the LIF layers spiked on the validation images after that epoch; empty if unknown
     */
    public static TrainingHealth of(TrainingSettings settings, int classes, List<EpochResult> epochs, List<LayerRate> rates) {
        if (epochs.isEmpty()) {
            return WELL;
        }
        double guessing = Math.log(classes);
        EpochResult last = epochs.getLast();
        if (!Double.isFinite(last.trainingLoss()) || staysAbove(FAR * guessing, epochs, PATIENCE_WITH_LOSS)) {
            return new TrainingHealth(Verdict.DIVERGED,
                    text("the loss of epoch %d is %.3g, where guessing among %d classes has %.3g: the training has"
                            + " diverged. Take a smaller learning rate than %s, or let it warm up (warm-up-epochs)", last.epoch(),
                            last.trainingLoss(), classes,
                            guessing, settings.learningRate()));
        }
        List<String> silent = rates.stream().filter(rate -> rate.mean() == 0).map(LayerRate::layer).toList();
        if (!silent.isEmpty() && staysAbove(GUESSING * guessing, epochs, PATIENCE_WITH_SILENCE)) {
            return new TrainingHealth(Verdict.DEAD, text("%s on the validation images, and the network only guesses: it is dead. Take a smaller"
                    + " learning rate, another optimiser, a wider surrogate (surrogate-width) or another candidate", never(silent, rates.size())));
        }
        if (staysAbove(GUESSING * guessing, epochs, PATIENCE)) {
            return new TrainingHealth(Verdict.NOT_LEARNING, text("the loss stayed at %.3f for %d epochs, that of guessing among %d classes: the"
                    + " network does not learn. Take another learning rate, another optimiser or another candidate", last.trainingLoss(), PATIENCE,
                    classes));
        }
        TrainingHealth fit = overFitting(settings, epochs);
        if (fit.verdict() == Verdict.WELL && !silent.isEmpty()) {
            return new TrainingHealth(Verdict.SILENT_LAYERS, text("%s on the validation images, so that what they compute adds nothing. A candidate"
                    + " without them may do as well and cost less", never(silent, rates.size())));
        }
        return fit;
    }

    /** A training whose loss is no number any more. */
    public static TrainingHealth exploded(TrainingSettings settings, int epoch, int batch) {
        return new TrainingHealth(Verdict.DIVERGED, "the loss is no longer a finite number in epoch " + epoch + ", batch " + batch
                + ": the weights have exploded. Take a smaller learning rate than " + settings.learningRate());
    }

    private static String never(List<String> silent, int all) {
        String names = String.join(", ", silent.subList(0, Math.min(NAMED, silent.size()))) + (silent.size() > NAMED ? ", ..." : "");
        return silent.size() + " of " + all + " LIF layers never " + (silent.size() == 1 ? "spikes (" : "spike (") + names + ")";
    }

    private static boolean staysAbove(double loss, List<EpochResult> epochs, int count) {
        return epochs.size() >= count
                && epochs.subList(epochs.size() - count, epochs.size()).stream().allMatch(epoch -> epoch.trainingLoss() >= loss);
    }

    /** Compares the last epochs with as many before them that were best on the validation images. */
    private static TrainingHealth overFitting(TrainingSettings settings, List<EpochResult> epochs) {
        int from = epochs.size() - PATIENCE;
        if (from < PATIENCE) {
            return WELL;
        }
        ToDoubleFunction<EpochResult> validation = EpochResult::validationAccuracy;
        ToDoubleFunction<EpochResult> training = EpochResult::trainingAccuracy;
        int peak = IntStream.rangeClosed(0, from - PATIENCE).reduce((a, b) -> mean(epochs, b, validation) > mean(epochs, a, validation) ? b : a)
                .orElse(0);
        double fall = mean(epochs, peak, validation) - mean(epochs, from, validation);
        double rise = mean(epochs, from, training) - mean(epochs, peak, training);
        boolean byHeart = mean(epochs, from, training) > mean(epochs, from, validation); // dropout and augmentation make training images harder
        if (fall < FALL || rise <= 0 || !byHeart) {
            return WELL;
        }
        EpochResult best = EpochResult.best(epochs).orElseThrow();
        return new TrainingHealth(Verdict.OVER_FITTING, text("validation accuracy fell by %.1f points from epochs %d-%d to %d-%d while training"
                + " accuracy rose by %.1f: the network learns its training images by heart. %s; take fewer epochs,%s more"
                + " weight-decay or label-smoothing", 100 * fall, peak + 1, peak + PATIENCE, from + 1, from + PATIENCE, 100 * rise,
                switch (settings.keep()) {
                    case BEST -> "The best epoch on the validation images, " + best.epoch() + ", is kept";
                    case LAST -> "The last epoch will be kept, where keep: best would keep epoch " + best.epoch();
                }, settings.augment() == Augmentation.NONE ? " augment: true," : ""));
    }

    private static double mean(List<EpochResult> epochs, int first, ToDoubleFunction<EpochResult> value) {
        return epochs.subList(first, first + PATIENCE).stream().mapToDouble(value).average().orElseThrow();
    }

    @SuppressWarnings("AnnotateFormatMethod") // the annotation would take a library of its own
    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
