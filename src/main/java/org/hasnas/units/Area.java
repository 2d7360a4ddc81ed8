package org.hasnas.units;

/** Silicon area in square metres; {@link Double#POSITIVE_INFINITY} means "no limit". */
public record Area(double squareMetres) implements Comparable<Area> {
    public static final Area ZERO = new Area(0);
    public static final Area UNLIMITED = new Area(Double.POSITIVE_INFINITY);

    public Area {
        if (!(squareMetres >= 0)) {
            throw new IllegalArgumentException("area must be >= 0 m2, was " + squareMetres);
        }
    }

    /** Reads a text such as {@code 100 mm2}; see {@link Quantity#parse}. */
    public static Area parse(String text) {
        return new Area(Quantity.AREA.parse(text));
    }

    public static Area ofSquareMicrometres(double value) {
        return new Area(value * 1e-12);
    }

    public double squareMillimetres() {
        return squareMetres * 1e6;
    }

    public Area plus(Area other) {
        return new Area(squareMetres + other.squareMetres);
    }

    public Area times(double factor) {
        return new Area(squareMetres * factor);
    }

    /** The value in the field's display unit, such as {@code 100 mm2}. */
    public String format() {
        return Quantity.AREA.format(squareMetres);
    }

    @Override
    public int compareTo(Area other) {
        return Double.compare(squareMetres, other.squareMetres);
    }
}
