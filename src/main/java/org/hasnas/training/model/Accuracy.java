package org.hasnas.training.model;

/**
 * An accuracy, with where it comes from and how far to trust it.
 *
 * @param kind predicted, from a benchmark, trained or on the simulated chip
 * @param fraction right answers of all, 0 to 1
 * @param lowFraction lower end of the 95 % interval; equal to {@code fraction} where none is known
 * @param highFraction upper end of the 95 % interval; equal to {@code fraction} where none is known
 * @param source what produced it, as a short sentence for the user, such as the table's file name or "10 epochs, 360 test images"
 */
public record Accuracy(AccuracyKind kind, double fraction, double lowFraction, double highFraction, String source) {
    public Accuracy {
        if (!(0 <= lowFraction && lowFraction <= fraction && fraction <= highFraction && highFraction <= 1)) {
            throw new IllegalArgumentException("an accuracy needs 0 <= low <= value <= high <= 1, was " + lowFraction + ", " + fraction + ", "
                    + highFraction);
        }
        if (source.isBlank()) {
            throw new IllegalArgumentException("an accuracy needs a source");
        }
    }

    /** An accuracy without interval. */
    public static Accuracy of(AccuracyKind kind, double fraction, String source) {
        return new Accuracy(kind, fraction, fraction, fraction, source);
    }
}
