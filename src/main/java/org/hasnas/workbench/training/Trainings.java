package org.hasnas.workbench.training;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.hasnas.chip.model.MeasuredAccuracy;
import org.hasnas.error.HasnasException;
import org.hasnas.files.codec.TrainedWeights;
import org.hasnas.job.JobContext;
import org.hasnas.job.JobHandle;
import org.hasnas.network.Architecture;
import org.hasnas.network.LifParameters;
import org.hasnas.network.Network;
import org.hasnas.search.model.Project;
import org.hasnas.simulation.model.Activity;
import org.hasnas.simulation.model.LayerRate;
import org.hasnas.training.model.Accuracy;
import org.hasnas.training.model.TrainingProgress;
import org.hasnas.training.model.TrainingSettings;
import org.hasnas.training.model.TrainingSummary;
import org.hasnas.workbench.Workbench;

/** The part of the {@link Workbench} that trains candidates and knows what was measured of them. Safe for any thread. */
public interface Trainings {
    /**
     * Starts to train candidates of a project's template and search space on its data set, one after the other, and after those that
     * this workbench trains already; a paused one keeps its turn.
     *
     * @return a handle for each, in their order; it finds the accuracy on held-out images, and fails, too, if the loss diverges
     */
    List<JobHandle<TrainingProgress, Accuracy>> start(Project project, List<Architecture> candidates, TrainingSettings settings, int threads)
            throws HasnasException;

    /**
     * Starts a training of its own that begins with the kept weights of a finished one: the same network and images, other settings, such as rounded
     * weights.
     */
    JobHandle<TrainingProgress, Accuracy> startFrom(Project project, long trainingId, TrainingSettings settings, int threads)
            throws HasnasException;

    /** Goes on with a stored training from its last checkpoint; ends with the same weights as if it had never been interrupted. */
    JobHandle<TrainingProgress, Accuracy> resume(Project project, long trainingId, int threads) throws HasnasException;

    /**
     * Stores a training that was done elsewhere, if its weights do on held-out images here what they did there.
     *
     * @param file where its weights come from, for messages and as their source
     * @throws HasnasException BAD_DATA if they do not
     */
    TrainingSummary add(Project project, TrainedWeights trained, String file, int threads, JobContext job) throws HasnasException;

    /** All trainings of a project, newest first. */
    List<TrainingSummary> list(Project project) throws HasnasException;

    TrainingSummary get(Project project, long trainingId) throws HasnasException;

    /** The file of a finished training's weights. */
    Path weights(Project project, long trainingId) throws HasnasException;

    /** Weights of a convolution or linear layer of a finished training, in no order; those that a depthwise convolution has not are left out. */
    float[] weights(Project project, long trainingId, String layer) throws HasnasException;

    /**
     * What the network of a finished training does with a test image; reads the data set the first time.
     *
     * @param image number of the image, from 0
     */
    Activity activity(Project project, long trainingId, int image) throws HasnasException;

    /**
     * What an untrained design of a project does with a test image; reads the data set the first time.
     *
     * @param seed of its weights
     * @param image number of the image, from 0
     */
    Activity activity(Project project, Network design, long seed, int image) throws HasnasException;

    /** Constants of the LIF layers of a finished training, learnt or the template's and operations', in the order of the network. */
    Map<String, LifParameters> neurons(Project project, long trainingId) throws HasnasException;

    /** What was measured of the project's candidates, oldest first; a later one of a kind replaces an earlier one in displays. */
    List<MeasuredAccuracy> accuracies(Project project) throws HasnasException;

    /** How often the layers of a trained candidate spike on held-out images; empty if it was not trained. */
    List<LayerRate> spikeRates(Project project, String candidateHash) throws HasnasException;
}
