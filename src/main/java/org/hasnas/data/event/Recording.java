package org.hasnas.data.event;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a sensor recorded.
 *
 * @param channels 2 where polarities are told apart, OFF before ON; 1 where there are none
 * @param height rows of the sensor
 * @param width columns of the sensor
 * @param events in the order of time
 * @param remarks sentences on what was passed over or put right; empty for a file as it should be
 */
public record Recording(int channels, int height, int width, Events events, List<String> remarks) {
    public Recording {
        remarks = List.copyOf(remarks);
    }

    /** A recording whose events may be out of order. */
    static Recording of(Path file, String what, int channels, int height, int width, Events events, List<String> remarks) {
        List<String> all = new ArrayList<>(remarks);
        int wrong = events.firstOutOfOrder();
        if (events.size() == 0) {
            all.add(file + ": " + what + "no events.");
        } else if (wrong < events.size()) {
            all.add(file + ": " + what + "not in time order, event " + wrong + " at " + events.time(wrong) + " us comes behind one at "
                    + events.time(wrong - 1) + " us; they were sorted.");
        }
        return new Recording(channels, height, width, wrong < events.size() ? events.sorted() : events, all);
    }
}
