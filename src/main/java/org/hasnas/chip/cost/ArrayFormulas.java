package org.hasnas.chip.cost;

import org.hasnas.chip.model.HardwareProfile;
import org.hasnas.chip.model.HardwareProfile.AdcKind;

/**
 * The physical model's arithmetic for one array with its periphery: um2, pJ, ns and nW. Terms whose constants the laws of a catalogue do not have
 * are 0.
 */
final class ArrayFormulas {
    private static final double PJ_PER_FJ = 1e-3;
    /** Conductance in uS of a cell that is off, up to which it does not slow the converters of square arrays. */
    private static final double OFF_MICROSIEMENS = 1.3;
    /** The resistance of cells and the rows that the settling of converters is counted from. */
    private static final double REFERENCE_OHMS = 1e5;
    private static final double REFERENCE_ROWS = 128;
    private static final int REFERENCE_BITS = 5;
    /** Comparators beyond which they slow their column, and the difference of the squares up to those of 8 bits. */
    private static final int DEEP_COMPARATORS = 63;
    private static final double DEEP_SPAN = 255 * 255 - DEEP_COMPARATORS * DEEP_COMPARATORS;

    private final PhysicalConstants k;
    private final HardwareProfile profile;
    private final int cellsPerWeight;
    private final int serialBits;
    private final boolean tall;
    private final ArrayFloor floor;

    /** @param serialBits bits of the longest input, read one after the other */
    ArrayFormulas(PhysicalConstants constants, HardwareProfile profile, int serialBits) {
        this.k = constants;
        this.profile = profile;
        this.cellsPerWeight = profile.array().cellsPerWeight();
        this.serialBits = serialBits;
        this.tall = switch (constants.laws) {
            case TALL_ARRAYS -> true;
            case SQUARE_ARRAYS -> false;
        };
        this.floor = new ArrayFloor(constants, profile);
    }

    private boolean serial() {
        return serialBits > 1;
    }

    private double comparators() {
        return (1 << profile.converter().bits()) - 1;
    }

    double adcs() {
        return (double) profile.array().size() / profile.converter().columns();
    }

    /** Bits of a sum of an array: of the converter, one for each slice of a weight, of the input, and those of the adder trees. */
    double sumBits(int inputBits) {
        return profile.converter().bits() + cellsPerWeight + k.accumulationBits + (inputBits > 1 ? inputBits : 0);
    }

    double cellsArea() {
        double side = profile.array().size() * k.technologyFeature * 1e-3;
        return side * side * k.cellArea;
    }

    /** Width of the array in um: that of its cells. */
    double width() {
        return profile.array().size() * k.cellWidth * k.technologyFeature * 1e-3;
    }

    double adcArea() {
        int bits = profile.converter().bits();
        return adcs() * switch (profile.converter().kind()) {
            case SAR -> k.adcSarAreaBase + k.adcSarAreaBit * bits;
            case FLASH -> tall ? floor.flashArea() / adcs() : comparators()
                    * (k.adcFlashArea + k.adcFlashEncoderArea * (1 << Math.max(0, bits - 5)) * (bits > 6 ? k.adcFlashEncoderDeep : 1));
        };
    }

    /** Shift-adders of the array and its part of the adder trees. */
    double accumulationArea() {
        return slicesArea() + adcs() * k.accumulationAreaTree * sumBits(serialBits);
    }

    /** What adds up in the array: slices of weights, bits of inputs and groups of rows. */
    private double slicesArea() {
        int groups = profile.rowGroups();
        double slices = tall && cellsPerWeight == 1 ? 0
                : k.accumulationAreaBase + k.accumulationAreaBit * profile.converter().bits() + k.accumulationAreaSlice * cellsPerWeight;
        return adcs() * (slices + (serial() ? k.accumulationAreaSerial + k.accumulationAreaSerialBit * serialBits : 0)
                + (groups > 1 ? k.accumulationAreaRows + k.accumulationAreaRowsDoubling * log2(groups) : 0));
    }

    private static double log2(double value) {
        return Math.log(value) / Math.log(2);
    }

    /** On-conductance of a cell beyond what the smallest transistors carry, in uS; SRAM reads with transistors of its own. */
    private double currentMicrosiemens() {
        return k.cellResistance > 0 ? 0 : 1e6 / profile.device().onResistanceOhms();
    }

    /** Drivers of rows and columns, and the floor that is lost beside them. */
    double driversArea() {
        return tall ? floor.driversArea(adcArea() + slicesArea()) : profile.array().size()
                * (k.driverAreaRow + (serial() ? k.driverAreaSerial : 0) + k.driverAreaMultiplexer * profile.converter().columns());
    }

    /** Whether circuits below the array are wider than it. */
    boolean isNarrow() {
        return tall && floor.isNarrow();
    }

    /** Mean conductance of a cell with its access transistor in uS, all levels alike. */
    private double cellMicrosiemens() {
        if (k.cellResistance > 0) {
            return 1e6 / k.cellResistance;
        }
        double access = profile.device().onResistanceOhms() * (tall ? k.cellAccess : 0.25);
        return 0.5e6 * (1 / (profile.device().onResistanceOhms() + access) + 1 / (profile.device().offResistanceOhms() + access));
    }

    /** Energy of the cells of active rows in one read; the lines of an active row switch once per multiplexer slot. */
    double cellsEnergy(double activeRows, double columns) {
        double volts = profile.device().readVolts();
        double slot = volts * volts * (cellMicrosiemens() * k.arrayReadTime * PJ_PER_FJ + k.arrayReadCharge / 0.25)
                + k.arrayReadEnergy + k.arrayReadEnergyConductance * currentMicrosiemens();
        return activeRows * columns * profile.converter().columns() * slot;
    }

