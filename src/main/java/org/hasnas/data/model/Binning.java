package org.hasnas.data.model;

/** How the events of a recording are shared among time bins, in the order of time; bins of a multiple of their number nest in these exactly. */
public enum Binning {
    /** Bins of the same time: {@code floor((t - first) * bins / (last - first + 1))}. */
    TIME,
    /** Bins of as many events: {@code floor(event * bins / events)}. */
    COUNT
}
