package org.hasnas.chip.inference.model;

import java.util.List;
import java.util.Optional;
import org.hasnas.job.Progress;

/**
 * How far the measurement of a network on a chip is.
 *
 * @param images that went through a chip, over all points and sets of devices
 * @param references without the chip; known before the first point
 * @param points known so far, in the order of the sweep
 */
public record ChipAccuracyProgress(Progress images, Optional<ChipReferences> references, List<ChipPoint> points) {
    public ChipAccuracyProgress {
        points = List.copyOf(points);
    }
}
