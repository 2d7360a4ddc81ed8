package org.hasnas.chip.inference;

import java.util.random.RandomGenerator;
import org.hasnas.chip.inference.model.ChipConditions.Converters;
import org.hasnas.simulation.kernel.column.ColumnFormat;
import org.hasnas.simulation.weights.RandomByIdentity;

/**
 * What the converters of a layer add to the currents of its columns: each has a gain and an offset of its own, drawn once for a set of devices, which
 * the columns that share it have in common; and every conversion has noise. Immutable.
 */
final class ConverterErrors {
    private final int[] crossbarsOfRow;
    private final float[][] gains;
    private final float[][] offsets;
    private final float[] noise;

    private ConverterErrors(int[] crossbarsOfRow, float[][] gains, float[][] offsets, float[] noise) {
        this.crossbarsOfRow = crossbarsOfRow;
        this.gains = gains;
        this.offsets = offsets;
        this.noise = noise;
    }

    /**
     * Draws the converters of a layer.
     *
     * @param shared columns that share a converter
     * @param seed of the set of devices
     */
    static ConverterErrors draw(LayerPlacement placement, ColumnFormat format, Converters converters, int shared, long seed) {
        boolean diagonal = placement.layer().depthwise(); // crossbars beside each other have their own rows, and are read one by one
        int besides = diagonal ? placement.columnBlocks() : 1;
        int[] crossbarsOfRow = new int[placement.layer().rows()];
        float[][] gains = new float[placement.rowBlocks() * besides][format.columns()];
        float[][] offsets = new float[gains.length][format.columns()];
        int perOutput = placement.coding().columnsPerOutput();
        for (int r = 0; r < placement.rowBlocks(); r++) {
            for (int c = 0; c < placement.columnBlocks(); c++) {
                int read = diagonal ? r * besides + c : r;
                for (int row : placement.blocks().rowsOf(r, c)) {
                    crossbarsOfRow[row] = read;
                }
                RandomGenerator random = RandomByIdentity.of(seed, "converters of " + MeasuredDie.name(placement.layer().name(), r, c));
                int first = diagonal ? 0 : placement.blocks().firstOutput(c);
                double gain = 1;
                double offset = 0;
                for (int column = 0; column < placement.blocks().outputsOf(c) * perOutput; column++) {
                    if (column % shared == 0) {
                        gain = 1 + converters.gainRatio() * random.nextGaussian();
                        offset = converters.offsetCodes() * random.nextGaussian();
                    }
                    int digit = column % perOutput;
                    int at = digit * format.stride() + first + column / perOutput;
                    gains[read][at] = (float) gain;
                    offsets[read][at] = (float) (offset * format.steps()[digit]);
                }
            }
        }
        float[] noise = new float[converters.noiseCodes() > 0 ? format.columns() : 0];
        for (int column = 0; column < noise.length; column++) {
            noise[column] = (float) (converters.noiseCodes() * format.steps()[column / format.stride()]);
        }
        return new ConverterErrors(crossbarsOfRow, gains, offsets, noise);
    }

    /**
     * Changes the sums of columns, in level steps.
     *
     * @param row one of those that are read
     * @param draws memory for as many numbers
     */
    void addTo(float[] columns, int row, float[] draws, NormalQuantiles normal, ReadNoise random) {
        float[] gain = gains[crossbarsOfRow[row]];
        float[] offset = offsets[crossbarsOfRow[row]];
        for (int column = 0; column < columns.length; column++) {
            columns[column] = gain[column] * columns[column] + offset[column];
        }
        if (noise.length > 0) {
            normal.fill(draws, draws.length, random);
            for (int column = 0; column < columns.length; column++) {
                columns[column] += noise[column] * draws[column];
            }
        }
    }
}
