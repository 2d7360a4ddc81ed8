package org.hasnas.files.export;

import java.io.IOException;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.hasnas.chip.model.ComparedChip;
import org.hasnas.chip.model.CostKind;
import org.hasnas.chip.model.HardwareCost;
import org.hasnas.search.model.ConstraintSet;
import org.hasnas.training.model.Accuracy;

/**
 * A design on several chips, a row for each. The columns with {@code _least} and {@code _most} are over all catalogues of the chip's node and cell;
 * cells without a value are empty.
 */
public final class ComparedChipsCsv {
    private static final CSVFormat FORMAT = CSVFormat.DEFAULT.builder().setRecordSeparator('\n').setHeader(Stream.of(
            Stream.of("profile", "catalog", "catalog_hash", CostKind.MEMORY.key()),
            CostKind.OF_THE_CHIP.stream().map(CostKind::key).flatMap(key -> Stream.of(key, key + "_least", key + "_most")),
            Stream.of("edap_uJ_ms_mm2", "edap_uJ_ms_mm2_least", "edap_uJ_ms_mm2_most", "leakage_uW", "on_chip_accuracy", "on_chip_low",
                    "on_chip_high", "limits_met", "expected_error"))
            .flatMap(titles -> titles).toArray(String[]::new)).get();

    private ComparedChipsCsv() {}

    /** Writes the whole text, lines ended by a line feed. */
    public static void write(List<ComparedChip> chips, ConstraintSet limits, Appendable out) throws IOException {
        CSVPrinter printer = FORMAT.print(out);
        for (ComparedChip chip : chips) {
            HardwareCost total = chip.cost().total();
            printer.printRecord(Stream.of(
                    Stream.of(chip.cost().profile().id(), chip.cost().profile().catalog(), chip.cost().catalogHash(),
                            CostCsv.number(CostKind.MEMORY.costOf(total, limits.memoryScope()))),
                    CostKind.OF_THE_CHIP.stream()
                            .flatMap(kind -> cells(chip, cost -> kind.unit().factor() * kind.costOf(cost, limits.memoryScope()))),
                    cells(chip, HardwareCost::energyDelayArea),
                    Stream.of(CostCsv.number(1e6 * chip.cost().leakageWatts()), accuracy(chip, Accuracy::fraction),
                            accuracy(chip, Accuracy::lowFraction), accuracy(chip, Accuracy::highFraction),
                            String.valueOf(limits.isMetBy(total)), chip.cost().expectedError().sentence()))
                    .flatMap(cells -> cells));
        }
    }

    private static Stream<String> cells(ComparedChip chip, ToDoubleFunction<HardwareCost> quantity) {
        DoubleSummaryStatistics range = chip.range(quantity);
        return Stream.of(quantity.applyAsDouble(chip.cost().total()), range.getMin(), range.getMax()).map(CostCsv::number);
    }

    private static String accuracy(ComparedChip chip, ToDoubleFunction<Accuracy> part) {
        return chip.onChip().map(known -> CostCsv.number(part.applyAsDouble(known))).orElse("");
    }
}
