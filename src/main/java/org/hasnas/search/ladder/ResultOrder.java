package org.hasnas.search.ladder;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The order in which a search is told what came of its pieces: that in which they would end if each took as long as its work says, the threads taking
 * them in the order in which they were decided. So hardly a thread waits for a longer piece, as it would if the oldest were told first, and the order
 * does not depend on how fast they are.
 *
 * @param <P> a piece
 */
final class ResultOrder<P> {
    private final double[] busyUntil;
    private final SequencedMap<P, Double> ends = new LinkedHashMap<>();
    private double now;

    ResultOrder(int threads) {
        busyUntil = new double[threads];
    }

    /** @param work in any unit that all pieces share */
    void begin(P piece, double work) {
        int thread = IntStream.range(0, busyUntil.length).boxed().min(Comparator.comparingDouble(any -> busyUntil[any])).orElseThrow();
        busyUntil[thread] = Math.max(busyUntil[thread], now) + work;
        ends.put(piece, busyUntil[thread]);
    }

    /** What has begun and is not told yet, in that order. */
    Set<P> underWay() {
        return ends.sequencedKeySet();
    }

    /** The one to be told next; of those that end together, the one that began first. */
    P next() {
        return first().getKey();
    }

    /** The next one is told. */
    P tell() {
        Map.Entry<P, Double> told = first();
        now = Math.max(now, told.getValue());
        ends.remove(told.getKey());
        return told.getKey();
    }

    private Map.Entry<P, Double> first() {
        return ends.entrySet().stream().min(Map.Entry.comparingByValue()).orElseThrow();
    }
}
