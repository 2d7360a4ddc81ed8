package org.hasnas.chip.cost;

import org.hasnas.chip.model.HardwareProfile;

/**
 * The floor of a tall array: its cells, converters and adders below them in rows as wide as the cells, drivers of the rows beside. A row of circuits
 * that is not full takes its width all the same, and so does a column of drivers its height. Lengths are in feature sizes F.
 */
final class ArrayFloor {
    /** Of a transistor with its contacts, and of an inverter, whose two lie one above the other. */
    private static final int INVERTER_PITCHES = 2;
    /** Columns per converter from which a decoder grows with each doubling. */
    private static final int WIDE_MULTIPLEXER = 8;
    private static final double REFERENCE_ROWS = 128;
    private static final double REFERENCE_OHMS = 1e5;

    private final PhysicalConstants k;
    private final HardwareProfile profile;
    private final int side;
    private final double width;
    private final double height;
    private final double squareMicrometres;
    private final boolean isSram;

    ArrayFloor(PhysicalConstants constants, HardwareProfile profile) {
        this.k = constants;
        this.profile = profile;
        this.side = profile.array().size();
        this.width = side * k.cellWidth;
        this.height = side * k.cellArea / k.cellWidth;
        this.squareMicrometres = k.technologyFeature * k.technologyFeature * 1e-6;
        this.isSram = k.cellResistance > 0;
    }

    /** Flash converters in um2: comparators, a part of the columns of references that many converters share, and encoders in rows. */
    double flashArea() {
        int bits = profile.converter().bits();
        double converters = converters();
        int comparators = (1 << bits) - 1;
        double pitches = INVERTER_PITCHES + k.gatePair;
        double wide = encoderPitches() - pitches;
        double encoderHeight = k.gateHeight * (pitches * comparators + wide * bits) / encoderPitches();
        double encoders = Math.max(width, encoderWidth()) * encoderHeight * Math.ceil(converters / Math.ceil(width / encoderWidth()));
        double comparator = k.comparator * k.gateHeight * INVERTER_PITCHES * k.gatePitch;
        return (converters * comparators * comparator + (isEncoded() ? encoders : 0)) * squareMicrometres
                + converters * k.adcFlashAreaRow * side * comparators / (comparators + 1);
    }

    /** A single comparator, the sense amplifier of a binary read, has nothing to encode. */
    private boolean isEncoded() {
        return profile.converter().kind() == HardwareProfile.AdcKind.FLASH && profile.converter().bits() > 1;
    }

    private double converters() {
        return Math.ceil((double) side / profile.converter().columns());
    }

    /** Inverter, gate of two inputs, and a wide gate of half as many inputs as levels. */
    private double encoderPitches() {
        double inputs = 1 << (profile.converter().bits() - 1);
        return INVERTER_PITCHES + k.gatePair + inputs * k.gateInput + (k.gateInput == 1 ? 1 : 0);
    }

    private double encoderWidth() {
        return encoderPitches() * k.gatePitch;
    }

    /** Whether the encoder of a flash converter is wider than the array, so that it stands out of the floor below it. */
    boolean isNarrow() {
        return isEncoded() && encoderWidth() > width;
    }

    /**
     * Drivers of rows and columns in um2, with the floor that is lost beside them.
     *
     * @param below area of the converters and adders in um2
     */
    double driversArea(double below) {
        double decoderHeight = multiplexed() ? profile.converter().columns() * k.gateHeight : 0;
        double belowHeight = below / squareMicrometres / width;
        double shifters = k.driverShifterArea / squareMicrometres * side;
        double whole = height + belowHeight + Math.max(decoderHeight, passHeight()) + columnHeight() + shifters / width;
        double beside = Math.max(isSram ? sramRowWidth() : rowWidth(whole - decoderHeight) + 2 * shifters / (whole - decoderHeight), decoderWidth());
        return (whole * (width + beside) - (height + belowHeight) * width) * squareMicrometres;
    }

    private boolean multiplexed() {
        return profile.converter().columns() > 1;
    }

    /** Of multiplexers: their pass gates carry the current of a whole column. */
    private double passHeight() {
        double current = isSram ? 1 : REFERENCE_OHMS / profile.device().onResistanceOhms();
        return multiplexed() ? (k.driverMultiplexerHeight + k.driverMultiplexerCurrent * side / REFERENCE_ROWS * current) * k.gateHeight : 0;
    }

    /** Of what every column has: of SRAM precharger and write driver, else switches and rows of flip-flops. */
    private double columnHeight() {
        double inRow = Math.max(1, Math.floor(width / (k.flipFlop * k.gatePitch)));
        return k.driverColumnHeight + (isSram ? 0 : k.gateHeight * Math.ceil(side / inRow));
    }

    private double decoderWidth() {
        int columns = profile.converter().columns();
        double doublings = Math.log((double) columns / WIDE_MULTIPLEXER) / Math.log(2);
        double more = columns < WIDE_MULTIPLEXER ? 0 : k.driverDecoderWide + k.driverDecoderDoubling * doublings;
        return multiplexed() ? k.driverDecoderWidth + more * k.gatePitch : 0;
    }

    /** Switches and flip-flops of SRAM rows stand beside the cells, in as many columns as they need. */
    private double sramRowWidth() {
        return rowWidth(height, Math.max(1, k.driverSwitchFolds / side));
    }

    /** Those of other cells stand beside all circuits but the multiplexers' decoder. */
    private double rowWidth(double available) {
        double gate = available * driverColumns(available) / side;
        return rowWidth(available, Math.max(1, Math.ceil(k.driverSwitchSize / (gate - k.gateGap))));
    }

    private double rowWidth(double available, double folds) {
        return driverColumns(available) * (k.flipFlop + k.driverSwitchGates * (1 + folds)) * k.gatePitch;
    }

    private double driverColumns(double available) {
        return Math.ceil(side / Math.floor(available / k.gateHeight));
    }
}
