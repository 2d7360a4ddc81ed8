package org.hasnas.search.model;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hasnas.chip.model.HardwareSettings;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.data.model.DatasetReference.Format;
import org.hasnas.data.model.DatasetSummary;
import org.hasnas.network.DesignChoices;
import org.hasnas.network.NetworkTemplate;
import org.hasnas.network.NetworkTemplates.Preset;
import org.hasnas.network.SearchSpace;
import org.hasnas.score.model.FitnessSettings;
import org.hasnas.score.model.ScoreId;
import org.hasnas.training.model.TrainingSettings;
import org.hasnas.training.model.ValidationSplit;

/** What a new project says that searches designs for a data set by trainings. */
public final class NewProjects {
    private static final List<Integer> TIME_STEPS = List.of(1, 2, 4);
    private static final List<Integer> WEIGHT_BITS = List.of(4, 8);
    private static final int DESIGNS = 240;
    /** Enough for the digits: later epochs gain little. */
    private static final int EPOCHS_OF_DIGITS = 30;
    /** Of the digits, whose neighbours are by one writer. */
    private static final int BLOCKS_OF_DIGITS = 4;
    /** Validation images below which designs can't be told apart; more of a small data set are held out. */
    private static final int FEW_VALIDATION_IMAGES = 500;
    private static final double LARGE_SHARE = 0.25;
    private static final int MAX_BATCH = 32;
    private static final int BATCHES = 2;

    private NewProjects() {}

    /**
     * A project with no limits: cells of the preset's space in a quarter, half and all of its width, in 1, 2 or 4 time steps, with 4 or 8 bits of a
     * weight.
     *
     * @param folder absolute
     * @param images what the data set holds, to which the preset is fitted
     * @param minutes of trainings
     * @throws IllegalArgumentException with a sentence for the user, if the preset does not fit the images or the minutes are out of range
     */
    public static Project of(Path folder, Preset preset, DatasetReference dataset, DatasetSummary images, HardwareSettings hardware, double minutes) {
        NetworkTemplate template = preset.template().fittedTo(images.shape(), images.classes());
        int width = template.stages().getFirst().width();
        SearchSpace space = preset.space().with(new DesignChoices(List.of(width / 4, width / 2, width), TIME_STEPS, WEIGHT_BITS));
        TrainingSettings training = training(dataset.format(), dataset.subset().map(DatasetReference.Subset::images).orElse(images.trainingImages()));
        int batch = Math.clamp(images.trainingImages() / BATCHES, 2, MAX_BATCH);
        SearchRequest search = new SearchRequest(dataset, template, space, hardware, ConstraintSet.UNLIMITED, SearchAlgorithmId.HASNAS, DESIGNS,
                new FitnessSettings(batch, BATCHES).withScore(ScoreId.CHAIN), 1)
                .withLadder(new LadderSettings(minutes, LadderSettings.USUAL_SIDE_BY_SIDE, training));
        Path last = folder.getFileName();
        String name = last == null ? preset.name() : last.toString();
        return new Project(folder, name, "", search, training, Optional.empty());
    }

    private static TrainingSettings training(Format format, int images) {
        TrainingSettings usual = TrainingSettings.defaults(format);
        if (format == Format.DIGITS) {
            return usual.withEpochs(EPOCHS_OF_DIGITS).withValidation(new ValidationSplit(LARGE_SHARE, BLOCKS_OF_DIGITS));
        }
        return images * usual.validationFraction() < FEW_VALIDATION_IMAGES ? usual.withValidation(usual.validation().withFraction(LARGE_SHARE))
                : usual;
    }
}
