package org.hasnas.network;

import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The macro-architecture: everything of a network but its cells. Source: SNASNet, Figure 2 and public code.
 *
 * <p>stem conv3x3 + BN; then per stage its cells; between stages BN, LIF, conv3x3, BN, average pool 2x2; after the last stage BN,
 * LIF, average pool, flatten, dropout, (hidden linear, LIF,) linear to voters, mean over each class's voters and over time steps.
 *
 * @param name short name
 * @param input shape of an image
 * @param classes number of classes
 * @param stemStride stride of the stem convolution
 * @param stages widths and cells of the stages, in order; the stem has the width of the first
 * @param cellSharing one matrix for all cells or one for each
 * @param finalPool side and stride of the average pool before the classifier
 * @param hiddenWidth neurons of the hidden linear layer, 0 for none
 * @param votersPerClass output neurons per class
 * @param dropoutProbability dropout before the classifier, in training mode
 * @param timeSteps simulated time steps T
 * @param neuron constants of the LIF layers (an operation may have its own threshold)
 * @param batchNorm over which batch statistics are taken
 * @param weightBits bits of a weight on the chip
 */
public record NetworkTemplate(
        String name,
        ImageShape input,
        int classes,
        int stemStride,
        List<Stage> stages,
        CellSharing cellSharing,
        int finalPool,
        int hiddenWidth,
        int votersPerClass,
        double dropoutProbability,
        int timeSteps,
        LifParameters neuron,
        BatchNormStatistics batchNorm,
        int weightBits) {

    /** What enters a network at its time steps. */
    public enum InputKind {
        /** The same image at every one. */
        IMAGE,
        /** A frame of events at each: spikes, one or none for a pixel and channel. */
        EVENTS
    }

    /** Shape of an image, or of a frame of events: channels, height and width in pixels. */
    public record ImageShape(int channels, int height, int width, InputKind kind) implements Serializable {
        /** Of an image. */
        public ImageShape(int channels, int height, int width) {
            this(channels, height, width, InputKind.IMAGE);
        }

        public ImageShape {
            requirePositive("channels", channels);
            requirePositive("height", height);
            requirePositive("width", width);
        }

        public int size() {
            return channels * height * width;
        }

        /** Different frames that a network of so many time steps sees. */
        public int frames(int timeSteps) {
            return switch (kind) {
                case IMAGE -> 1;
                case EVENTS -> timeSteps;
            };
        }

        @Override
        public String toString() {
            return channels + "x" + height + "x" + width + switch (kind) {
                case IMAGE -> "";
                case EVENTS -> " of events";
            };
        }
    }

    /** Channels and number of cells at one resolution. */
    public record Stage(int width, int cells) {
        public Stage {
            requirePositive("stage width", width);
            requirePositive("cells per stage", cells);
        }
    }

    /** Whether all cells have one matrix or each its own. */
    public enum CellSharing { SHARED, PER_CELL }

    /** Over what batch-norm statistics are taken: each time step's batch (SNASNet), or all time steps and the batch (SpikeNAS-Bench). */
    public enum BatchNormStatistics {
        PER_TIME_STEP, OVER_TIME_STEPS
    }

    public NetworkTemplate {
        stages = List.copyOf(stages);
        requirePositive("classes", classes);
        requirePositive("stemStride", stemStride);
        requirePositive("finalPool", finalPool);
        requirePositive("votersPerClass", votersPerClass);
        requirePositive("timeSteps", timeSteps);
        if (stages.isEmpty()) {
            throw new IllegalArgumentException("a template needs at least one stage");
        }
        if (hiddenWidth < 0) {
            throw new IllegalArgumentException("hiddenWidth must be >= 0, was " + hiddenWidth);
        }
        if (!(dropoutProbability >= 0 && dropoutProbability < 1)) {
            throw new IllegalArgumentException("dropoutProbability must be in [0, 1), was " + dropoutProbability);
        }
        if (weightBits < 1 || weightBits > 16) {
            throw new IllegalArgumentException("weightBits must be 1 to 16, was " + weightBits);
        }
        int height = side(input.height(), stemStride, stages.size() - 1);
        int width = side(input.width(), stemStride, stages.size() - 1);
        int side = Math.min(height, width);
        if (finalPool > side) {
            throw new IllegalArgumentException("template '" + name + "' makes of images of " + input + " a last map of " + height + "x" + width
                    + ", smaller than its final pool of " + finalPool + "; " + (side > 0 ? "a final-pool of " + (side > 1 ? "1 to " : "") + side
                            + " fits" : "fewer stages or a smaller stem stride fit"));
        }
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be >= 1, was " + value);
        }
    }

    /** Side of a feature map after a 3x3 convolution of padding 1 and the given stride. */
    static int strided(int side, int stride) {
        return (side - 1) / stride + 1;
    }

    /** Side of the maps of a stage, counted from 0: each reduction pools 2x2, and what is left of an odd side is not read. */
    private static int side(int imageSide, int stemStride, int stage) {
        return strided(imageSide, stemStride) >> stage;
    }

    /**
     * What becomes of an image, for the user: the sides of the maps, and what the pools leave out.
     *
     * @param usualPool final pool to compare with
     */
    String maps(int usualPool) {
        StringBuilder text = new StringBuilder("maps of ");
        int height = 0;
        int width = 0;
        for (int stage = 0; stage < stages.size(); stage++) {
            int newHeight = side(input.height(), stemStride, stage);
            int newWidth = side(input.width(), stemStride, stage);
            text.append(stage == 0 ? "" : ", ").append(newHeight).append('x').append(newWidth);
            text.append(stage == 0 ? "" : leftOut(height, width, 2));
            height = newHeight;
            width = newWidth;
        }
        return text.append("; final pool ").append(finalPool).append(usualPool == finalPool ? "" : " instead of " + usualPool).append(" -> ")
                .append(height / finalPool).append('x').append(width / finalPool)
                .append(leftOut(height, width, finalPool)).toString();
    }

    private static String leftOut(int height, int width, int pool) {
        int rows = height % pool;
        int columns = width % pool;
        return rows + columns == 0 ? ""
                : " (not reading the last " + rows + (rows == 1 ? " row and " : " rows and ") + columns + (columns == 1 ? " column)" : " columns)");
    }

    /**
     * The same template with other widths: the first stage gets {@code firstWidth} channels, the others keep their ratio to it.
     *
     * @throws IllegalArgumentException if a stage would get no whole number of channels
     */
    public NetworkTemplate withFirstWidth(int firstWidth) {
        int now = stages.getFirst().width();
        List<Stage> scaled = stages.stream().map(stage -> {
            long width = (long) stage.width() * firstWidth;
            if (width % now != 0) {
                throw new IllegalArgumentException("a first width of " + firstWidth + " instead of " + now + " would make " + (double) width / now
                        + " channels of a stage of " + stage.width());
            }
            return new Stage(Math.toIntExact(width / now), stage.cells());
        }).toList();
        return withStages(scaled);
    }

    public NetworkTemplate withStages(List<Stage> newStages) {
        return new NetworkTemplate(name, input, classes, stemStride, newStages, cellSharing, finalPool, hiddenWidth, votersPerClass,
                dropoutProbability, timeSteps, neuron, batchNorm, weightBits);
    }

    /**
     * The same template for other images: the maps follow, and the final pool becomes the one that leaves the classifier a grid of features as near as
     * possible to that of the images before, so that a network has about as many parameters. Where a pool does not divide a map's side, the rows and
     * columns that are left over at its end are not read.
     *
     * @throws IllegalArgumentException with a sentence for the user, naming what fits, if nothing is left for the final pool
     */
    public NetworkTemplate fittedTo(ImageShape images, int newClasses) {
        if (images.equals(input)) {
            return withImages(images, newClasses, finalPool);
        }
        try {
            return withImages(images, newClasses, poolFor(lastSide(images), lastSide(input) / finalPool));
        } catch (IllegalArgumentException tooSmall) {
            List<String> fitting = NetworkTemplates.fitting(images);
            throw new IllegalArgumentException(tooSmall.getMessage() + ". Presets that fit: "
                    + (fitting.isEmpty() ? "none" : String.join(", ", fitting)), tooSmall);
        }
    }

    /** The pool of a map's side that makes of it a grid of a side as near as possible to another, and leaves the least over. */
    private static int poolFor(int side, int grid) {
        return IntStream.rangeClosed(1, Math.max(1, side)).boxed()
                .min(Comparator.comparingDouble((Integer pool) -> Math.abs(Math.log((double) (side / pool) / grid)))
                        .thenComparingInt(pool -> side % pool))
                .orElseThrow();
    }

    /** Whether something is left of images for the final pool. */
    public boolean fits(ImageShape images) {
        return lastSide(images) > 0;
    }

    /** The smaller side of the last map. */
    private int lastSide(ImageShape images) {
        return side(Math.min(images.height(), images.width()), stemStride, stages.size() - 1);
    }

    private NetworkTemplate withImages(ImageShape images, int newClasses, int newFinalPool) {
        return new NetworkTemplate(name, images, newClasses, stemStride, stages, cellSharing, newFinalPool, hiddenWidth, votersPerClass,
                dropoutProbability, timeSteps, neuron, batchNorm, weightBits);
    }

    public NetworkTemplate withTimeSteps(int newTimeSteps) {
        return new NetworkTemplate(name, input, classes, stemStride, stages, cellSharing, finalPool, hiddenWidth, votersPerClass,
                dropoutProbability, newTimeSteps, neuron, batchNorm, weightBits);
    }

    public NetworkTemplate withNeuron(LifParameters newNeuron) {
        return new NetworkTemplate(name, input, classes, stemStride, stages, cellSharing, finalPool, hiddenWidth, votersPerClass,
                dropoutProbability, timeSteps, newNeuron, batchNorm, weightBits);
    }

    public NetworkTemplate withWeightBits(int bits) {
        return new NetworkTemplate(name, input, classes, stemStride, stages, cellSharing, finalPool, hiddenWidth, votersPerClass,
                dropoutProbability, timeSteps, neuron, batchNorm, bits);
    }

    /** Different frames that enter a network: one image for all time steps, or one of events for each. */
    public int frames() {
        return input.frames(timeSteps);
    }

    /** Values that enter a network in all its frames. */
    public int inputSize() {
        return Math.multiplyExact(frames(), input.size());
    }

    public int cellCount() {
        return stages.stream().mapToInt(Stage::cells).sum();
    }

    /** @throws IllegalArgumentException if an architecture has neither one matrix nor as many as there are cells */
    void requireCells(Architecture architecture) {
        int given = architecture.matrices().size();
        if (given != 1 && given != cellCount()) {
            throw new IllegalArgumentException("template '" + name + "' has " + cellCount()
                    + " cells; give one connection matrix for all or one for each, not " + given);
        }
    }

    /** Number of matrices an architecture of this template has. */
    public int matrixCount() {
        return cellSharing == CellSharing.SHARED ? 1 : cellCount();
    }

    public int voters() {
        return classes * votersPerClass;
    }
}
