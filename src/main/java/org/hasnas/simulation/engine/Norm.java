package org.hasnas.simulation.engine;

import org.hasnas.simulation.kernel.float32.ChannelAffine;
import org.hasnas.simulation.kernel.float32.ChannelMoments;
import org.hasnas.simulation.weights.NormParameters;

/** A batch norm: in training mode with the biased statistics of the block it is shown, else with the running statistics of the time step. */
final class Norm {
    private final NormParameters parameters;
    private final SimulationMode mode;
    private final ChannelAffine affine;
    private final ChannelMoments moments;

    Norm(NormParameters parameters, SimulationMode mode) {
        this.parameters = parameters;
        this.mode = mode;
        this.affine = ChannelAffine.identity(parameters.channels());
        this.moments = new ChannelMoments(parameters.channels());
        useRunningStatistics(0);
    }

    private void useRunningStatistics(int timeStep) {
        for (int c = 0; c < parameters.channels(); c++) {
            set(c, parameters.runningMean(timeStep, c), parameters.runningVariance(timeStep, c));
        }
    }

    /** The map from values to normalised values, given the values of a block (which are not changed). Valid until the next call. */
    ChannelAffine over(FeatureMap values, int frames, SimulationPass pass) {
        switch (mode) {
            case TRAINING -> takeStatistics(values, frames, pass);
            case EVALUATION -> {
                if (parameters.statisticsSets() > 1) {
                    useRunningStatistics(pass.firstStep()); // blocks of this mode have one time step
                }
            }
        }
        return affine;
    }

    private void takeStatistics(FeatureMap values, int frames, SimulationPass pass) {
        int positions = values.positions();
        long samples = (long) frames * positions;
        moments.clear();
        for (int frame = 0; frame < frames; frame++) {
            pass.job.checkpoint();
            moments.addToMean(values.rows, frame * positions, positions);
        }
        moments.finishMean(samples);
        for (int frame = 0; frame < frames; frame++) {
            pass.job.checkpoint();
            moments.addToVariance(values.rows, frame * positions, positions);
        }
        moments.finishVariance(samples);
        for (int c = 0; c < parameters.channels(); c++) {
            set(c, moments.mean(c), moments.variance(c));
        }
    }

    private void set(int channel, double mean, double variance) {
        double gain = parameters.gain()[channel] / Math.sqrt(variance + parameters.epsilon());
        affine.set(channel, (float) gain, (float) (parameters.bias()[channel] - mean * gain));
    }
}
