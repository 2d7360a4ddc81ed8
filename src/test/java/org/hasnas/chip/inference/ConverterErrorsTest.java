package org.hasnas.chip.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.hasnas.chip.inference.model.ChipConditions.AdcRange;
import org.hasnas.chip.inference.model.ChipConditions.Converters;
import org.hasnas.chip.model.HardwareProfile.SignCoding;
import org.hasnas.simulation.kernel.column.ColumnFormat;
import org.hipparchus.stat.descriptive.StreamingStatistics;
import org.junit.jupiter.api.Test;

final class ConverterErrorsTest {
    private static final int OUTPUTS = 600;
    /** Four digits of 2 bits on a crossbar of 512 columns: 128 outputs each, eight columns to a converter. */
    private static final LayerPlacement PLACEMENT = LayerPlacement.of(
            QuantizedLayer.of("layer", 1, 1, false, new float[700][OUTPUTS], 127), SampleNetworks.profile(512, 2, 8, SignCoding.OFFSET, false));
    private static final ColumnFormat FORMAT = new ColumnFormat(OUTPUTS, new int[] {1, 2, 3, 4}, new int[] {1, 4, 16, 64}, 31);

    private static ConverterErrors errors(double offset, double gain, double noise, long seed) {
        return ConverterErrors.draw(PLACEMENT, FORMAT, new Converters(5, AdcRange.CALIBRATED, offset, gain, noise), 8, seed);
    }

    /** What becomes of columns that all have one sum. */
    private static float[] columns(ConverterErrors errors, float sum, int row, long seed) {
        float[] columns = new float[FORMAT.columns()];
        Arrays.fill(columns, sum);
        errors.addTo(columns, row, new float[columns.length], new NormalQuantiles(), ReadNoise.of(seed, 0));
        return columns;
    }

    private static float at(float[] columns, int output, int digit) {
        return columns[digit * FORMAT.stride() + output];
    }

    @Test
    void columnsThatShareAConverterShareItsOffsetAndGain() {
        float[] offsets = columns(errors(0.5, 0, 0, 1), 0, 0, 1);
        assertEquals(at(offsets, 4, 0), at(offsets, 5, 0), "columns 16 and 20 of the first crossbar");
        assertEquals(4 * at(offsets, 4, 0), at(offsets, 5, 3), 1e-6, "in codes, which are larger for higher digits");
        assertNotEquals(at(offsets, 5, 0), at(offsets, 6, 0));
        assertNotEquals(at(offsets, 0, 0), at(columns(errors(0.5, 0, 0, 1), 0, 600, 1), 0, 0), "another crossbar below has its own");
        assertArrayEquals(offsets, columns(errors(0.5, 0, 0, 1), 0, 511, 9), "but all rows of one crossbar have the same");
        assertNotEquals(at(offsets, 0, 0), at(columns(errors(0.5, 0, 0, 2), 0, 0, 1), 0, 0), "another set of devices has others");
    }

    @Test
    void offsetGainAndNoiseSpreadAsMuchAsTheySay() {
        assertEquals(0.5, spread(columns(errors(0.5, 0, 0, 3), 20, 0, 1)), 0.06);
        assertEquals(20 * 0.02, spread(columns(errors(0, 0.02, 0, 3), 20, 0, 1)), 0.05);
        assertEquals(0.3, spread(columns(errors(0, 0, 0.3, 3), 20, 0, 1)), 0.03);
        assertNotEquals(at(columns(errors(0, 0, 0.3, 3), 20, 0, 1), 0, 0), at(columns(errors(0, 0, 0.3, 3), 20, 0, 2), 0, 0));
    }

    /** Of the lowest digit, whose codes are single level steps. */
    private static double spread(float[] columns) {
        StreamingStatistics all = new StreamingStatistics();
        IntStream.range(0, OUTPUTS).forEach(output -> all.addValue(at(columns, output, 0)));
        return all.getStandardDeviation();
    }
}
