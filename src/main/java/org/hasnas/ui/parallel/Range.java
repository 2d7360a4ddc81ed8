package org.hasnas.ui.parallel;

/** A part of an axis, marked to look at the designs inside: {@code low <= value <= high}. */
record Range(double low, double high) {
    Range {
        if (!(low <= high)) {
            throw new IllegalArgumentException("no range: " + low + " to " + high);
        }
    }

    boolean contains(double value) {
        return value >= low && value <= high;
    }
}
