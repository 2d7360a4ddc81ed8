package org.hasnas.chip.inference.model;

import java.util.Optional;

/**
 * Which chip a network is handed over on, and what of it as a circuit.
 *
 * @param profileOrFile the chip, by the name of a profile or its file
 * @param layer whose crossbar becomes a circuit; empty for the first that reads spikes
 * @param rowBlock which of the crossbars over its rows, from 0
 * @param columnBlock which of the crossbars over its columns, from 0
 * @param image whose spikes are its inputs, from 0: a test image, or a training image where there are none
 * @param wireOhms of a wire from one cell to the next, at least 0
 */
public record HandOverRequest(String profileOrFile, Optional<String> layer, int rowBlock, int columnBlock, int image, double wireOhms) {
    public static final HandOverRequest DEFAULT = new HandOverRequest("neurosim-22nm-rram", Optional.empty(), 0, 0, 0, 1);

    public HandOverRequest {
        if (rowBlock < 0 || columnBlock < 0 || image < 0) {
            throw new IllegalArgumentException("crossbars and images are counted from 0, were " + rowBlock + ", " + columnBlock + " and " + image);
        }
        if (!(wireOhms >= 0 && wireOhms < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the resistance of a wire must be a finite number of at least 0 ohm, was " + wireOhms);
        }
    }
}
