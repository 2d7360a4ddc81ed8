package org.hasnas.chip.cost;

import java.util.List;
import org.hasnas.chip.catalog.CatalogLaws;
import org.hasnas.chip.mapping.CrossbarLayer;
import org.hasnas.chip.mapping.FloorPlan;
import org.hasnas.chip.mapping.TiledLayer;
import org.hasnas.chip.model.ChipComponent;
import org.hasnas.chip.model.HardwareProfile;
import org.hasnas.chip.model.SpikeRates;

/**
 * The physical model's arithmetic for one network: um2, pJ and clocks of each layer and component.
 *
 * <p>Distances are square roots of areas: of an array with its periphery, of a tile, of the chip. Every array is read once per output
 * pixel and input bit; in each read, every column is converted once for each group of rows and the word lines switch once per multiplexer slot.
 * What is different for the two {@link org.hasnas.chip.catalog.CatalogLaws} are the ways of bits over arrays, tiles and the chip, and the time that
 * buffers take.
 */
final class PhysicalFormulas {
    static final int COMPONENTS = ChipComponent.values().length;
    /** Bits of a membrane potential or a sum of skip connections. */
    private static final int SUM_BITS = 16;
    private static final long ARRAY_ROWS_OF_PE = 4;
    /** Converters of an array: up to how many the buffers of a kernel tile get ports as for {@link #WIDE_PORTS}, and how many are usual. */
    private static final int NARROW_PORTS = 4;
    private static final int WIDE_PORTS = 32;
    private static final double USUAL_PORTS = 16;

    private final PhysicalConstants k;
    private final HardwareProfile profile;
    private final PhysicalInputs inputs;
    private final FloorPlan plan;
    private final ArrayFormulas array;
    private final double[][] area;
    private final double[][] energy;
    private final double[][] clocks;
    private final double arraySide;
    private final double chipSide;
    /** Height of an array in um, for tall arrays. */
    private final double arrayHeight;
    private final WireFloor wires;
    private final int serialBits;
    /** Share of what the layers need that the chip has; the rest of the weights comes from memory outside. */
    private final double kept;

    /**
     * A single layer on a chip of which only least distances are known: what it costs at least.
     *
     * @param serialBits bits of the longest input of the chip
     * @param arraySide least side of an array with its periphery in um
     * @param chipSide least side of the chip in um
     */
    PhysicalFormulas(PhysicalConstants constants, HardwareProfile profile, PhysicalInputs inputs, TiledLayer tiled, SpikeRates rates, int serialBits,
            double arraySide, double chipSide) {
        this.k = constants;
        this.profile = profile;
        this.inputs = inputs;
        this.plan = new FloorPlan(profile.array().size(), profile.array().cellsPerWeight(), List.of(tiled));
        this.serialBits = serialBits;
        this.array = new ArrayFormulas(constants, profile, serialBits);
        this.area = new double[1][COMPONENTS];
        this.energy = new double[1][COMPONENTS];
        this.clocks = new double[1][COMPONENTS];
        this.arraySide = arraySide;
        this.chipSide = chipSide;
        this.arrayHeight = array.width() > 0 ? arraySide * arraySide / array.width() : 0;
        this.wires = new WireFloor(constants, profile);
        this.kept = 1;
        place(tiled, area[0]);
        wire(tiled, area[0]);
        work(tiled, rates.rate(tiled.layer().name()), energy[0]);
        time(tiled, clocks[0]);
    }

    /** Area of an array with its periphery in um2: the same for all layers of a chip. */
    double arrayArea() {
        return array.cellsArea() + array.adcArea() + array.accumulationArea() + array.driversArea();
    }

