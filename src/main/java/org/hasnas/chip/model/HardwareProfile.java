package org.hasnas.chip.model;

import java.util.Locale;
import org.hasnas.network.Dimension;
import org.hasnas.network.MacroChoice;
import org.hasnas.network.NetworkTemplate.InputKind;

/**
 * A chip of the physical model: technology and design choices. The constants of its node are in a component catalogue.
 *
 * @param id short name, shown in reports
 * @param description one sentence for the user
 * @param catalog id of a catalogue of the program, or path of a file
 * @param devices published device whose statistics the cells have: one of the program, or path of a file; empty for none
 */
public record HardwareProfile(String id, String description, String catalog, Array array, Converter converter, Device device, Layout layout,
        String devices) {
    /** How the sign of a weight is kept. */
    public enum SignCoding {
        /** The cells hold weight + 2^(weightBits - 1); as much times the sum of the inputs is taken off digitally. */
        OFFSET,
        /** Two cells for each digit, for positive and for negative weights; their currents are subtracted. */
        DIFFERENTIAL;

        /** Digits of a weight, each in a cell or a pair of cells: differential coding has no digit for the sign. */
        public int digits(int weightBits, int cellBits) {
            return switch (this) {
                case OFFSET -> Math.ceilDiv(weightBits, cellBits);
                case DIFFERENTIAL -> Math.ceilDiv(Math.max(1, weightBits - 1), cellBits);
            };
        }

        /** Cells of a weight. */
        public int cellsPerWeight(int weightBits, int cellBits) {
            return switch (this) {
                case OFFSET -> digits(weightBits, cellBits);
                case DIFFERENTIAL -> 2 * digits(weightBits, cellBits);
            };
        }
    }

    /** Kind of analogue-to-digital converter, by the names of {@link Dimension#ADC_KIND}. */
    public enum AdcKind { FLASH, SAR }

    /** Whether a layer waits until the one before has finished its time step, or works on the next step meanwhile. */
    public enum Schedule {
        LAYER_BY_LAYER, PIPELINED
    }

    /** What carries values from tile to tile, by the names of {@link Dimension#INTERCONNECT}. */
    public enum Interconnect {
        /** The H-tree or X-Y bus of the catalogue's source. */
        TREE,
        /** A router for each tile. */
        MESH
    }

    /**
     * What is between tiles, and how many of these there are.
     *
     * @param layerCopies how many copies the slowest layer gets in tiles of its own, 1 to 64; every other layer gets as many as it needs to keep up
     * @param mostTiles tiles of the chip, beyond which weights are read from DRAM in every inference; 0 for as many as the network needs
     */
    public record Fabric(Interconnect interconnect, int layerCopies, int mostTiles) {
        /** As the source of the catalogue has it. */
        public static final Fabric USUAL = new Fabric(Interconnect.TREE, 1, 0);

        public Fabric {
            require("layerCopies", layerCopies, 1, 64);
            require("mostTiles", mostTiles, 0, 1_000_000);
        }
    }

    /**
     * A crossbar and how weights are kept in it.
     *
     * @param size side X in cells, 32 to 512, a multiple of 8
     * @param cellBits bits of a cell: 1, 2 or 4
     * @param weightBits bits of a weight, 1 to 16
     */
    public record Array(int size, int cellBits, int weightBits, SignCoding coding) {
        public Array {
            require("crossbarSize", size, 32, 512);
            require("weightBits", weightBits, 1, 16);
            if (size % 8 != 0) {
                throw new IllegalArgumentException("crossbarSize must be a multiple of 8, was " + size);
            }
            if (cellBits != 1 && cellBits != 2 && cellBits != 4) {
                throw new IllegalArgumentException("cellBits must be 1, 2 or 4, was " + cellBits);
            }
        }

        /** Cells of one weight, which lie in neighbouring columns. */
        public int cellsPerWeight() {
            return coding.cellsPerWeight(weightBits, cellBits);
        }
    }

    /**
     * The converters of a crossbar's columns.
     *
     * @param bits resolution, 1 to 10
     * @param columns columns that share one, 1 to X
     * @param rowsAtOnce rows whose currents are converted together, the others after them; 0 for all rows of the crossbar
     * @param minimumClockNanoseconds shortest clock period allowed; the converters may need a longer one
     */
    public record Converter(AdcKind kind, int bits, int columns, int rowsAtOnce, double minimumClockNanoseconds) {
        public Converter {
            require("adcBits", bits, 1, 10);
            require("rowsAtOnce", rowsAtOnce, 0, 512);
            if (!(minimumClockNanoseconds >= 0 && minimumClockNanoseconds < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("minimumClockNanoseconds must be >= 0 and finite, was " + minimumClockNanoseconds);
            }
        }

        /** Converters that read all rows of a crossbar at once. */
        public Converter(AdcKind kind, int bits, int columns, double minimumClockNanoseconds) {
            this(kind, bits, columns, 0, minimumClockNanoseconds);
        }
    }

    /**
     * A cell and how it is read.
     *
     * @param onResistanceOhms resistance of a cell that is on
     * @param offResistanceOhms resistance of a cell that is off, larger
     * @param readVolts read voltage, at most 5
     */
    public record Device(double onResistanceOhms, double offResistanceOhms, double readVolts) {
        public Device {
            if (!(onResistanceOhms > 0 && onResistanceOhms < offResistanceOhms && offResistanceOhms < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("need 0 < onResistanceOhms < offResistanceOhms, was " + onResistanceOhms + " and "
                        + offResistanceOhms);
            }
            if (!(readVolts > 0 && readVolts <= 5)) {
                throw new IllegalArgumentException("readVolts must be above 0 and at most 5, was " + readVolts);
            }
        }
    }

    /**
     * How a network is laid onto the chip and worked through.
     *
     * @param imageBits bits of a value of the image, read one after the other by the stem, 1 to 16
     * @param kernelTiles whether a large kernel gets one PE for each of its positions, which share inputs; else rows are k*k*Cin
     * @param includeClassifier whether the classifier's linear layers are mapped too
     * @param schedule order of the work
     */
    public record Layout(int imageBits, boolean kernelTiles, boolean includeClassifier, Schedule schedule, Fabric fabric) {
        public Layout {
            require("imageBits", imageBits, 1, 16);
        }

        /** With the usual fabric. */
        public Layout(int imageBits, boolean kernelTiles, boolean includeClassifier, Schedule schedule) {
            this(imageBits, kernelTiles, includeClassifier, schedule, Fabric.USUAL);
        }

        /** Bits of a value that the stem reads, one after the other: those of an image, or the one of an event. */
        public int inputBits(InputKind kind) {
            return switch (kind) {
                case IMAGE -> imageBits;
                case EVENTS -> 1;
            };
        }
    }

    /** Cells of no published device. */
    public HardwareProfile(String id, String description, String catalog, Array array, Converter converter, Device device, Layout layout) {
        this(id, description, catalog, array, converter, device, layout, "");
    }

    public HardwareProfile {
        require("columnsPerAdc", converter.columns(), 1, array.size());
        if (array.size() % converter.columns() != 0) {
            throw new IllegalArgumentException("crossbarSize must be a multiple of columnsPerAdc, was " + array.size() + " with "
                    + converter.columns() + " columns per ADC");
        }
        if (converter.rowsAtOnce() > 0 && array.size() % Math.min(array.size(), converter.rowsAtOnce()) != 0) {
            throw new IllegalArgumentException("crossbarSize must be a multiple of rowsAtOnce, was " + array.size() + " with "
                    + converter.rowsAtOnce() + " rows at once");
        }
    }

    /** Groups of rows that a read of a crossbar converts one after the other: 1 if all rows are read at once. */
    public int rowGroups() {
        return converter.rowsAtOnce() == 0 ? 1 : Math.max(1, array.size() / converter.rowsAtOnce());
    }

    /**
     * The chip of a design: this one with what the design chooses of it.
     *
     * @throws IllegalArgumentException with a sentence for the user if there is no such chip
     */
    public HardwareProfile chosenBy(MacroChoice design) {
        if (design.has(Dimension.PES_PER_TILE)) {
            throw new IllegalArgumentException("the physical model finds its tiles itself; leave out " + Dimension.PES_PER_TILE.key());
        }
        Array chosen = new Array(design.orElse(Dimension.CROSSBAR_SIZE, array.size()), design.orElse(Dimension.CELL_BITS, array.cellBits()),
                design.orElse(Dimension.WEIGHT_BITS, array.weightBits()), array.coding());
        AdcKind kind = design.has(Dimension.ADC_KIND)
                ? AdcKind.valueOf(Dimension.ADC_KIND.text(design.orElse(Dimension.ADC_KIND, 1)).toUpperCase(Locale.ROOT)) : converter.kind();
        Converter converters = new Converter(kind, design.orElse(Dimension.ADC_BITS, converter.bits()),
                design.orElse(Dimension.COLUMNS_PER_ADC, converter.columns()), converter.rowsAtOnce(), converter.minimumClockNanoseconds());
        Fabric fabric = layout.fabric();
        Interconnect interconnect = design.has(Dimension.INTERCONNECT)
                ? Interconnect.valueOf(Dimension.INTERCONNECT.text(design.orElse(Dimension.INTERCONNECT, 1)).toUpperCase(Locale.ROOT))
                : fabric.interconnect();
        return new HardwareProfile(id, description, catalog, chosen, converters, device, layout, devices)
                .with(new Fabric(interconnect, design.orElse(Dimension.LAYER_COPIES, fabric.layerCopies()), fabric.mostTiles()));
    }

    /** The same chip with something else between its tiles. */
    public HardwareProfile with(Fabric fabric) {
        return new HardwareProfile(id, description, catalog, array, converter, device,
                new Layout(layout.imageBits(), layout.kernelTiles(), layout.includeClassifier(), layout.schedule(), fabric), devices);
    }

    /** The same chip with another id. */
    public HardwareProfile named(String newId) {
        return new HardwareProfile(newId, description, catalog, array, converter, device, layout, devices);
    }

    /** The same chip with the constants of another catalogue. */
    public HardwareProfile withCatalog(String newCatalog) {
        return new HardwareProfile(id, description, newCatalog, array, converter, device, layout, devices);
    }

    /** The same chip with cells of a published device; empty for none. */
    public HardwareProfile withDevices(String newDevices) {
        return new HardwareProfile(id, description, catalog, array, converter, device, layout, newDevices);
    }

    private static void require(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " must be " + least + " to " + most + ", was " + value);
        }
    }
}
