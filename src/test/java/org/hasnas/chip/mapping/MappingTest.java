package org.hasnas.chip.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.hasnas.network.ConvolutionLayer;
import org.hasnas.network.ConvolutionLayer.Role;
import org.hasnas.network.LinearLayer;
import org.junit.jupiter.api.Test;

final class MappingTest {
    private static ConvolutionLayer layer(int in, int out, int kernel) {
        return new ConvolutionLayer("layer", Role.STEM, -1, in, out, kernel, 1, 8, 6, 8, 6, 4, 3);
    }

    @Test
    void blocksAreRoundedUpAndTheLastTileIsBuiltWhole() {
        Mapping mapping = Mapping.of(List.of(layer(3, 65, 3), layer(65, 130, 1)), List.of(), 64, 5);
        assertEquals(List.of(2L, 6L), mapping.layers().stream().map(MappedLayer::processingElements).toList());
        assertEquals(8, mapping.processingElements());
        assertEquals(2, mapping.tiles());
        assertEquals(10, mapping.builtProcessingElements());
        assertEquals(9, mapping.kernelPositions(), "the largest kernel holds for all");
        assertEquals(6 * 9, mapping.layers().get(1).crossbars());
        assertEquals(65 * 48, mapping.layers().get(1).inputs());
        assertEquals(130 * 12, mapping.layers().get(1).neurons(), "neurons are counted after pooling");
        assertEquals(65 * 130, mapping.layers().get(1).weights());
    }

    @Test
    void ofADepthwiseLayerOnlyTheBlocksOnTheDiagonalAreBuilt() {
        ConvolutionLayer layer = new ConvolutionLayer("layer", Role.CELL_EDGE, 0, 192, 192, 3, 1, 8, 8, 8, 8, 8, 8, true, false);
        MappedLayer mapped = Mapping.of(List.of(layer), List.of(), 64, 8).layers().getFirst();
        assertEquals(9 * 192, mapped.weights());
        assertEquals(3, mapped.processingElements(), "of 9 for all channels");
        assertEquals(27, mapped.crossbars());
    }

    @Test
    void linearLayersAreMapsOfOnePixel() {
        Mapping mapping = Mapping.of(List.of(layer(3, 8, 3)), List.of(new LinearLayer("output", 100, 10, true)), 64, 8);
        MappedLayer linear = mapping.layers().get(1);
        assertEquals(2, linear.processingElements());
        assertEquals(100, linear.inputs());
        assertEquals(10, linear.neurons());
        assertEquals(1000, linear.weights(), "biases are not on crossbars");
    }

    @Test
    void crossbarsHaveRoomForAllWeightsAndNoBlockIsSuperfluous() {
        SplittableRandom random = new SplittableRandom(3);
        for (int repeat = 0; repeat < 500; repeat++) {
            int size = random.nextInt(1, 200);
            MappedLayer mapped = Mapping.of(List.of(layer(random.nextInt(1, 2000), random.nextInt(1, 2000), 3)), List.of(), size, 8).layers()
                    .getFirst();
            assertTrue(mapped.crossbars() * size * size >= mapped.weights());
            assertTrue((mapped.rowBlocks() - 1) * size < mapped.inChannels());
            assertTrue((mapped.columnBlocks() - 1) * size < mapped.outChannels());
        }
    }

    @Test
    void impossibleMappingsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> Mapping.of(List.of(), List.of(), 64, 8));
        assertThrows(IllegalArgumentException.class, () -> Mapping.of(List.of(layer(3, 8, 3)), List.of(), 0, 8));
        assertThrows(IllegalArgumentException.class, () -> Mapping.of(List.of(layer(3, 8, 3)), List.of(), 64, 0));
        assertThrows(IllegalArgumentException.class, () -> Mapping.of(List.of(layer(3, 0, 3)), List.of(), 64, 8));
    }
}
