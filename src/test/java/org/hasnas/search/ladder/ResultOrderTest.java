package org.hasnas.search.ladder;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultOrderTest {
    /** Piece 0 keeps one of two threads busy until 10; the other takes 1 and 2, which end at 3 and 5, then 3 until 9, and 4 from there or after piece 0. */
    @Test
    void piecesAreToldAsTheyWouldEnd() {
        ResultOrder<Integer> order = new ResultOrder<>(2);
        order.begin(0, 10);
        order.begin(1, 3);
        order.begin(2, 2);
        List<Integer> told = new ArrayList<>();
        told.add(order.tell());
        order.begin(3, 4);
        told.add(order.tell());
        order.begin(4, 3);
        while (!order.underWay().isEmpty()) {
            told.add(order.tell());
        }
        assertEquals(List.of(1, 2, 3, 0, 4), told);
    }

    /** A thread that had nothing to do begins when the piece is decided, not before. */
    @Test
    void nothingBeginsInThePast() {
        ResultOrder<Integer> order = new ResultOrder<>(2);
        order.begin(0, 4);
        order.tell();
        order.begin(1, 3);
        order.begin(2, 2);
        assertEquals(2, order.next());
    }

    @Test
    void ofPiecesThatEndTogetherTheFirstIsToldFirst() {
        ResultOrder<Integer> order = new ResultOrder<>(3);
        order.begin(7, 0);
        order.begin(8, 0);
        assertEquals(7, order.next());
    }
}
