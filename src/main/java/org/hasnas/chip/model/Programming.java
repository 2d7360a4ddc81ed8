package org.hasnas.chip.model;

import java.util.Locale;
import org.hasnas.chip.model.DeviceStatistics.Writing;
import org.hasnas.units.Energy;
import org.hasnas.units.Latency;
import org.hasnas.units.Quantity;

/**
 * What it takes to write all weights of a network into the cells of a chip, with verify: every cell gets as many pulses as its device needs, each
 * followed by a read. Converters, drivers and level shifters are not in it.
 *
 * @param device whose cells they are
 * @param cells that hold weights, copies of layers included; the others stay erased
 * @param weights likewise
 * @param energy of all pulses and reads
 * @param sideBySide time if all crossbars are written at once, each cell by cell
 * @param oneByOne time if the chip writes one cell after the other
 */
public record Programming(DeviceStatistics device, long cells, long weights, Energy energy, Latency sideBySide, Latency oneByOne) {
    /** Updates that a training makes at the least. */
    private static final int FEW_UPDATES = 10_000;

    /**
     * @param cellsPerWeight columns of a weight
     * @param fullestCrossbar cells that hold weights in the crossbar that has most of them
     */
    public static Programming of(DeviceStatistics device, HardwareProfile.Device cell, long weights, int cellsPerWeight, double fullestCrossbar) {
        Writing writing = device.writing();
        double meanSiemens = (1 / cell.onResistanceOhms() + 1 / cell.offResistanceOhms()) / 2; // levels are taken to be filled evenly
        double read = cell.readVolts() * cell.readVolts() * meanSiemens * writing.verifySeconds();
        double seconds = writing.meanPulses() * (writing.pulseSeconds() + writing.verifySeconds());
        long cells = weights * cellsPerWeight;
        return new Programming(device, cells, weights, new Energy(cells * writing.meanPulses() * (writing.pulseJoules() + read)),
                new Latency(fullestCrossbar * seconds), new Latency(cells * seconds));
    }

    /** The figures in words. */
    public String sentence() {
        return String.format(Locale.ROOT, "Writing the weights once, with verify, as cells of %s: %s (%s per weight), %.3g s with all crossbars at"
                + " once, %.3g s cell by cell (%d cells, %.3g pulses each).", device.id(), Quantity.ENERGY.format(energy.joules()).strip(),
                Quantity.ENERGY.format(perWeight().joules()).strip(), sideBySide.seconds(), oneByOne.seconds(), cells,
                device.writing().meanPulses());
    }

    /** Energy of one weight. */
    public Energy perWeight() {
        return new Energy(energy.joules() / weights);
    }

    /** How often the weights can be written before the least endurance that is published of such devices is used up. */
    public double leastTimes() {
        return device.writing().leastPulses() / device.writing().meanPulses();
    }

    /** How often with the highest endurance that is published. */
    public double mostTimes() {
        return device.writing().mostPulses() / device.writing().meanPulses();
    }

    /** Whether the worst of such devices do not live through a training on the chip. */
    public boolean wearsOut() {
        return leastTimes() < FEW_UPDATES;
    }
}
