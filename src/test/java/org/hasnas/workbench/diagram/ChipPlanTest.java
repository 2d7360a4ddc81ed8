package org.hasnas.workbench.diagram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.hasnas.chip.catalog.HardwareProfiles;
import org.hasnas.chip.cost.ChipCost;
import org.hasnas.chip.model.CostReport;
import org.hasnas.chip.model.PhysicalCostReport;
import org.hasnas.chip.model.SpikeRateSource;
import org.hasnas.chip.model.SpikeRates;
import org.hasnas.network.Architecture;
import org.hasnas.network.ConnectionMatrix;
import org.hasnas.network.Network;
import org.hasnas.network.NetworkTemplates;
import org.hasnas.testdata.Samples;
import org.junit.jupiter.api.Test;

final class ChipPlanTest {
    private static final Network NETWORK = Network.of(NetworkTemplates.DIGITS.template(), NetworkTemplates.DIGITS.space(),
            Architecture.shared(ConnectionMatrix.parse("0300 0030 0003 0000")));

    @Test
    void layersHaveTheirTilesArraysAndAreas() throws Exception {
        PhysicalCostReport report = (PhysicalCostReport) ChipCost.of(HardwareProfiles.settings("neurosim-22nm-rram", "", Path.of(""),
                new SpikeRateSource.Given(SpikeRates.of(0.1)))).report(NETWORK);
        ChipPlan plan = ChipPlan.of(report);
        assertEquals(report.layers().size(), plan.regions().size());
        for (PhysicalCostReport.LayerCost layer : report.layers()) {
            ChipPlan.Region region = plan.regions().stream().filter(known -> known.layer().equals(layer.layer())).findFirst().orElseThrow();
            assertEquals(layer.tiles(), region.tiles().size());
            assertEquals(layer.crossbars() * layer.copies(), region.arrays());
            long built = region.tiles().size() * region.elementsPerTile() * region.arraysPerElement();
            assertTrue(region.arrays() <= built && built > 0, region.layer() + ": " + region.arrays() + " of " + built);
            assertEquals(layer.utilizationFraction(), region.utilizationFraction().orElseThrow());
            assertEquals(layer.area().squareMetres(), area(region.place()), 1e-9 * layer.area().squareMetres());
            assertEquals(layer.energy().joules() / layer.area().squareMetres(), region.density(), 1e-6 * region.density());
        }
        fills(plan);
    }

    @Test
    void aModelWithoutTilesShowsItsElements() {
        CostReport report = Samples.report(NETWORK, Samples.digits(1).hardware());
        ChipPlan plan = ChipPlan.of(report);
        assertTrue(plan.regions().stream().allMatch(region -> region.utilizationFraction().isEmpty()));
        fills(plan);
    }

    @Test
    void elementsAndArraysShareTheirTile() {
        ChipPlan.Place tile = new ChipPlan.Place(1, 2, 6, 3);
        assertEquals(List.of(tile), tile.parts(1));
        for (int count : new int[] {4, 9, 5}) {
            List<ChipPlan.Place> parts = tile.parts(count);
            assertEquals(count, parts.size());
            for (ChipPlan.Place part : parts) {
                assertEquals(1, parts.stream().filter(other -> other.contains(part.x() + part.width() / 2, part.y() + part.height() / 2)).count());
                assertTrue(part.x() >= 1 && part.x() + part.width() <= 7 + 1e-9 && part.y() >= 2 && part.y() + part.height() <= 5 + 1e-9);
            }
        }
    }

    /** Tiles are of one size in a layer, lie inside of it, and no two lie on each other. */
    private static void fills(ChipPlan plan) {
        List<ChipPlan.Place> tiles = plan.regions().stream().flatMap(region -> region.tiles().stream()).toList();
        double chip = plan.side() * plan.side();
        assertEquals(chip, tiles.stream().mapToDouble(ChipPlanTest::area).sum(), 1e-9 * chip);
        for (ChipPlan.Region region : plan.regions()) {
            double of = area(region.place()) / region.tiles().size();
            for (ChipPlan.Place tile : region.tiles()) {
                assertEquals(of, area(tile), 1e-9 * of);
                double x = tile.x() + tile.width() / 2;
                double y = tile.y() + tile.height() / 2;
                assertTrue(region.place().contains(x, y) && x < plan.side() && y < plan.side());
                assertEquals(1, tiles.stream().filter(other -> other.contains(x, y)).count());
            }
        }
    }

    private static double area(ChipPlan.Place place) {
        return place.width() * place.height();
    }
}
