package org.hasnas.search.model;

import java.util.List;
import org.hasnas.chip.model.FrontCost;
import org.hasnas.data.model.DatasetReference;
import org.hasnas.network.Architecture;
import org.hasnas.training.model.TrainingSettings;

/**
 * How a search by trainings pays for them.
 *
 * @param minutes of work; no piece of a training is begun that is expected to end later; what a resumed run has used already counts
 * @param sideBySide trainings under way at a time, one thread each; part of the request, since a decision knows only what was told before it
 * @param training of every design, in pieces of epochs; weights are rounded to the bits a design chooses
 * @param onChip designs of the front, trained to the end, that run on the simulated chip when the minutes are over; the best, 0 for none
 * @param given designs that take part beside those that are drawn, such as a designer's own ideas or those of an earlier run; as they are written
 * @param front what the front sets against accuracy
 */
public record LadderSettings(double minutes, int sideBySide, TrainingSettings training, int onChip, List<Architecture> given,
        FrontCost front) {
    public static final double USUAL_MINUTES = 10;
    public static final double MAX_MINUTES = 60 * 24 * 30;
    public static final int MAX_SIDE_BY_SIDE = 256;
    public static final int MAX_ON_CHIP = 100;

    /** Trainings side by side where nothing else is said: fewer cores than these are rare. */
    public static final int USUAL_SIDE_BY_SIDE = 2;

    public LadderSettings withGiven(List<Architecture> designs) {
        return new LadderSettings(minutes, sideBySide, training, onChip, designs, front);
    }

    public LadderSettings withOnChip(int designs) {
        return new LadderSettings(minutes, sideBySide, training, designs, given, front);
    }

    public LadderSettings withFront(FrontCost cost) {
        return new LadderSettings(minutes, sideBySide, training, onChip, given, cost);
    }

    /** With trainings that suit a data set. */
    public static LadderSettings usual(DatasetReference.Format format) {
        return new LadderSettings(USUAL_MINUTES, USUAL_SIDE_BY_SIDE, TrainingSettings.defaults(format));
    }

    /** A front of energy, without given designs, and none on the chip. */
    public LadderSettings(double minutes, int sideBySide, TrainingSettings training) {
        this(minutes, sideBySide, training, 0, List.of(), FrontCost.ENERGY);
    }

    public LadderSettings {
        given = given.stream().distinct().toList();
        if (!(minutes > 0 && minutes <= MAX_MINUTES)) {
            throw new IllegalArgumentException("minutes must be above 0 and at most " + MAX_MINUTES + ", was " + minutes);
        }
        if (onChip < 0 || onChip > MAX_ON_CHIP) {
            throw new IllegalArgumentException("on-chip must be 0 to " + MAX_ON_CHIP + ", was " + onChip);
        }
        if (sideBySide < 1 || sideBySide > MAX_SIDE_BY_SIDE) {
            throw new IllegalArgumentException("side-by-side must be 1 to " + MAX_SIDE_BY_SIDE + ", was " + sideBySide);
        }
    }
}
