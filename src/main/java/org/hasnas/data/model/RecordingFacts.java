package org.hasnas.data.model;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the training recordings of a data set of events are like.
 *
 * @param seconds from the first to the last event of a recording, the mean of all
 * @param rates fraction of ones among the values of their frames, by time steps that the data set's bins can be shared among
 */
public record RecordingFacts(double seconds, SortedMap<Integer, Double> rates) {
    public RecordingFacts {
        rates = Collections.unmodifiableSortedMap(new TreeMap<>(rates));
    }
}