    /** How hard it is to tell sums apart: resistance of a cell over that of the reference, for as many rows at once as the reference has. */
    private double settling() {
        double rows = (double) profile.array().size() / profile.rowGroups();
        return (k.cellResistance > 0 ? k.cellResistance : profile.device().onResistanceOhms()) / REFERENCE_OHMS * REFERENCE_ROWS / rows;
    }

    /**
     * Energy of converting a column once, all groups of its rows; uW times ns are fJ.
     *
     * @param converted part of the conversions that happen at all: a read of a square array without any active row needs none
     */
    double conversionEnergy(double activeRows, double converted) {
        int bits = profile.converter().bits();
        int groups = profile.rowGroups();
        double happening = tall ? 1 : converted;
        double conductance = cellMicrosiemens() * activeRows / groups;
        return groups * switch (profile.converter().kind()) {
            case FLASH -> k.adcFlashTime * (k.adcFlashPower * comparators() * happening + k.adcFlashPowerConductance * conductance) * PJ_PER_FJ
                    + k.adcFlashEncoderEnergy * ((1 << bits) / 32.0) * happening + (tall ? settledEnergy(conductance) : 0);
            case SAR -> (bits + 1) * k.adcSarTime
                    * ((k.adcSarPowerBase + k.adcSarPowerBit * bits) * happening + k.adcSarPowerConductance * conductance) * PJ_PER_FJ;
        };
    }

    /** Energy of a flash converter of a tall array: its comparators draw current until they have settled. */
    private double settledEnergy(double conductance) {
        // comparators load the column that they compare, and each draws current until it has settled; of SRAM the bit line is the load
        double deep = k.adcFlashEnergyDeep * Math.max(0, comparators() * comparators() - DEEP_COMPARATORS * DEEP_COMPARATORS) / DEEP_SPAN
                * (k.cellResistance > 0 ? 1 : settling());
        double slow = 1 + k.adcFlashEnergySettling * ((1 + k.adcFlashSettling * settling()) / (1 + k.adcFlashSettling) - 1);
        return comparators() * (slow * (k.adcFlashEnergy + k.adcFlashEnergyConductance * Math.log1p(conductance / k.adcFlashConductance))
                + k.adcFlashEnergyArray * profile.array().size() / REFERENCE_ROWS + deep) + k.adcFlashEnergyFixed;
    }

    /** Size of the switch of a row beside that of 128 rows: those of SRAM are sized for the current of a cell over the rows. */
    private double switchSize() {
        return k.cellResistance > 0 ? REFERENCE_ROWS / profile.array().size() : 1;
    }

    /** Energy of rows and multiplexers in one read. */
    double driversEnergy(double activeRows) {
        double mux = profile.converter().columns();
        double columnRows = (double) profile.array().size() * profile.array().size() / profile.rowGroups();
        return profile.array().size() * mux * k.driverEnergyRow + activeRows * mux * k.driverEnergyActive * switchSize() + k.driverEnergyMultiplexer
                + columnRows * (k.driverEnergyColumn + k.driverEnergyCurrent * currentMicrosiemens());
    }

    /** Energy to add the slices of a weight and the groups of rows, for one converted column. */
    double sliceEnergy() {
        int groups = profile.rowGroups();
        double slices = tall && cellsPerWeight == 1 ? 0 : k.accumulationEnergyBit * profile.converter().bits()
                + k.accumulationEnergySlice * cellsPerWeight + k.accumulationEnergyStage * log2(cellsPerWeight);
        return groups == 1 ? slices : slices + k.accumulationEnergyRows * groups * (1 + log2(groups));
    }

    /** Energy to add the bits of an input, for one converted column. */
    double serialEnergy(int inputBits) {
        return (k.accumulationEnergySerial + k.accumulationEnergySerialBit * profile.converter().bits()
                + k.accumulationEnergySerialSlice * cellsPerWeight + k.accumulationEnergySerialInput * inputBits) / cellsPerWeight;
    }

    /** Clock period: lines, multiplexer and converter one after the other, the converter slower where it is hard to tell sums apart. */
    double clockNanoseconds() {
        double side = profile.array().size() / 128.0;
        double multiplexer = profile.converter().columns() == 1 ? 0 : k.clockMultiplexer * Math.pow(profile.converter().columns(), -1.6);
        double converter = profile.converter().kind() == AdcKind.FLASH ? k.clockFlash * comparators() + settlingNanoseconds()
                : k.clockSar * profile.converter().bits() + k.clockSarBase;
        double off = 1e6 / (profile.device().offResistanceOhms() + profile.device().onResistanceOhms() / 4);
        double period = k.clockBase + k.clockArray * side * side + multiplexer + converter + k.clockOff * Math.max(0, off - OFF_MICROSIEMENS);
        return Math.max(period, profile.converter().minimumClockNanoseconds());
    }

    private double settlingNanoseconds() {
        if (!tall) {
            return 0;
        }
        double bits = Math.pow(2, k.adcFlashSettlingBit * (profile.converter().bits() - REFERENCE_BITS));
        double low = k.cellResistance > 0 ? 0 : Math.max(0, -Math.log(settling()));
        return k.clockFlashBase + k.clockFlashSettling * (1 + k.adcFlashSettling * settling() * bits) + k.clockFlashLow * low;
    }

    double leakageNanowatts() {
        double perAdc = (profile.converter().kind() == AdcKind.FLASH ? k.leakageFlash * comparators() : 0) + k.leakageBit * profile.converter().bits()
                + (serial() ? k.leakageSerial : 0);
        return adcs() * perAdc + profile.array().size() * k.leakageRow;
    }
}
