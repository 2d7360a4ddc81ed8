package org.hasnas.training.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

final class AccuracyDifferenceTest {
    /** Newcombe 1998, table II, column (a): 56 of 70 against 48 of 80, method 10: 0.0524 to 0.3339. The Wilson intervals are those of the two. */
    @Test
    void intervalsAreThoseOfThePaper() {
        Accuracy first = wilson(56, 70);
        Accuracy second = wilson(48, 80);
        AccuracyDifference difference = AccuracyDifference.of(first, second).orElseThrow();
        assertEquals(0.2, difference.fraction(), 1e-12);
        assertEquals(0.0524, difference.lowFraction(), 5e-5);
        assertEquals(0.3339, difference.highFraction(), 5e-5);
        assertTrue(difference.isSignificant());
        AccuracyDifference other = AccuracyDifference.of(second, first).orElseThrow();
        assertEquals(-difference.highFraction(), other.lowFraction(), 1e-12);
        assertTrue(other.isSignificant());
    }

    @Test
    void aSmallDifferenceOfFewImagesIsNotSignificant() {
        assertFalse(AccuracyDifference.of(wilson(61, 70), wilson(60, 70)).orElseThrow().isSignificant());
    }

    @Test
    void withoutIntervalNothingIsSaid() {
        assertEquals(Optional.empty(), AccuracyDifference.of(Accuracy.of(AccuracyKind.BENCHMARK, 0.9, "table"), wilson(5, 10)));
    }

    private static Accuracy wilson(int right, int images) {
        double z = 1.959963984540054;
        double p = (double) right / images;
        double middle = (p + z * z / (2 * images)) / (1 + z * z / images);
        double half = z / (1 + z * z / images) * Math.sqrt(p * (1 - p) / images + z * z / (4.0 * images * images));
        return new Accuracy(AccuracyKind.TRAINED, p, middle - half, middle + half, right + " of " + images);
    }
}
