package org.hasnas.units;

/** Hardware time for one inference in seconds; {@link Double#POSITIVE_INFINITY} means "no limit". */
public record Latency(double seconds) implements Comparable<Latency> {
    public static final Latency ZERO = new Latency(0);
    public static final Latency UNLIMITED = new Latency(Double.POSITIVE_INFINITY);

    public Latency {
        if (!(seconds >= 0)) {
            throw new IllegalArgumentException("latency must be >= 0 s, was " + seconds);
        }
    }

    /** Reads a text such as {@code 400 ms}; see {@link Quantity#parse}. */
    public static Latency parse(String text) {
        return new Latency(Quantity.LATENCY.parse(text));
    }

    public static Latency ofNanoseconds(double value) {
        return new Latency(value * 1e-9);
    }

    public double milliseconds() {
        return seconds * 1e3;
    }

    public Latency plus(Latency other) {
        return new Latency(seconds + other.seconds);
    }

    public Latency times(double factor) {
        return new Latency(seconds * factor);
    }

    /** The value in the field's display unit, such as {@code 400 ms}. */
    public String format() {
        return Quantity.LATENCY.format(seconds);
    }

    @Override
    public int compareTo(Latency other) {
        return Double.compare(seconds, other.seconds);
    }
}
