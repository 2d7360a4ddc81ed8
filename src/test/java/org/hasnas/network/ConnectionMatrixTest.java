package org.hasnas.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ConnectionMatrixTest {
    @Test
    void printedMatrixParsesToItself() {
        SplittableRandom random = new SplittableRandom(5);
        for (int repeat = 0; repeat < 300; repeat++) {
            int nodes = random.nextInt(2, 9);
            ConnectionMatrix matrix = ConnectionMatrix.empty(nodes);
            int[][] digits = new int[nodes][nodes];
            for (int row = 0; row < nodes; row++) {
                for (int column = 0; column < nodes; column++) {
                    if (row != column) {
                        digits[row][column] = random.nextInt(ConnectionMatrix.DIGITS);
                        matrix = matrix.with(new Edge(row, column), digits[row][column]);
                    }
                }
            }
            assertEquals(matrix, ConnectionMatrix.parse(matrix.toString()));
            assertEquals(nodes, matrix.nodes());
            for (int row = 0; row < nodes; row++) {
                for (int column = 0; column < nodes; column++) {
                    assertEquals(digits[row][column], matrix.digit(row, column));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0302 0030 3003 0000", "  0302\t0030\n3003   0000 ", "0302,0030,3003,0000", "0302-0030-3003-0000",
        "0302; 0030; 3003; 0000"})
    void groupsMayBePartedInSeveralWays(String text) {
        assertEquals("0302 0030 3003 0000", ConnectionMatrix.parse(text).text());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "``                        | '' is not a connection matrix",
        "0302003030030000          | is not a connection matrix; write one group of digits per node",
        "0302 0030 3003            | group 1 of connection matrix '0302 0030 3003' is '0302'; it must have 3 digits",
        "0302 0030 300 0000        | group 3 of connection matrix '0302 0030 300 0000' is '300'; it must have 4 digits",
        "0302 0030 30x3 0000       | is '30x3'; it must have 4 digits",
        "0302 0030 30A3 0000       | is '30A3'; it must have 4 digits (0 to 9, a to f)",
        "0302 0030 3003 0001       | joins node 3 with itself; the diagonal must be 0",
        "03\u066302 0030 3003 0000 | it must have 4 digits",
    })
    void malformedMatricesAreRefusedWithASentence(String text, String expected) {
        String message = String.valueOf(assertThrows(IllegalArgumentException.class, () -> ConnectionMatrix.parse(text)).getMessage());
        assertTrue(message.contains(expected), message);
    }

    @Test
    void edgesComeForwardFirstByTargetThenSource() {
        assertEquals(List.of("0->1", "0->3", "2->3", "2->0", "3->1"),
                ConnectionMatrix.parse("0302 0000 3003 0200").edges().stream().map(Edge::toString).toList());
        assertTrue(ConnectionMatrix.empty(4).edges().isEmpty());
    }

    @Test
    void nodesThatDoNotExistAreRefused() {
        ConnectionMatrix matrix = ConnectionMatrix.empty(4);
        for (Edge edge : List.of(new Edge(0, 4), new Edge(4, 0), new Edge(9, 8))) {
            String message = String.valueOf(assertThrows(IllegalArgumentException.class, () -> matrix.digit(edge)).getMessage());
            assertTrue(message.contains("has the nodes 0 to 3"), message);
            assertThrows(IllegalArgumentException.class, () -> matrix.with(edge, 1));
        }
        assertThrows(IllegalArgumentException.class, () -> matrix.digit(-1, 2));
        assertThrows(IllegalArgumentException.class, () -> matrix.with(new Edge(0, 1), ConnectionMatrix.DIGITS));
        assertThrows(IllegalArgumentException.class, () -> new Edge(1, 1));
        assertThrows(IllegalArgumentException.class, () -> new Edge(-1, 1));
    }

    @Test
    void architectureOfSeveralMatricesParsesToItself() {
        for (String text : List.of("0302 0030 3003 0000", "0302 0030 3003 0000 | 0003 0000 0000 0000")) {
            assertEquals(text, Architecture.parse(text).text());
        }
        assertThrows(IllegalArgumentException.class, () -> Architecture.parse("0302 0030 3003 0000 | 010 001 000"));
        assertThrows(IllegalArgumentException.class, () -> Architecture.parse("0302 0030 3003 0000 |"));
        assertThrows(IllegalArgumentException.class, () -> new Architecture(List.of()));
    }

    @Test
    void matricesAreReadAsPythonPrintsThem() {
        ConnectionMatrix wanted = ConnectionMatrix.parse("0302 0030 3003 0000");
        for (String printed : java.util.List.of("[[0, 3, 0, 2], [0, 0, 3, 0], [3, 0, 0, 3], [0, 0, 0, 0]]",
                "tensor([[0, 3, 0, 2],\n        [0, 0, 3, 0],\n        [3, 0, 0, 3],\n        [0, 0, 0, 0]])",
                "[[0 3 0 2]\n [0 0 3 0]\n [3 0 0 3]\n [0 0 0 0]]",
                "array([[0., 3., 0., 2.], [0., 0., 3., 0.], [3., 0., 0., 3.], [0., 0., 0., 0.]])",
                "tensor([[0., 3., 0., 2.], [0., 0., 3., 0.], [3., 0., 0., 3.], [0., 0., 0., 0.]], device='cuda:0')",
                "array([[0, 3, 0, 2], [0, 0, 3, 0], [3, 0, 0, 3], [0, 0, 0, 0]], dtype=int64)", "[[0,3,0,2,],[0,0,3,0,],[3,0,0,3,],[0,0,0,0,],]",
                "((0, 3, 0, 2), (0, 0, 3, 0), (3, 0, 0, 3), (0, 0, 0, 0))", "{{0,3,0,2},{0,0,3,0},{3,0,0,3},{0,0,0,0}}",
                "[0 3 0 2; 0 0 3 0; 3 0 0 3; 0 0 0 0]", "'0302 0030 3003 0000'", "\"0302 0030 3003 0000\"", "0302 0030 3003 0000,",
                "0302\u00a00030\u20093003\t0000\n", "0302, 0030, 3003, 0000;")) {
            assertEquals(wanted, ConnectionMatrix.parse(printed), printed);
        }
        assertEquals(ConnectionMatrix.parse("0a 00"), ConnectionMatrix.parse("[[0, 10], [0, 0]]"));
        for (String wrong : java.util.List.of("[[0, 16], [0, 0]]", "[[0, -1], [0, 0]]", "[[]]", "[", "[[0, x], [0, 0]]", "[[0, 1.5], [0, 0]]",
                "[[0, -1], [0, 0]]", "()", "''", "[0 3; 0]")) {
            assertThrows(IllegalArgumentException.class, () -> ConnectionMatrix.parse(wrong), wrong);
        }
        assertTrue(
                String.valueOf(assertThrows(IllegalArgumentException.class, () -> ConnectionMatrix.parse("03[0")).getMessage()).contains("'03[0'"));
    }
}
