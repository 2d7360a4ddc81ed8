package org.hasnas.chip.inference;

import org.hasnas.chip.device.WeightCoding;
import org.hasnas.chip.inference.model.ChipConditions.AdcRange;
import org.hasnas.simulation.kernel.column.ColumnFormat;

/**
 * The steps of a layer's converters: a whole number of level steps per code, so that all behind them is integer arithmetic. Columns of one digit
 * of the weights share a step.
 */
final class ConverterSteps {
    private ConverterSteps() {}

    /**
     * @param sums how often the columns of each digit had each sum of levels, [digit][sum]
     * @throws IllegalArgumentException if the sums of a layer could leave 32 bits
     */
    static ColumnFormat choose(LayerPlacement placement, long[][] sums, int adcBits, AdcRange range) {
        WeightCoding coding = placement.coding();
        int most = (1 << adcBits) - 1;
        int[] steps = new int[coding.columnsPerOutput()];
        int[] factors = new int[steps.length];
        long bound = 0;
        for (int digit = 0; digit < steps.length; digit++) {
            int full = Math.ceilDiv(sums[digit].length - 1, most);
            steps[digit] = Math.max(1, switch (range) {
                case FULL -> full;
                case CALIBRATED -> leastError(sums[digit], most, full);
            });
            factors[digit] = coding.worth(digit) * steps[digit];
            bound += ((long) most * Math.abs(factors[digit]) * placement.reads()) << placement.layer().inputBits();
        }
        if (bound > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("the sums of layer '" + placement.layer().name() + "' need more than the 32 bits of the adders;"
                    + " take fewer weight, ADC or input bits");
        }
        return new ColumnFormat(placement.blocks().outputsTogether(), steps, factors, most);
    }

    private static int leastError(long[] sums, int most, int full) {
        int best = 1;
        double least = Double.POSITIVE_INFINITY;
        for (int step = 1; step <= full; step++) {
            double error = 0;
            for (int sum = 0; sum < sums.length; sum++) {
                // as ColumnReadout does it: the upper code of two that are equally near
                double code = Math.min(most, Math.floor((double) sum / step + 0.5));
                error += sums[sum] * (code * step - sum) * (code * step - sum);
            }
            if (error < least) {
                least = error;
                best = step;
            }
        }
        return best;
    }
}
