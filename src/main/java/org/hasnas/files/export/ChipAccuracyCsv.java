package org.hasnas.files.export;

import java.io.IOException;
import org.hasnas.chip.inference.model.ChipAccuracyReport;
import org.hasnas.chip.inference.model.ChipPoint;
import org.hasnas.units.EnumNames;

/** What was measured on a chip as CSV, one row per point; parameter and value are empty without a sweep. Accuracies are fractions. */
public final class ChipAccuracyCsv {
    private static final String HEADER =
            "parameter,value,on_chip_accuracy,low,high,seeds,images,float32_accuracy,quantized_accuracy,images_are";

    private ChipAccuracyCsv() {}

    public static void write(ChipAccuracyReport report, Appendable out) throws IOException {
        out.append(HEADER).append('\n');
        String parameter = report.sweep().map(swept -> swept.parameter().label()).orElse("");
        for (int index = 0; index < report.points().size(); index++) {
            ChipPoint point = report.points().get(index);
            String value = report.sweep().isPresent() ? Double.toString(report.sweep().get().values().get(index)) : "";
            out.append(String.join(",", parameter, value, Double.toString(point.accuracy().fraction()),
                    Double.toString(point.accuracy().lowFraction()), Double.toString(point.accuracy().highFraction()),
                    Integer.toString(point.bySeed().size()), Integer.toString(report.images()),
                    Double.toString(report.references().floatFraction()), Double.toString(report.references().quantizedFraction()),
                    EnumNames.of(report.part()))).append('\n');
        }
    }
}