    PhysicalFormulas(PhysicalConstants constants, HardwareProfile profile, PhysicalInputs inputs, FloorPlan plan, SpikeRates rates) {
        this.k = constants;
        this.profile = profile;
        this.inputs = inputs;
        this.plan = plan;
        int count = plan.layers().size();
        this.serialBits = serialBits(inputs);
        this.array = new ArrayFormulas(constants, profile, serialBits);
        this.area = new double[count][COMPONENTS];
        this.energy = new double[count][COMPONENTS];
        this.clocks = new double[count][COMPONENTS];
        double placed = 0;
        for (int index = 0; index < count; index++) {
            place(plan.layers().get(index), area[index]);
            placed += sum(area[index]);
        }
        this.arraySide = Math.sqrt(placed / plan.builtArrays());
        this.chipSide = isMesh() ? 0 : Math.sqrt(placed); // no wires across the chip
        this.arrayHeight = array.width() > 0 ? arrayArea() / array.width() : 0;
        this.wires = new WireFloor(constants, profile);
        double tiles = plan.tiles();
        double grid = Math.ceil(Math.sqrt(tiles));
        int most = profile.layout().fabric().mostTiles();
        this.kept = most == 0 ? 1 : Math.min(1, most / tiles);
        for (int index = 0; index < count; index++) {
            TiledLayer tiled = plan.layers().get(index);
            wire(tiled, area[index]);
            double rate = rates.rate(tiled.layer().name());
            work(tiled, rate, energy[index]);
            time(tiled, clocks[index]);
            if (isMesh()) {
                hop(tiled, rate, grid, energy[index], clocks[index]);
            }
        }
        wireChip();
        for (PhysicalInputs.Merging merging : inputs.additionsByCell()) {
            area[merging.layerIndex()][at(ChipComponent.MERGING)] += merging.adders() * k.accumulationAreaSerial;
            energy[merging.layerIndex()][at(ChipComponent.MERGING)] += merging.additions() * SUM_BITS * k.accumulationEnergyTree;
        }
        if (kept < 1) {
            for (int index = 0; index < count; index++) {
                fetch(plan.layers().get(index).layer(), area[index], energy[index], clocks[index]);
            }
        }
    }

    private boolean isMesh() {
        return switch (profile.layout().fabric().interconnect()) {
            case TREE -> false;
            case MESH -> true;
        };
    }

    /**
     * Packets over the mesh in a time step: each one among the bits of the inputs goes to every column of tiles from somewhere on the chip, as far as
     * two random tiles of a square are apart; partial sums go to the tile next to theirs.
     *
     * @param grid side of the mesh in tiles
     */
    private void hop(TiledLayer tiled, double rate, double grid, double[] energyRow, double[] clocksRow) {
        CrossbarLayer layer = tiled.layer();
        double hops = 2 * (grid * grid - 1) / (3 * grid);
        double events = (double) layer.inPixels() * layer.inChannels() * layer.inputBits() * rate;
        double sums = (double) layer.outputs() * (tiled.rowTiles() - 1);
        add(energyRow, ChipComponent.INTERCONNECT, (events * tiled.columnTiles() * hops + sums)
                * k.fabric.hopPicojoules() * k.lifEnergy / k.fabric.hopReferencePicojoules());
        double packets = events / tiled.rowTiles() + (tiled.rowTiles() > 1 ? (double) layer.outputs() / tiled.columnTiles() : 0);
        add(clocksRow, ChipComponent.INTERCONNECT, (hops * k.fabric.hopNanoseconds() + packets / tiled.sets() * k.fabric.packetNanoseconds())
                / clockNanoseconds());
    }

    /** Leaves out what the chip has no place for, and reads its weights once in an inference. */
    private void fetch(CrossbarLayer layer, double[] areaRow, double[] energyRow, double[] clocksRow) {
        for (int component = 0; component < COMPONENTS; component++) {
            areaRow[component] *= kept;
        }
        double bits = (1 - kept) * layer.weights() * profile.array().weightBits() / inputs.timeSteps();
        add(energyRow, ChipComponent.BUFFER, bits * k.fabric.bitPicojoules());
        add(clocksRow, ChipComponent.BUFFER, bits * k.fabric.bitNanoseconds() / clockNanoseconds());
    }

    /** Share of the weights that the chip has a place for. */
    double keptFraction() {
        return kept;
    }

    @SuppressWarnings("EnumOrdinal") // plain arrays by component: this runs for every candidate of a search
    private static int at(ChipComponent component) {
        return component.ordinal();
    }

    /** Bits of the longest input: the arrays are built alike, so all of them can add over so many bits. */
    static int serialBits(PhysicalInputs inputs) {
        int bits = 1;
        for (CrossbarLayer layer : inputs.layers()) {
            bits = Math.max(bits, layer.inputBits());
        }
        return bits;
    }

    /** Area in um2. */
    double area(int layer, ChipComponent component) {
        return area[layer][at(component)];
    }

    /** Energy of one time step in pJ. */
    double energy(int layer, ChipComponent component) {
        return energy[layer][at(component)];
    }

    /** Clocks of one time step. */
    double clocks(int layer, ChipComponent component) {
        return clocks[layer][at(component)];
    }

    /** Clocks of one time step of a whole layer. */
    double clocks(int layer) {
        return sum(clocks[layer]);
    }

    double area() {
        double sum = 0;
        for (double[] row : area) {
            sum += sum(row);
        }
        return sum;
    }

