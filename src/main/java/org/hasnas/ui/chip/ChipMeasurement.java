package org.hasnas.ui.chip;

import java.util.List;
import java.util.Optional;
import org.hasnas.chip.inference.model.ChipAccuracyProgress;
import org.hasnas.chip.inference.model.ChipAccuracyReport;
import org.hasnas.chip.inference.model.ChipAccuracyRequest;
import org.hasnas.chip.inference.model.ChipConditions.Compensation;
import org.hasnas.chip.inference.model.ChipParameter;
import org.hasnas.chip.inference.model.ChipPoint;
import org.hasnas.chip.inference.model.ChipReferences;
import org.hasnas.chip.inference.model.ChipSweep;

/**
 * A measurement that is shown: what was asked, and what is known of it so far.
 *
 * @param network name of the one that is on the chip
 * @param references without the chip; empty until they are known
 * @param points known so far, in the order of the sweep
 * @param report empty before the end
 */
public record ChipMeasurement(String network, ChipAccuracyRequest request, Optional<ChipReferences> references, List<ChipPoint> points,
        Optional<ChipAccuracyReport> report) {
    public ChipMeasurement {
        points = List.copyOf(points);
    }

    /** A measurement of which nothing is known yet. */
    static ChipMeasurement begun(String network, ChipAccuracyRequest request) {
        return new ChipMeasurement(network, request, Optional.empty(), List.of(), Optional.empty());
    }

    ChipMeasurement with(ChipAccuracyProgress known) {
        return new ChipMeasurement(network, request, known.references(), known.points(), report);
    }

    ChipMeasurement with(ChipAccuracyReport whole) {
        return new ChipMeasurement(network, request, Optional.of(whole.references()), whole.points(), Optional.of(whole));
    }

    /** What was changed from point to point; empty for a single point. */
    public Optional<ChipParameter> parameter() {
        return request.sweep().map(ChipSweep::parameter);
    }

    /** How many points were asked for. */
    public int asked() {
        return request.repairs() ? Compensation.values().length : request.sweep().map(sweep -> sweep.values().size()).orElse(1);
    }

    /** The changed value of a point; without one, its number from 0. */
    public double value(int point) {
        return request.sweep().map(sweep -> sweep.values().get(point)).orElse((double) point);
    }
}
