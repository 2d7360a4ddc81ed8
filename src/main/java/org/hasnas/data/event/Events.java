package org.hasnas.data.event;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.hasnas.data.file.DataDefect;
import org.hasnas.error.HasnasException;

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
        /** Ten times what the longest recordings of the known data sets hold; 400 MB. */
        static final int MOST = 1 << 25;

        private final Path file;
        private long[] times = new long[1 << 10];
        private int[] places = new int[1 << 10];
        private int size;

        /** @param file that the recording is of, for the message */
        public Builder(Path file) {
            this.file = file;
        }

        /**
         * @param x column, 0 to 32767
         * @param y row, 0 to 32767
         * @param polarity 0 or 1
         * @throws HasnasException BAD_DATA if there are more events than a recording has
         */
        public void add(long time, int x, int y, int polarity) throws HasnasException {
            if (size == times.length) {
                if (size == MOST) {
                    throw DataDefect.of(file, "more than " + MOST + " events", "one sample, which has fewer; cut it into shorter recordings");
                }
                int larger = Math.min(MOST, size + size / 2);
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
        return chosen(IntStream.range(0, size).boxed().sorted(Comparator.comparingLong(event -> times[event])).mapToInt(Integer::intValue).toArray());
    }

    private Events chosen(int[] events) {
        return new Events(Arrays.stream(events).mapToLong(event -> times[event]).toArray(),
                Arrays.stream(events).map(event -> places[event]).toArray(),
                events.length);
    }

    /** The events from a time to before another one, in any order of time. */
    Events between(long start, long end) {
        return chosen(IntStream.range(0, size).filter(event -> times[event] >= start && times[event] < end).toArray());
    }
}
