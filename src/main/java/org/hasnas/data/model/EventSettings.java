package org.hasnas.data.model;

import java.io.Serializable;
import org.hasnas.network.NetworkTemplate.ImageShape;
import org.hasnas.network.NetworkTemplate.InputKind;

/**
 * How recordings of events become frames.
 *
 * @param bins time bins of a recording, 1 to 64; a network's time steps must divide them
 * @param pool side of the square of sensor pixels that becomes one, 1, 2 or 4
 * @param orientation of CIFAR10-DVS in AEDAT 2.0
 * @param splitSeed of the tenth of each class that is held out for test, where a data set has no parts of its own
 */
public record EventSettings(int bins, Binning binning, int pool, Orientation orientation, long splitSeed) implements Serializable {
    public static final EventSettings DEFAULT = new EventSettings(8, Binning.TIME, 1, Orientation.SPIKINGJELLY, 1);

    public static final int MOST_BINS = 64;

    /** Rows and columns that the 700 channels of spoken words are laid out in, neighbours beside each other. */
    public static final int SPEECH_ROWS = 20;
    public static final int SPEECH_COLUMNS = 35;

    public EventSettings {
        if (bins < 1 || bins > MOST_BINS) {
            throw new IllegalArgumentException("bins must be 1 to " + MOST_BINS + ", was " + bins);
        }
        if (pool != 1 && pool != 2 && pool != 4) {
            throw new IllegalArgumentException("pool must be 1, 2 or 4, was " + pool);
        }
    }

    /** The shape of frames of a sensor. */
    public ImageShape frame(int channels, int height, int width) {
        return new ImageShape(channels, Math.ceilDiv(height, pool), Math.ceilDiv(width, pool), InputKind.EVENTS);
    }
}
