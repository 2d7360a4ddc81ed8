package org.hasnas.units;

/** Energy for one inference in joules; {@link Double#POSITIVE_INFINITY} means "no limit". */
public record Energy(double joules) implements Comparable<Energy> {
    public static final Energy ZERO = new Energy(0);
    public static final Energy UNLIMITED = new Energy(Double.POSITIVE_INFINITY);

    public Energy {
        if (!(joules >= 0)) {
            throw new IllegalArgumentException("energy must be >= 0 J, was " + joules);
        }
    }

    /** Reads a text such as {@code 120 uJ}; see {@link Quantity#parse}. */
    public static Energy parse(String text) {
        return new Energy(Quantity.ENERGY.parse(text));
    }

    public static Energy ofPicojoules(double value) {
        return new Energy(value * 1e-12);
    }

    public double microjoules() {
        return joules * 1e6;
    }

    public Energy plus(Energy other) {
        return new Energy(joules + other.joules);
    }

    public Energy times(double factor) {
        return new Energy(joules * factor);
    }

    /** The value in the field's display unit, such as {@code 120 uJ}. */
    public String format() {
        return Quantity.ENERGY.format(joules);
    }

    @Override
    public int compareTo(Energy other) {
        return Double.compare(joules, other.joules);
    }
}
