package org.hasnas.chip.inference;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.hasnas.chip.model.SpikeRates;
import org.hasnas.data.ImageSet;
import org.hasnas.job.JobContext;

/** A network with integer weights, whose matrices stand on crossbars; what is between them is its own. Immutable. */
public interface CrossbarNetwork {
    int weightBits();

    /** All matrices, in the order of the network. */
    List<QuantizedLayer> layers();

    int classes();

    /**
     * The network for one thread.
     *
     * @param units makes the unit of a layer
     * @param isNoisy whether reading the same crossbar twice gives two results
     * @param noise of the first image
     */
    ImageRun run(Function<QuantizedLayer, MatrixUnit> units, boolean isNoisy, ReadNoise noise);

    /**
     * Rates by layer, as the physical cost model wants them.
     *
     * @param bits [ones, all] that {@link ImageRun#addCountsTo} gave
     */
    SpikeRates rates(Map<String, long[]> bits);

    /** A network that classifies one image after the other, each from rest. For one thread. */
    interface ImageRun {
        /** @param scores of the classes; overwritten */
        void run(ImageSet images, int image, ReadNoise noise, double[] scores, JobContext job);

        /** Adds the ones and all bits that entered each matrix so far. */
        void addCountsTo(Map<String, long[]> bits);
    }
}
