package org.hasnas.search.model;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hasnas.chip.model.HardwareSettings;
import org.hasnas.chip.model.PhysicalSettings;
import org.hasnas.chip.model.SpikeSimSettings;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.data.model.DatasetReference.Format;
import org.hasnas.data.model.DatasetSummary;
import org.hasnas.network.Architecture;
import org.hasnas.network.ConnectionMatrix;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.network.DesignChoices;
import org.hasnas.network.Dimension;
import org.hasnas.network.Edge;
import org.hasnas.network.MacroChoice;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.NetworkTemplates.Preset;
import org.hasnas.network.Operation;
import org.hasnas.network.SearchSpace;
import org.hasnas.score.model.FitnessSettings;
import org.hasnas.score.model.ScoreId;
import org.hasnas.training.model.TrainingSettings;
import org.hasnas.training.model.ValidationSplit;

/** What a new project says that searches designs for a data set by trainings. */
public final class NewProjects {
    private static final List<Integer> TIME_STEPS = List.of(1, 2, 4);
    private static final List<Integer> WEIGHT_BITS = List.of(4, 8);
    private static final List<Integer> CELLS_PER_STAGE = List.of(1, 2);
    /** From many converters, which are fast and large, to few; a chip's crossbar must be a multiple. */
    private static final List<Integer> COLUMNS_PER_ADC = List.of(4, 8, 16, 32);
    private static final int DESIGNS = 480;
    /** Enough for the digits: later epochs gain little. */
    private static final int EPOCHS_OF_DIGITS = 30;
    /** Of the digits, whose neighbours are by one writer. */
    private static final int BLOCKS_OF_DIGITS = 4;
    /** Validation images below which designs can't be told apart; more of a small data set are held out. */
    private static final int FEW_VALIDATION_IMAGES = 500;
    private static final double LARGE_SHARE = 0.25;
    /** So many whole trainings of a middling design should fit into the minutes of a search. */
    private static final int TRAININGS = 12;
    /** Fewer epochs teach little; an expensive data set then needs more minutes or fewer images. */
    private static final int LEAST_EPOCHS = 10;
    /** An epoch of a middling design, the first rung of a short training, takes about so long on a thread at most. */
    private static final double EPOCH_SECONDS = 20;
    /** Fewer tell designs apart badly. */
    private static final int FEWEST_IMAGES = 2000;
    /** Dense multiply-adds of a forward pass that a thread trains with in a second, about: 7e9 for small networks, 4e10 for large ones. */
    private static final double MULTIPLY_ADDS_PER_SECOND = 2e10;
    private static final double SECONDS_PER_MINUTE = 60;
    private static final int MAX_BATCH = 32;
    private static final int BATCHES = 2;

    private NewProjects() {}

