package org.hasnas.data.event;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Events of a recording: time in microseconds, column, row and polarity (0 OFF, 1 ON). Immutable. */
public final class Events {
    private static final int SIDE_BITS = 15;
    private static final int POLARITY_SHIFT = 2 * SIDE_BITS;
    private static final int SIDE_MASK = (1 << SIDE_BITS) - 1;

    private final long[] times;
    private final int[] places; // polarity, row, column
    private final int size;

    private Events(long[] times, int[] places, int size) {
        this.times = times;
        this.places = places;
        this.size = size;
    }

    /** Collects events; memory grows with what is added, by half each time. */
    public static final class Builder {
        private long[] times = new long[1 << 10];
        private int[] places = new int[1 << 10];
        private int size;

        /**
         * @param x column, 0 to 32767
         * @param y row, 0 to 32767
         * @param polarity 0 or 1
         */
        public void add(long time, int x, int y, int polarity) {
            if (size == times.length) {
                int larger = Math.addExact(size, size / 2);
                times = Arrays.copyOf(times, larger);
                places = Arrays.copyOf(places, larger);
            }
            times[size] = time;
            places[size++] = (polarity << POLARITY_SHIFT) | (y << SIDE_BITS) | x;
        }

        public int size() {
            return size;
        }

        public Events build() {
            return new Events(times, places, size);
        }
    }

    public int size() {
        return size;
    }

    public long time(int event) {
        return times[event];
    }

    public int x(int event) {
        return places[event] & SIDE_MASK;
    }

    public int y(int event) {
        return (places[event] >>> SIDE_BITS) & SIDE_MASK;
    }

    public int polarity(int event) {
        return places[event] >>> POLARITY_SHIFT;
    }

    /** From the first to the last event, in the order of time; 0 if there are none. */
    public double seconds() {
        return size == 0 ? 0 : (times[size - 1] - times[0]) * 1e-6;
    }

    /** The first event that is earlier than the one before it; {@link #size} if they are in order. */
    int firstOutOfOrder() {
        int event = 1;
        while (event < size && times[event] >= times[event - 1]) {
            event++;
        }
        return Math.min(event, size);
    }

    /** The events in the order of time, those of one time as they were. */
    Events sorted() {
        int[] order = IntStream.range(0, size).boxed().sorted(Comparator.comparingLong(event -> times[event])).mapToInt(Integer::intValue).toArray();
        return new Events(Arrays.stream(order).mapToLong(event -> times[event]).toArray(), Arrays.stream(order).map(event -> places[event]).toArray(),
                size);
    }

    /** The events from a time to before another one, in any order of time. */
    Events between(long start, long end) {
        Builder chosen = new Builder();
        for (int event = 0; event < size; event++) {
            if (times[event] >= start && times[event] < end) {
                chosen.add(times[event], x(event), y(event), polarity(event));
            }
        }
        return chosen.build();
    }
}
