package org.hasnas.training.model;

import static org.hasnas.training.model.TrainingSettings.require;

/**
 * Parts of the training method that published trainings of spiking networks add to a plain one. What each is worth is measured in the site's page
 * on training.
 *
 * @param warmUpEpochs in which the learning rate rises along a line
 * @param loss which scores the cross-entropy is taken of
 * @param mseShare with {@link LossId#EVERY_STEP}: share of the mean squared distance of the scores to 1 in the loss (TET's lambda)
 * @param surrogateWidth of the derivative of a spike, in thresholds of 1; its area is 1 for all widths
 * @param cutout side of a square that is taken out of every image at a random place, as a share of the image's side; 0 for none
 * @param mixup alpha of the beta distribution by which an image is mixed with another one, as their labels are (Zhang et al., ICLR 2018); 0 for
 *     none
 * @param learnTau whether every LIF layer learns its membrane time constant, from the template's on (PLIF: Fang et al., ICCV 2021)
 * @param learnThreshold whether every LIF layer learns its threshold, from the template's or operation's on
 * @param membraneNorm whether the membrane potentials of every LIF layer go through a batch norm before they are compared with the threshold (MPBN:
 *     Guo et al., ICCV 2023), which then is a threshold of each channel
 * @param teacher number of a finished training of the same project, whose network's scores of the training images are learnt beside their labels
 *     (Hinton et al., arXiv 1503.02531); {@link #NO_TEACHER} for none
 * @param teacherShare share of the teacher in what the network is to say
 * @param weightNoise deviation of what is added to every weight while a batch runs forward and back, anew for each, in largest weights of its output:
 *     what devices do to weights (noise injection: V. Joshi et al., Nature Communications 11, 2473, 2020)
 * @param adcStep what the sums of convolutions and of the hidden layer are rounded to while a batch runs forward, in largest weights of their output;
 *     gradients go straight through; 0 for sums as they are
 */
public record TrainingRecipe(double warmUpEpochs, LossId loss, double mseShare, double surrogateWidth, double cutout, double mixup, boolean learnTau,
        boolean learnThreshold, boolean membraneNorm, long teacher, double teacherShare, double weightNoise,
        double adcStep) {
    public static final long NO_TEACHER = 0;
    /** Nothing added. */
    public static final TrainingRecipe PLAIN = new TrainingRecipe(0, LossId.MEAN, 0, 1, 0, 0, false, false, false, NO_TEACHER, 0.5);

    /** Of a training that knows of no chip. */
    public TrainingRecipe(double warmUpEpochs, LossId loss, double mseShare, double surrogateWidth, double cutout, double mixup, boolean learnTau,
            boolean learnThreshold, boolean membraneNorm, long teacher, double teacherShare) {
        this(warmUpEpochs, loss, mseShare, surrogateWidth, cutout, mixup, learnTau, learnThreshold, membraneNorm, teacher, teacherShare, 0, 0);
    }

    public TrainingRecipe {
        require(warmUpEpochs >= 0, "warm-up", "at least 0 epochs", warmUpEpochs);
        require(mseShare >= 0 && mseShare < 1, "share of the squared distance", "at least 0 and below 1", mseShare);
        require(mseShare == 0 || loss == LossId.EVERY_STEP, "share of the squared distance", "0 unless the loss is that of every step", mseShare);
        require(surrogateWidth >= 0.01 && surrogateWidth <= 100, "width of the surrogate", "0.01 to 100", surrogateWidth);
        require(cutout >= 0 && cutout <= 1, "cutout", "0 (none) to 1 (the image's side)", cutout);
        require(mixup >= 0 && mixup <= 1, "mixup", "0 (none) to 1 (any mixture is equally likely)", mixup);
        if (membraneNorm && learnThreshold) {
            throw new IllegalArgumentException(
                    "membrane-norm gives each channel a threshold of its own, so learn-threshold has nothing to learn beside"
                            + " it; take one of both");
        }
        require(teacher >= 0, "teacher", "the number of a training, or " + NO_TEACHER + " for none", teacher);
        require(teacherShare > 0 && teacherShare <= 1, "teacher's share", "above 0 and at most 1", teacherShare);
        require(weightNoise >= 0 && weightNoise <= 1, "noise of the weights", "0 (none) to 1 (as large as the largest weight)", weightNoise);
        require(adcStep >= 0 && adcStep <= 100, "step of the converters", "0 (none) to 100 largest weights", adcStep);
    }

    /** Whether another training's network is learnt from. */
    public boolean hasTeacher() {
        return teacher != NO_TEACHER;
    }

    /** The same, but with the labels alone to learn from. */
    public TrainingRecipe withoutTeacher() {
        return new TrainingRecipe(warmUpEpochs, loss, mseShare, surrogateWidth, cutout, mixup, learnTau, learnThreshold, membraneNorm, NO_TEACHER,
                teacherShare, weightNoise, adcStep);
    }

    /** Whether a chip's devices or converters are in the forward pass. */
    public boolean knowsChip() {
        return weightNoise > 0 || adcStep > 0;
    }

    /** The same with a chip's devices and converters in the forward pass. */
    public TrainingRecipe withChip(double noise, double step) {
        return new TrainingRecipe(warmUpEpochs, loss, mseShare, surrogateWidth, cutout, mixup, learnTau, learnThreshold, membraneNorm, teacher,
                teacherShare, noise, step);
    }

    /** Whether the constants of neurons are learnt. */
    public boolean learnsNeurons() {
        return learnTau || learnThreshold || membraneNorm;
    }
}
