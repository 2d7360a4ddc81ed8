package org.hasnas.chip.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.hasnas.chip.catalog.HardwareProfiles;
import org.hasnas.chip.mapping.CrossbarLayer;
import org.hasnas.chip.model.ChipComponent;
import org.hasnas.chip.model.HardwareProfile;
import org.hasnas.chip.model.HardwareProfile.Fabric;
import org.hasnas.chip.model.HardwareProfile.Interconnect;
import org.hasnas.chip.model.HardwareProfile.Layout;
import org.hasnas.chip.model.HardwareProfile.Schedule;
import org.hasnas.chip.model.PhysicalCostReport;
import org.hasnas.chip.model.SpikeRates;
import org.hasnas.network.MacroChoice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Meshes, copies of layers and memory outside the chip, against numbers reckoned by hand. */
final class FabricTest {
    /** The first has 16 times the pixels of the second; both have LIF units. */
    private static final List<CrossbarLayer> LAYERS = List.of(new CrossbarLayer("wide", -1, 64L * 64, 64, 64, 1, 1024, 1024, 1, 64 * 1024),
            new CrossbarLayer("deep", -1, 1024L * 64, 1024, 64, 1, 64, 64, 1, 64 * 64));

    private static HardwareProfile profile(String name, Schedule schedule, Fabric fabric) throws Exception {
        HardwareProfile known = HardwareProfiles.find(name);
        Layout layout = known.layout();
        return new HardwareProfile(known.id(), known.description(), known.catalog(), known.array(), known.converter(), known.device(),
                new Layout(layout.imageBits(), layout.kernelTiles(), layout.includeClassifier(), schedule, fabric), known.devices());
    }

    private static PhysicalCostReport cost(HardwareProfile profile, double rate) throws Exception {
        return new PhysicalModel(profile, HardwareProfiles.catalog(profile)).cost(PhysicalInputs.matrices(LAYERS), SpikeRates.of(rate));
    }

    private static PhysicalCostReport cost(Fabric fabric, double rate) throws Exception {
        return cost(profile("neurosim-22nm-rram", Schedule.PIPELINED, fabric), rate);
    }

    /** Of 22 nm: 3.5 pJ x 0.257473 / 0.14514 a hop; 0.34 mm2 x (22 / 65)^2 a router. */
    @Test
    void hopsOfSpikesOverAMeshCostWhatLoihisDo() throws Exception {
        Fabric mesh = new Fabric(Interconnect.MESH, 1, 0);
        PhysicalCostReport low = cost(mesh, 0.1);
        PhysicalCostReport high = cost(mesh, 0.3);
        long tiles = low.layers().stream().mapToLong(PhysicalCostReport.LayerCost::tiles).sum();
        double side = Math.ceil(Math.sqrt((double) tiles));
        double hops = 2 * (side * side - 1) / (3 * side);
        assertTrue(tiles > 1, "there is something to hop over");
        double more = 0.2 * (1024 * 64 + 64 * 1024); // spikes; each layer has one column of tiles
        double energy = more * hops * 3.5 * 0.257472889499 / 0.14514;
        assertEquals(energy, 1e12 * (joules(high) - joules(low)), 1e-9 * energy);
        Fabric tree = Fabric.USUAL;
        assertEquals(joules(cost(tree, 0.1)), joules(cost(tree, 0.3)), 1e-20, "a tree's wires don't ask for the rate");
        double routers = tiles * 0.34 * 22 * 22 / (65 * 65);
        double wires = cost(tree, 0.1).component(ChipComponent.INTERCONNECT).area().squareMillimetres();
        assertEquals(routers + wires, low.component(ChipComponent.INTERCONNECT).area().squareMillimetres(), 1e-9 * routers);
        double nanoseconds = 0.2 * 1024 * 64 * 0.29070;
        assertEquals(nanoseconds, 1e9 * (seconds(high, 0) - seconds(low, 0)), 1e-6 * nanoseconds, "packets one after the other");
    }