    /**
     * A project with no limits: cells of the preset's space in a quarter, half and all of its width, one or two in each stage, in 1, 2 or 4 time
     * steps, with 4 or 8 bits of a weight; and, where the chip is a physical one, 4 to 32 columns that share a converter. Energy and latency of such
     * designs spread over two orders of magnitude and more.
     *
     * <p>Where an epoch of all images would take a middling design more than 20 s on a thread, an epoch goes over a part of them, the next over the
     * next part, so that the first rungs are cheap and long trainings see all.
     *
     * @param folder absolute
     * @param images what the data set holds, to which the preset is fitted
     * @param minutes of trainings
     * @throws IllegalArgumentException with a sentence for the user, if the preset does not fit the images or the minutes are out of range
     */
    public static Project of(Path folder, Preset preset, DatasetReference dataset, DatasetSummary images, HardwareSettings hardware, double minutes) {
        NetworkTemplate template = preset.template().fittedTo(images.shape(), images.classes());
        int width = template.stages().getFirst().width();
        DesignChoices choices = new DesignChoices(List.of(width / 4, width / 2, width), TIME_STEPS, WEIGHT_BITS)
                .with(Dimension.CELLS, CELLS_PER_STAGE);
        SearchSpace space = preset.space().with(switch (hardware) {
            case SpikeSimSettings ignored -> choices;
            case PhysicalSettings physical -> choices.with(Dimension.COLUMNS_PER_ADC,
                    COLUMNS_PER_ADC.stream().filter(columns -> physical.profile().array().size() % columns == 0).toList());
        });
        double secondsPerImage = secondsPerImage(template, preset.space());
        int all = dataset.subset().map(DatasetReference.Subset::images).orElse(images.trainingImages());
        int affordable = (int) Math.max(FEWEST_IMAGES, EPOCH_SECONDS / secondsPerImage);
        double secondsPerTraining = minutes * SECONDS_PER_MINUTE * LadderSettings.USUAL_SIDE_BY_SIDE / TRAININGS;
        TrainingSettings training = training(dataset.format(), all, affordable, secondsPerTraining / secondsPerImage);
        int batch = Math.clamp(images.trainingImages() / BATCHES, 2, MAX_BATCH);
        SearchRequest search = new SearchRequest(dataset, template, space, hardware, ConstraintSet.UNLIMITED, SearchAlgorithmId.HASNAS, DESIGNS,
                new FitnessSettings(batch, BATCHES).withScore(ScoreId.CHAIN), 1)
                .withLadder(new LadderSettings(minutes, LadderSettings.USUAL_SIDE_BY_SIDE, training));
        Path last = folder.getFileName();
        String name = last == null ? preset.name() : last.toString();
        return new Project(folder, name, "", search, training, Optional.empty());
    }

    /** To train a middling design with an image once: half the width, two time steps, two convolutions in a row. */
    private static double secondsPerImage(NetworkTemplate template, SearchSpace space) {
        MacroChoice middling = new MacroChoice(Map.of(Dimension.WIDTH, List.of(Math.max(1, template.stages().getFirst().width() / 2)),
                Dimension.TIME_STEPS, List.of(2)));
        int convolution =
                IntStream.range(0, space.operations().size()).filter(digit -> space.operations().get(digit) instanceof Operation.SpikingConvolution)
                        .max().orElse(1);
        ConnectionMatrix chain =
                ConnectionMatrix.empty(space.nodes()).with(new Edge(0, 1), convolution).with(new Edge(1, space.nodes() - 1), convolution);
        double multiplyAdds = Network.of(template, space, Architecture.shared(chain).with(middling)).convolutions().stream()
                .mapToDouble(ConvolutionLayer::multiplyAccumulates).sum() * 2;
        return multiplyAdds / MULTIPLY_ADDS_PER_SECOND;
    }

    /**
     * @param images to train on
     * @param perEpoch images that an epoch goes over at most
     * @param perTraining images that a whole training goes over in the time there is for it, each time it meets them
     */
    private static TrainingSettings training(Format format, int images, int perEpoch, double perTraining) {
        TrainingSettings defaults = TrainingSettings.defaults(format);
        TrainingSettings usual = defaults
                .withEpochs((int) Math.clamp(perTraining / Math.min(images, perEpoch), LEAST_EPOCHS, defaults.epochs()))
                .withImagesPerEpoch(perEpoch < images ? perEpoch : TrainingSettings.ALL_IMAGES);
        if (format == Format.DIGITS) {
            return usual.withEpochs(Math.min(usual.epochs(), EPOCHS_OF_DIGITS)).withValidation(new ValidationSplit(LARGE_SHARE, BLOCKS_OF_DIGITS));
        }
        double heldOut = images * usual.validationFraction();
        double most = Math.max(FEW_VALIDATION_IMAGES, perEpoch / 2.0); // so that validation takes no more than a sixth of the time
        return heldOut < FEW_VALIDATION_IMAGES ? usual.withValidation(usual.validation().withFraction(LARGE_SHARE))
                : usual.withValidation(usual.validation().withFraction(Math.min(heldOut, most) / images));
    }
}
