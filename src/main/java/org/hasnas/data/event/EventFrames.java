package org.hasnas.data.event;

import org.hasnas.data.model.Binning;
import org.hasnas.data.model.EventSettings;
import org.hasnas.network.NetworkTemplate.ImageShape;

/** How events become frames. */
public final class EventFrames {
    private EventFrames() {}

    /** The time bin of each event; events are in the order of time. */
    public static int[] bins(Binning binning, Events events, int bins) {
        int[] bin = new int[events.size()];
        if (bin.length == 0) {
            return bin;
        }
        long first = events.time(0);
        long span = events.time(bin.length - 1) - first + 1;
        for (int event = 0; event < bin.length; event++) {
            bin[event] = switch (binning) {
                case TIME -> (int) (Math.multiplyExact(events.time(event) - first, bins) / span);
                case COUNT -> (int) ((long) event * bins / bin.length);
            };
        }
        return bin;
    }

    /**
     * Whether there was an event, for each time bin and value of a frame: [bin / 8][channel][row][column], bit {@code bin % 8} of a byte.
     *
     * @param frame of the settings
     */
    public static byte[] bits(Recording recording, EventSettings settings, ImageShape frame) {
        Events events = recording.events();
        byte[] bits = new byte[Math.ceilDiv(settings.bins(), Byte.SIZE) * frame.size()];
        int[] bins = bins(settings.binning(), events, settings.bins());
        int columns = recording.height() == 1 ? EventSettings.SPEECH_COLUMNS : recording.width();
        for (int event = 0; event < bins.length; event++) {
            int channel = frame.channels() == 1 ? 0 : events.polarity(event);
            int place = events.y(event) * recording.width() + events.x(event);
            int row = place / columns / settings.pool();
            int column = place % columns / settings.pool();
            int at = (channel * frame.height() + row) * frame.width() + column;
            bits[bins[event] / Byte.SIZE * frame.size() + at] |= (byte) (1 << bins[event] % Byte.SIZE);
        }
        return bits;
    }
}
