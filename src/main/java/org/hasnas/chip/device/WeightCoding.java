package org.hasnas.chip.device;

import org.hasnas.chip.model.HardwareProfile.SignCoding;

/**
 * How a signed integer weight lies on cells of one row. Its digits to the base of a cell's number of levels, least first, go to neighbouring
 * columns (bit slicing).
 *
 * @param sign how negative weights are told from positive ones
 * @param weightBits bits of a weight, two's complement
 * @param cellBits bits of a cell
 */
public record WeightCoding(SignCoding sign, int weightBits, int cellBits) {
    private static final int MAX_WEIGHT_BITS = 16;

    public WeightCoding {
        if (weightBits < 2 || weightBits > MAX_WEIGHT_BITS || cellBits < 1 || cellBits > weightBits) {
            throw new IllegalArgumentException("weights of " + weightBits + " bits on cells of " + cellBits + "; weights must have 2 to "
                    + MAX_WEIGHT_BITS + " bits and cells 1 to as many");
        }
    }

    /** Digits of a weight. */
    public int slices() {
        return sign.digits(weightBits, cellBits);
    }

    /** Columns that one column of weights takes. */
    public int columnsPerOutput() {
        return sign.cellsPerWeight(weightBits, cellBits);
    }

    /** What a level of a digit counts in a weight: 1, 2^cellBits, ...; negative for the digits that are taken off. */
    public int worth(int digit) {
        return digit < slices() ? 1 << (digit * cellBits) : -(1 << ((digit - slices()) * cellBits));
    }

    /** What is added to a weight before it is cut into digits. */
    public int offset() {
        return switch (sign) {
            case OFFSET -> 1 << (weightBits - 1);
            case DIFFERENTIAL -> 0;
        };
    }

    public int smallest() {
        return switch (sign) {
            case OFFSET -> -(1 << (weightBits - 1));
            case DIFFERENTIAL -> -largest();
        };
    }

    public int largest() {
        return (1 << (weightBits - 1)) - 1;
    }

    /**
     * Levels of all cells.
     *
     * @param weights [row][output]
     * @return [row][output * columnsPerOutput + digit], with differential cells the negative digits behind the positive ones
     */
    public int[][] encode(int[][] weights) {
        int[][] levels = new int[weights.length][];
        for (int row = 0; row < weights.length; row++) {
            levels[row] = new int[weights[row].length * columnsPerOutput()];
            for (int output = 0; output < weights[row].length; output++) {
                int weight = weights[row][output];
                if (weight < smallest() || weight > largest()) {
                    throw new IllegalArgumentException("weight [" + row + "][" + output + "] is " + weight + "; " + weightBits + " bits, "
                            + sign + ", hold " + smallest() + " to " + largest());
                }
                int first = output * columnsPerOutput() + (weight < 0 && sign == SignCoding.DIFFERENTIAL ? slices() : 0);
                int rest = sign == SignCoding.DIFFERENTIAL ? Math.abs(weight) : weight + offset();
                for (int slice = 0; slice < slices(); slice++) {
                    levels[row][first + slice] = rest & ((1 << cellBits) - 1);
                    rest >>= cellBits;
                }
            }
        }
        return levels;
    }

    /**
     * The value of an output from those of its columns; with the digits of a weight the weight itself.
     *
     * @param columns values of all columns, those of {@code output} among them
     * @param inputSum sum of the inputs of all rows; 1 for a weight
     */
    public double decode(double[] columns, int output, double inputSum) {
        int first = output * columnsPerOutput();
        double sum = 0;
        for (int slice = slices() - 1; slice >= 0; slice--) {
            double digit = switch (sign) {
                case OFFSET -> columns[first + slice];
                case DIFFERENTIAL -> columns[first + slice] - columns[first + slices() + slice];
            };
            sum = sum * (1 << cellBits) + digit;
        }
        return sum - offset() * inputSum;
    }
}
