package org.hasnas.chip.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.hasnas.testdata.SharedData;
import org.junit.jupiter.api.Test;

final class FloorPlanTest {
    @Test
    void tilesAndCopiesAreThoseOfEveryChipRun() throws Exception {
        JsonNode root = new ObjectMapper().readTree(SharedData.require("oracle/neurosim/oracle.json").toFile());
        int compared = 0;
        for (JsonNode run : root.path("runs")) {
            JsonNode expected = run.path("result").path("floorplan");
            if (!expected.isObject()) {
                continue;
            }
            JsonNode config = run.path("config");
            int cells = Math.ceilDiv(config.path("synapseBit").asInt(), config.path("cellBit").asInt());
            FloorPlan plan = FloorPlan.of(layers(root.path("network")), config.path("numRowSubArray").asInt(), cells,
                    config.path("novelMapping").asBoolean());
            for (int index = 0; index < plan.layers().size(); index++) {
                String where = run.path("name").asText() + " layer " + (index + 1);
                assertEquals(expected.path("tiles").get(index).asLong(), plan.layers().get(index).tiles(), where);
                assertEquals(expected.path("speedup").get(index).asLong(), plan.layers().get(index).copies(), where);
                compared++;
            }
        }
        assertTrue(compared > 150, compared + " layers");
    }

    private static List<CrossbarLayer> layers(JsonNode network) {
        List<CrossbarLayer> layers = new ArrayList<>();
        for (JsonNode row : network) {
            int kernel = row.get(3).asInt();
            int in = row.get(2).asInt();
            int out = row.get(5).asInt();
            layers.add(new CrossbarLayer("layer" + layers.size(), -1, (long) in * out * kernel * kernel, in, out, kernel, 1, 1, 1, 0));
        }
        return layers;
    }

    @Test
    void aDepthwiseLayerIsCutAlongItsDiagonal() {
        CrossbarLayer layer = new CrossbarLayer("layer", 0, 9L * 192, 192, 192, 3, 100, 64, 1, 0, true);
        TiledLayer tiled = FloorPlan.of(List.of(layer), 64, 1, true).layers().getFirst();
        assertEquals(28, tiled.arrays(), "seven channels of nine rows fit into 64 rows");
        assertEquals(63, tiled.rowsOfPosition());
        assertTrue(!tiled.kernelTile());
        assertTrue(tiled.arrays() * tiled.copies() <= tiled.builtArrays(), tiled.toString());
        assertTrue(tiled.utilization() > 0 && tiled.utilization() <= 1, tiled.toString());
    }

    /** Every weight lies on one crossbar, in a row and columns of its own; off the diagonal of a depthwise layer there are none. */
    @Test
    void theCrossbarsAreTheMatrix() {
        SplittableRandom random = new SplittableRandom(3);
        for (int round = 0; round < 200; round++) {
            int kernel = 1 + 2 * random.nextInt(4);
            int in = random.nextInt(1, 40);
            boolean depthwise = random.nextBoolean();
            int out = depthwise ? in : random.nextInt(1, 40);
            int cells = random.nextInt(1, 17);
            CrossbarLayer layer = new CrossbarLayer("layer", 0, 1, in, out, kernel, 1, 1, 1, 0, depthwise);
            MatrixBlocks blocks = MatrixBlocks.of(layer, random.nextBoolean(), 32, cells);
            int[][] held = new int[kernel * kernel * in][out];
            for (int r = 0; r < blocks.rowBlocks(); r++) {
                for (int c = 0; c < blocks.columnBlocks(); c++) {
                    int[] rows = blocks.rowsOf(r, c);
                    assertTrue(rows.length >= 1 && rows.length <= 32 && blocks.outputsOf(c) * cells <= 32, blocks.toString());
                    for (int row : rows) {
                        for (int output = 0; output < blocks.outputsOf(c); output++) {
                            held[row][blocks.firstOutput(c) + output]++;
                        }
                    }
                }
            }
            for (int row = 0; row < held.length; row++) {
                for (int output = 0; output < out; output++) {
                    boolean weight = !depthwise || row % in == output;
                    assertTrue(weight ? held[row][output] == 1 : held[row][output] <= 1, blocks + ": row " + row + ", output " + output);
                }
            }
        }
    }

    @Test
    void everyPlanHoldsAllWeights() {
        SplittableRandom random = new SplittableRandom(7);
        for (int round = 0; round < 300; round++) {
            List<CrossbarLayer> layers = new ArrayList<>();
            for (int index = random.nextInt(1, 6); index > 0; index--) {
                int kernel = 1 + 2 * random.nextInt(3);
                int in = random.nextInt(1, 600);
                int out = random.nextInt(1, 600);
                layers.add(new CrossbarLayer("layer" + index, -1, (long) in * out * kernel * kernel, in, out, kernel, 9, 9, 1, 0));
            }
            int side = 8 * random.nextInt(4, 40);
            int cells = random.nextInt(1, 17);
            FloorPlan plan = FloorPlan.of(layers, side, cells, random.nextBoolean());
            for (TiledLayer tiled : plan.layers()) {
                assertTrue(tiled.utilization() > 0 && tiled.utilization() <= 1, tiled.toString());
                assertTrue(tiled.arrays() * tiled.copies() <= tiled.builtArrays(), tiled.toString());
                if (!tiled.kernelTile()) {
                    assertEquals(Math.ceilDiv(tiled.layer().rows(), (long) side) * Math.ceilDiv(tiled.layer().outChannels(), side / cells),
                            tiled.arrays());
                }
            }
        }
    }
}
