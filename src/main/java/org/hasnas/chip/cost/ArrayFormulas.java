package org.hasnas.chip.cost;

import org.hasnas.chip.model.HardwareProfile;
import org.hasnas.chip.model.HardwareProfile.AdcKind;

/** The physical model's arithmetic for one array with its periphery: um2, pJ, ns and nW. */
final class ArrayFormulas {
    private static final double PJ_PER_FJ = 1e-3;
    /** Conductance in uS of a cell that is off, up to which it does not slow the converters. */
    private static final double OFF_MICROSIEMENS = 1.3;

    private final PhysicalConstants k;
    private final HardwareProfile profile;
    private final int cellsPerWeight;
    private final boolean serial;

    /** @param serial whether inputs of several bits are read one after the other */
    ArrayFormulas(PhysicalConstants constants, HardwareProfile profile, boolean serial) {
        this.k = constants;
        this.profile = profile;
        this.cellsPerWeight = profile.array().cellsPerWeight();
        this.serial = serial;
    }

    private double comparators() {
        return (1 << profile.converter().bits()) - 1;
    }

    double adcs() {
        return (double) profile.array().size() / profile.converter().columns();
    }

    double cellsArea() {
        double side = profile.array().size() * k.technologyFeature * 1e-3;
        return side * side * k.cellArea;
    }

    double adcArea() {
        int bits = profile.converter().bits();
        return adcs() * switch (profile.converter().kind()) {
            case SAR -> k.adcSarAreaBase + k.adcSarAreaBit * bits;
            case FLASH -> comparators()
                    * (k.adcFlashArea + k.adcFlashEncoderArea * (1 << Math.max(0, bits - 5)) * (bits > 6 ? k.adcFlashEncoderDeep : 1));
        };
    }

    /** Shift-adders of the array and its part of the adder trees. */
    double accumulationArea() {
        return adcs() * (k.accumulationAreaBase + k.accumulationAreaBit * profile.converter().bits() + k.accumulationAreaSlice * cellsPerWeight
                + (serial ? k.accumulationAreaSerial : 0));
    }

    double driversArea() {
        return profile.array().size()
                * (k.driverAreaRow + (serial ? k.driverAreaSerial : 0) + k.driverAreaMultiplexer * profile.converter().columns());
    }

    /** Mean conductance of a cell with its access transistor of a quarter of Ron in uS, all levels alike. */
    private double cellMicrosiemens() {
        double access = profile.device().onResistanceOhms() / 4;
        return 0.5e6 * (1 / (profile.device().onResistanceOhms() + access) + 1 / (profile.device().offResistanceOhms() + access));
    }

    /** Energy of the cells of active rows in one read; the lines of an active row switch once per multiplexer slot. */
    double cellsEnergy(double activeRows, double columns) {
        double volts = profile.device().readVolts();
        double slot = volts * volts * (cellMicrosiemens() * k.arrayReadTime * PJ_PER_FJ + k.arrayReadCharge / 0.25);
        return activeRows * columns * profile.converter().columns() * slot;
    }

    /**
     * Energy of one conversion; uW times ns are fJ.
     *
     * @param converted part of the conversions that happen at all: a read without any active row needs none
     */
    double conversionEnergy(double activeRows, double converted) {
        int bits = profile.converter().bits();
        double conductance = cellMicrosiemens() * activeRows;
        return switch (profile.converter().kind()) {
            case FLASH -> k.adcFlashTime * (k.adcFlashPower * comparators() * converted + k.adcFlashPowerConductance * conductance) * PJ_PER_FJ
                    + k.adcFlashEncoderEnergy * ((1 << bits) / 32.0) * converted;
            case SAR -> (bits + 1) * k.adcSarTime
                    * ((k.adcSarPowerBase + k.adcSarPowerBit * bits) * converted + k.adcSarPowerConductance * conductance) * PJ_PER_FJ;
        };
    }

    /** Energy of rows and multiplexers in one read. */
    double driversEnergy(double activeRows) {
        double mux = profile.converter().columns();
        return profile.array().size() * mux * k.driverEnergyRow + activeRows * mux * k.driverEnergyActive + k.driverEnergyMultiplexer;
    }

    /** Energy to add the slices of a weight, for one converted column. */
    double sliceEnergy() {
        return k.accumulationEnergyBit * profile.converter().bits() + k.accumulationEnergySlice * cellsPerWeight;
    }

    /** Energy to add the bits of an input, for one converted column. */
    double serialEnergy() {
        return (k.accumulationEnergySerial + k.accumulationEnergySerialBit * profile.converter().bits()
                + k.accumulationEnergySerialSlice * cellsPerWeight) / cellsPerWeight;
    }

    /** Clock period: lines, multiplexer and converter one after the other, the converter slower where cells that are off conduct. */
    double clockNanoseconds() {
        double side = profile.array().size() / 128.0;
        double multiplexer = profile.converter().columns() == 1 ? 0 : k.clockMultiplexer * Math.pow(profile.converter().columns(), -1.6);
        double converter = profile.converter().kind() == AdcKind.FLASH ? k.clockFlash * comparators() : k.clockSar * profile.converter().bits();
        double off = 1e6 / (profile.device().offResistanceOhms() + profile.device().onResistanceOhms() / 4);
        double period = k.clockBase + k.clockArray * side * side + multiplexer + converter + k.clockOff * Math.max(0, off - OFF_MICROSIEMENS);
        return Math.max(period, profile.converter().minimumClockNanoseconds());
    }

    double leakageNanowatts() {
        double perAdc = (profile.converter().kind() == AdcKind.FLASH ? k.leakageFlash * comparators() : 0) + k.leakageBit * profile.converter().bits()
                + (serial ? k.leakageSerial : 0);
        return adcs() * perAdc + profile.array().size() * k.leakageRow;
    }
}
