package org.hasnas.score.model;

import java.util.Arrays;
import java.util.Optional;

/**
 * The training-free scores; higher is better, and none is an accuracy. What is known about how far each can be trusted stands here and
 * nowhere else: reports and window read it from here.
 */
public enum ScoreId {
    /** SNASNet's score as published. */
    SAHD("sahd", "SAHD", true, "log-determinant of how differently the untrained network spikes for different images", "0.14 to 0.42"),
    /** SNASNet's kernel, summed over layers and time steps instead of averaged. */
    SAHD_SUM("sahd-sum", "SAHD-sum", true, "SAHD, its kernel not divided by the number of layers and time steps", "0.27 to 0.42"),
    /** How much farther apart spikes of different classes are than those of one. */
    CLASS_DISTANCE("class-distance", "class distance", true,
            "by what share its spikes are farther apart for images of different classes than of one, summed over the LIF layers of its"
                    + " cells",
            "0.14"),
    /** Gradient saliency of the first weights. */
    SNIP("snip", "SNIP", true,
            "how much the loss depends on the first weights of its cells, by one pass back with the surrogate gradient, float32", "0.45"),
    /** All trained parameters. */
    PARAMETERS("parameters", "parameter count", false, "the number of parameters, as a baseline", "0.36 to 0.38"),
    /** Convolutions of the cells that are on a path from input to output. */
    CONVOLUTIONS("convolutions", "live convolutions", false, "the number of convolutions on paths from input to output of the cells", "0.49"),
    /** Longest chain of convolutions. */
    DEPTH("depth", "convolution depth", false, "the number of convolutions on the longest path through a cell", "0.60"),
    /** Longest chain of convolutions, and how sure its last spikes are. */
    CHAIN("chain", "convolution chain", false, "the number of convolutions on the longest path through a cell; of equal ones that whose last"
            + " threshold is not below its first", "0.63"),
    /** The program's own. */
    HASNAS("hasnas", "HASNAS score", false, "depth, thresholds and paths of the cells, weighted by fixed weights; nothing is simulated", "0.64");

    private final String label;
    private final String title;
    private final boolean simulated;
    private final String meaning;
    private final String rankCorrelation;

    ScoreId(String label, String title, boolean simulated, String meaning, String rankCorrelation) {
        this.label = label;
        this.title = title;
        this.simulated = simulated;
        this.meaning = meaning;
        this.rankCorrelation = rankCorrelation;
    }

    /** Name in files and options. */
    public String label() {
        return label;
    }

    /** Name in sentences. */
    public String title() {
        return title;
    }

    /** Whether the network must be simulated on images; the others read the architecture alone, in microseconds. */
    public boolean isSimulated() {
        return simulated;
    }

    /** What it measures, without full stop. */
    public String meaning() {
        return meaning;
    }

    /** Kendall's tau-b with trained accuracy on SpikeNAS-Bench, dead networks left out: a number or a range, as measured. */
    public String rankCorrelation() {
        return rankCorrelation;
    }

    /** For users: what the score is and how far to trust it, in two sentences. */
    public String trust() {
        return "Training-free score " + title + " of an untrained network (" + meaning + "); higher is better. Its Kendall rank correlation with"
                + " trained accuracy is " + rankCorrelation + " on SpikeNAS-Bench; it is not an accuracy.";
    }

    public static Optional<ScoreId> byLabel(String label) {
        return Arrays.stream(values()).filter(id -> id.label.equals(label)).findFirst();
    }
}
