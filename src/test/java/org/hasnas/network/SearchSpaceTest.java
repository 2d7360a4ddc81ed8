package org.hasnas.network;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SearchSpaceTest {
    @Test
    void spacesAndPresetsAreFoundByTheirNames() {
        for (SearchSpace space : SearchSpaces.ALL) {
            assertEquals(space, SearchSpaces.byName(space.name()).orElseThrow());
        }
        for (NetworkTemplates.Preset preset : NetworkTemplates.ALL) {
            assertEquals(preset, NetworkTemplates.byName(preset.name()).orElseThrow());
        }
        assertTrue(SearchSpaces.byName("none").isEmpty());
        assertTrue(NetworkTemplates.byName("none").isEmpty());
    }

    /** Digits as in SNASNet's table. */
    @Test
    void digitsMeanWhatThePaperSays() {
        assertEquals(List.of("Zeroize", "SkipCon", "SCNN1x1", "SCNN3x3", "AvgPool3x3"),
                SearchSpaces.SNASNET.operations().stream().map(Operation::label).toList());
        assertEquals(List.of("Zeroize", "SkipCon", "SCNN3x3 th0.5", "SCNN3x3", "SCNN3x3 th1.5"),
                SearchSpaces.SPIKENAS_BENCH.operations().stream().map(Operation::label).toList());
        assertEquals(List.of("Zeroize", "SkipCon", "SCNN1x1", "SCNN3x3", "AvgPool3x3", "SCNN5x5", "DW-SCNN3x3", "MaxPool3x3", "SCNN3x3 th0.5",
                "SCNN3x3 th1.5", "DSCNN3x3"),
                SearchSpaces.HASNAS_OPERATIONS.operations().stream().map(Operation::label).toList());
        assertEquals(List.of("0->1", "0->2", "1->2", "0->3", "1->3", "2->3"), SearchSpaces.SNASNET.pairs().stream().map(Edge::toString).toList());
    }

    @ParameterizedTest
    @CsvSource({
        "snasnet-forward, 0003 0000 3000 0000, has the backward edge 2->0; search space 'snasnet-forward' allows forward edges only",
        "spikenas-bench,  0003 1000 0000 0000, allows forward edges only",
        "snasnet,         0007 0000 0000 0000, has the operations 0 to 4",
        "snasnet,         01 00,               has 2 nodes; search space",
    })
    void matricesOfOtherSpacesAreRefused(String space, String matrix, String expected) {
        String message = String.valueOf(assertThrows(IllegalArgumentException.class,
                () -> SearchSpaces.byName(space).orElseThrow().check(ConnectionMatrix.parse(matrix))).getMessage());
        assertTrue(message.contains(expected), message);
    }

    @Test
    void backwardEdgesAreAllowedWhereTheSpaceHasThem() {
        assertDoesNotThrow(() -> SearchSpaces.SNASNET.check(ConnectionMatrix.parse("0302 0030 3003 0000")));
    }

    @Test
    void spacesThatMakeNoSenseAreRefused() {
        List<Operation> operations = SearchSpaces.SNASNET.operations();
        assertThrows(IllegalArgumentException.class, () -> new SearchSpace("x", 1, operations, true));
        List<Operation> zeroizeIsNotFirst = List.of(new Operation.SkipConnection(), new Operation.Zeroize());
        assertThrows(IllegalArgumentException.class, () -> new SearchSpace("x", 4, zeroizeIsNotFirst, true));
        assertThrows(IllegalArgumentException.class, () -> new SearchSpace("x", 4, List.of(new Operation.Zeroize()), true));
        assertThrows(IllegalArgumentException.class, () -> new Operation.SpikingConvolution(2, 1));
        assertThrows(IllegalArgumentException.class, () -> new Operation.AveragePool(0));
        assertThrows(IllegalArgumentException.class, () -> new Operation.MaxPool(4));
    }

    /** Node 1 has no way to the output, node 2 none from the input: their edges compute nothing. */
    @ParameterizedTest
    @CsvSource({
        "0303 0000 0000 0000, 0003 0000 0000 0000",
        "0003 0000 0002 0000, 0003 0000 0000 0000",
        "0302 0030 3003 0000, 0302 0030 3003 0000",
        "0003 0000 0000 0300, 0003 0000 0000 0000",
        "0003 0002 0000 0300, 0003 0000 0002 0030",
        "0300 0030 0000 0000, 0000 0000 0000 0000",
    })
    void canonicalFormDropsWhatComputesNothing(String matrix, String canonical) {
        ConnectionMatrix form = CanonicalForm.of(SearchSpaces.SNASNET, ConnectionMatrix.parse(matrix));
        assertEquals(canonical, form.text());
        assertEquals(form, CanonicalForm.of(SearchSpaces.SNASNET, form), "a canonical form is its own");
    }
}