    private static double joules(PhysicalCostReport report) {
        return report.component(ChipComponent.INTERCONNECT).energy().joules();
    }

    private static double seconds(PhysicalCostReport report, int layer) {
        return report.layers().get(layer).part(ChipComponent.INTERCONNECT).latency().seconds();
    }

    @ParameterizedTest
    @ValueSource(strings = {"neurosim-22nm-rram", "neurosim-1.4-22nm-rram", "neurosim-1.4-7nm-sram"})
    void copiesOfTheSlowestLayerBalanceThePipeline(String chip) throws Exception {
        PhysicalCostReport one = cost(profile(chip, Schedule.PIPELINED, Fabric.USUAL), 0.1);
        PhysicalCostReport four = cost(profile(chip, Schedule.PIPELINED, new Fabric(Interconnect.TREE, 4, 0)), 0.1);
        assertEquals(4 * one.layers().getFirst().copies(), four.layers().getFirst().copies());
        assertEquals(4 * one.layers().getFirst().tiles(), four.layers().getFirst().tiles());
        assertEquals(one.layers().getLast().tiles(), four.layers().getLast().tiles(), "the other keeps up with one");
        assertEquals(one.interval().seconds() / 4, four.interval().seconds(), 0.2 * four.interval().seconds());
        for (ChipComponent component : List.of(ChipComponent.CELLS, ChipComponent.ADC, ChipComponent.DRIVERS)) {
            assertEquals(4 * one.layers().getFirst().part(component).area().squareMetres(),
                    four.layers().getFirst().part(component).area().squareMetres(), 1e-18);
            assertEquals(one.component(component).energy().joules(), four.component(component).energy().joules(), 1e-22, "the work is the same");
        }
        assertEquals(one.layers().getFirst().utilizationFraction(), four.layers().getFirst().utilizationFraction(), 1e-12);
        assertTrue(four.total().latency().seconds() < one.total().latency().seconds());
    }

    @Test
    void weightsWithoutAPlaceComeFromDram() throws Exception {
        PhysicalCostReport whole = cost(Fabric.USUAL, 0.1);
        int tiles = (int) whole.layers().stream().mapToLong(PhysicalCostReport.LayerCost::tiles).sum();
        assertEquals(whole.total(), cost(new Fabric(Interconnect.TREE, 1, tiles), 0.1).total(), "it fits");
        PhysicalCostReport one = cost(new Fabric(Interconnect.TREE, 1, 1), 0.1);
        double kept = 1.0 / tiles;
        double bits = (1 - kept) * (64 * 64 + 1024 * 64) * 8;
        assertEquals(kept * whole.total().area().squareMetres(), one.total().area().squareMetres(), 1e-18);
        assertEquals(bits * 20.3125, 1e12 * (one.total().energy().joules() - whole.total().energy().joules()), 1e-6 * bits);
        assertEquals(bits / 102.4, 1e9 * (one.total().latency().seconds() - whole.total().latency().seconds()), 1e-6 * bits);
        assertEquals(kept * whole.leakageWatts(), one.leakageWatts(), 1e-12 * whole.leakageWatts());
        assertTrue(one.warnings().stream().anyMatch(sentence -> sentence.contains("read from DRAM in every inference; writing them")),
                one.warnings().toString());
        assertTrue(one.knownLimits().stream().anyMatch(sentence -> sentence.contains("between-tiles")), one.knownLimits().toString());
    }

    @Test
    void designsMayChooseThem() throws Exception {
        HardwareProfile usual = HardwareProfiles.find("neurosim-22nm-rram");
        assertEquals(new Fabric(Interconnect.MESH, 8, 0),
                usual.chosenBy(MacroChoice.parse("interconnect=mesh layer-copies=8")).layout().fabric());
        assertEquals(usual, usual.chosenBy(MacroChoice.parse("interconnect=tree")));
        String said = String.valueOf(assertThrows(IllegalArgumentException.class, () -> new Fabric(Interconnect.TREE, 0, 0)).getMessage());
        assertTrue(said.contains("1 to 64"), said);
    }
}
