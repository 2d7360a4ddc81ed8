package org.hasnas.chip.model;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.hasnas.training.model.Accuracy;

/**
 * A design on one of several chips.
 *
 * @param cost by the catalogue of the chip
 * @param byOthers the same chip by the other catalogues of its node and cell: as far as these are apart, nobody knows the costs
 * @param onChip accuracy of the design that was measured on this chip; empty if none was
 */
public record ComparedChip(PhysicalCostReport cost, List<PhysicalCostReport> byOthers, Optional<Accuracy> onChip) {
    public ComparedChip {
        byOthers = List.copyOf(byOthers);
    }

    /** Least and most of some cost that the sources say; both are the cost itself where there is one source. */
    public DoubleSummaryStatistics range(ToDoubleFunction<HardwareCost> quantity) {
        return Stream.concat(Stream.of(cost), byOthers.stream()).map(PhysicalCostReport::total).mapToDouble(quantity).summaryStatistics();
    }

    /** Names of the catalogues that know its node and cell, its own first. */
    public List<String> sources() {
        return Stream.concat(Stream.of(cost), byOthers.stream()).map(report -> report.profile().catalog()).toList();
    }
}
