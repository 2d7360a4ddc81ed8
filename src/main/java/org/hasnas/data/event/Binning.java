package org.hasnas.data.event;

/** How the events of a recording are shared among time bins, in the order of time; bins of a multiple of their number nest in these exactly. */
public enum Binning {
    /** Bins of the same time: {@code floor((t - first) * bins / (last - first + 1))}. */
    TIME,
    /** Bins of as many events: {@code floor(event * bins / events)}. */
    COUNT;

    /** @return the bin of each event */
    public int[] bins(Events events, int bins) {
        int[] bin = new int[events.size()];
        if (bin.length == 0) {
            return bin;
        }
        long first = events.time(0);
        long span = events.time(bin.length - 1) - first + 1;
        for (int event = 0; event < bin.length; event++) {
            bin[event] = switch (this) {
                case TIME -> (int) Math.min(bins - 1L, Math.floorDiv(Math.multiplyExact(events.time(event) - first, bins), span));
                case COUNT -> (int) ((long) event * bins / bin.length);
            };
        }
        return bin;
    }
}
