package org.hasnas.chip.cost;

import java.util.List;
import org.hasnas.chip.mapping.TiledLayer;
import org.hasnas.chip.model.HardwareProfile;
import org.hasnas.chip.model.HardwareProfile.Schedule;

/**
 * The floor of the wires between tall arrays in um2: a tree over the PEs of each tile, and a bus along and across the grid of tiles. Every wire is as
 * wide as its repeaters, which lie in rows: a row is high where wires go across, and a repeater is wide where they go along. Wires lie above each
 * other in several layers.
 */
final class WireFloor {
    /** Wires that share the floor of one. */
    private static final double FOLDED_IN_TILE = 16;
    private static final double FOLDED_ON_CHIP = 4;
    /** A bus that would be wider takes its bits in twice as many turns. */
    private static final double MOST_BUS_WIRES = 2048;
    private static final int PLAIN_ELEMENTS = 2;

    private final double repeaterHeight;
    private final double repeaterWidth;
    private final int multiplexed;
    private final boolean isPipelined;

    WireFloor(PhysicalConstants k, HardwareProfile profile) {
        this.repeaterHeight = k.gateHeight * k.technologyFeature * 1e-3;
        this.repeaterWidth = k.interconnectRepeaterWidth * k.technologyFeature * 1e-3;
        this.multiplexed = profile.converter().columns();
        this.isPipelined = profile.layout().schedule() == Schedule.PIPELINED;
    }

    /**
     * The tree of one tile. It has as many levels as a square of two to some power of PEs, which may be more than there are: five PEs a side get a tree
     * for eight.
     *
     * @param elementArea area of a PE in um2
     */
    double tree(TiledLayer tiled, double elementArea) {
        int levels = 32 - Integer.numberOfLeadingZeros(elementsPerSide(tiled) - 1);
        double trunk = Math.scalb(repeaterHeight, levels - 1);
        double branches = (repeaterWidth + repeaterHeight) / 2 * (Math.scalb(1.0, levels) - levels - 1);
        return inputs(tiled) / FOLDED_IN_TILE * Math.sqrt(elementArea) * (trunk + branches);
    }

    /**
     * The bus of the chip: as many wires as all layers have inputs and converted outputs, of all their tiles if these work at the same time.
     *
     * @param tileSide side of the largest tile in um
     */
    double bus(List<TiledLayer> layers, double tileSide) {
        double wires = 0;
        long tiles = 0;
        for (TiledLayer tiled : layers) {
            wires += inputs(tiled) / sharedInputs(tiled) * (1 + 1.0 / multiplexed) * (isPipelined ? tiled.tiles() : 1);
            tiles += tiled.tiles();
        }
        while (wires > MOST_BUS_WIRES) {
            wires /= 2;
        }
        double rows = Math.ceil(Math.sqrt((double) tiles));
        double columns = Math.ceil(tiles / rows);
        return wires / FOLDED_ON_CHIP * tileSide * (repeaterWidth * rows + repeaterHeight * columns);
    }

    private static int elementsPerSide(TiledLayer tiled) {
        return tiled.kernelTile() ? (int) Math.ceil(Math.sqrt((double) tiled.positions())) : PLAIN_ELEMENTS;
    }

    /** Wires of a tile's tree: one for each row of all positions. */
    private static double inputs(TiledLayer tiled) {
        return (double) tiled.positions() * tiled.side();
    }

    /** Over the bus a kernel tile gets the inputs of a line of its positions. */
    private static double sharedInputs(TiledLayer tiled) {
        return tiled.kernelTile() ? (double) tiled.positions() / elementsPerSide(tiled) : 1;
    }
}