    /** Energy of one time step in pJ. */
    double energy() {
        double sum = 0;
        for (double[] row : energy) {
            sum += sum(row);
        }
        return sum;
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    double clockNanoseconds() {
        return array.clockNanoseconds();
    }

    /** Leakage power of the chip in nW. */
    double leakageNanowatts() {
        return kept * plan.builtArrays() * array.leakageNanowatts() * k.leakageChip;
    }

    /** Clocks of one time step of all layers, one after the other. */
    double stepClocks() {
        double sum = 0;
        for (double[] row : clocks) {
            sum += sum(row);
        }
        return sum;
    }

    /** Clocks between time steps of a pipelined chip: the slowest layer; a cell with backward edges works as one. */
    double intervalClocks() {
        double slowest = 0;
        for (int index = 0; index < clocks.length; index++) {
            slowest = Math.max(slowest, sum(clocks[index]));
        }
        for (int cell : inputs.cellsWithBackwardEdges()) {
            double whole = 0;
            for (int index = 0; index < clocks.length; index++) {
                if (inputs.layers().get(index).cellIndex() == cell) {
                    whole += sum(clocks[index]);
                }
            }
            slowest = Math.max(slowest, whole);
        }
        return slowest;
    }

    private double sumBits(CrossbarLayer layer) {
        return array.sumBits(layer.inputBits());
    }

    private static void add(double[] row, ChipComponent component, double value) {
        row[at(component)] += value;
    }

    private void place(TiledLayer tiled, double[] row) {
        double arrays = (double) tiled.builtArrays();
        add(row, ChipComponent.CELLS, arrays * array.cellsArea());
        add(row, ChipComponent.ADC, arrays * array.adcArea());
        add(row, ChipComponent.ACCUMULATION, arrays * array.accumulationArea());
        add(row, ChipComponent.DRIVERS, arrays * array.driversArea());
        double tileRows = (double) tiled.tiles() * tiled.side();
        add(row, ChipComponent.BUFFER, tiled.tiles() * k.bufferAreaTile
                + (double) tiled.tiles() * tiled.elementsPerTile() * k.bufferAreaPe
                + tileRows * serialBits * k.bufferAreaRow + (tiled.kernelTile() ? tiled.tiles() * k.bufferAreaKernel : 0));
        if (tiled.kernelTile()) {
            add(row, ChipComponent.ACCUMULATION, tileRows * (k.accumulationAreaTile + k.accumulationAreaTileSerial * serialBits));
        }
        // a LIF unit adds, compares and keeps, as a shift-adder does; one for the outputs that come out together
        double units = tiled.layer().lifNeurons() == 0 ? 0
                : Math.max(1.0, tiled.side() / (double) profile.converter().columns() / plan.cellsPerWeight()) * tiled.columnTiles() * tiled.sets();
        add(row, ChipComponent.LIF, units * k.accumulationAreaSerial + tiled.layer().lifNeurons() * k.lifMemoryArea);
    }

    private void wire(TiledLayer tiled, double[] row) {
        switch (k.laws) {
            case SQUARE_ARRAYS -> {
                double width = tiled.kernelTile() ? tiled.positions() * k.interconnectAreaKernel * tiled.side() / 512
                        : 4 * k.interconnectAreaPlain * Math.sqrt(tiled.side() / 1024.0);
                add(row, ChipComponent.INTERCONNECT, tiled.tiles() * width * arraySide);
            }
            case TALL_ARRAYS -> {
                double elements = (double) tiled.elementsPerTile();
                double element = (double) tiled.builtArrays() / tiled.tiles() / elements * arrayArea() + k.bufferAreaPe;
                add(row, ChipComponent.INTERCONNECT, tiled.tiles() * wires.tree(tiled, element));
            }
        }
        if (isMesh()) {
            double scale = k.technologyFeature / k.fabric.routerNanometres();
            add(row, ChipComponent.INTERCONNECT, tiled.tiles() * k.fabric.routerSquareMicrometres() * scale * scale);
        }
    }

    /** The bus over all tiles, which have their trees, each with its share. */
    private void wireChip() {
        if (k.laws != CatalogLaws.TALL_ARRAYS || isMesh()) {
            return;
        }
        double largest = 0;
        for (int index = 0; index < area.length; index++) {
            largest = Math.max(largest, sum(area[index]) / plan.layers().get(index).tiles());
        }
        double share = wires.bus(plan.layers(), Math.sqrt(largest)) / plan.tiles();
        for (int index = 0; index < area.length; index++) {
            add(area[index], ChipComponent.INTERCONNECT, share * plan.layers().get(index).tiles());
        }
    }

    private void work(TiledLayer tiled, double rate, double[] row) {
        CrossbarLayer layer = tiled.layer();
        int slices = plan.cellsPerWeight();
        double reads = (double) layer.outPixels() * layer.inputBits() * tiled.arrays();
        double rows = (double) tiled.rowsOfPosition() / tiled.rowBlocks();
        double active = rows * rate;
        double columns = (double) layer.outChannels() * slices / tiled.columnBlocks();
        // a read without any spike needs no conversion
        double converted = 1 - Math.pow(1 - rate, rows);
        add(row, ChipComponent.CELLS, reads * array.cellsEnergy(active, columns));
        add(row, ChipComponent.ADC, reads * columns * array.conversionEnergy(active, converted));
        add(row, ChipComponent.DRIVERS, reads * array.driversEnergy(active));
        double bitSerial = layer.inputBits() == 1 ? 0 : array.serialEnergy(layer.inputBits());
        double treeAdditions = layer.outputs() * (double) (tiled.blocks().rowBlocks() - 1);
        add(row, ChipComponent.ACCUMULATION, reads * columns * (array.sliceEnergy() + bitSerial)
                + treeAdditions * sumBits(layer) * k.accumulationEnergyTree);
        add(row, ChipComponent.LIF, layer.lifNeurons() * k.lifEnergy);
        move(tiled, row);
    }

    private void move(TiledLayer tiled, double[] row) {
        CrossbarLayer layer = tiled.layer();
        double in = (double) layer.outPixels() * layer.rows() * layer.inputBits();
        double out = (double) layer.outputs() * sumBits(layer);
        double tileSide = tileSide(tiled);
        double arrayRows = (double) layer.outPixels() * layer.inputBits() * tiled.arrays() * profile.array().size() * arraySide;
        // each column of tiles reads the inputs for itself; on the chip's wires half of their path is shared
        double readers = (double) tiled.columnTiles();
        // over the arrays of a tile or PE, one below the other; sums of all positions of a kernel meet on the way
        double perSide = (double) tiled.side() / profile.array().size();
        double height = perSide * arrayHeight;
        if (tiled.kernelTile()) {
            double values = (double) layer.inPixels() * layer.inChannels() * layer.inputBits();
            add(row, ChipComponent.BUFFER, in * readers * k.bufferEnergyKernelIn + out * k.bufferEnergyKernelOut);
            add(row, ChipComponent.INTERCONNECT, values * Math.sqrt(readers) * chipSide * k.interconnectEnergyKernelInChip
                    + out * (tileSide * k.interconnectEnergyKernelOutTile + chipSide * k.interconnectEnergyKernelOutChip)
                    + arrayRows * k.interconnectEnergyKernelArray
                    + out * (perSide * height * k.interconnectEnergyKernelHeight + array.width() * k.interconnectEnergyKernelWidth));
        } else {
            double partial = tiled.rowTiles() > 1 ? tiled.rowTiles() * k.bufferEnergyPlainPartial : 0;
            add(row, ChipComponent.BUFFER, in * readers * k.bufferEnergyPlainIn + out * (k.bufferEnergyPlainOut + partial));
            add(row, ChipComponent.INTERCONNECT, in * tileSide * k.interconnectEnergyPlainInTile
                    + out * (tileSide * k.interconnectEnergyPlainOutTile + chipSide * k.interconnectEnergyPlainOutChip)
                    + arrayRows * k.interconnectEnergyPlainArray
                    + in * perSide * array.width() * k.interconnectEnergyPlainWidth
                    + out * height * (k.interconnectEnergyPlainHeight + tiled.rowBlocks() * k.interconnectEnergyPlainPartial));
        }
    }

    private double tileSide(TiledLayer tiled) {
        return arraySide * tiled.side() / profile.array().size() * Math.sqrt((double) tiled.positions());
    }

    private void time(TiledLayer tiled, double[] row) {
        CrossbarLayer layer = tiled.layer();
        double side = profile.array().size();
        double mux = profile.converter().columns();
        int bits = layer.inputBits();
        double pixels = (double) layer.outPixels();
        double outputs = (double) layer.outputs();
        double outputsOfTile = outputs / tiled.columnTiles();
        double in = pixels * layer.rows() * bits;
        double out = outputs * sumBits(layer);
        if (tiled.kernelTile()) {
            double values = (double) layer.inPixels() * layer.inChannels();
            add(row, ChipComponent.BUFFER, values * (k.bufferCyclesKernelIn * bits / side + k.bufferCyclesKernelValue)
                    + outputsOfTile * side * k.bufferCyclesKernelOut + values * bits * k.bufferCyclesKernelBit
                    + outputsOfTile * kernelCycles(layer) + outputs * k.bufferCyclesKernelAll);
            add(row, ChipComponent.INTERCONNECT, chipSide / side / tiled.columnTiles()
                    * (out * k.interconnectCyclesKernelOut + in * k.interconnectCyclesKernelIn)
                    + in / side / tiled.copies() * k.interconnectCyclesKernelRow + pixels * k.interconnectCyclesKernelPixel
                    + outputs * k.interconnectCyclesKernelAll);
        } else {
            add(row, ChipComponent.BUFFER, in / side / tiled.tilesOfSet() * k.bufferCyclesPlainIn
                    + outputsOfTile * (k.bufferCyclesPlainOut + k.bufferCyclesPlainOutMultiplexer * Math.min(1, mux / 8))
                    + outputsOfTile * plainCycles() + in * k.bufferCyclesPlainBit + in / side / tiled.rowTiles() * k.bufferCyclesPlainRow
                    + pixels * mux * bits / tiled.copies() * k.bufferCyclesPlainRead + outputs / side * k.bufferCyclesPlainAll);
            add(row, ChipComponent.INTERCONNECT, (in * k.interconnectCyclesPlainIn + out * k.interconnectCyclesPlainOut) / side
                    + in / side / tiled.rowTiles() * k.interconnectCyclesPlainRow + pixels * k.interconnectCyclesPlainPixel);
        }
        double conversions = pixels * bits * mux / tiled.copies() * profile.rowGroups();
        add(row, ChipComponent.ADC, conversions);
        switch (k.laws) {
            case SQUARE_ARRAYS -> addSquare(tiled, conversions, row);
            case TALL_ARRAYS -> addTall(tiled, row);
        }
        if (tiled.sets() > 1) { // each works on its part of the pixels
            for (int component = 0; component < COMPONENTS; component++) {
                row[component] /= tiled.sets();
            }
        }
    }

    /** Adding up with a shift-adder on each converter and trees over the arrays, and the activation units of each tile. */
    private void addSquare(TiledLayer tiled, double conversions, double[] row) {
        CrossbarLayer layer = tiled.layer();
        double side = profile.array().size();
        double mux = profile.converter().columns();
        double pixels = (double) layer.outPixels();
        double groups = pixels / tiled.copies()
                * Math.max(1, tiled.copies() * (layer.outChannels() / (double) tiled.columnTiles()) * mux / (double) tiled.side());
        long summands = tiled.positions() * tiled.rowBlocks();
        int stages = 64 - Long.numberOfLeadingZeros(summands - 1);
        add(row, ChipComponent.ACCUMULATION, conversions * (layer.inputBits() > 1 ? 1 + 1.0 / plan.cellsPerWeight() : 1)
                + groups * stages * k.accumulationCyclesStage * sumBits(layer));
        add(row, ChipComponent.LIF, layer.outputs() / (k.activationOutputs * side * (double) tiled.tilesOfSet()));
    }

    /** Adding up in step with the converters, once for all cells of a weight and then for each stage of the trees over PEs, and activation. */
    private void addTall(TiledLayer tiled, double[] row) {
        CrossbarLayer layer = tiled.layer();
        double mux = profile.converter().columns();
        long summands = tiled.positions() * Math.ceilDiv(tiled.rowBlocks(), ARRAY_ROWS_OF_PE);
        int stages = 64 - Long.numberOfLeadingZeros(summands - 1);
        add(row, ChipComponent.ACCUMULATION, layer.outPixels() * mux / tiled.copies() / plan.cellsPerWeight() * (1 + stages));
        add(row, ChipComponent.LIF, layer.outputs() * mux / (8.0 * profile.array().size()) * k.activationCycles);
    }

    /** Clocks in which the buffers of a kernel tile take a sum: wide sums and few converters need more. */
    private double kernelCycles(CrossbarLayer layer) {
        double ports = array.adcs();
        boolean narrow = ports <= NARROW_PORTS;
        double bits = sumBits(layer);
        return bits / ((bits <= 16 ? 6 : 8) * (narrow ? WIDE_PORTS : ports)) * k.bufferCyclesKernelSum
                + (narrow ? 0.7 : Math.sqrt(USUAL_PORTS / ports)) * k.bufferCyclesKernelOutput;
    }

    /** Clocks in which the buffers of a plain tile take a sum. */
    private double plainCycles() {
        double ports = array.adcs() * Math.sqrt(Math.min(1, plan.cellsPerWeight() / 8.0));
        return Math.pow(Math.min(1, USUAL_PORTS / ports), 0.75) * k.bufferCyclesPlainOutput;
    }
}
