package org.hasnas.chip.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.hasnas.chip.catalog.HardwareProfiles;
import org.hasnas.chip.mapping.CrossbarLayer;
import org.hasnas.chip.mapping.FloorPlan;
import org.hasnas.chip.mapping.TiledLayer;
import org.hasnas.chip.model.ChipComponent;
import org.hasnas.chip.model.HardwareProfile;
import org.hasnas.chip.model.HardwareProfile.AdcKind;
import org.hasnas.chip.model.HardwareProfile.Array;
import org.hasnas.chip.model.HardwareProfile.Converter;
import org.hasnas.chip.model.HardwareProfile.Device;
import org.hasnas.chip.model.HardwareProfile.Layout;
import org.hasnas.chip.model.HardwareProfile.Schedule;
import org.hasnas.chip.model.HardwareProfile.SignCoding;
import org.hasnas.chip.model.PhysicalCostReport;
import org.hasnas.chip.model.SpikeRates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The floor of wires of NeuroSim V1.4's laws, by hand: at 22 nm repeaters are 28 F high and 37.79 F wide. */
final class WireFloorTest {
    private static final double HIGH = 28 * 0.022;
    private static final double WIDE = 37.79 * 0.022;

    private static HardwareProfile chip(Schedule schedule) {
        return new HardwareProfile("test", "", "neurosim-1.4-22nm-rram", new Array(128, 1, 8, SignCoding.OFFSET),
                new Converter(AdcKind.FLASH, 5, 8, 0), new Device(1e5, 1.7e6, 0.55), new Layout(1, true, false, schedule));
    }

    private static WireFloor wires(Schedule schedule) throws Exception {
        HardwareProfile chip = chip(schedule);
        return new WireFloor(new PhysicalConstants(HardwareProfiles.catalog(chip)), chip);
    }

    private static CrossbarLayer layer(String name, int in, int out, int kernel) {
        return new CrossbarLayer(name, -1, (long) in * out * kernel * kernel, in, out, kernel, 256, 64, 1, 0);
    }

    private static List<TiledLayer> tiled(int kernel) {
        return FloorPlan.of(List.of(layer("convolution", 64, 64, kernel), layer("classifier", 1024, 128, 1)), 128, 8, true).layers();
    }

    /** 3 and 4 PEs a side: a trunk of two PEs and a branch of one; 5 and 7: a trunk of four, branches of two, and two of one. */
    @ParameterizedTest
    @CsvSource({"3, 2, 0.5", "5, 4, 2", "7, 4, 2"})
    void treesOfKernelTilesHaveTheNextPowerOfTwo(int kernel, double trunk, double branches) throws Exception {
        TiledLayer tile = tiled(kernel).getFirst();
        assertEquals(512, tile.side());
        double expected = kernel * kernel * 512 / 16.0 * 150 * (trunk * HIGH + branches * (WIDE + HIGH));
        assertEquals(expected, wires(Schedule.LAYER_BY_LAYER).tree(tile, 150 * 150), 1e-9 * expected);
    }

    /** Two PEs a side are met by the trunk alone. */
    @Test
    void aPlainTileHasATrunk() throws Exception {
        TiledLayer tile = tiled(3).getLast();
        assertEquals(1024, tile.side());
        assertEquals(64 * 300 * HIGH, wires(Schedule.LAYER_BY_LAYER).tree(tile, 300 * 300), 1e-9);
    }

    /**
     * One kernel tile of 3 x 512 inputs and one plain tile of 1 024, and an eighth of that for outputs: 2 880 wires, halved. The two tiles stand side by
     * side in two rows.
     */
    @Test
    void aBusHasTheWiresOfAllLayersUpToALimit() throws Exception {
        List<TiledLayer> layers = tiled(3);
        assertEquals(2, layers.stream().mapToLong(TiledLayer::tiles).sum());
        double expected = (3 * 512 + 1024) * 1.125 / 2 / 4 * 500 * (2 * WIDE + HIGH);
        assertEquals(expected, wires(Schedule.LAYER_BY_LAYER).bus(layers, 500), 1e-9 * expected);
    }

    /** Layers that work at the same time need wires for all of their tiles: nine of 1 152 wires are halved three times, not once. */
    @Test
    void aPipelineHasTheWiresOfAllTiles() throws Exception {
        List<TiledLayer> layers = FloorPlan.of(List.of(layer("wide", 9216, 64, 1)), 128, 8, true).layers();
        assertEquals(512, layers.getFirst().side());
        assertEquals(18, layers.getFirst().tiles());
        double oneByOne = 576 / 4.0 * 500 * (5 * WIDE + 4 * HIGH);
        assertEquals(oneByOne, wires(Schedule.LAYER_BY_LAYER).bus(layers, 500), 1e-9 * oneByOne);
        double together = 18 * 576 / 8.0 / 4 * 500 * (5 * WIDE + 4 * HIGH);
        assertEquals(together, wires(Schedule.PIPELINED).bus(layers, 500), 1e-9 * together);
    }

    @Test
    void aMeshHasNoBusAndTheSharesOfTheBusAddUp() throws Exception {
        HardwareProfile chip = chip(Schedule.LAYER_BY_LAYER);
        PhysicalModel model = new PhysicalModel(chip, HardwareProfiles.catalog(chip));
        List<CrossbarLayer> layers = List.of(layer("convolution", 64, 64, 3), layer("classifier", 1024, 128, 1));
        PhysicalCostReport report = model.cost(PhysicalInputs.matrices(layers), new SpikeRates(0.1, Map.of()));
        double squareMicrometres = 1e6 * report.component(ChipComponent.INTERCONNECT).area().squareMillimetres();
        PhysicalConstants constants = new PhysicalConstants(HardwareProfiles.catalog(chip));
        WireFloor wires = new WireFloor(constants, chip);
        double array = arrayArea(new ArrayFormulas(constants, chip, 1));
        double trees = wires.tree(tiled(3).getFirst(), 16 * array + constants.bufferAreaPe) + wires.tree(tiled(3).getLast(), 16 * array
                + constants.bufferAreaPe);
        double largest = report.layers().stream().mapToDouble(layer -> layer.area().squareMillimetres() * 1e6).max().orElseThrow();
        double bus = squareMicrometres - trees;
        assertEquals(wires.bus(tiled(3), Math.sqrt(largest - bus / 2)), bus, 1e-6 * bus);
    }

    private static double arrayArea(ArrayFormulas array) {
        return array.cellsArea() + array.adcArea() + array.accumulationArea() + array.driversArea();
    }
}
