package org.hasnas.chip.model;

/**
 * A chip of the physical model: technology and design choices. The constants of its node are in a component catalogue.
 *
 * @param id short name, shown in reports
 * @param description one sentence for the user
 * @param catalog id of a catalogue of the program, or path of a file
 * @param crossbarSize side X of a crossbar in cells, 32 to 512
 * @param cellBits bits of a cell: 1, 2 or 4
 * @param weightBits bits of a weight, 1 to 16
 * @param coding how the sign of a weight is kept
 * @param adc kind of converter
 * @param adcBits resolution of a converter, 1 to 10
 * @param columnsPerAdc columns that share a converter, 1 to X
 * @param onResistanceOhms resistance of a cell that is on
 * @param offResistanceOhms resistance of a cell that is off, larger
 * @param readVolts read voltage
 * @param minimumClockNanoseconds shortest clock period allowed; the converters may need a longer one
 * @param imageBits bits of a value of the image, read one after the other by the stem
 * @param kernelTiles whether a large kernel gets one PE for each of its positions, which share inputs; else rows are k*k*Cin
 * @param includeClassifier whether the classifier's linear layers are mapped too
 * @param schedule order of the work
 */
public record HardwareProfile(
        String id,
        String description,
        String catalog,
        int crossbarSize,
        int cellBits,
        int weightBits,
        WeightCoding coding,
        AdcKind adc,
        int adcBits,
        int columnsPerAdc,
        double onResistanceOhms,
        double offResistanceOhms,
        double readVolts,
        double minimumClockNanoseconds,
        int imageBits,
        boolean kernelTiles,
        boolean includeClassifier,
        Schedule schedule) {

    /** Kind of analogue-to-digital converter. */
    public enum AdcKind { FLASH, SAR }

    /** How the sign of a weight is kept: an offset subtracted later, or a second column. */
    public enum WeightCoding { OFFSET, DIFFERENTIAL }

    /** Whether a layer waits until the one before has finished its time step, or works on the next step meanwhile. */
    public enum Schedule { LAYER_BY_LAYER, PIPELINED }

    public HardwareProfile {
        require("crossbarSize", crossbarSize, 32, 512);
        require("weightBits", weightBits, 1, 16);
        require("adcBits", adcBits, 1, 10);
        require("columnsPerAdc", columnsPerAdc, 1, crossbarSize);
        require("imageBits", imageBits, 1, 16);
        if (crossbarSize % 8 != 0 || crossbarSize % columnsPerAdc != 0) {
            throw new IllegalArgumentException("crossbarSize must be a multiple of 8 and of columnsPerAdc, was " + crossbarSize + " with "
                    + columnsPerAdc + " columns per ADC");
        }
        if (cellBits != 1 && cellBits != 2 && cellBits != 4) {
            throw new IllegalArgumentException("cellBits must be 1, 2 or 4, was " + cellBits);
        }
        if (!(onResistanceOhms > 0 && onResistanceOhms < offResistanceOhms && offResistanceOhms < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("need 0 < onResistanceOhms < offResistanceOhms, was " + onResistanceOhms + " and "
                    + offResistanceOhms);
        }
        if (!(readVolts > 0 && readVolts <= 5)) {
            throw new IllegalArgumentException("readVolts must be above 0 and at most 5, was " + readVolts);
        }
        if (!(minimumClockNanoseconds >= 0 && minimumClockNanoseconds < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("minimumClockNanoseconds must be >= 0 and finite, was " + minimumClockNanoseconds);
        }
    }

    /** The same chip with the constants of another catalogue. */
    public HardwareProfile withCatalog(String newCatalog) {
        return new HardwareProfile(id, description, newCatalog, crossbarSize, cellBits, weightBits, coding, adc, adcBits, columnsPerAdc,
                onResistanceOhms, offResistanceOhms, readVolts, minimumClockNanoseconds, imageBits, kernelTiles, includeClassifier, schedule);
    }

    /** Cells of one weight: its bits over cells, twice for differential coding. */
    public int cellsPerWeight() {
        return Math.ceilDiv(weightBits, cellBits) * (coding == WeightCoding.DIFFERENTIAL ? 2 : 1);
    }

    private static void require(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " must be " + least + " to " + most + ", was " + value);
        }
    }
}
