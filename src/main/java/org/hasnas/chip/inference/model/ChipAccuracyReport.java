package org.hasnas.chip.inference.model;

import java.util.List;
import java.util.Optional;
import org.hasnas.chip.model.PhysicalCostReport;
import org.hasnas.data.model.DatasetReference;

/**
 * What a network loses on a simulated chip.
 *
 * @param part which images they are
 * @param images how many all fractions are of
 * @param calibrationImages training images that the converters' steps were chosen on
 * @param references without the chip
 * @param arrays crossbars that hold the network
 * @param points one for each value of the sweep, in its order
 * @param faults crossbars of a measured die, the farthest off first
 * @param cost of the network by the physical model, with the spike rates measured at the first point
 */
public record ChipAccuracyReport(ChipSubject subject, DatasetReference dataset, Optional<ChipSweep> sweep, ChipImages part,
        int images, int calibrationImages, ChipReferences references, int arrays, List<ChipPoint> points,
        List<DieFault> faults, PhysicalCostReport cost, ChipTimes times) {
    public ChipAccuracyReport {
        points = List.copyOf(points);
        faults = List.copyOf(faults);
    }

    /** Runs of one image through one set of devices, per second of inference. */
    public double imagesPerSecond() {
        long runs = points.stream().mapToLong(point -> (long) point.bySeed().size() * images).sum();
        return times.inferenceSeconds() > 0 ? runs / times.inferenceSeconds() : 0;
    }
}
